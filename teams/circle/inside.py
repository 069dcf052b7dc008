"""The places in school: on the inner disc, round the school's own circle."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import ceil

from teams.circle.labels import Slot
from teams.circle.scale import GAP, Scale
from teams.circle.shapes import Ellipse, Point, bounds, farthest, moved, nearest, touch

EDGE_GAP = 11.0  # between a place and the rim, or the edge of the disc it lies in
_CORE_GAP = 6.0  # between the school's circle and the places in school
_STEP = 4.0

Placed = list[Slot]


def node_at(angle: float, radius: float, stretch: float, offset: float) -> Point:
    """The node of a place that, with its usual words, is centred on an ellipse."""
    centre = Ellipse(radius, stretch).at(angle)
    return Point(centre.x, centre.y - offset)


def is_apart(slot: Slot, others: Iterable[Slot], gap: float = GAP) -> bool:
    """Whether a place keeps `gap` from all others."""
    box = bounds(slot)
    return not any(box.overlaps(bounds(other), gap) and touch(slot, other, gap) for other in others)


def all_apart(placed: Sequence[Slot]) -> bool:
    """Whether no two places come closer than the usual gap."""
    return all(is_apart(slot, placed[:i]) for i, slot in enumerate(placed))


def reach(placed: Iterable[Slot], stretch: float) -> float:
    """Half width of the ellipse that holds all places; 0 without any."""
    return max((farthest(rect, stretch) for slot in placed for rect in slot), default=0.0)


def grow(radius: float, step: float, is_free: Callable[[float], bool]) -> float:
    """The first of radius, radius + step, ... that is free. What lies farther out is freer, so this ends."""
    while not is_free(radius):
        radius += step
    return radius


class _Disc:
    """Places slots round a core, all on one ring or each as close as it can."""

    def __init__(self, core: float, slots: Sequence[Slot], stretch: float, offset: float) -> None:
        self.core, self.slots, self.stretch, self.offset = core, slots, stretch, offset
        self.scale = Scale(slots, stretch)

    def _angles(self, phase: float) -> list[float]:
        return [self.scale.angle((phase + i) / len(self.slots)) for i in range(len(self.slots))]

    def _clear(self, slot: Slot) -> bool:
        return all(nearest(rect, 1.0) >= self.core + _CORE_GAP for rect in slot)

    def ring(self, phase: float) -> list[Point]:
        """All places at one distance."""
        angles = self._angles(phase)

        def nodes(radius: float) -> list[Point]:
            return [node_at(angle, radius, self.stretch, self.offset) for angle in angles]

        def is_free(radius: float) -> bool:
            placed = [moved(slot, node) for slot, node in zip(self.slots, nodes(radius), strict=True)]
            return all(self._clear(slot) for slot in placed) and all_apart(placed)

        return nodes(grow(self.core, _STEP, is_free))

    def packed(self, phase: float) -> list[Point]:
        """Every place as close to the core as the others allow; every second one first."""
        angles = self._angles(phase)
        nodes: dict[int, Point] = {}
        placed: Placed = []
        for i in (*range(0, len(angles), 2), *range(1, len(angles), 2)):

            def spot(radius: float, i: int = i) -> Point:
                return node_at(angles[i], radius, self.stretch, self.offset)

            def is_free(radius: float, i: int = i) -> bool:
                slot = moved(self.slots[i], spot(radius, i))
                return self._clear(slot) and is_apart(slot, placed)

            nodes[i] = spot(grow(self.core, _STEP, is_free), i)
            placed.append(moved(self.slots[i], nodes[i]))
        return [nodes[i] for i in range(len(angles))]

    def radius(self, nodes: Sequence[Point]) -> float:
        """Half width of the disc that holds the core and these places."""
        placed = [moved(slot, node) for slot, node in zip(self.slots, nodes, strict=True)]
        return max(self.core + 3 * EDGE_GAP, reach(placed, self.stretch) + EDGE_GAP)


@lru_cache(maxsize=256)
def inside(core: float, slots: tuple[Slot, ...], stretch: float, offset: float) -> tuple[Ellipse, tuple[Point, ...]]:
    """The inner disc and the nodes on it: the calmest arrangement that is not much larger than the smallest."""
    disc = _Disc(core, slots, stretch, offset)
    if not slots:
        return Ellipse(ceil(disc.radius(())), stretch), ()
    # Phases that look the same left and right. Two people sit left and right; one sits below the school.
    phases = (0.0,) if len(slots) == 1 else (0.5, 0.0)
    options = [disc.ring(phase) for phase in phases]
    if len(slots) > 5 or stretch > 1.0:
        options += [disc.packed(phase) for phase in phases]
    smallest = min(disc.radius(nodes) for nodes in options)
    nodes = next(nodes for nodes in options if disc.radius(nodes) <= smallest * 1.06)
    return Ellipse(ceil(disc.radius(nodes) / 4) * 4.0, stretch), tuple(nodes)
