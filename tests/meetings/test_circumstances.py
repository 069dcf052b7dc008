"""What is known around a meeting: its part of a day, who works then, what else is near."""

from datetime import date, time

import pytest

from meetings.moments.circumstances import Slot
from teams.week import HalfDays
from tests.meetings.circles import KENNISMAKING, VERDIEPING, around, at, attendant

TUESDAY, SATURDAY = date(2026, 10, 6), date(2026, 10, 10)


def test_a_slot_in_words() -> None:
    slot = at(TUESDAY, 15)
    assert (str(slot), slot.short, slot.hours) == (
        "di 6 oktober 2026, 15.00-16.30 uur",
        "di 6 oktober, 15.00-16.30 uur",
        "15.00-16.30 uur",
    )


@pytest.mark.parametrize(
    ("slot", "ends"),
    [(at(TUESDAY, 8, 30), time(10)), (at(TUESDAY, 13, minutes=45), time(13, 45)), (at(TUESDAY, 23), time(0, 30))],
)
def test_a_slot_ends_after_its_minutes(slot: Slot, ends: time) -> None:
    assert slot.ends == ends


def test_a_session_takes_an_hour_and_a_half() -> None:
    assert Slot(TUESDAY, time(15)).minutes == 90


@pytest.mark.parametrize(
    ("slot", "parts"),
    [
        (at(TUESDAY, 8, 30), {0}),
        (at(TUESDAY, 11), {0}),
        (at(TUESDAY, 11, 15), {0, 1}),
        (at(TUESDAY, 12, 30), {1}),
        (at(TUESDAY, 15), {1}),
    ],
)
def test_the_afternoon_begins_at_half_past_twelve(slot: Slot, parts: set[int]) -> None:
    assert slot.parts == parts


def test_slots_come_in_order_of_day_and_hour() -> None:
    first, second, third = at(TUESDAY, 8, 30), at(TUESDAY, 15), at(SATURDAY, 8)
    assert sorted([third, second, first]) == [first, second, third]


@pytest.mark.parametrize(
    ("half_days", "off"),
    [
        (HalfDays.of([2, 3]), set()),
        (HalfDays.of([2]), {1}),
        (HalfDays.of([3]), {0}),
        (HalfDays.whole([0]), {0, 1}),
        (HalfDays(), set()),
        (None, set()),
    ],
    ids=["whole Tuesday", "morning", "afternoon", "Monday", "nothing filled in", "not known"],
)
def test_who_works_half_the_time_misses_the_other_half(half_days: HalfDays | None, off: set[int]) -> None:
    assert attendant(half_days=half_days).parts_off(at(TUESDAY, 11, 30)) == off


def test_nobody_is_asked_whether_she_works_in_a_weekend() -> None:
    assert attendant(half_days=HalfDays.whole([0])).parts_off(at(SATURDAY, 10)) == frozenset()


def test_the_second_half_of_the_year_begins_on_the_first_of_february() -> None:
    year = around(others=(KENNISMAKING, VERDIEPING))
    assert [year.in_same_half(date(2027, month, day)) for month, day in ((1, 31), (2, 1))] == [
        [KENNISMAKING],
        [VERDIEPING],
    ]


def test_a_meeting_of_a_few_takes_no_half_of_the_year() -> None:
    few = around(others=(KENNISMAKING,), is_of_team=False)
    assert (few.in_same_half(TUESDAY), few.too_close(TUESDAY)) == ([], [])
