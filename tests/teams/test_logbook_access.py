"""Who reads what was done: editors of a team, and who has a grant over it or, for a region, over the whole of it."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.access import can_read_logbook, can_read_region_logbook
from teams.models import Coordinator
from tests.factories import TODAY, GrantFactory, OrganisationFactory, SchoolFactory, StandInFactory, UserFactory, seat

pytestmark = pytest.mark.django_db
YESTERDAY = date(2026, 11, 21)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def user() -> User:
    row: User = UserFactory()
    return row


def reads(user: Any, school: School) -> tuple[bool, bool]:
    """The logbook of the school, and of its region."""
    assert school.region is not None
    return can_read_logbook(user, school, TODAY), can_read_region_logbook(user, school.region, TODAY)


@pytest.mark.parametrize(
    ("role", "may"), [("intern-begeleider", True), ("directeur", True), ("cjg-coach", False), ("leerkracht", False)]
)
def test_a_seat_that_edits_reads_the_logbook_of_its_school(school: School, user: User, role: str, may: bool) -> None:
    if role != "leerkracht":
        seat(school, role, user=user)
    assert reads(user, school) == (may, False)
    assert reads(user, SchoolFactory(region=school.region)) == (False, False)


def test_a_seat_that_is_over_reads_no_more(school: School, user: User) -> None:
    seat(school, "directeur", user=user, ends_on=YESTERDAY)
    assert reads(user, school) == (False, False)


def test_a_stand_in_reads_what_the_seat_reads(school: School, user: User) -> None:
    stand_in = StandInFactory(membership=seat(school, "directeur"))
    stand_in.professional.user = user
    stand_in.professional.save()
    assert reads(user, school) == (True, False)


@pytest.mark.parametrize("kind", [GrantKind.SWV, GrantKind.PROCESBEGELEIDER])
def test_a_grant_over_a_region_reads_all_of_it_and_nothing_elsewhere(school: School, kind: GrantKind) -> None:
    user = GrantFactory(kind=kind, region=school.region).user
    assert (reads(user, school), reads(user, SchoolFactory())) == ((True, True), (False, False))


def test_a_grant_over_one_municipality_reads_its_schools_and_not_the_region(school: School) -> None:
    user = GrantFactory(region=school.region, municipality=school.municipality).user
    assert (reads(user, school), reads(user, SchoolFactory(region=school.region))) == ((True, False), (False, False))


def test_a_grant_that_ended_reads_no_more(school: School) -> None:
    assert reads(GrantFactory(region=school.region, ends_on=YESTERDAY).user, school) == (False, False)


def test_a_beheerder_reads_everything(school: School) -> None:
    assert reads(GrantFactory(kind=GrantKind.BEHEERDER, region=None).user, school) == (True, True)


def test_who_coordinates_an_organisation_reads_no_logbook(school: School, user: User) -> None:
    Coordinator.objects.create(user=user, organisation=OrganisationFactory(region=school.region), starts_on=TODAY)
    assert reads(user, school) == (False, False)


def test_nobody_reads_without_signing_in(school: School) -> None:
    assert reads(AnonymousUser(), school) == (False, False)
