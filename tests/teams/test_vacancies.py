"""The vacancies that the database counts for a list of schools are those that the roster derives for each."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries, Settings

from schools.enums import Sector
from schools.models import School
from teams.models import Membership
from teams.roster import roster_on
from teams.vacancies import with_vacancies
from tests.factories import TODAY, RegionFactory, SchoolFactory, StandInFactory, fill_required_seats, seat

pytestmark = pytest.mark.django_db


def counted(day: date) -> dict[str, tuple[int, int]]:
    rows = with_vacancies(School.objects.all(), day)
    return {row.establishment_code: (row.required, row.vacancies) for row in rows}  # type: ignore[attr-defined]


def derived(day: date) -> dict[str, tuple[int, int]]:
    rosters = {school.establishment_code: roster_on(school, day, today=TODAY) for school in School.objects.all()}
    return {code: (roster.required, roster.vacancies) for code, roster in rosters.items()}


@pytest.fixture
def schools() -> None:
    """Every sector: empty, complete, with a wish, with both of the GGD, with who left, comes, and stands in."""
    region = RegionFactory()
    for sector in Sector:
        SchoolFactory(region=region, sector=sector)
        complete = SchoolFactory(region=region, sector=sector)
        fill_required_seats(complete)
        seat(complete, "jeugdverpleegkundige")
        seat(complete, "wijkagent")
        changing = SchoolFactory(region=region, sector=sector)
        seat(changing, "cjg-coach", starts_on=date(2025, 8, 1), ends_on=TODAY - timedelta(days=1))
        seat(changing, "directeur", ends_on=TODAY)
        seat(changing, "leerplichtambtenaar", starts_on=TODAY + timedelta(days=1))
        StandInFactory(membership=seat(changing, "jeugdverpleegkundige"))
    SchoolFactory(region=None)
    SchoolFactory(region=RegionFactory(seats=False))


@pytest.mark.usefixtures("schools")
@pytest.mark.parametrize("day", [date(2025, 9, 1), TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)])
def test_the_database_counts_what_the_roster_derives(day: date) -> None:
    assert counted(day) == derived(day)


def test_an_empty_primary_school_misses_five_of_five_and_a_complete_one_none() -> None:
    empty, complete = SchoolFactory(), SchoolFactory()
    fill_required_seats(complete)
    assert counted(TODAY) == {empty.establishment_code: (5, 5), complete.establishment_code: (5, 0)}


def test_a_school_without_a_region_has_nothing_to_miss() -> None:
    school = SchoolFactory(region=None)
    assert counted(TODAY) == {school.establishment_code: (0, 0)}


def test_somebody_in_the_same_role_at_another_school_does_not_fill_the_seat() -> None:
    school = SchoolFactory()
    other = SchoolFactory(region=school.region)
    seat(other, "cjg-coach")
    assert counted(TODAY) == {school.establishment_code: (5, 5), other.establishment_code: (5, 4)}


def test_the_demo_region_is_counted_as_derived(settings: Settings) -> None:
    settings.DEMO = True
    call_command("demo", "--today", TODAY.isoformat())
    assert Membership.objects.count() > 500
    assert counted(TODAY) == derived(TODAY)


@pytest.mark.usefixtures("schools")
def test_one_query_whatever_the_number_of_schools(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        counted(TODAY)
