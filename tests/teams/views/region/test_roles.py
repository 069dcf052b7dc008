"""/rollen/: what somebody can be in a team; a beheerder sets it, and is told who gains or loses the right to edit."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import Region, School
from teams.access import can_edit_team
from teams.models import Membership, Role
from tests.factories import TODAY, RoleFactory, SchoolFactory, seat
from tests.pages import all_words, beside, meanwhile, messages, of_class, page, send, undo_url, values

ASKS = of_class("asks") + "//li"
REFUSED = [
    ("client", 302),
    ("outsider", 403),
    ("reader", 403),
    ("editor", 403),
    ("far_swv", 403),
    ("part", 403),
    ("guide", 403),
    ("swv", 403),
]


@pytest.fixture
def role(region: Region) -> Role:
    return Role.objects.get(code="cjg-coach")


@pytest.fixture
def url(role: Role) -> str:
    return f"/rollen/{role.pk}/"


def edits(role: Role) -> bool:
    role.refresh_from_db()
    return role.edits_team


@pytest.mark.parametrize("where", ["/rollen/", "/rollen/nieuw/", "/rollen/{}/"])
@pytest.mark.parametrize(("who", "status"), [*REFUSED, ("beheerder", 200)])
def test_who_may_open_them(request: pytest.FixtureRequest, role: Role, who: str, status: int, where: str) -> None:
    assert request.getfixturevalue(who).get(where.format(role.pk)).status_code == status


@pytest.mark.parametrize(("who", "status"), REFUSED)
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, beheerder: Client, role: Role, url: str, who: str, status: int
) -> None:
    data = {**values(beheerder.get(url), url), "edits_team": "on"}
    assert (request.getfixturevalue(who).post(url, data).status_code, edits(role)) == (status, False)


def test_they_are_listed_in_order_with_how_many_people(beheerder: Client, school: School, role: Role) -> None:
    coach = seat(school, "cjg-coach").professional
    seat(SchoolFactory(region=school.region), "cjg-coach", professional=coach)
    seat(school, "directeur", ends_on=date(2026, 11, 21))
    rows = all_words(page(beheerder.get("/rollen/")), of_class("role-rows") + "/li/div")
    assert rows[:4] == [
        "Intern begeleider (IB) bewerkt het kernteam Onderwijs · in de school · school · 0 mensen nu",
        "Ondersteuningscoördinator (OCO) bewerkt het kernteam Onderwijs · in de school · school · 0 mensen nu",
        "Directeur bewerkt het kernteam Onderwijs · in de school · school · 0 mensen nu",
        "CJG-coach Jeugdhulp · vaste partner · CJG · 1 mens nu",
    ]


def test_the_number_of_queries_does_not_grow(beheerder: Client, role: Role) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            beheerder.get("/rollen/")
        return len(captured)

    small = queries()
    for number in range(5):
        RoleFactory(code=f"rol-{number}")
    assert queries() == small


NEW = {"name": "logopedist", "domain": "gezondheid", "ring": "partner", "organisation_kind": "ggd", "position": "50"}


def test_one_is_added_with_a_code_of_its_own_and_undone(beheerder: Client, role: Role) -> None:
    RoleFactory(code="logopedist", name="iets anders")
    send(beheerder, "/rollen/nieuw/", **NEW)
    made = Role.objects.get(name="logopedist")
    assert (made.code, made.position, made.edits_team) == ("logopedist-2", 50, False)
    assert messages(beheerder.get("/rollen/")) == ["Logopedist is een rol."]
    send(beheerder, "/rollen/nieuw/", **{**NEW, "name": "ergotherapeut"})
    beheerder.post(undo_url(beheerder))
    assert Role.objects.filter(name="ergotherapeut").exists() is False


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": ""}, "name", "Dit is nog leeg. Vul het in."),
        ({"name": "cjg-COACH"}, "name", "Er is al een rol cjg-COACH."),
        ({"position": "-1"}, "position", "Zorg ervoor dat deze waarde minstens 0 is."),
        ({"domain": "x"}, "domain", "Selecteer een geldige keuze. x is geen beschikbare keuze."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    beheerder: Client, role: Role, typed: dict[str, str], field: str, said: str
) -> None:
    count = Role.objects.count()
    answer = send(beheerder, "/rollen/nieuw/", **{**NEW, **typed})
    assert (beside(answer, field), Role.objects.count()) == (said, count)


def test_what_gives_nobody_a_right_is_saved_at_once(beheerder: Client, role: Role, url: str) -> None:
    send(beheerder, url, name="jeugdcoach", abbreviation="JC", ring="on_call")
    role.refresh_from_db()
    assert (role.name, role.abbreviation, role.ring, role.code) == ("jeugdcoach", "JC", "on_call", "cjg-coach")
    beheerder.post(undo_url(beheerder))
    role.refresh_from_db()
    assert (role.name, role.abbreviation, role.ring) == ("CJG-coach", "", "partner")


@pytest.fixture
def coaches(school: School) -> Membership:
    """At De Zeester one who is also directeur there, one who is not (and also elsewhere), and one of before."""
    membership = seat(school, "cjg-coach")
    seat(SchoolFactory(), "cjg-coach", professional=membership.professional)
    seat(school, "directeur", professional=seat(school, "cjg-coach").professional)
    seat(school, "cjg-coach", ends_on=date(2026, 11, 21))
    return membership


def test_it_says_first_who_gains_the_right_to_edit(
    beheerder: Client, coaches: Membership, role: Role, url: str
) -> None:
    answer = send(beheerder, url, edits_team="on")
    assert (all_words(page(answer), ASKS), edits(role)) == (
        ["1 mens op 2 scholen kan daarna het hele kernteam van hun school bijwerken."],
        False,
    )
    send(beheerder, url, answer)
    assert edits(role) is True


def test_it_says_first_who_loses_it_and_undone_they_have_it_again(
    beheerder: Client, school: School, editor: Client
) -> None:
    ib = Role.objects.get(code="intern-begeleider")
    url = f"/rollen/{ib.pk}/"
    data = values(beheerder.get(url), url)
    del data["edits_team"]
    answer = beheerder.post(url, data)
    assert all_words(page(answer), ASKS) == ["1 mens op 1 school kan daarna hun kernteam niet meer bijwerken."]
    beheerder.post(url, values(answer, url))
    user = school.memberships.get(role=ib).professional.user
    assert can_edit_team(user, school, TODAY) is False  # type: ignore[arg-type]
    beheerder.post(undo_url(beheerder))
    assert can_edit_team(user, school, TODAY) is True  # type: ignore[arg-type]


def test_who_comes_second_is_told(beheerder: Client, role: Role, url: str) -> None:
    opened = beheerder.get(url)
    send(beheerder, url, abbreviation="CC")
    answer = send(beheerder, url, opened, name="jeugdcoach")
    assert (answer.status_code, meanwhile(answer)) == (409, ["Gegevens: afkorting is nu CC (was leeg)."])
