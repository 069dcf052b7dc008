"""Which of a number of moves can only go together: each waits until the next has left, and the last waits for the
first."""

from collections import deque
from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Waits = Mapping[Key, Collection[Key]]  # for whom each waits


def rings_of(waits_for: Waits[Key]) -> list[tuple[Key, ...]]:
    """The rings among these, the shortest first: one through every key that is in any, as short as can be, and all
    that hang together by rings."""
    ways = {key: _ways_from(key, waits_for) for key in waits_for}
    found: dict[frozenset[Key], tuple[Key, ...]] = {}
    for key, from_here in ways.items():
        back = [way for other, way in from_here.items() if key in waits_for.get(other, ())]
        if back:
            ring = min(back, key=len)
            found.setdefault(frozenset(ring), ring)
            together = tuple(other for other in from_here if key in ways.get(other, ()))
            found.setdefault(frozenset(together), together)
    return sorted(found.values(), key=len)


def _ways_from(key: Key, waits_for: Waits[Key]) -> dict[Key, tuple[Key, ...]]:
    """The shortest way from a key to every other that can be reached, both included."""
    ways: dict[Key, tuple[Key, ...]] = {key: (key,)}
    at = deque([key])
    while at:
        here = at.popleft()
        for other in waits_for.get(here, ()):
            if other not in ways:
                ways[other] = (*ways[here], other)
                at.append(other)
    return ways
