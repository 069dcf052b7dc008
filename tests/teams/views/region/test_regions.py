"""/regios/ and /regios/<id>/: where everything about a region is found, by who has a grant in it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.enums import GrantKind, Sector
from schools.models import Change, Region, School
from teams.models import Organisation
from tests.factories import GrantFactory, MunicipalityFactory, SchoolFactory, UserFactory, person, seat
from tests.pages import all_words, beside, messages, of_class, page, send, sign_in, values
from tests.teams.views.region.conftest import granted

DOORS = of_class("doors") + "//a"
DOORS_OF_ALL = [
    "Scholen",
    "Wie mag wat",
    "Plekken",
    "Organisaties",
    "Posters van alle scholen",
    "Overzicht",
    "Agenda van bijeenkomsten",
    "Casussen",
    "Jaarplanning",
]
OF_WHO_EDITS = [*DOORS_OF_ALL[:5], "Teams inlezen", *DOORS_OF_ALL[5:]]
MENU = of_class("topbar-menu") + "/a"
EVERYBODY = ("client", "outsider", "reader", "editor", "far_swv", "part", "guide", "swv", "beheerder")


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/"


def statuses(request: pytest.FixtureRequest, url: str) -> dict[str, int]:
    return {who: request.getfixturevalue(who).get(url).status_code for who in EVERYBODY}


def test_who_may_see_a_region(request: pytest.FixtureRequest, url: str) -> None:
    assert statuses(request, url) == {
        "client": 302,
        "outsider": 404,
        "reader": 404,
        "editor": 404,
        "far_swv": 404,
        "part": 200,
        "guide": 200,
        "swv": 200,
        "beheerder": 200,
    }


def test_who_may_see_the_list(request: pytest.FixtureRequest, region: Region) -> None:
    found = statuses(request, "/regios/")
    assert [who for who, status in found.items() if status == 200] == ["far_swv", "part", "guide", "swv", "beheerder"]


def test_who_may_make_a_region(request: pytest.FixtureRequest, region: Region) -> None:
    found = statuses(request, "/regios/nieuw/")
    assert (found.pop("client"), found.pop("beheerder"), set(found.values())) == (302, 200, {403})


def test_a_grant_that_has_ended_shows_nothing(region: Region, url: str) -> None:
    assert granted(GrantKind.SWV, region, ends_on=date(2026, 11, 21)).get(url).status_code == 404


def test_the_list_names_only_regions_of_ones_own(swv: Client, far: School) -> None:
    tree = page(swv.get("/regios/"))
    assert all_words(tree, of_class("region-rows") + "/li") == [
        "Zuid-Duinstreekzonder code van een samenwerkingsverband 1 school"
    ]


def test_the_list_is_in_order_for_a_beheerder(beheerder: Client, far: School) -> None:
    Region.objects.filter(pk=far.region_id).update(name="Aalveen", po_code="PO9902", vo_code="VO9902")
    tree = page(beheerder.get("/regios/"))
    assert all_words(tree, of_class("region-rows") + "//a") == ["Aalveen", "Zuid-Duinstreek"]
    assert all_words(tree, of_class("region-rows") + "/li")[0] == "AalveenSWV PO9902 en VO9902 1 school"


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("editor", ["Mijn school", "Bijeenkomsten"]),
        ("swv", ["Mijn school", "Bijeenkomsten", "Regio"]),
        ("part", ["Mijn school", "Bijeenkomsten", "Regio"]),
    ],
)
def test_the_menu_leads_straight_to_the_only_region(
    request: pytest.FixtureRequest, region: Region, who: str, shown: list[str]
) -> None:
    tree = page(request.getfixturevalue(who).get("/scholen/"))
    assert (all_words(tree, MENU), tree.xpath(MENU + "/@href")[2:]) == (
        shown,
        [f"/regios/{region.pk}/overzicht/"] * (len(shown) - 2),
    )


def test_the_menu_leads_to_the_list_for_who_has_more_regions_or_all(
    region: Region, far: School, beheerder: Client
) -> None:
    user = UserFactory()
    for each in (region, far.region):
        GrantFactory(user=user, kind=GrantKind.SWV, region=each)
    found = [page(who.get("/scholen/")).xpath(MENU + "/@href")[-1] for who in (sign_in(Client(), user), beheerder)]
    assert found == ["/regios/", "/regios/"]


@pytest.mark.parametrize(
    ("who", "doors", "can_add"),
    [
        ("part", OF_WHO_EDITS, False),
        ("guide", [*OF_WHO_EDITS, "Logboek", "Verzoeken om te wissen"], False),
        ("swv", [*DOORS_OF_ALL, "Logboek"], True),
        ("beheerder", [*OF_WHO_EDITS, "Logboek", "Verzoeken om te wissen", "Rollen"], True),
    ],
)
def test_what_a_region_offers(
    request: pytest.FixtureRequest, url: str, who: str, doors: list[str], can_add: bool
) -> None:
    tree = page(request.getfixturevalue(who).get(url))
    assert (all_words(tree, DOORS), bool(tree.xpath(f"//a[@href='{url}scholen/nieuw/']"))) == (doors, can_add)


@pytest.fixture
def teams(region: Region, school: School) -> None:
    """De Zeester with two people; a school in the other municipality with one; a closed one; one far away."""
    seat(school, "intern-begeleider", professional=person(school, "Ida", "", "Vers", confirmed_on=date(2026, 11, 1)))
    seat(school, "cjg-coach", professional=person(school, "Ad", "", "Resloos", email="", confirmed_on=date(2026, 1, 1)))
    other = SchoolFactory(region=region, municipality=region.municipalities.get(name="Zandermeer"))
    seat(other, "directeur", professional=person(other, "Fleur", "", "Verbleekt", confirmed_on=None))
    seat(SchoolFactory(region=region, closed_on=date(2026, 11, 22)), "directeur")
    seat(SchoolFactory(), "directeur")


@pytest.mark.usefixtures("teams")
@pytest.mark.parametrize(
    ("who", "title", "figures"),
    [
        (
            "swv",
            "De regio vandaag",
            ["scholen2", "vacatures7", "mensen in kernteams3", "zonder e-mailadres1", "half jaar niet bevestigd2"],
        ),
        (
            "part",
            "Jouw gemeenten vandaag",
            ["school1", "vacatures3", "mensen in kernteams2", "zonder e-mailadres1", "half jaar niet bevestigd1"],
        ),
    ],
)
def test_the_figures_are_of_the_schools_she_may_see(
    request: pytest.FixtureRequest, url: str, who: str, title: str, figures: list[str]
) -> None:
    tree = page(request.getfixturevalue(who).get(url))
    assert (all_words(tree, "//h2")[0], all_words(tree, of_class("figures") + "/div")) == (title, figures)


def test_the_number_of_queries_does_not_grow_with_the_region(swv: Client, region: Region, url: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            swv.get(url)
        return len(captured)

    small = queries()
    for _ in range(5):
        seat(SchoolFactory(region=region, municipality=MunicipalityFactory()), "directeur")
        region.municipalities.add(MunicipalityFactory())
    assert queries() == small


# Making one


@pytest.fixture
def loose() -> School:
    """A school of the register, in no region."""
    school: School = SchoolFactory(name="De Losse", sector=Sector.BO, swv_po="PO9903", region=None)
    return school


TYPED = {"name": "Noordveen", "po_code": "PO9903"}


def test_it_says_first_what_the_region_would_hold(beheerder: Client, loose: School) -> None:
    answer = send(beheerder, "/regios/nieuw/", **TYPED)
    assert all_words(page(answer), of_class("asks") + "//li")[0] == (
        "Uit het register komen in deze regio: 1 school in 1 gemeente."
    )
    assert Region.objects.filter(name="Noordveen").exists() is False


def test_sent_again_it_is_made_with_its_schools_seats_and_organisations(beheerder: Client, loose: School) -> None:
    send(beheerder, "/regios/nieuw/", send(beheerder, "/regios/nieuw/", **TYPED))
    made = Region.objects.get(name="Noordveen")
    assert (list(made.schools.all()), list(made.municipalities.all())) == ([loose], [loose.municipality])
    assert (made.seat_templates.exists(), Organisation.objects.filter(region=made).count()) == (True, 7)
    change = Change.objects.get()
    assert (change.summary, change.region) == ("De regio Noordveen is gemaakt, met 1 school.", made)


def test_no_undo_is_offered_and_undoing_is_refused(beheerder: Client, loose: School) -> None:
    send(beheerder, "/regios/nieuw/", send(beheerder, "/regios/nieuw/", **TYPED))
    answer = beheerder.get("/regios/")
    assert messages(answer) == ["De regio Noordveen is gemaakt, met 1 school."]
    assert page(answer).xpath(of_class("message") + "//form") == []
    assert beheerder.post(f"/wijzigingen/{Change.objects.get().pk}/terugdraaien/").status_code == 403


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Dit is nog leeg. Vul het in."),
        ({"po_code": "P99"}, "po_code", "Een code als PO2704 of VO2705."),
    ],
)
def test_a_wrong_region_is_said_beside_the_field(
    beheerder: Client, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(beheerder, "/regios/nieuw/", **{**TYPED, **typed})
    assert (beside(answer, field), values(answer, "/regios/nieuw/")[field]) == (said, [{**TYPED, **typed}[field]])


def test_a_name_that_is_taken_is_refused(beheerder: Client) -> None:
    answer = send(beheerder, "/regios/nieuw/", **{**TYPED, "name": "Zuid-Duinstreek"})
    answer = send(beheerder, "/regios/nieuw/", answer)
    assert (beside(answer, "name"), Region.objects.count()) == ("Er is al een regio met deze naam.", 1)


def test_sent_twice_it_is_made_once(beheerder: Client, loose: School) -> None:
    asked = values(send(beheerder, "/regios/nieuw/", **TYPED), "/regios/nieuw/")
    answers = [beheerder.post("/regios/nieuw/", asked).status_code for _ in range(2)]
    assert (answers, Region.objects.filter(name="Noordveen").count()) == ([302, 302], 1)
