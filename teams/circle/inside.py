"""The places in school: on the inner disc, round the school's own circle."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from teams.circle.chairs import ROOM
from teams.circle.labels import Slot
from teams.circle.oval import Oval
from teams.circle.scale import GAP, Scale
from teams.circle.shapes import Point, bounds, moved, touch

EDGE_GAP = 10.0  # between a place and the rim, or the edge of the disc it lies in
_CORE_GAP = ROOM + 3.0  # between the school's circle and the places in school: for the ring
_ROOM = 90.0  # about how far outside the school's circle the places lie
_STEP = 4.0


def node_at(oval: Oval, bearing: float, offset: float) -> Point:
    """The node of a place that, with its usual words, is centred on an oval."""
    centre = oval.at(bearing)
    return Point(centre.x, centre.y - offset)


def is_apart(slot: Slot, others: Iterable[Slot], gap: float = GAP) -> bool:
    """Whether a place keeps `gap` from all others."""
    box = bounds(slot)
    return not any(box.overlaps(bounds(other), gap) and touch(slot, other, gap) for other in others)


def all_apart(placed: Sequence[Slot]) -> bool:
    """Whether no two places come closer than the usual gap."""
    return all(is_apart(slot, placed[:i]) for i, slot in enumerate(placed))


def reach(placed: Iterable[Slot], height: float) -> float:
    """Radius of the oval of this height that holds all places; 0 without any."""
    oval = Oval(0.0, height)
    return max((oval.reach(rect) for slot in placed for rect in slot), default=0.0)


def grow(radius: float, step: float, limit: float, is_free: Callable[[float], bool]) -> float | None:
    """The first of radius, radius + step, ... that is free; None when there is none up to `limit`.

    On a circle what lies farther out is freer, so there this ends without a limit too.
    """
    while radius <= limit:
        if is_free(radius):
            return radius
        radius += step
    return None


class Room(NamedTuple):
    """How much room a picture may take: the height of its straight sides, and how far out a place may lie."""

    height: float
    limit: float


class _Disc:
    """Places slots round a core, all on one ring or each as close as it can."""

    def __init__(self, room: Room, core: float, slots: Sequence[Slot], offset: float) -> None:
        self.core, self.slots, self.offset = core, slots, offset
        self.height, self.limit = room
        self.scale = Scale(slots, Oval(core + _ROOM, room.height))

    def _bearings(self, phase: float) -> list[float]:
        return [self.scale.bearing((phase + i) / len(self.slots)) for i in range(len(self.slots))]

    def _node(self, bearing: float, radius: float) -> Point:
        return node_at(Oval(radius, self.height), bearing, self.offset)

    def _clear(self, slot: Slot) -> bool:
        return all(Oval(0.0).inside_gap(rect) >= self.core + _CORE_GAP for rect in slot)

    def ring(self, phase: float) -> list[Point] | None:
        """All places at one distance."""
        bearings = self._bearings(phase)

        def nodes(radius: float) -> list[Point]:
            return [self._node(bearing, radius) for bearing in bearings]

        def is_free(radius: float) -> bool:
            placed = [moved(slot, node) for slot, node in zip(self.slots, nodes(radius), strict=True)]
            return all(self._clear(slot) for slot in placed) and all_apart(placed)

        radius = grow(0.0, _STEP, self.limit, is_free)
        return None if radius is None else nodes(radius)

    def packed(self, phase: float) -> list[Point] | None:
        """Every place as close to the core as the others allow; every second one first."""
        bearings = self._bearings(phase)
        nodes: dict[int, Point] = {}
        placed: list[Slot] = []
        for i in every_second_first(len(bearings)):

            def is_free(radius: float, i: int = i) -> bool:
                slot = moved(self.slots[i], self._node(bearings[i], radius))
                return self._clear(slot) and is_apart(slot, placed)

            radius = grow(0.0, _STEP, self.limit, is_free)
            if radius is None:
                return None
            nodes[i] = self._node(bearings[i], radius)
            placed.append(moved(self.slots[i], nodes[i]))
        return [nodes[i] for i in range(len(bearings))]

    def column(self) -> list[Point] | None:
        """All places above each other, half of them above the core: the narrowest disc, for the longest names."""
        half = len(self.slots) // 2
        nodes: dict[int, Point] = {}
        placed: list[Slot] = []
        for i in (*reversed(range(half)), *range(half, len(self.slots))):
            up = -1.0 if i < half else 1.0

            def is_free(distance: float, i: int = i, up: float = up) -> bool:
                slot = moved(self.slots[i], Point(0.0, up * distance))
                return self._clear(slot) and is_apart(slot, placed)

            distance = grow(0.0, _STEP, self.height, is_free)
            if distance is None:
                return None
            nodes[i] = Point(0.0, up * distance)
            placed.append(moved(self.slots[i], nodes[i]))
        return [nodes[i] for i in range(len(self.slots))]

    def radius(self, nodes: Sequence[Point]) -> float:
        """Radius of the disc that holds the core and these places."""
        placed = [moved(slot, node) for slot, node in zip(self.slots, nodes, strict=True)]
        return max(self.core + 3 * EDGE_GAP, reach(placed, self.height) + EDGE_GAP)


def every_second_first(count: int) -> list[int]:
    """0, 2, 4, ... and then 1, 3, 5, ...: the order in which packed places choose."""
    return [*range(0, count, 2), *range(1, count, 2)]


@lru_cache(maxsize=256)
def inside(room: Room, core: float, slots: tuple[Slot, ...], offset: float) -> tuple[Oval, tuple[Point, ...]] | None:
    """The inner disc and the nodes on it: the calmest arrangement that is not much larger than the smallest."""
    disc = _Disc(room, core, slots, offset)
    if not slots:
        return Oval(ceil(disc.radius(())), room.height), ()
    # Phases that look the same left and right. Two people sit left and right; one sits below the school.
    phases = [0.0] if len(slots) == 1 else [0.5, 0.0]
    tried = [disc.ring(phase) for phase in phases]
    if len(slots) > 5 or room.height:
        tried += [disc.packed(phase) for phase in phases]
    if room.height:
        tried.append(disc.column())
    options = [nodes for nodes in tried if nodes is not None]
    smallest = min((disc.radius(nodes) for nodes in options), default=0.0)
    nodes = next((nodes for nodes in options if disc.radius(nodes) <= smallest * 1.06), None)
    return None if nodes is None else (Oval(ceil(disc.radius(nodes) / 4) * 4.0, room.height), tuple(nodes))
