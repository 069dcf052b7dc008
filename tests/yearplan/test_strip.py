"""The year at a glance: which column, which sign, which weeks are grey."""

from datetime import date

import pytest

from meetings.enums import MeetingKind, MeetingState
from schools.school_year import SchoolYear
from tests.factories import MeetingFactory, ProposalFactory, ProposedSessionFactory, SchoolFactory
from tests.yearplan.years import at
from yearplan.pages.plan import page_of
from yearplan.pages.strip import Strip, weeks_of

pytestmark = pytest.mark.django_db


def test_the_weeks_run_from_august_to_july() -> None:
    weeks = weeks_of(SchoolYear(2026))
    assert (weeks[0].monday, weeks[0].number, weeks[0].place) == (date(2026, 8, 17), 34, 1)
    assert (weeks[-1].monday, weeks[-1].number, weeks[-1].place) == (date(2027, 7, 12), 28, 48)


@pytest.mark.parametrize("year", range(2020, 2040))
def test_every_year_fits_the_columns_that_are_drawn(year: int) -> None:
    assert 47 <= len(weeks_of(SchoolYear(year))) <= 49


def test_each_session_stands_in_its_week_with_the_sign_of_its_stage(today: date) -> None:
    proposal = ProposalFactory()
    held, moved, planned, asked = (_school(proposal, name) for name in "ABCD")
    for school in (held, moved, planned, asked):
        ProposedSessionFactory(proposal=proposal, school=school, kind=MeetingKind.KENNISMAKING)
    march = at(date(2027, 3, 9), 15)
    ProposedSessionFactory(proposal=proposal, school=held, starts_at=march)
    MeetingFactory(school=held, state=MeetingState.HELD, starts_at=at(date(2026, 9, 15), 15))
    MeetingFactory(school=moved, kind=MeetingKind.VERDIEPING, starts_at=at(date(2027, 2, 2), 15))
    ProposedSessionFactory(proposal=proposal, school=moved, starts_at=march, moves_from=at(date(2027, 2, 2), 15))
    MeetingFactory(school=planned, starts_at=at(date(2026, 12, 8), 15))
    MeetingFactory(school=asked, state=MeetingState.DATE_ASKED, starts_at=None, year=2026)
    strip = page_of(proposal, today=today).strip
    assert _shown(strip) == {
        "A": [("held", "✓", 38), ("proposed", "2", 10)],
        "B": [("nowhere", "!", 36), ("moving", "→", 10)],
        "C": [("planned", "1", 50)],
        "D": [("asked", "?", 36)],
    }
    assert strip.today == weeks_of(SchoolYear(2026))[13].place


def test_the_months_stand_above_their_weeks_and_a_short_one_is_cut(today: date) -> None:
    """A week belongs to the month of its Thursday: that of 31 August to September."""
    proposal = ProposalFactory()
    strip = page_of(proposal, today=today).strip
    numbers = {week.place: week.number for week in strip.weeks}
    found = [(month.label, numbers[month.first], numbers[month.last]) for month in strip.months]
    assert found[:3] == [("aug", 34, 35), ("september", 36, 39), ("oktober", 40, 44)]
    assert [label for label, _, _ in found[-2:]] == ["juni", "juli"]
    assert sum(month.last - month.first + 1 for month in strip.months) == len(strip.weeks)


def test_the_holidays_of_the_schools_are_grey(today: date) -> None:
    """Noord in 2026-2027; the autumn holiday is week 42, Christmas weeks 52 and 53."""
    proposal = ProposalFactory()
    ProposedSessionFactory(proposal=proposal)
    strip = page_of(proposal, today=today).strip
    numbers = {week.place: week.number for week in strip.weeks}
    assert [(numbers[shade.first], numbers[shade.last]) for shade in strip.shades][:3] == [(42, 42), (52, 53), (8, 8)]


def _school(proposal, name):  # type: ignore[no-untyped-def]
    return SchoolFactory(name=name, region=proposal.plan.region)


def _shown(strip: Strip) -> dict[str, list[tuple[str, str, int]]]:
    numbers = {week.place: week.number for week in strip.weeks}
    return {
        line.school.name: [(mark.stage, mark.sign, numbers[mark.place]) for mark in line.marks] for line in strip.lines
    }
