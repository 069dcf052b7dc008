"""What it costs at least to cover things with sets, of which only those that matter are ever made.

Covering with parts of sets is a linear programme. Its prices say what a thing is worth at most so that no set costs
less than what is in it, and what a room is worth, of which there are so many sets and no more. The programme stays
small: it begins without any set, and asks `cheapest` for those that cost less than they are worth (column generation;
Gilmore and Gomory, 1961). It is solved by the revised simplex method, and stops early where that would take long: its
prices are then not the best, and it is for the caller to see that they are not too high.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import mul
from typing import NamedTuple

ROUNDS = 100
MOST_WORK = 4_000_000  # numbers touched, a second or less
NOUGHT = 1e-7


class Set(NamedTuple):
    """Things that are covered together, each as often as it is named, the room that this takes, and what it costs."""

    cost: float
    things: tuple[int, ...]
    room: int


Cheapest = Callable[[Sequence[float], Sequence[float]], Iterable[Set]]  # by the prices of things, and of rooms


def prices(needs: Sequence[int], rooms: Sequence[int], without: float, cheapest: Cheapest) -> list[float]:
    """A price for each thing, of which so many are needed; leaving one out costs `without`."""
    programme, known = _Programme(needs, rooms, without), set[Set]()
    for _ in range(ROUNDS):
        more = [each for each in cheapest(*programme.prices) if each not in known]
        known.update(more)
        if not more or not programme.take(more):
            break
    return programme.prices[0]


class _Programme:
    """The programme for the sets that are known. The basis begins with all things left out, and all rooms empty."""

    def __init__(self, needs: Sequence[int], rooms: Sequence[int], without: float) -> None:
        self._things, size = len(needs), len(needs) + len(rooms)
        self._inverse = [[float(row == column) for column in range(size)] for row in range(size)]
        self._often = [float(each) for each in (*needs, *rooms)]
        self._costs = [float(without)] * len(needs) + [0.0] * len(rooms)
        self._worth = list(self._costs)
        self._sets: list[tuple[float, tuple[int, ...]]] = []
        self._work_left = MOST_WORK

    @property
    def prices(self) -> tuple[list[float], list[float]]:
        """Of the things, and (nought or less) of the rooms."""
        return self._worth[: self._things], self._worth[self._things :]

    def take(self, more: Iterable[Set]) -> bool:
        """Solve it again with these sets too; False when that was too much work."""
        self._sets += [(each.cost, (*each.things, self._things + each.room)) for each in more]
        while self._work_left > 0:
            if not self._improve():
                return True
        return False

    def _improve(self) -> bool:
        """Use more of what costs less than it is worth; False when there is no such thing."""
        worth = self._worth
        least, chosen = -NOUGHT * max(1.0, *self._costs), None
        for cost, rows in self._sets:
            saves = cost - sum([worth[row] for row in rows])
            if saves < least:
                least, chosen = saves, (cost, rows, 1.0)
        for row, value in enumerate(worth):  # a thing covered more often than need be, or a room left empty
            sign = -1.0 if row < self._things else 1.0
            if -sign * value < least:
                least, chosen = -sign * value, (0.0, (row,), sign)
        return chosen is not None and self._pivot(*chosen)

    def _pivot(self, cost: float, rows: tuple[int, ...], sign: float) -> bool:
        column = [sign * sum([line[row] for row in rows]) for line in self._inverse]
        limits = [(self._often[place] / part, place) for place, part in enumerate(column) if part > NOUGHT]
        if not limits:
            return False
        often, out = min(limits)
        self._work_left -= len(column) * (len(column) + 3 * len(self._sets) // 100)
        pivot = [value / column[out] for value in self._inverse[out]]
        for place, part in enumerate(column):
            if place != out and part:
                line = self._inverse[place]
                self._inverse[place] = [a - part * b for a, b in zip(line, pivot, strict=True)]
                self._often[place] -= part * often
        self._inverse[out], self._often[out], self._costs[out] = pivot, often, cost
        self._worth = [sum(map(mul, self._costs, each)) for each in zip(*self._inverse, strict=True)]
        return True
