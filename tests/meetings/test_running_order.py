"""How long each item takes, and when it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.agenda.default import DEFAULTS
from meetings.agenda.running_order import fitted, starts
from meetings.enums import MeetingKind


@pytest.mark.parametrize(
    ("minutes", "total", "expected"),
    [
        ([10, 20, 60], 90, [10, 20, 60]),
        ([10, 20, 60], 45, [5, 10, 30]),
        ([10, 20, 60], 180, [20, 40, 120]),
        ([10, 20, 60], 92, [10, 20, 62]),
        ([5, 5, 80], 30, [5, 5, 20]),
        ([30, 30, 30], 2, [0, 1, 1]),
        ([7, 7], 14, [7, 7]),
        ([], 90, []),
    ],
)
def test_items_fit_in_the_session(minutes: list[int], total: int, expected: list[int]) -> None:
    assert sorted(fitted(minutes, total)) == sorted(expected)


@given(st.lists(st.integers(1, 240), min_size=1, max_size=12), st.integers(15, 480))
def test_together_they_fill_it_and_none_is_without_time(minutes: list[int], total: int) -> None:
    found = fitted(minutes, total)
    assert (sum(found), len(found), min(found) > 0) == (total, len(minutes), True)


def test_each_begins_when_the_one_before_ends() -> None:
    assert starts([10, 20, 60]) == [0, 10, 30]


@pytest.mark.parametrize("kind", [MeetingKind.KENNISMAKING, MeetingKind.VERDIEPING])
def test_what_everybody_has_takes_ninety_minutes(kind: MeetingKind) -> None:
    assert sum(item.minutes for item in DEFAULTS[kind]) == 90
