"""Points, rectangles and segments: the little geometry the circle needs.

Coordinates are SVG's: x to the right, y down.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Point(NamedTuple):
    """A point, in units of the picture."""

    x: float
    y: float


class Rect(NamedTuple):
    """An upright rectangle, in units of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def moved(self, by: Point) -> "Rect":
        """The same rectangle, shifted."""
        return Rect(self.left + by.x, self.top + by.y, self.right + by.x, self.bottom + by.y)

    def grown(self, by: float) -> "Rect":
        """The rectangle with `by` added on every side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlaps(self, other: "Rect", gap: float = 0.0) -> bool:
        """Whether less than `gap` lies between the two."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


def moved(rects: Iterable[Rect], by: Point) -> tuple[Rect, ...]:
    """All of `rects`, shifted."""
    return tuple(rect.moved(by) for rect in rects)


def mirrored(rects: Iterable[Rect]) -> tuple[Rect, ...]:
    """All of `rects` with left and right exchanged."""
    return tuple(Rect(-rect.right, rect.top, -rect.left, rect.bottom) for rect in rects)


def touch(some: Iterable[Rect], others: Iterable[Rect], gap: float) -> bool:
    """Whether any two rectangles, one of each group, come closer than `gap`."""
    return any(a.overlaps(b, gap) for a in some for b in others)


def bounds(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle round all of `rects`; raises ValueError without any."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


def crossing(start: Point, end: Point, rect: Rect) -> tuple[float, float] | None:
    """The part of the segment inside `rect`, as two fractions of its length; None when it misses."""
    enter, leave = 0.0, 1.0
    for origin, step, low, high in (
        (start.x, end.x - start.x, rect.left, rect.right),
        (start.y, end.y - start.y, rect.top, rect.bottom),
    ):
        if step == 0.0:
            if not low < origin < high:
                return None
            continue
        first, second = (low - origin) / step, (high - origin) / step
        enter, leave = max(enter, min(first, second)), min(leave, max(first, second))
        if enter >= leave:
            return None
    return enter, leave


def number(value: float) -> str:
    """`value` for SVG: one decimal at most, a point whatever the language, never "-0"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
