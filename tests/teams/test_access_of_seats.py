"""Which seats somebody may fill, and who edits where: questions that no single page answers."""

from datetime import date

import pytest

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.access import (
    can_edit_seat,
    editors_of,
    is_in_team,
    plans_shown,
    public_schools,
    schools_to_fill,
    seat_rights,
    visible_schools,
)
from teams.models import Coordinator, Organisation, PublicPage, Role
from teams.roster import roster_on
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    PlannedMemberFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)

pytestmark = pytest.mark.django_db
IB, COACH, NURSE = "intern-begeleider", "cjg-coach", "jeugdverpleegkundige"
YESTERDAY = date(2026, 11, 21)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def next_door(school: School) -> School:
    row: School = SchoolFactory(region=school.region)
    return row


@pytest.fixture
def ib(school: School) -> User:
    user: User = UserFactory()
    seat(school, IB, user=user)
    return user


@pytest.fixture
def cjg(school: School) -> Organisation:
    row: Organisation = OrganisationFactory(region=school.region)
    return row


@pytest.fixture
def leader(cjg: Organisation) -> User:
    """Coordinates the CJG."""
    user: User = UserFactory()
    Coordinator.objects.create(user=user, organisation=cjg, starts_on=TODAY)
    return user


def test_a_seat_without_a_template_is_not_filled(school: School) -> None:
    role = Role.objects.create(code="wijkteam", name="wijkteam", organisation_kind="extern", domain="extern")
    seat(school, role.code, professional=person(school, "", "", "Los", organisation=OrganisationFactory()))
    guide = GrantFactory(region=school.region, kind=GrantKind.PROCESBEGELEIDER).user
    roster = roster_on(school, TODAY, today=TODAY)
    assert [each.template for each in roster.seats if each.roles == (role,)] == [None]
    assert seat_rights(guide, school, TODAY).fillable(roster.seats) == {
        each.template.pk for each in roster.seats if each.template
    }


def test_an_editor_fills_seats_of_every_kind_and_a_coordinator_those_of_her_organisation(
    school: School, next_door: School, ib: User, leader: User
) -> None:
    filled = {
        (who, kind): schools_to_fill(user, [school, next_door], kind, TODAY)
        for who, user in {"ib": ib, "coordinator": leader}.items()
        for kind in ("cjg", "ggd")
    }
    assert filled == {
        ("ib", "cjg"): {school.pk},
        ("ib", "ggd"): {school.pk},
        ("coordinator", "cjg"): {school.pk, next_door.pk},
        ("coordinator", "ggd"): set(),
    }


def test_editors_are_who_sits_there_that_day_in_a_seat_that_edits(school: School, next_door: School) -> None:
    ib = seat(school, IB)
    seat(school, COACH)
    seat(school, IB, ends_on=YESTERDAY)
    seat(next_door, IB)
    assert list(editors_of(School.objects.filter(pk=school.pk), TODAY)) == [ib]


def test_of_a_roster_a_coordinator_fills_the_seats_of_her_organisations_kind(school: School, leader: User) -> None:
    seats = roster_on(school, TODAY, today=TODAY).seats
    filled = seat_rights(leader, school, TODAY).fillable(seats)
    assert {each.template.name for each in seats if each.template and each.template.pk in filled} == {"CJG-coach"}


def test_a_member_is_changed_by_an_editor_and_for_her_role_or_her_organisation_by_a_coordinator(
    school: School, next_door: School, cjg: Organisation, ib: User, leader: User
) -> None:
    members = {
        "coach": seat(school, COACH),
        "nurse of the CJG": seat(school, NURSE, professional=person(school, "", "", "Smit", organisation=cjg)),
        "nurse": seat(school, NURSE),
        "coach next door": seat(next_door, COACH),
    }
    changed = {
        who: [name for name, row in members.items() if can_edit_seat(user, row, TODAY)]
        for who, user in {"ib": ib, "coordinator": leader, "stranger": UserFactory()}.items()
    }
    assert changed == {
        "ib": ["coach", "nurse of the CJG", "nurse"],
        "coordinator": ["coach", "nurse of the CJG", "coach next door"],
        "stranger": [],
    }


def test_plans_are_shown_of_that_school(school: School, next_door: School, ib: User) -> None:
    here, _ = (PlannedMemberFactory(school=place) for place in (school, next_door))
    assert plans_shown(seat_rights(ib, school, TODAY), school) == [here]


def test_who_is_in_which_team(school: School, next_door: School, ib: User, leader: User) -> None:
    assert [is_in_team(user, place, TODAY) for user in (ib, leader) for place in (school, next_door)] == [
        *(True, False),
        *(False, False),
    ]


def test_outside_what_an_organisation_serves_its_coordinator_sees_where_its_people_sit_that_day(
    school: School, next_door: School, cjg: Organisation, leader: User
) -> None:
    cjg.municipalities.add(school.municipality)
    coach = person(school, "", "", "Bakkali", organisation=cjg)
    seat(next_door, COACH, professional=coach, ends_on=YESTERDAY)
    assert list(visible_schools(leader, TODAY)) == [school]


def test_a_page_that_anybody_may_read_is_of_a_school_that_is_open_and_has_one(
    school: School, next_door: School
) -> None:
    closed = SchoolFactory(closed_on=TODAY)
    for place in (school, closed):
        PublicPage.objects.create(school=place, opened_on=YESTERDAY)
    assert list(public_schools(TODAY)) == [school]
