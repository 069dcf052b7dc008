"""Which seats somebody may fill, and who edits where: questions that no single page answers."""

from datetime import date

import pytest

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.access import editors_of, schools_to_fill, seat_rights
from teams.models import Coordinator, Role
from teams.roster import roster_on
from tests.factories import TODAY, GrantFactory, OrganisationFactory, SchoolFactory, UserFactory, person, seat

pytestmark = pytest.mark.django_db
IB, COACH = "intern-begeleider", "cjg-coach"


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def next_door(school: School) -> School:
    row: School = SchoolFactory(region=school.region)
    return row


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
    school: School, next_door: School
) -> None:
    ib: User = UserFactory()
    seat(school, IB, user=ib)
    leader: User = UserFactory()
    Coordinator.objects.create(user=leader, organisation=OrganisationFactory(region=school.region), starts_on=TODAY)
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
    seat(school, IB, ends_on=date(2026, 11, 21))
    seat(next_door, IB)
    assert list(editors_of(School.objects.filter(pk=school.pk), TODAY)) == [ib]
