"""Days, periods, names and numbers in a Dutch sentence."""

from datetime import date

import pytest

from teams.dutch import count_text, day_text, in_words, period_text


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
