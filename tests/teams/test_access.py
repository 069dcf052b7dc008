"""The roster is the access list: who sees and changes which schools and people, on which day."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Change, School
from teams.access import (
    can_edit_professional,
    can_edit_team,
    can_set_email,
    can_undo,
    choosable_professionals,
    editable_schools,
    has_seat_from,
    visible_changes,
    visible_professionals,
    visible_schools,
)
from teams.actions.confirmation import confirm_team
from teams.actions.people import update_professional
from teams.models import Membership, Professional
from tests.factories import (
    TODAY,
    GrantFactory,
    ProfessionalFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    person,
    seat,
)

pytestmark = pytest.mark.django_db
IB, DIRECTEUR, COACH = "intern-begeleider", "directeur", "cjg-coach"
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(name="De Zeester")
    return row


@pytest.fixture
def neighbour(school: School) -> School:
    """Of the same region."""
    row: School = SchoolFactory(name="De Buur", region=school.region)
    return row


@pytest.fixture
def foreign() -> School:
    """Of another region."""
    row: School = SchoolFactory(name="De Verre")
    return row


@pytest.fixture
def user() -> User:
    row: User = UserFactory()
    return row


def seen(user: Any, day: date = TODAY) -> list[str]:
    return [school.name for school in visible_schools(user, day)]


def edited(user: Any, day: date = TODAY) -> list[str]:
    return [school.name for school in editable_schools(user, day)]


@pytest.mark.parametrize(
    ("role", "edits"),
    [
        (IB, True),
        (DIRECTEUR, True),
        ("ondersteuningscoordinator", True),
        (COACH, False),
        ("schoolmaatschappelijk-werker", False),
        ("jeugdarts", False),
        ("jeugdverpleegkundige", False),
        ("leerplichtambtenaar", False),
        ("consulent-passend-onderwijs", False),
        ("wijkagent", False),
    ],
)
def test_who_sits_at_a_school_sees_it_and_the_schools_own_people_change_its_team(
    school: School, neighbour: School, foreign: School, user: User, role: str, edits: bool
) -> None:
    seat(school, role, user=user)
    assert (seen(user), edited(user)) == (["De Zeester"], ["De Zeester"] if edits else [])
    assert [can_edit_team(user, each, TODAY) for each in (school, neighbour, foreign)] == [edits, False, False]


@pytest.mark.parametrize(
    ("days", "sees"),
    [
        ({"starts_on": date(2025, 8, 1), "ends_on": YESTERDAY}, []),
        ({"starts_on": date(2025, 8, 1), "ends_on": TODAY}, ["De Zeester"]),
        ({"starts_on": TODAY}, ["De Zeester"]),
        ({"starts_on": TOMORROW}, []),
    ],
    ids=["past", "last day", "first day", "future"],
)
def test_access_comes_and_goes_with_the_seat(
    school: School, user: User, days: dict[str, date], sees: list[str]
) -> None:
    seat(school, IB, user=user, **days)
    assert (seen(user), edited(user)) == (sees, sees)


def test_when_the_ib_is_succeeded_access_moves_along(school: School, user: User) -> None:
    successor = UserFactory()
    seat(school, IB, user=user, ends_on=date(2027, 7, 31))
    seat(school, IB, user=successor, starts_on=date(2027, 8, 1))
    assert [(edited(user, day), edited(successor, day)) for day in (date(2027, 7, 31), date(2027, 8, 1))] == [
        (["De Zeester"], []),
        ([], ["De Zeester"]),
    ]


@pytest.mark.parametrize(("role", "edits"), [(IB, True), (COACH, False)])
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "during"),
    [(date(2026, 11, 1), TODAY, True), (date(2026, 11, 1), YESTERDAY, False), (TOMORROW, date(2026, 12, 1), False)],
    ids=["during", "after", "before"],
)
def test_a_stand_in_has_the_access_of_the_seat_during_the_period(
    school: School, user: User, role: str, edits: bool, starts_on: date, ends_on: date, during: bool
) -> None:
    StandInFactory(membership=seat(school, role), professional__user=user, starts_on=starts_on, ends_on=ends_on)
    assert bool(seen(user)) is during
    assert bool(edited(user)) is (during and edits)


def test_who_is_stood_in_for_keeps_her_access(school: School, user: User) -> None:
    StandInFactory(membership=seat(school, IB, user=user))
    assert edited(user) == ["De Zeester"]


@pytest.mark.parametrize(
    ("kind", "edits"),
    [(GrantKind.PROCESBEGELEIDER, ["De Buur", "De Zeester"]), (GrantKind.SWV, [])],
)
def test_a_grant_reaches_the_whole_region_and_no_other(
    school: School, neighbour: School, foreign: School, kind: GrantKind, edits: list[str]
) -> None:
    user = GrantFactory(kind=kind, region=school.region).user
    assert (seen(user), edited(user)) == (["De Buur", "De Zeester"], edits)


def test_a_beheerder_sees_and_changes_everything(school: School, neighbour: School, foreign: School) -> None:
    user = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    assert seen(user) == edited(user) == ["De Buur", "De Verre", "De Zeester"]


def test_a_seat_adds_to_a_grant(school: School, foreign: School) -> None:
    user = GrantFactory(kind=GrantKind.SWV, region=school.region).user
    seat(foreign, IB, user=user)
    assert (seen(user), edited(user)) == (["De Verre", "De Zeester"], ["De Verre"])


def test_a_school_where_somebody_has_two_seats_is_seen_once(school: School, user: User) -> None:
    membership = seat(school, IB, user=user)
    seat(school, DIRECTEUR, professional=membership.professional)
    assert seen(user) == ["De Zeester"]


def test_without_a_seat_or_a_grant_nothing_is_seen(school: School, user: User) -> None:
    ProfessionalFactory(user=user, organisation__region=school.region)
    assert (seen(user), edited(user)) == ([], [])


def test_nobody_sees_anything_without_signing_in(school: School) -> None:
    seat(school, IB)
    nobody = AnonymousUser()
    assert (seen(nobody), edited(nobody), can_edit_team(nobody, school, TODAY)) == ([], [], False)


# People


def visible(user: Any) -> set[str]:
    return {str(row) for row in visible_professionals(user, TODAY)}


@pytest.fixture
def people(school: School, neighbour: School, foreign: School) -> dict[str, Professional]:
    """By surname: at the school now, earlier, later and standing in; at the neighbour's; nowhere; in another region."""
    now = seat(school, COACH, professional=person(school, "", "", "Nu"))
    seat(school, COACH, professional=person(school, "", "", "Eerder"), ends_on=date(2026, 9, 1))
    seat(school, COACH, professional=person(school, "", "", "Later"), starts_on=date(2027, 8, 1))
    StandInFactory(membership=now, professional=person(school, "", "", "Waarnemer"))
    seat(neighbour, COACH, professional=person(school, "", "", "Buur"))
    person(school, "", "", "Nergens")
    seat(foreign, COACH, professional=person(foreign, "", "", "Verre"))
    return {row.surname: row for row in Professional.objects.all()}


