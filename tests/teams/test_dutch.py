"""Days in a Dutch sentence."""

from datetime import date

import pytest

from teams.dutch import day_text


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
