"""The ring round the school: one piece for every seat that must be filled, closed when the team is whole."""

from math import cos, pi, sin

from teams.circle.drawing import Chair
from teams.circle.shapes import number

INSET, WIDTH = (
    6.0,
    5.0,
)  # from the school's circle to the middle of the ring, and how wide it is drawn, as in circle.css
ROOM = 10.0  # what the ring takes outside the school's circle
_GAP = 7.0  # between two pieces


def chairs(core: float, taken: tuple[bool, ...]) -> tuple[Chair, ...]:
    """A piece for every seat, clockwise from the top; `taken` says which are filled."""
    radius, share = core + INSET, 2 * pi / max(len(taken), 1)
    half_gap = _GAP / radius / 2
    return tuple(
        Chair(_arc(radius, i * share + half_gap, (i + 1) * share - half_gap), is_taken)
        for i, is_taken in enumerate(taken)
    )


def _arc(radius: float, start: float, end: float) -> str:
    """Part of a circle round the origin, clockwise between two angles from the top, in radians."""
    (x1, y1), (x2, y2) = ((radius * sin(angle), -radius * cos(angle)) for angle in (start, end))
    large = int(end - start > pi)
    size = number(radius)
    return f"M{number(x1)} {number(y1)}A{size} {size} 0 {large} 1 {number(x2)} {number(y2)}"