@pytest.mark.parametrize("role", [IB, COACH])
def test_who_sits_at_a_school_sees_everybody_who_ever_sits_there_and_herself(
    school: School, user: User, people: dict[str, Professional], role: str
) -> None:
    seat(school, role, professional=person(school, "", "", "Ik", user=user))
    assert visible(user) == {"Ik", "Nu", "Eerder", "Later", "Waarnemer"}


@pytest.mark.parametrize("kind", [GrantKind.PROCESBEGELEIDER, GrantKind.SWV])
def test_a_grant_shows_everybody_of_the_region_also_without_a_seat(
    school: School, people: dict[str, Professional], kind: GrantKind
) -> None:
    user = GrantFactory(kind=kind, region=school.region).user
    assert visible(user) == {"Nu", "Eerder", "Later", "Waarnemer", "Buur", "Nergens"}


def test_a_beheerder_sees_everybody(people: dict[str, Professional]) -> None:
    assert visible(GrantFactory(kind=GrantKind.BEHEERDER, region=None).user) == set(people)


def test_without_a_seat_somebody_sees_herself_only(user: User, people: dict[str, Professional]) -> None:
    Professional.objects.filter(surname="Nergens").update(user=user)
    assert visible(user) == {"Nergens"}


def test_nobody_sees_anybody_without_signing_in(people: dict[str, Professional]) -> None:
    assert visible(AnonymousUser()) == set()


