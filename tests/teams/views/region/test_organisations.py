"""/regios/<id>/organisaties/: where people work, in which municipalities."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import Municipality, Region, School
from teams.enums import OrganisationKind
from teams.models import Coordinator, Organisation, Professional
from tests.factories import TODAY, OrganisationFactory, ProfessionalFactory, UserFactory
from tests.pages import all_words, beside, errors, meanwhile, messages, of_class, page, send, undo_url, values

ROWS = of_class("organisation-rows") + "/li"
REFUSED = [("client", 302), ("outsider", 404), ("editor", 404), ("far_swv", 404), ("part", 403), ("guide", 403)]


@pytest.fixture
def cjg(region: Region, duinveen: Municipality) -> Organisation:
    row: Organisation = OrganisationFactory(region=region, name="CJG Duin", kind=OrganisationKind.CJG)
    row.municipalities.set([duinveen])
    return row


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/organisaties/"


@pytest.fixture
def one(url: str, cjg: Organisation) -> str:
    return f"{url}{cjg.pk}/"


def rows(region: Region) -> list[tuple[str, str, list[str]]]:
    return [
        (row.name, row.kind, [str(each) for each in row.municipalities.all()]) for row in region.organisations.all()
    ]


CJG = ("CJG Duin", "cjg", ["Duinveen"])


@pytest.mark.parametrize(
    ("who", "status"), [*REFUSED[:4], ("part", 200), ("guide", 200), ("swv", 200), ("beheerder", 200)]
)
def test_who_may_see_them(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize("page_of", ["nieuw/", "{}/", "{}/weghalen/"])
@pytest.mark.parametrize(("who", "status"), REFUSED)
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, swv: Client, cjg: Organisation, url: str, who: str, status: int, page_of: str
) -> None:
    where = url + page_of.format(cjg.pk)
    data = {**values(swv.get(where), where), "name": "Anders", "kind": "ggd"}
    client = request.getfixturevalue(who)
    assert (client.get(where).status_code, client.post(where, data).status_code) == (status, status)
    assert CJG in rows(cjg.region)
    assert [row for row in rows(cjg.region) if row[0] == "Anders"] == []


def test_they_are_listed_in_order_with_kind_area_and_people(
    swv: Client, region: Region, far: School, cjg: Organisation, url: str
) -> None:
    ggd = OrganisationFactory(region=region, name="Ă <b>", kind=OrganisationKind.GGD)
    OrganisationFactory(region=far.region, name="Kanarie")
    here = ProfessionalFactory(organisation=cjg)
    ProfessionalFactory(organisation=cjg, merged_into=here)
    ProfessionalFactory.create_batch(2, organisation=ggd)
    assert sorted(all_words(page(swv.get(url)), ROWS + "/div")) == [
        "CJG DuinCJG · Duinveen · 1 mens",
        "Ă <b>GGD · hele regio · 2 mensen",
    ]


@pytest.mark.parametrize(("who", "offered"), [("guide", 0), ("swv", 2)])
def test_only_who_manages_the_region_is_offered_to_change_them(
    request: pytest.FixtureRequest, cjg: Organisation, url: str, who: str, offered: int
) -> None:
    tree = page(request.getfixturevalue(who).get(url))
    assert len(tree.xpath("//a[.='Bewerk' or .='Nieuwe organisatie']")) == offered


def test_a_region_without_any_says_what_to_do(swv: Client, url: str) -> None:
    assert all_words(page(swv.get(url)), ROWS) == [
        "Er is nog geen organisatie. Voeg de eerste toe: mensen in een kernteam werken er altijd bij een."
    ]


def test_the_number_of_queries_does_not_grow(swv: Client, region: Region, cjg: Organisation, url: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            swv.get(url)
        return len(captured)

    small = queries()
    for _ in range(5):
        row = OrganisationFactory(region=region)
        row.municipalities.set(region.municipalities.all())
        ProfessionalFactory(organisation=row)
    assert queries() == small


def test_one_is_added_and_undone(swv: Client, region: Region, url: str) -> None:
    send(swv, f"{url}nieuw/", name="GGD  Kust", kind="ggd")
    assert rows(region) == [("GGD Kust", "ggd", [])]
    assert messages(swv.get(url)) == ["GGD Kust is toegevoegd."]
    send(swv, f"{url}nieuw/", name="GGD Duin", kind="ggd")
    swv.post(undo_url(swv))
    assert rows(region) == [("GGD Kust", "ggd", [])]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Dit is nog leeg. Vul het in."),
        ({"name": "cjg duin"}, "name", "Er is in deze regio al een organisatie cjg duin."),
        ({"name": "x" * 81}, "name", "Zorg dat deze waarde niet meer dan 80 tekens bevat (het zijn er nu 81)."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    swv: Client, cjg: Organisation, url: str, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(swv, f"{url}nieuw/", **{"kind": "cjg", **typed})
    assert (beside(answer, field), rows(cjg.region)) == (said, [CJG])


def test_the_same_name_in_another_region_is_no_hindrance(swv: Client, region: Region, far: School, url: str) -> None:
    OrganisationFactory(region=far.region, name="GGD Kust")
    send(swv, f"{url}nieuw/", name="GGD Kust", kind="ggd")
    assert rows(region) == [("GGD Kust", "ggd", [])]


def test_it_is_changed_and_undone_with_its_municipalities(swv: Client, cjg: Organisation, one: str) -> None:
    zandermeer = cjg.region.municipalities.get(name="Zandermeer")
    send(swv, one, name="CJG Kust", kind="jeugdhulp", municipalities=[zandermeer.pk])
    assert rows(cjg.region) == [("CJG Kust", "jeugdhulp", ["Zandermeer"])]
    swv.post(undo_url(swv))
    assert rows(cjg.region) == [CJG]


def test_who_comes_second_is_told(swv: Client, cjg: Organisation, one: str) -> None:
    opened = swv.get(one)
    send(swv, one, municipalities=[])
    answer = send(swv, one, opened, name="CJG Kust")
    assert (answer.status_code, meanwhile(answer)) == (409, ["Gegevens: gemeenten is nu leeg (was Duinveen)."])


def test_another_regions_organisation_is_not_found_here(swv: Client, far: School, url: str) -> None:
    foreign = OrganisationFactory(region=far.region)
    assert [swv.get(f"{url}{foreign.pk}/{rest}").status_code for rest in ("", "weghalen/")] == [404, 404]


def test_an_empty_one_is_taken_away_and_comes_back(swv: Client, cjg: Organisation, one: str) -> None:
    send(swv, f"{one}weghalen/")
    assert rows(cjg.region) == []
    swv.post(undo_url(swv))
    assert rows(cjg.region) == [CJG]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (1, "Bij CJG Duin hoort nog 1 mens, ook wie gewist of samengevoegd is telt mee."),
        (3, "Bij CJG Duin horen nog 3 mensen, ook wie gewist of samengevoegd is telt mee."),
    ],
)
def test_one_with_people_stays(swv: Client, cjg: Organisation, one: str, people: int, said: str) -> None:
    first, *others = ProfessionalFactory.create_batch(people, organisation=cjg)
    Professional.objects.filter(pk__in=[each.pk for each in others]).update(merged_into=first)
    answer = send(swv, f"{one}weghalen/")
    assert (errors(answer), rows(cjg.region)) == ([f"{said} Alleen een lege organisatie kan weg."], [CJG])


def test_one_with_a_coordinator_stays(swv: Client, cjg: Organisation, one: str) -> None:
    Coordinator.objects.create(user=UserFactory(), organisation=cjg, starts_on=TODAY)
    answer = send(swv, f"{one}weghalen/")
    assert (errors(answer), rows(cjg.region)) == (
        ["CJG Duin heeft nog een coördinator. Beëindig die eerst bij ‘Wie mag wat’."],
        [CJG],
    )
