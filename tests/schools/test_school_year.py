"""A school year runs from 1 August up to and including 31 July (domain.md 2.12)."""

from datetime import date

import pytest

from schools.school_year import SchoolYear


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 7, 31), "2025-2026"),
        (date(2026, 8, 1), "2026-2027"),
        (date(2026, 12, 31), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
        (date(2027, 7, 31), "2026-2027"),
        (date(2027, 8, 1), "2027-2028"),
        (date(2028, 2, 29), "2027-2028"),
    ],
)
def test_the_year_of_a_day(day: date, label: str) -> None:
    assert SchoolYear.of(day).label == label


def test_first_and_last_day() -> None:
    year = SchoolYear(2026)
    assert (year.first_day, year.last_day) == (date(2026, 8, 1), date(2027, 7, 31))


def test_the_first_and_last_day_are_in_it_and_their_neighbours_are_not() -> None:
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2027, 7, 31), date(2027, 8, 1)]
    assert [day in SchoolYear(2026) for day in days] == [False, True, True, False]


def test_next_and_previous() -> None:
    assert (SchoolYear(2026).previous, SchoolYear(2026).next) == (SchoolYear(2025), SchoolYear(2027))


def test_years_sort_in_time() -> None:
    assert sorted([SchoolYear(2027), SchoolYear(2025), SchoolYear(2026)]) == [
        SchoolYear(2025),
        SchoolYear(2026),
        SchoolYear(2027),
    ]


def test_written_as_people_write_it() -> None:
    assert str(SchoolYear(2026)) == "2026-2027"
