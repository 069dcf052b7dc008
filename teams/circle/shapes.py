"""Rectangles, segments and arcs: the little geometry the circle needs.

Coordinates are SVG's: x to the right, y down, angles in radians clockwise from three o'clock.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import NamedTuple

TURN = 2 * pi


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


class Ellipse(NamedTuple):
    """An ellipse round the origin: `radius` wide and `stretch` times that high."""

    radius: float
    stretch: float = 1.0

    def at(self, angle: float) -> Point:
        """The point of the ellipse at a parametric angle."""
        return Point(self.radius * cos(angle), self.radius * self.stretch * sin(angle))

    def grown(self, by: float) -> "Ellipse":
        """The ellipse of the same shape whose half width is `by` larger."""
        return Ellipse(self.radius + by, self.stretch)


def moved(rects: Iterable[Rect], by: Point) -> tuple[Rect, ...]:
    """All of `rects`, shifted."""
    return tuple(rect.moved(by) for rect in rects)


def touch(some: Iterable[Rect], others: Iterable[Rect], gap: float) -> bool:
    """Whether any two rectangles, one of each group, come closer than `gap`."""
    return any(a.overlaps(b, gap) for a in some for b in others)


def bounds(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle round all of `rects`; raises ValueError without any."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


def nearest(rect: Rect, stretch: float) -> float:
    """Half width of the largest ellipse of this stretch, round the origin, that stays clear of `rect`."""
    return hypot(max(rect.left, -rect.right, 0.0), max(rect.top, -rect.bottom, 0.0) / stretch)


def farthest(rect: Rect, stretch: float) -> float:
    """Half width of the smallest ellipse of this stretch, round the origin, that holds `rect`."""
    return hypot(max(-rect.left, rect.right), max(-rect.top, rect.bottom) / stretch)


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


def arc_length(ellipse: Ellipse, start: float, end: float) -> float:
    """Length of the arc between two angles, to well under a unit."""
    points = [ellipse.at(start + (end - start) * i / 32) for i in range(33)]
    return sum(hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(points))


def number(value: float) -> str:
    """`value` for SVG: one decimal at most, a point whatever the language, never "-0"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _arcs(ellipse: Ellipse, start: float, end: float) -> str:
    # A single SVG arc cannot span a whole turn, and its large-arc flag is easy to get wrong: use thirds.
    sweep = 1 if end > start else 0
    radii = f"{number(ellipse.radius)} {number(ellipse.radius * ellipse.stretch)}"
    points = [ellipse.at(start + (end - start) * i / 3) for i in (1, 2, 3)]
    return "".join(f"A{radii} 0 0 {sweep} {number(p.x)} {number(p.y)}" for p in points)


def _move(point: Point, letter: str = "M") -> str:
    return f"{letter}{number(point.x)} {number(point.y)}"


def arc_path(ellipse: Ellipse, start: float, end: float) -> str:
    """The SVG path of an arc; counter-clockwise when `end` lies before `start`."""
    return _move(ellipse.at(start)) + _arcs(ellipse, start, end)


def ring_path(inner: Ellipse, outer: Ellipse, start: float, end: float) -> str:
    """The SVG path of a slice of the ring between two ellipses; a whole turn gives the whole ring."""
    # A whole ring has no sides: two closed outlines, the inner one backwards, leave the hole open.
    letter, closed = ("M", "Z") if end - start >= TURN - 1e-9 else ("L", "")
    back = _move(inner.at(end), letter) + _arcs(inner, end, start)
    return f"{arc_path(outer, start, end)}{closed}{back}Z"
