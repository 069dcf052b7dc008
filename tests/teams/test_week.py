"""A working week as a mask of half-days, and days at school as a mask of days."""

import pytest

from teams.week import ALL_DAYS, ALL_HALF_DAYS, HalfDays, Weekdays


def test_a_bit_for_each_half_day_with_monday_morning_first() -> None:
    assert [HalfDays.of([bit]).mask for bit in (0, 1, 9)] == [1, 2, 512]


def test_all_half_days_are_five_whole_days() -> None:
    assert HalfDays.whole(range(5)).mask == ALL_HALF_DAYS == 1023


def test_a_bit_given_twice_counts_once() -> None:
    assert HalfDays.of([3, 3]) == HalfDays.of([3])


def test_bits_come_back_in_order() -> None:
    assert HalfDays.of([9, 0, 4]).bits == (0, 4, 9)


@pytest.mark.parametrize(
    ("week", "written"),
    [
        (HalfDays(), ""),
        (HalfDays.whole([0, 1]), "ma, di"),
        (HalfDays.of([2]), "di (ochtend)"),
        (HalfDays.of([5]), "wo (middag)"),
        (HalfDays.of([0, 1, 2, 6, 7]), "ma, di (ochtend), do"),
        (HalfDays(ALL_HALF_DAYS), "ma, di, wo, do, vr"),
    ],
)
def test_a_week_in_words(week: HalfDays, written: str) -> None:
    assert str(week) == written


def test_half_a_day_counts_as_a_day_in_the_picture() -> None:
    assert HalfDays.of([2, 9]).days == (False, True, False, False, True)


def test_whether_a_half_day_is_worked() -> None:
    week = HalfDays.of([2, 9])
    assert [(day, part) for day in range(5) for part in (0, 1) if week.includes(day, part)] == [(1, 0), (4, 1)]


@pytest.mark.parametrize(("days", "mask"), [([], 0), ([0], 1), ([4], 16), ([0, 1, 2, 3, 4], ALL_DAYS), ([1, 1], 2)])
def test_a_bit_for_each_weekday_with_monday_first(days: list[int], mask: int) -> None:
    assert Weekdays.of(days).mask == mask


def test_weekdays_come_back_in_order() -> None:
    days = Weekdays.of([3, 0])
    assert (days.numbers, days.days, str(days)) == ((0, 3), (True, False, False, True, False), "ma, do")


def test_no_weekdays_are_no_words() -> None:
    assert (str(Weekdays()), Weekdays().numbers) == ("", ())
