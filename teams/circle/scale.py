"""Angles round the school such that every place gets equal room, also on an ellipse."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import cos, pi, sin

from teams.circle.labels import Slot
from teams.circle.shapes import TURN, Rect, bounds

GAP = 10.0  # between the words of two places
_STEPS = 720


@lru_cache(maxsize=256)
def _room(width: float, height: float, stretch: float) -> tuple[float, ...]:
    """Cumulative room along the ring from the bottom, clockwise: the share of slots that fits up to each angle."""
    angles = [pi / 2 + TURN * (i + 0.5) / _STEPS for i in range(_STEPS)]
    room = [max(abs(sin(a)) / width, stretch * abs(cos(a)) / height) for a in angles]
    total = sum(room)
    return (0.0, *(part / total for part in accumulate(room)))


class Scale:
    """Fractions of a ring to angles, clockwise from the bottom, such that equal fractions give places equal room.

    Beside each other words need their width, above each other their height; the ring itself may be an ellipse.
    """

    def __init__(self, slots: Sequence[Slot], stretch: float) -> None:
        boxes = [bounds(slot) for slot in slots] or [Rect(0.0, 0.0, 1.0, 1.0)]
        width = max(box.right - box.left for box in boxes) + GAP
        height = max(box.bottom - box.top for box in boxes) + GAP
        self._table = _room(width, height, stretch)

    def angle(self, fraction: float) -> float:
        """The angle at a fraction of the turn; beyond 0 to 1 it goes round again."""
        turns, rest = divmod(fraction, 1.0)
        upper = min(max(bisect_left(self._table, rest), 1), _STEPS)
        low, high = self._table[upper - 1], self._table[upper]
        return pi / 2 + TURN * (turns + (upper - 1 + (rest - low) / (high - low)) / _STEPS)