def may_edit(user: Any, people: dict[str, Professional]) -> set[str]:
    return {name for name, row in people.items() if can_edit_professional(user, row, TODAY)}


def test_an_ib_corrects_who_sits_or_comes_at_her_school(
    school: School, user: User, people: dict[str, Professional]
) -> None:
    seat(school, IB, user=user)
    assert may_edit(user, people) == {"Nu", "Later", "Waarnemer"}


def test_a_coach_corrects_nobody_but_herself(school: School, user: User, people: dict[str, Professional]) -> None:
    me = seat(school, COACH, professional=person(school, "", "", "Ik", user=user)).professional
    assert may_edit(user, {**people, "Ik": me}) == {"Ik"}


@pytest.mark.parametrize(
    ("kind", "corrected"),
    [
        (GrantKind.PROCESBEGELEIDER, {"Nu", "Eerder", "Later", "Waarnemer", "Buur", "Nergens"}),
        (GrantKind.SWV, set()),
    ],
)
def test_only_a_grant_that_edits_corrects_people_of_its_region(
    school: School, people: dict[str, Professional], kind: GrantKind, corrected: set[str]
) -> None:
    assert may_edit(GrantFactory(kind=kind, region=school.region).user, people) == corrected


def test_a_beheerder_corrects_everybody(people: dict[str, Professional]) -> None:
    assert may_edit(GrantFactory(kind=GrantKind.BEHEERDER, region=None).user, people) == set(people)


def test_nobody_corrects_anybody_without_signing_in(people: dict[str, Professional]) -> None:
    assert may_edit(AnonymousUser(), people) == set()


def test_everybody_of_the_region_can_be_chosen_for_a_seat(school: School, people: dict[str, Professional]) -> None:
    editor = GrantFactory(region=school.region).user
    assert [str(row) for row in choosable_professionals(editor, school, TODAY)] == [
        "Buur",
        "Eerder",
        "Later",
        "Nergens",
        "Nu",
        "Waarnemer",
    ]


def test_nobody_can_be_chosen_for_a_school_without_a_region(people: dict[str, Professional]) -> None:
    beheerder = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    assert list(choosable_professionals(beheerder, SchoolFactory(region=None), TODAY)) == []


# With which address somebody signs in


@pytest.mark.parametrize(("also_elsewhere", "may"), [(False, True), (True, False)])
def test_an_ib_sets_the_address_of_who_sits_at_her_schools_only(
    school: School, neighbour: School, user: User, also_elsewhere: bool, may: bool
) -> None:
    seat(school, IB, user=user)
    coach = seat(school, COACH).professional
    if also_elsewhere:
        seat(neighbour, COACH, professional=coach)
    assert (can_edit_professional(user, coach, TODAY), can_set_email(user, coach, TODAY)) == (True, may)


def test_who_sat_elsewhere_before_is_no_reason_against_it(school: School, neighbour: School, user: User) -> None:
    seat(school, IB, user=user)
    coach = seat(school, COACH).professional
    seat(neighbour, COACH, professional=coach, ends_on=YESTERDAY)
    assert can_set_email(user, coach, TODAY) is True


