"""Spans of days: on which days of a list something held, and the gaps between."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from overview.coverage import Gap, Span, counted, days_covered, gaps

START = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda number: START + timedelta(days=number))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(DAYS)
    length = draw(st.none() | st.integers(0, 30))
    return first, None if length is None else first + timedelta(days=length)


def holds(span: Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day <= span[1])


@given(spans(), st.lists(DAYS, unique=True).map(sorted))
def test_a_bit_for_every_day_in_the_span(span: Span, days: list[date]) -> None:
    mask = days_covered(span, days)
    assert [bool(mask >> place & 1) for place in range(len(days))] == [holds(span, day) for day in days]


@given(st.lists(st.integers(0, 2**5 - 1)))
def test_masks_are_counted_bit_by_bit(masks: list[int]) -> None:
    assert counted(masks, 5) == [sum(mask >> place & 1 for mask in masks) for place in range(5)]


@given(st.lists(spans(), max_size=5), DAYS)
def test_gaps_are_the_days_that_nothing_covers_after_the_first(found: list[Span], until: date) -> None:
    begun = [first for first, _ in found if first <= until]
    start = min(begun, default=until + timedelta(days=1))
    days = [start + timedelta(days=number) for number in range((until - start).days + 1)]
    empty = [day for day in days if not any(holds(span, day) for span in found)]
    seen = [
        day
        for day in days
        if any(gap.first <= day and (gap.last is None or day <= gap.last) for gap in gaps(found, until))
    ]
    assert seen == empty


def test_the_last_gap_is_open_until_somebody_comes() -> None:
    left = date(2026, 1, 10)
    assert gaps([(START, left)], date(2026, 1, 20)) == [Gap(date(2026, 1, 11), None)]
    assert gaps([(START, left), (date(2026, 2, 1), None)], date(2026, 1, 20)) == [Gap(date(2026, 1, 11), None)]
    assert gaps([(START, left), (date(2026, 1, 15), None)], date(2026, 1, 20)) == [
        Gap(date(2026, 1, 11), date(2026, 1, 14))
    ]
    assert gaps([(START, None)], date(2026, 1, 20)) == []


def test_a_gap_counts_both_its_days() -> None:
    assert Gap(date(2026, 1, 11), date(2026, 1, 14)).days(date(2026, 3, 1)) == 4
    assert Gap(date(2026, 1, 11), None).days(date(2026, 1, 11)) == 1
