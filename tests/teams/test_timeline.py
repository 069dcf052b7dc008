"""The team through the years: its school years and months, when it changed, and what differs between two days."""

from datetime import date

import pytest

from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Membership, Professional
from teams.roster import roster_on
from teams.timeline import Comparison, Moment, compare, timeline_of
from tests.factories import TODAY, person, seat

pytestmark = pytest.mark.django_db
LAST_YEAR = date(2025, 11, 22)


def compared(school: School, before: date = LAST_YEAR, after: date = TODAY) -> Comparison:
    return compare(roster_on(school, before, today=TODAY), roster_on(school, after, today=TODAY))


def told(comparison: Comparison) -> tuple[list[str], list[str], list[tuple[str, list[str], list[str]]]]:
    moves = [
        (str(move.who), [str(role) for role in move.before], [str(role) for role in move.after])
        for move in comparison.moved
    ]
    new, left = ([str(row.professional) for row in rows] for rows in (comparison.new, comparison.left))
    return new, left, moves


def test_a_school_without_people_has_this_school_year_and_the_next(school: School) -> None:
    line = timeline_of(school, TODAY)
    assert [str(mark.year) for mark in line.marks] == ["2026-2027", "2027-2028"]
    assert (line.moments, line.last_step) == ((), 23)


def test_it_begins_in_the_school_year_of_the_first_member_and_ends_after_what_is_planned(school: School) -> None:
    seat(school, "directeur", starts_on=date(2025, 7, 31))
    seat(school, "jeugdarts", starts_on=date(2028, 8, 1))
    line = timeline_of(school, TODAY)
    assert [mark.year.start for mark in line.marks] == [2024, 2025, 2026, 2027, 2028]
    assert [mark.step for mark in line.marks] == [0, 12, 24, 36, 48]
    assert line.marks[1].day == date(2025, 10, 1)


@pytest.mark.parametrize(
    ("step", "day"),
    [(0, date(2026, 8, 1)), (4, date(2026, 12, 1)), (5, date(2027, 1, 1)), (23, date(2028, 7, 1))],
)
def test_a_month_has_a_number_and_a_number_its_month(school: School, step: int, day: date) -> None:
    line = timeline_of(school, TODAY)
    assert (line.day_of(step), line.step_of(day), line.step_of(day.replace(day=28))) == (day, step, step)


def test_what_lies_beyond_either_end_is_the_end(school: School) -> None:
    line = timeline_of(school, TODAY)
    assert [line.step_of(day) for day in (date(1990, 1, 1), date(2099, 12, 31))] == [0, 23]
    assert [line.day_of(step) for step in (-1, 9999)] == [date(2026, 8, 1), date(2028, 7, 1)]


def test_moments_are_days_on_which_somebody_came_or_had_gone_the_last_first(school: School, samira: Membership) -> None:
    seat(school, "directeur", starts_on=date(2026, 8, 1), ends_on=date(2026, 9, 30))
    seat(school, "directeur", starts_on=date(2026, 10, 1))
    assert timeline_of(school, TODAY).moments == (
        Moment(date(2026, 10, 1), came=1, went=1),
        Moment(date(2026, 8, 1), came=2, went=0),
    )


def test_who_came_is_new_and_who_went_left(school: School, samira: Membership, tom: Professional) -> None:
    seat(school, "cjg-coach", professional=tom, starts_on=date(2024, 8, 1), ends_on=date(2026, 7, 31))
    assert told(compared(school)) == (["Samira Bakkali"], ["Tom de Vries"], [])


def test_the_other_way_round_it_is_the_other_way_round(school: School, samira: Membership) -> None:
    assert told(compared(school, before=TODAY, after=LAST_YEAR)) == ([], ["Samira Bakkali"], [])


def test_who_has_another_role_neither_came_nor_left(school: School) -> None:
    anneke = person(school, "Anneke", "", "Visser")
    seat(school, "intern-begeleider", professional=anneke, starts_on=date(2024, 8, 1), ends_on=date(2026, 7, 31))
    seat(school, "directeur", professional=anneke, starts_on=date(2026, 8, 1))
    assert told(compared(school)) == ([], [], [("Anneke Visser", ["intern begeleider"], ["directeur"])])


def test_who_stays_in_her_role_is_not_mentioned(school: School) -> None:
    anneke = person(school, "Anneke", "", "Visser")
    seat(school, "intern-begeleider", professional=anneke, starts_on=date(2024, 8, 1), ends_on=date(2026, 7, 31))
    seat(school, "intern-begeleider", professional=anneke, starts_on=date(2026, 8, 1))
    assert compared(school).is_same is True


def test_a_school_year_is_known_by_its_october() -> None:
    assert date(2026, 10, 1) in SchoolYear(2026)
