"""The vacancies of a school on a day: since when, from when, and who must fill them."""

from datetime import date

import pytest

from schools.models import School
from teams.roster import roster_on, vacant_since
from tests.factories import TODAY, MunicipalityFactory, OrganisationFactory, seat
from tests.teams.rosters import TOMORROW, YESTERDAY, coach_seat, served, the_seat

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "is_missing"),
    [
        (date(2026, 7, 31), True),
        (date(2026, 8, 1), False),
        (TODAY, False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), True),
    ],
)
def test_a_vacancy_is_derived_on_any_day(school: School, day: date, is_missing: bool) -> None:
    seat(school, "cjg-coach", starts_on=date(2026, 8, 1), ends_on=date(2026, 12, 31))
    assert coach_seat(school, day).is_missing is is_missing


def test_a_vacancy_closes_by_itself_when_somebody_is_seated(school: School) -> None:
    before = coach_seat(school).is_vacant
    seat(school, "cjg-coach")
    assert (before, coach_seat(school).is_vacant) == (True, False)


@pytest.mark.parametrize(
    ("ends", "since"),
    [
        ([], None),
        ([None], None),
        ([date(2026, 10, 31)], date(2026, 11, 1)),
        ([date(2026, 6, 30), date(2026, 10, 31), date(2025, 1, 1)], date(2026, 11, 1)),
        ([date(2026, 10, 31), date(2027, 1, 31)], date(2026, 11, 1)),
        ([YESTERDAY], TODAY),
        ([TODAY], None),
    ],
)
def test_a_seat_is_vacant_since_the_day_after_the_last_one_left(ends: list[date | None], since: date | None) -> None:
    assert vacant_since(ends, TODAY) == since


def test_since_when_a_seat_is_empty(school: School) -> None:
    seat(school, "cjg-coach", starts_on=date(2025, 8, 1), ends_on=date(2026, 10, 31))
    assert coach_seat(school).vacant_since == date(2026, 11, 1)


def test_a_filled_seat_is_not_vacant_since_anything(school: School) -> None:
    seat(school, "cjg-coach", starts_on=date(2025, 8, 1), ends_on=date(2026, 10, 31))
    seat(school, "cjg-coach", starts_on=date(2026, 11, 1))
    assert coach_seat(school).vacant_since is None


@pytest.mark.parametrize(
    ("days", "empty"),
    [
        ([(date(2026, 8, 1), None)], None),
        ([(date(2026, 8, 1), date(2026, 12, 31))], date(2027, 1, 1)),
        ([(date(2026, 8, 1), TODAY)], TOMORROW),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2027, 1, 1), None)], None),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2027, 2, 1), None)], date(2027, 1, 1)),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2026, 9, 1), date(2027, 1, 31))], date(2027, 2, 1)),
        ([(date(2026, 8, 1), date(2026, 12, 31)), (date(2026, 8, 1), None)], None),
        ([], None),
        ([(date(2027, 1, 1), date(2027, 7, 31))], None),
    ],
)
def test_from_when_nobody_follows_in_a_seat_that_is_filled(
    school: School, days: list[tuple[date, date | None]], empty: date | None
) -> None:
    for starts_on, ends_on in days:
        seat(school, "cjg-coach", starts_on=starts_on, ends_on=ends_on)
    assert coach_seat(school).empty_from == empty


# Who must fill it


def test_the_organisation_of_the_region_must_fill_an_empty_seat(school: School) -> None:
    OrganisationFactory(name="CJG van een andere regio")
    own = served(school, "CJG Regio")
    assert coach_seat(school).organisation == own


def test_an_empty_seat_may_have_no_organisation_to_fill_it(school: School) -> None:
    OrganisationFactory(name="CJG van een andere regio")
    assert coach_seat(school).organisation is None


def test_the_organisation_of_the_municipality_comes_before_the_one_of_the_region(school: School) -> None:
    served(school, "A van elders", MunicipalityFactory())
    served(school, "B van de hele regio")
    own = served(school, "C van de gemeente", school.municipality)
    served(school, "D van de hele regio")
    assert coach_seat(school).organisation == own


@pytest.mark.parametrize(
    ("name", "of_school"), [("Intern begeleider", True), ("Directeur", True), ("CJG-coach", False)]
)
def test_the_school_fills_its_own_seats(school: School, name: str, of_school: bool) -> None:
    assert the_seat(roster_on(school, TODAY, today=TODAY), name).is_of_school is of_school
