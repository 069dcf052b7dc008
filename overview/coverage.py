"""Spans of days, and what they cover: on how many days of a list something held, and how long it did not.

A list of days becomes the bits of one number, so that ten thousand teams are counted on every day at once.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Span = tuple[date, date | None]  # both days count; None: until further notice
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Gap:
    """A time in which nobody was there; `last` is None while it lasts."""

    first: date
    last: date | None

    def days(self, until: date) -> int:
        """How long it took, or takes already."""
        return ((self.last or until) - self.first).days + 1


def days_covered(span: Span, days: Sequence[date]) -> int:
    """The bits of the days (which are in order) that lie in a span."""
    first = bisect_left(days, span[0])
    after = len(days) if span[1] is None else bisect_right(days, span[1])
    return (1 << after) - (1 << first) if after > first else 0


def counted(masks: Iterable[int], days: int) -> list[int]:
    """On each of so many days how many masks have its bit."""
    found = [0] * days
    for mask, count in Counter(masks).items():  # few differ
        for day in range(days):
            if mask >> day & 1:
                found[day] += count
    return found


def gaps(spans: Iterable[Span], until: date) -> list[Gap]:
    """The times between spans, and after the last, up to a day. What was before the first is not known."""
    found: list[Gap] = []
    covered: date | None = None
    for first, last in sorted(spans, key=lambda span: span[0]):
        if first > until:
            break
        if covered is not None and first > covered + ONE_DAY:
            found.append(Gap(covered + ONE_DAY, first - ONE_DAY))
        if last is None:
            return found
        covered = max(last, covered or last)
    if covered is not None and covered < until:
        found.append(Gap(covered + ONE_DAY, None))
    return found
