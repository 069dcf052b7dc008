"""Days, hours, periods, names and numbers in a Dutch sentence."""

from datetime import date, time

import pytest

from teams.dutch import (
    clock_text,
    count_text,
    day_text,
    full_day_text,
    hours_text,
    in_words,
    period_text,
    short_day_text,
    weekday_text,
)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2011, 4, 14), "14 april 2011"),
        (date(2026, 10, 6), "6 oktober 2026"),
        (date(2027, 1, 1), "1 januari 2027"),
        (date(2028, 12, 31), "31 december 2028"),
    ],
)
def test_a_day_is_written_out_with_a_small_letter(day: date, written: str) -> None:
    assert day_text(day) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 10, 6), ("dinsdag", "di 6 oktober", "di 6 oktober 2026")),
        (date(2027, 1, 1), ("vrijdag", "vr 1 januari", "vr 1 januari 2027")),
        (date(2026, 10, 10), ("zaterdag", "za 10 oktober", "za 10 oktober 2026")),
        (date(2026, 10, 11), ("zondag", "zo 11 oktober", "zo 11 oktober 2026")),
    ],
)
def test_a_day_with_the_day_of_its_week(day: date, written: tuple[str, str, str]) -> None:
    assert (weekday_text(day), short_day_text(day), full_day_text(day)) == written


@pytest.mark.parametrize(
    ("at", "written"), [(time(8, 30), "8.30"), (time(15), "15.00"), (time(0, 5), "0.05"), (time(12, 30), "12.30")]
)
def test_the_clock_has_a_dot(at: time, written: str) -> None:
    assert clock_text(at) == written


def test_from_one_hour_to_another() -> None:
    assert hours_text(time(8, 30), time(10)) == "8.30-10.00 uur"


@pytest.mark.parametrize(
    ("last", "written"),
    [(None, "vanaf 6 oktober 2026"), (date(2027, 7, 31), "van 6 oktober 2026 tot en met 31 juli 2027")],
)
def test_a_period_says_its_last_day_when_it_has_one(last: date | None, written: str) -> None:
    assert period_text(date(2026, 10, 6), last) == written


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ([], ""),
        (["Duin"], "Duin"),
        (["Duin", "Zand"], "Duin en Zand"),
        (["Duin", "Zand", "Klei"], "Duin, Zand en Klei"),
    ],
)
def test_a_row_of_names(names: list[str], written: str) -> None:
    assert in_words(names) == written


@pytest.mark.parametrize(("count", "written"), [(0, "0 scholen"), (1, "1 school"), (38, "38 scholen")])
def test_a_number_of_things(count: int, written: str) -> None:
    assert count_text(count, "school", "scholen") == written
