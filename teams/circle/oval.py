"""The outline of the picture: a circle, or for very large teams a circle pulled apart by two straight sides.

A place on it is a bearing: a number from 0 to `TURN`, clockwise from the bottom. 0 to 1 is the lower left quarter,
1 to 2 the left side, 2 to 4 the upper half, 4 to 5 the right side, 5 to 6 the lower right quarter. At one bearing,
ovals of the same height lie straight outside each other.
"""

from collections.abc import Iterator
from math import cos, floor, hypot, pi, sin
from typing import NamedTuple

from teams.circle.shapes import Point, Rect, number

TURN = 6.0
_SIDES = (1, 4)  # the bearings at which a straight side begins
_QUARTERS = {0: pi / 2, 2: pi, 3: 3 * pi / 2, 5: 0.0}  # the angle at which a quarter begins, clockwise from the right


class Oval(NamedTuple):
    """All points at `radius` from an upright line of length `height` through the origin; height 0 is a circle."""

    radius: float
    height: float = 0.0

    def grown(self, by: float) -> "Oval":
        """The oval that lies `by` farther out."""
        return Oval(self.radius + by, self.height)

    def at(self, bearing: float) -> Point:
        """The point of the oval at a bearing."""
        part, along = floor(bearing) % 6, bearing - floor(bearing)
        half = self.height / 2
        if part in _SIDES:
            across, down = (-self.radius, half) if part == 1 else (self.radius, -half)
            return Point(across, down * (1 - 2 * along))
        angle = _QUARTERS[part] + along * pi / 2
        return Point(self.radius * cos(angle), (half if part in (0, 5) else -half) + self.radius * sin(angle))

    def _length(self, part: int) -> float:
        return self.height if part % 6 in _SIDES else self.radius * pi / 2

    def length(self, start: float, end: float) -> float:
        """Length of the outline from one bearing clockwise to another."""
        return sum((high - low) * self._length(floor(low)) for low, high in _parts(start, end))

    def ahead(self, bearing: float, distance: float) -> float:
        """The bearing a small distance farther along the outline; a negative distance goes back."""
        sign = 1.0 if distance > 0 else -1.0
        part = floor(bearing + sign * 1e-9)
        if not self._length(part):  # a side of a circle: nothing to walk along, step over it
            bearing, part = (part + 1.0 if sign > 0 else float(part)), part + int(sign)
        return bearing + distance / max(self._length(part), 1e-9)

    def inside_gap(self, rect: Rect) -> float:
        """Distance from the oval's upright line to the nearest point of `rect`: the radius that just touches it."""
        half = self.height / 2
        return hypot(max(rect.left, -rect.right, 0.0), max(rect.top - half, -half - rect.bottom, 0.0))

    def reach(self, rect: Rect) -> float:
        """Distance from the oval's upright line to the farthest point of `rect`: the radius that just holds it."""
        half = self.height / 2
        return hypot(max(-rect.left, rect.right), max(-rect.top - half, rect.bottom - half, 0.0))

    def foot(self, point: Point) -> Point:
        """The point of the oval straight between a point outside it and the upright line."""
        half = self.height / 2
        y = min(max(point.y, -half), half)
        share = self.radius / max(hypot(point.x, point.y - y), 1e-9)
        return Point(point.x * share, y + (point.y - y) * share)

    def beyond(self, point: Point, distance: float) -> Point:
        """The point that lies `distance` farther out, straight away from the oval."""
        foot = self.foot(point)
        length = max(hypot(point.x - foot.x, point.y - foot.y), 1e-9)
        share = distance / length
        return Point(point.x + (point.x - foot.x) * share, point.y + (point.y - foot.y) * share)


def _parts(start: float, end: float) -> Iterator[tuple[float, float]]:
    """The quarters and sides, or pieces of them, from one bearing clockwise to another."""
    while start < end:
        following = min(floor(start) + 1.0, end)
        yield start, following
        start = following


def _to(oval: Oval, bearing: float, part: int, sweep: int) -> str:
    x, y = oval.at(bearing)
    radius = number(oval.radius)
    start = "L" if part % 6 in _SIDES else f"A{radius} {radius} 0 0 {sweep} "
    return f"{start}{number(x)} {number(y)}"


def _forward(oval: Oval, start: float, end: float) -> str:
    parts = [(low, high) for low, high in _parts(start, end) if oval.height or floor(low) % 6 not in _SIDES]
    # The end of a part is the start of the next: ask for it from within this part.
    return "".join(_to(oval, high, floor(low), 1) for low, high in parts)


def _backward(oval: Oval, start: float, end: float) -> str:
    parts = [(low, high) for low, high in _parts(start, end) if oval.height or floor(low) % 6 not in _SIDES]
    return "".join(_to(oval, low, floor(low), 0) for low, high in reversed(parts))


def _point(oval: Oval, bearing: float) -> str:
    x, y = oval.at(bearing)
    return f"{number(x)} {number(y)}"


def outline_path(oval: Oval, start: float, end: float, *, is_reversed: bool = False) -> str:
    """The SVG path along the outline from one bearing clockwise to another, or the same path walked back."""
    if is_reversed:
        return f"M{_point(oval, end)}{_backward(oval, start, end)}"
    return f"M{_point(oval, start)}{_forward(oval, start, end)}"


def slice_path(inner: Oval, outer: Oval, start: float, end: float, inset: float) -> str:
    """The SVG path of a slice of the ring between two ovals, `inset` short of its sides."""
    (a, b), (c, d) = [(oval.ahead(start, inset), oval.ahead(end, -inset)) for oval in (outer, inner)]
    return f"{outline_path(outer, a, b)}L{_point(inner, d)}{_backward(inner, c, d)}Z"


def ring_path(inner: Oval, outer: Oval) -> str:
    """The SVG path of the whole ring between two ovals; fill it with the even-odd rule."""
    return f"{outline_path(outer, 0.0, TURN)}Z{outline_path(inner, 0.0, TURN)}Z"


def middle(start: float, end: float, oval: Oval) -> float:
    """The bearing halfway along the outline between two bearings."""
    rest = oval.length(start, end) / 2
    for low, high in _parts(start, end):
        length = oval.length(low, high)
        if rest <= length:
            return low + (high - low) * (rest / length if length else 0.0)
        rest -= length
    return end
