"""How far one day lies from another, in words."""

from datetime import date, timedelta

import pytest

from meetings.moments.wording import distance

TUESDAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "op dezelfde dag als"),
        (1, "1 dag na"),
        (6, "6 dagen na"),
        (7, "1 week na"),
        (13, "1 week na"),
        (14, "2 weken na"),
        (55, "7 weken na"),
        (-1, "1 dag voor"),
        (-56, "8 weken voor"),
    ],
)
def test_whole_weeks_or_else_days(days: int, words: str) -> None:
    assert distance(TUESDAY + timedelta(days=days), TUESDAY) == words