def test_everybody_sets_her_own_address(school: School, neighbour: School, user: User) -> None:
    me = seat(school, COACH, user=user).professional
    seat(neighbour, COACH, professional=me)
    assert can_set_email(user, me, TODAY) is True


@pytest.mark.parametrize(("kind", "may"), [(GrantKind.PROCESBEGELEIDER, True), (GrantKind.SWV, False)])
def test_only_a_grant_that_edits_sets_addresses_in_its_region(
    school: School, neighbour: School, kind: GrantKind, may: bool
) -> None:
    coach = seat(school, COACH).professional
    seat(neighbour, COACH, professional=coach)
    assert can_set_email(GrantFactory(kind=kind, region=school.region).user, coach, TODAY) is may


def test_a_coach_sets_nobody_elses_address(school: School, user: User) -> None:
    seat(school, COACH, user=user)
    assert can_set_email(user, seat(school, IB).professional, TODAY) is False


@pytest.mark.parametrize(
    ("fields", "has"),
    [
        ({"starts_on": date(2026, 8, 1), "ends_on": TODAY}, True),
        ({"starts_on": date(2027, 8, 1)}, True),
        ({"starts_on": date(2026, 8, 1), "ends_on": YESTERDAY}, False),
    ],
    ids=["last day", "to come", "past"],
)
def test_who_has_a_seat_from_a_day(school: School, fields: dict[str, date], has: bool) -> None:
    assert has_seat_from(seat(school, COACH, **fields).professional, TODAY) is has


# A school that is closed


def test_the_team_of_a_closed_school_is_read_and_no_longer_changed(school: School, user: User) -> None:
    School.objects.update(closed_on=TODAY)
    seat(school, IB, user=user)
    assert (seen(user), edited(user)) == (["De Zeester"], [])


def test_till_the_day_it_closes_it_is_changed(school: School, user: User) -> None:
    School.objects.update(closed_on=TOMORROW)
    seat(school, IB, user=user)
    assert edited(user) == ["De Zeester"]


# Changes


@pytest.fixture
def changes(school: School, foreign: School, user: User, people: dict[str, Professional]) -> dict[str, Change]:
    """What was done at both schools, and with the data of people: by this user, and by somebody else."""
    somebody = UserFactory()

    def confirmed(where: School) -> Change:
        return confirm_team(school=where, today=TODAY, actor=somebody)

    def updated(who: str, actor: User) -> Change:
        return update_professional(professional=people[who], values={"phone": ""}, today=TODAY, actor=actor)

    return {
        "here": confirmed(school),
        "far": confirmed(foreign),
        "mine, of my team": updated("Nu", user),
        "mine, of another team": updated("Buur", user),
        "theirs": updated("Later", somebody),
    }


@pytest.mark.parametrize(("role", "undoes"), [(IB, {"here", "mine, of my team"}), (COACH, set())])
def test_changes_are_seen_by_who_sees_the_school_and_undone_by_who_may_change_that(
    school: School, user: User, changes: dict[str, Change], role: str, undoes: set[str]
) -> None:
    seat(school, role, user=user)
    known = set(visible_changes(user, TODAY))
    shown = {name for name, change in changes.items() if change in known}
    assert shown == {"here", "mine, of my team", "mine, of another team"}
    assert {name for name in shown if can_undo(user, changes[name], TODAY)} == undoes


def test_without_signing_in_no_change_is_seen_or_undone(changes: dict[str, Change]) -> None:
    nobody = AnonymousUser()
    assert list(visible_changes(nobody, TODAY)) == []
    assert [can_undo(nobody, change, TODAY) for change in changes.values()] == [False] * 5


def test_access_does_not_depend_on_who_sits_there_being_faded_or_first_contact(school: School, user: User) -> None:
    seat(school, IB, user=user, is_first_contact=False, professional__confirmed_on=None)
    assert (seen(user), Membership.objects.count()) == (["De Zeester"], 1)
