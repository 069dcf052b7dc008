"""Who knows of a plan, and where it shows: in the list and the circle of who may fill the seat."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.access import can_undo, plans_shown, seat_rights, visible_professionals
from teams.actions.plans import ask_planned, drop_plan
from teams.models import Coordinator, Membership, PlannedMember, Role
from teams.picture import circle_team
from teams.public import public_seats
from teams.roster import Plan, roster_on
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    PlannedMemberFactory,
    UserFactory,
    person,
    seat,
)
from tests.teams.planning import ASKED, AUGUST, coach_seat, roster_for
from tests.teams.rosters import TOMORROW, YESTERDAY
from tests.teams.seating import coach

pytestmark = pytest.mark.django_db


# Who may know


@pytest.fixture
def cjg_leader(school: School) -> User:
    user: User = UserFactory()
    organisation = OrganisationFactory(region=school.region)
    Coordinator.objects.create(user=user, organisation=organisation, starts_on=date(2026, 1, 1))
    return user


def shown(user: User, school: School, day: date = TODAY) -> list[str]:
    return [str(plan.professional) for plan in plans_shown(seat_rights(user, school, day), school)]


def test_a_plan_is_shown_to_who_may_fill_the_seat_and_to_nobody_else(
    school: School, samira: Membership, wish: PlannedMember, ib: User, cjg_leader: User
) -> None:
    seat(school, "intern-begeleider", user=ib)
    samira.professional.user = reader = UserFactory()
    samira.professional.save()
    PlannedMemberFactory(
        school=school, role=Role.objects.get(code="jeugdarts"), professional=person(school, "Eva", "", "Arts")
    )
    swv = GrantFactory(region=school.region, kind=GrantKind.SWV).user
    pb = GrantFactory(region=school.region, kind=GrantKind.PROCESBEGELEIDER).user
    both = ["Tom de Vries", "Eva Arts"]
    assert [shown(user, school) for user in (ib, pb, cjg_leader, swv, reader)] == [
        both,
        both,
        ["Tom de Vries"],
        [],
        [],
    ]


def test_of_a_closed_school_nobody_sees_plans(school: School, wish: PlannedMember, ib: User) -> None:
    seat(school, "intern-begeleider", user=ib)
    School.objects.filter(pk=school.pk).update(closed_on=TODAY)
    assert shown(ib, School.objects.get(pk=school.pk)) == []


def test_who_is_planned_is_not_seen_more_widely(school: School, wish: PlannedMember, samira: Membership) -> None:
    samira.professional.user = reader = UserFactory()
    samira.professional.save()
    assert wish.professional not in visible_professionals(reader, TODAY)


def test_a_coordinator_undoes_plans_for_her_seats_only(
    school: School, wish: PlannedMember, ib: User, cjg_leader: User
) -> None:
    own = ask_planned(plan=wish, actor=cjg_leader)
    doctor = PlannedMemberFactory(school=school, role=Role.objects.get(code="jeugdarts"))
    other = drop_plan(plan=doctor, actor=ib)
    assert (can_undo(cjg_leader, own, TODAY), can_undo(cjg_leader, other, TODAY)) == (True, False)


# List and circle


@pytest.mark.parametrize(
    ("starts_on", "day", "is_shown", "is_overdue"),
    [
        (AUGUST, TODAY, True, False),
        (AUGUST, YESTERDAY, False, False),
        (AUGUST, date(2027, 7, 31), True, False),
        (AUGUST, AUGUST, False, False),
        (TODAY, TODAY, True, False),
        (YESTERDAY, TODAY, True, True),
        (YESTERDAY, TOMORROW, False, False),
    ],
)
def test_a_plan_is_shown_today_and_before_it_begins(
    school: School, wish: PlannedMember, starts_on: date, day: date, is_shown: bool, is_overdue: bool
) -> None:
    wish.starts_on = starts_on
    found = coach_seat(school, wish, day=day).plans
    assert found == ((Plan(wish, is_overdue),) if is_shown else ())


def test_a_roster_knows_of_no_plan_that_it_was_not_handed(school: School, wish: PlannedMember) -> None:
    seats = roster_on(school, TODAY, today=TODAY).seats
    assert [each.plans for each in seats] == [()] * len(seats)


def test_a_plan_in_a_role_without_a_seat_is_a_seat_of_its_own(school: School) -> None:
    plan = PlannedMemberFactory(school=school, role=Role.objects.get(code="ondersteuningscoordinator"))
    assert [each.plans[0].row for each in roster_for(school, plan).seats if each.plans] == [plan]


def test_the_circle_says_the_stage_after_who_has_the_seat(
    school: School, samira: Membership, wish: PlannedMember
) -> None:
    asked = PlannedMemberFactory(
        school=school, role=coach(), professional=person(school, "Noor", "", "Smit"), stage=ASKED
    )
    seat(school, "cjg-coach", professional=person(school, "Els", "", "Later"), starts_on=AUGUST)
    places = [
        place for place in circle_team(roster_for(school, wish, asked), fillable=()).places if place.role == "CJG-coach"
    ]
    assert [(place.name, place.stage, place.begins, place.url[:6]) for place in places] == [
        ("Samira Bakkali", None, "", "/mense"),
        ("Els Later", "straks", "1 augustus 2027", "/mense"),
        ("Tom de Vries", "wens", "1 augustus 2027", "#plan-"),
        ("Noor Smit", "gevraagd", "1 augustus 2027", "#plan-"),
    ]
    assert [place.key for place in places] == sorted(place.key for place in places)


def test_a_wish_does_not_take_the_vacancy_out_of_the_circle(school: School, wish: PlannedMember) -> None:
    places = circle_team(roster_for(school, wish), fillable=()).places
    assert [(place.name, place.is_planned) for place in places if place.role == "CJG-coach"] == [
        ("", False),
        ("Tom de Vries", True),
    ]


def test_the_public_page_tells_of_no_plan_even_when_handed_one(school: School, wish: PlannedMember) -> None:
    assert public_seats(roster_for(school, wish)) == public_seats(roster_on(school, TODAY, today=TODAY))


def test_plans_cost_one_query_however_many(school: School, wish: PlannedMember, ib: User) -> None:
    seat(school, "intern-begeleider", user=ib)
    rights = seat_rights(ib, school, TODAY)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for plan in plans_shown(rights, school):
                str(plan.professional.organisation)
        return len(captured)

    one = queries()
    PlannedMemberFactory.create_batch(9, school=school, role=coach())
    assert (one, queries()) == (1, 1)
