"""Bearings round the school such that every place gets equal room."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from teams.circle.labels import Slot
from teams.circle.oval import TURN, Oval
from teams.circle.shapes import Rect, bounds

GAP = 10.0  # between the words of two places
_STEPS = 720


@lru_cache(maxsize=256)
def _room(width: float, height: float, oval: Oval) -> tuple[float, ...]:
    """Cumulative room along the oval from the bottom, clockwise: the share of slots that fits up to each bearing."""
    points = [oval.at(TURN * i / _STEPS) for i in range(_STEPS + 1)]
    room = [max(abs(b.x - a.x) / width, abs(b.y - a.y) / height) for a, b in pairwise(points)]
    total = sum(room)
    return (0.0, *(part / total for part in accumulate(room)))


class Scale:
    """Fractions of an oval to bearings, clockwise from the bottom: equal fractions give places equal room.

    Beside each other words need their width, above each other their height.
    """

    def __init__(self, slots: Sequence[Slot], oval: Oval) -> None:
        boxes = [bounds(slot) for slot in slots] or [Rect(0.0, 0.0, 1.0, 1.0)]
        width = max(box.right - box.left for box in boxes) + GAP
        height = max(box.bottom - box.top for box in boxes) + GAP
        self._table = _room(width, height, oval)

    def bearing(self, fraction: float) -> float:
        """The bearing at a fraction of the turn; beyond 0 to 1 it goes round again."""
        turns, rest = divmod(fraction, 1.0)
        upper = min(max(bisect_left(self._table, rest), 1), _STEPS)
        low, high = self._table[upper - 1], self._table[upper]
        share = (rest - low) / (high - low) if high > low else 0.0
        return TURN * (turns + (upper - 1 + share) / _STEPS)
