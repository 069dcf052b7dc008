"""/regios/<id>/plekken/: which seats a region's schools should have, told before it is saved what that means."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.enums import Sector
from schools.models import Region, School
from teams.enums import Need
from teams.models import Membership, Role, SeatTemplate
from tests.factories import SchoolFactory, fill_required_seats, seat
from tests.pages import all_words, beside, errors, meanwhile, messages, of_class, page, send, undo_url, values

REFUSED = [("client", 302), ("outsider", 404), ("editor", 404), ("far_swv", 404), ("part", 403), ("guide", 403)]
ASKS = of_class("asks") + "//li"


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/plekken/"


@pytest.fixture
def coach(region: Region) -> SeatTemplate:
    """The required CJG-coach of a basisschool."""
    return region.seat_templates.get(sector=Sector.BO, name="CJG-coach")


@pytest.fixture
def one(url: str, coach: SeatTemplate) -> str:
    return f"{url}{coach.pk}/"


def names(region: Region, sector: str = Sector.BO) -> list[str]:
    return [row.name for row in region.seat_templates.filter(sector=sector)]


def asked(row: SeatTemplate) -> tuple[str, str, list[str]]:
    now = SeatTemplate.objects.get(pk=row.pk)
    return now.name, now.need, [role.code for role in now.roles.all()]


COACH = ("CJG-coach", "required", ["cjg-coach"])


@pytest.mark.parametrize(
    ("who", "status"), [*REFUSED[:4], ("part", 200), ("guide", 200), ("swv", 200), ("beheerder", 200)]
)
def test_who_may_see_them(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize("rest", ["", "weghalen/"])
@pytest.mark.parametrize(("who", "status"), REFUSED)
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, swv: Client, coach: SeatTemplate, one: str, who: str, status: int, rest: str
) -> None:
    data = {**values(swv.get(one + rest), one + rest), "name": "Anders"}
    client = request.getfixturevalue(who)
    assert (client.get(one + rest).status_code, client.post(one + rest, data).status_code) == (status, status)
    assert asked(coach) == COACH


@pytest.mark.parametrize(("who", "status"), REFUSED)
def test_who_may_not_adds_or_moves_nothing(
    request: pytest.FixtureRequest, swv: Client, region: Region, url: str, one: str, who: str, status: int
) -> None:
    before = names(region)
    data = {**values(swv.get(f"{url}nieuw/"), f"{url}nieuw/"), "sector": "BO", "name": "Logopedist", "roles": ["1"]}
    client = request.getfixturevalue(who)
    assert client.post(f"{url}nieuw/", data).status_code == status
    assert client.post(f"{one}verplaatsen/", {"naar": "eerder"}).status_code == status
    assert names(region) == before


def test_they_are_listed_per_sector_in_order_with_need_and_roles(swv: Client, region: Region, url: str) -> None:
    tree = page(swv.get(url))
    assert all_words(tree, of_class("sector") + "/summary") == [
        "Basisschool 8 plekken · 1 school",
        "Speciaal basisonderwijs 8 plekken · 0 scholen",
        "Speciaal onderwijs 8 plekken · 0 scholen",
        "Voortgezet speciaal onderwijs 8 plekken · 0 scholen",
        "Voortgezet onderwijs 8 plekken · 0 scholen",
    ]
    rows = all_words(tree, "//details[@id='BO']//li/div")
    assert (rows[0], rows[4]) == (
        "Intern begeleider verplicht",
        "Jeugdarts en/of jeugdverpleegkundige verplicht jeugdarts of jeugdverpleegkundige",
    )
    assert tree.xpath("//details[@open]/@id") == ["BO"]


@pytest.mark.parametrize(("who", "offered"), [("part", 0), ("guide", 0), ("swv", 40), ("beheerder", 40)])
def test_only_who_manages_the_region_is_offered_to_change_them(
    request: pytest.FixtureRequest, url: str, who: str, offered: int
) -> None:
    tree = page(request.getfixturevalue(who).get(url))
    assert len(tree.xpath("//a[.='Bewerk']")) == offered


def test_another_regions_seats_are_not_found_here(swv: Client, far: School, url: str) -> None:
    foreign = SeatTemplate.objects.filter(region=far.region)[0]
    assert [swv.get(f"{url}{foreign.pk}/{rest}").status_code for rest in ("", "weghalen/")] == [404, 404]
    assert swv.post(f"{url}{foreign.pk}/verplaatsen/", {"naar": "later"}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_seats(swv: Client, region: Region, url: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            swv.get(url)
        return len(captured)

    small = queries()
    for number in range(5):
        SeatTemplate.objects.create(region=region, sector=Sector.BO, name=f"Plek {number}").roles.set(
            Role.objects.all()
        )
    assert queries() == small


# Adding


ADDED = {"sector": "BO", "name": "Logopedist", "need": "required"}


@pytest.fixture
def wijkagent() -> Role:
    return Role.objects.get(code="wijkagent")


def test_it_says_first_how_many_schools_get_a_vacancy_and_saves_nothing(
    swv: Client, region: Region, school: School, url: str, wijkagent: Role
) -> None:
    fill_required_seats(school)
    seat(SchoolFactory(region=region), "wijkagent")
    for fields in ({}, {"sector": Sector.VO}, {"closed_on": date(2026, 11, 22)}):
        SchoolFactory(region=region, **fields)
    answer = send(swv, f"{url}nieuw/", **ADDED, roles=[wijkagent.pk])
    assert all_words(page(answer), ASKS) == [
        "2 scholen krijgen er een vacature bij.",
        "1 kernteam is nu compleet en dan niet meer.",
    ]
    assert "Logopedist" not in names(region)


def test_sent_again_it_is_added_as_the_last(swv: Client, region: Region, url: str, wijkagent: Role) -> None:
    answer = send(swv, f"{url}nieuw/", **ADDED, roles=[wijkagent.pk])
    send(swv, f"{url}nieuw/", answer)
    assert names(region)[-1] == "Logopedist"
    assert messages(swv.get(url)) == ["De plek Logopedist (basisschool) is toegevoegd."]


def test_what_means_nothing_for_any_school_is_added_at_once(
    swv: Client, region: Region, url: str, wijkagent: Role
) -> None:
    send(swv, f"{url}nieuw/", **{**ADDED, "need": "wished"}, roles=[wijkagent.pk])
    assert names(region)[-1] == "Logopedist"


def test_undone_it_is_gone(swv: Client, region: Region, url: str, wijkagent: Role) -> None:
    before = names(region)
    send(swv, f"{url}nieuw/", **{**ADDED, "need": "wished"}, roles=[wijkagent.pk])
    swv.post(undo_url(swv))
    assert names(region) == before


def test_the_kind_of_school_comes_along_from_the_list(swv: Client, url: str) -> None:
    assert [
        values(swv.get(f"{url}nieuw/?soort={asked}"), f"{url}nieuw/").get("sector") for asked in ("VO", "XX", "")
    ] == [["VO"], None, None]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Dit is nog leeg. Vul het in."),
        ({"name": "cjg-COACH", "need": "wished"}, "name", "Er is al een plek cjg-COACH (basisschool)."),
        ({"sector": ""}, "sector", "Dit is nog leeg. Vul het in."),
        ({"roles": []}, "roles", "Dit is nog leeg. Vul het in."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    swv: Client, region: Region, url: str, wijkagent: Role, typed: dict[str, object], field: str, said: str
) -> None:
    before = names(region)
    answer = send(swv, f"{url}nieuw/", **{**ADDED, "roles": [wijkagent.pk], **typed})
    assert (beside(answer, field), names(region)) == (said, before)


# Changing


def test_a_new_name_is_saved_at_once(swv: Client, coach: SeatTemplate, one: str) -> None:
    send(swv, one, name="Jeugdcoach <b>")
    assert asked(coach) == ("Jeugdcoach <b>", "required", ["cjg-coach"])
    assert messages(swv.get("/regios/")) == ["De plek Jeugdcoach <b> (basisschool) is bijgewerkt."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"need": "wished"}, ["1 school heeft dan een vacature minder.", "1 kernteam is dan compleet."]),
        ({"need": "if_there_is_one"}, ["1 school heeft dan een vacature minder.", "1 kernteam is dan compleet."]),
    ],
)
def test_asking_less_says_which_teams_become_complete(
    swv: Client, school: School, coach: SeatTemplate, one: str, typed: dict[str, str], said: list[str]
) -> None:
    fill_required_seats(school)
    Membership.objects.filter(role__code="cjg-coach").delete()
    answer = send(swv, one, **typed)
    assert (all_words(page(answer), ASKS), asked(coach)) == (said, COACH)
    send(swv, one, answer)
    assert asked(coach)[1] == typed["need"]


def test_another_role_and_undone_the_old_ones(swv: Client, coach: SeatTemplate, one: str, wijkagent: Role) -> None:
    send(swv, one, need="wished", roles=[wijkagent.pk], agreed="")
    send(swv, one, send(swv, one, need="wished", roles=[wijkagent.pk]))
    assert asked(coach) == ("CJG-coach", "wished", ["wijkagent"])
    swv.post(undo_url(swv))
    assert asked(coach) == COACH


def test_what_was_agreed_to_must_be_what_it_means_now(
    swv: Client, region: Region, school: School, coach: SeatTemplate, one: str
) -> None:
    answer = send(swv, one, need="wished")
    SchoolFactory(region=region)
    again = send(swv, one, answer)
    assert all_words(page(again), ASKS)[0] == "2 scholen hebben dan een vacature minder."
    assert asked(coach) == COACH


def test_who_comes_second_is_told(swv: Client, coach: SeatTemplate, one: str) -> None:
    opened = swv.get(one)
    send(swv, one, name="Jeugdcoach")
    answer = send(swv, one, opened, name="Gezinscoach")
    assert (answer.status_code, meanwhile(answer)) == (409, ["Gegevens: naam is nu Jeugdcoach (was CJG-coach)."])
    send(swv, one, answer)
    assert asked(coach)[0] == "Gezinscoach"


# The order


@pytest.mark.parametrize(
    ("name", "way", "order"),
    [
        ("Directeur", "eerder", ["Directeur", "Intern begeleider", "CJG-coach"]),
        ("Directeur", "later", ["Intern begeleider", "CJG-coach", "Directeur"]),
        ("Intern begeleider", "eerder", ["Intern begeleider", "Directeur", "CJG-coach"]),
    ],
)
def test_a_seat_moves_one_place(swv: Client, region: Region, url: str, name: str, way: str, order: list[str]) -> None:
    row = region.seat_templates.get(sector=Sector.BO, name=name)
    other = names(region, Sector.VO)
    answer = swv.post(f"{url}{row.pk}/verplaatsen/", {"naar": way})
    assert (answer.status_code, answer.url) == (302, f"{url}?volgorde=BO#BO")  # type: ignore[attr-defined]
    assert (names(region)[:3], names(region, Sector.VO)) == (order, other)


def test_moving_is_undone(swv: Client, region: Region, url: str) -> None:
    before = names(region)
    row = region.seat_templates.get(sector=Sector.BO, name="Directeur")
    swv.post(f"{url}{row.pk}/verplaatsen/", {"naar": "eerder"})
    swv.post(undo_url(swv))
    assert names(region) == before


def test_buttons_to_move_are_there_only_for_the_sector_that_is_being_ordered(swv: Client, url: str) -> None:
    tree = page(swv.get(f"{url}?volgorde=VO"))
    assert tree.xpath("//button[@name='naar']/ancestor::details/@id") == ["VO"]
    assert all_words(tree, "//details[@id='VO']//li[1]//button") == ["↓ Later"]
    assert all_words(tree, "//details[@id='VO']//li[2]//button") == ["↑ Eerder", "↓ Later"]
    assert all_words(tree, "//details[@id='VO']//li[8]//button") == ["↑ Eerder"]


# Taking away


def test_taking_away_says_what_it_means_and_leaves_who_sits_there(
    swv: Client, region: Region, school: School, coach: SeatTemplate, one: str
) -> None:
    seat(school, "cjg-coach")
    SchoolFactory(region=region)
    assert all_words(page(swv.get(f"{one}weghalen/")), ASKS) == [
        "De plek wordt niet meer gevraagd (basisschool). Wie er zit, blijft in het kernteam.",
        "1 school heeft dan een vacature minder.",
    ]
    send(swv, f"{one}weghalen/")
    assert ("CJG-coach" in names(region), school.memberships.count()) == (False, 1)
    assert messages(swv.get(f"/regios/{region.pk}/plekken/")) == [
        "De plek CJG-coach (basisschool) wordt niet meer gevraagd."
    ]


def test_undone_it_is_back_in_its_place_with_its_roles(
    swv: Client, region: Region, coach: SeatTemplate, one: str
) -> None:
    before = names(region)
    send(swv, f"{one}weghalen/")
    swv.post(undo_url(swv))
    assert (names(region), asked(coach)) == (before, COACH)


def test_who_takes_away_what_was_changed_meanwhile_is_told(swv: Client, coach: SeatTemplate, one: str) -> None:
    opened = swv.get(f"{one}weghalen/")
    send(swv, one, name="Jeugdcoach")
    answer = send(swv, f"{one}weghalen/", opened)
    assert (answer.status_code, errors(answer), SeatTemplate.objects.filter(pk=coach.pk).exists()) == (409, [], True)


def test_need_has_three_choices(swv: Client, one: str) -> None:
    assert page(swv.get(one)).xpath("//input[@name='need']/@value") == list(Need.values)
