"""How many of a day's sessions somebody can come to: all that need her, and as many more as time and travel allow."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple


class Stay(NamedTuple):
    """A session as it lies in a day, in minutes since midnight, at a school by its number."""

    begins: int
    ends: int
    school: int


Travel = Sequence[Sequence[int]]  # minutes between two schools, by their numbers


def clash(a: Stay, b: Stay, travel: Travel) -> bool:
    """Whether nobody can do both: they overlap, or there is too little time to travel in between."""
    minutes = travel[a.school][b.school]
    return a.begins - b.ends < minutes and b.begins - a.ends < minutes


def joined(must: Sequence[Stay], may: Sequence[Stay], travel: Travel, most: int) -> tuple[int, ...]:
    """Which of `may` (by their places in it) somebody comes to beside all of `must`, `most` together a day.

    As many as possible; of equally many the first ones.
    """
    open_to_her = [i for i, stay in enumerate(may) if not any(clash(stay, other, travel) for other in must)]
    room = min(most - len(must), len(open_to_her))
    for size in range(room, 0, -1):
        for chosen in combinations(open_to_her, size):
            if not any(clash(may[i], may[j], travel) for i, j in combinations(chosen, 2)):
                return chosen
    return ()
