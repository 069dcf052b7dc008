"""The cheapest way to fill a day: sessions one after the other, with time to travel in between."""

from collections.abc import Collection, Mapping, Sequence
from math import inf
from typing import NamedTuple

from meetings.planner.grid import Grid


class Stop(NamedTuple):
    """When, in minutes of a day, and in which district there may be a session."""

    begins: int
    ends: int
    district: int


class Districts:
    """Schools that are equally far from all others, by number. `way` is the least time between two schools of these."""

    def __init__(self, grid: Grid) -> None:
        spots = [school.spot for school in sorted(grid.instance.schools, key=lambda each: each.key)]
        names = sorted({(spot.municipality, spot.district) for spot in spots})
        number = {name: place for place, name in enumerate(names)}
        self.of_school = [number[spot.municipality, spot.district] for spot in spots]
        schools = [[s for s, district in enumerate(self.of_school) if district == each] for each in range(len(names))]
        # A school has one session a day: who goes on inside a district goes to another school of it.
        self.way = [
            [inf if one[0] == other[-1] else grid.travel[one[0]][other[-1]] for other in schools] for one in schools
        ]


Follows = Mapping[Stop, Sequence[Stop]]  # per stop those that somebody can be at after it


def follows(stops: Collection[Stop], way: Sequence[Sequence[float]]) -> Follows:
    """Which stops of a day go together, the one after the other."""
    return {
        stop: [other for other in stops if other.begins - stop.ends >= way[stop.district][other.district]]
        for stop in sorted(stops)
    }


def cheapest_chain(costs: Mapping[Stop, float], after: Follows, most: int) -> tuple[float, tuple[Stop, ...]]:
    """The cheapest of these stops that one person can have on a day, at most so many and at least one, if there is one;
    and what they cost."""
    ways: dict[Stop, tuple[float, tuple[Stop, ...]]] = {stop: (cost, (stop,)) for stop, cost in costs.items()}
    best = min(ways.values(), default=(0.0, ()))
    for _ in range(most - 1):
        longer = {}
        for stop, cost in costs.items():
            nexts = [ways[each] for each in after[stop] if each in ways]
            if nexts:
                rest, chain = min(nexts)
                longer[stop] = cost + rest, (stop, *chain)
        ways = longer
        best = min(best, *ways.values()) if ways else best
    return best
