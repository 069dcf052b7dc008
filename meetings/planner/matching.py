"""How many of a number of sessions can have a place at once, when every place has room for some of them only."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Place = TypeVar("Place", bound=Hashable)


def most_matched(options: Sequence[Sequence[Place]], room: Mapping[Place, int]) -> int:
    """The most sessions that can each have one of its own options, with no place over its room.

    A session that finds its options taken asks who is there to move on (augmenting paths; Kuhn, 1955).
    """
    taken: dict[Place, list[int]] = {}
    return sum(_finds(session, options, room, taken) for session in range(len(options)))


def _finds(
    session: int,
    options: Sequence[Sequence[Place]],
    room: Mapping[Place, int],
    taken: dict[Place, list[int]],
) -> bool:
    """Give a session a place, breadth first, moving others along the way; False when none can be freed."""
    came_from: dict[Place, tuple[int, Place | None]] = {}
    waiting: list[tuple[int, Place | None]] = [(session, None)]
    while waiting:
        asking, left = waiting.pop(0)
        for place in options[asking]:
            if place in came_from:
                continue
            came_from[place] = asking, left
            if len(taken.get(place, ())) < room[place]:
                _move_along(place, came_from, taken)
                return True
            waiting += [(other, place) for other in taken[place]]
    return False


def _move_along(
    place: Place | None,
    came_from: Mapping[Place, tuple[int, Place | None]],
    taken: dict[Place, list[int]],
) -> None:
    while place is not None:
        session, left = came_from[place]
        taken.setdefault(place, []).append(session)
        if left is not None:
            taken[left].remove(session)
        place = left
