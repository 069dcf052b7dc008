"""Where the seats lie: from counts and slot sizes alone, so that who sits there changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from teams.circle.inside import EDGE_GAP, all_apart, every_second_first, grow, inside, is_apart, node_at, reach
from teams.circle.labels import Slot, Style
from teams.circle.oval import Oval
from teams.circle.scale import Scale
from teams.circle.shapes import Point, Rect, crossing, moved

DISC_GAP = 13.0  # between the inner disc and the places outside it
SIDE_GAP = 7.0  # between a place and the side of its sector
LINE_GAP = 3.0  # between a connecting line and somebody else's words
# A sector is as wide as its places plus this much of a place, so that nobody sits against its side.
SIDES = 0.5
_FAR = 100_000.0
_ROOM = 100.0  # about how far outside the disc the places lie

Line = tuple[Point, Point]


@dataclass(frozen=True)
class Frame:
    """What the seats' positions follow from: sizes and counts, no names."""

    style: Style
    core: float  # radius of the school's circle
    inside: tuple[Slot, ...]  # the places in school
    slots: tuple[Slot, ...]  # the places around, clockwise
    counts: tuple[int, ...]  # places per sector, clockwise
    weights: tuple[float, ...]  # share of the ring per sector
    start: float  # where the first sector begins: fraction of the turn, clockwise from the bottom
    height: float  # of the straight sides; 0 is a circle
    is_packed: bool  # every place as close to the school as it can, rather than all on one ring


@dataclass(frozen=True)
class Skeleton:
    """The middle of every node, the inner disc and the sides of the sectors (bearings, clockwise)."""

    inside: tuple[Point, ...]
    disc: Oval
    sides: tuple[tuple[float, float], ...]
    around: tuple[Point, ...]
    rim: float  # radius of the oval that holds every slot


def borders(sides: tuple[tuple[float, float], ...], height: float) -> list[Line]:
    """The lines between sectors, drawn on for ever; none when one sector fills the ring."""
    if len(sides) < 2:
        return []
    return [(Oval(0.0, height).at(start), Oval(_FAR, height).at(start)) for start, _ in sides]


def connector(node: Point, own: Iterable[Rect], disc: Oval, radius: float) -> Line | None:
    """The line from the inner disc straight to a node, stopping short of its own words; None when too short to see."""
    foot = disc.foot(node)
    length = hypot(node.x - foot.x, node.y - foot.y)
    ends = [1.0 - (radius + 4.0) / length if length else 0.0]
    ends += [part[0] for rect in own if (part := crossing(foot, node, rect.grown(4.0)))]
    end = min(ends)
    if end * length < 8.0:
        return None
    return foot, Point(foot.x + (node.x - foot.x) * end, foot.y + (node.y - foot.y) * end)


def crosses(line: Line | None, rects: Iterable[Rect], gap: float) -> bool:
    """Whether a line comes closer than `gap` to one of the rectangles."""
    return line is not None and any(crossing(*line, rect.grown(gap)) for rect in rects)


class Ring:
    """The ring of sectors round the disc, and what may lie where in it."""

    def __init__(self, frame: Frame, disc: Oval) -> None:
        self.frame, self.disc = frame, disc
        self.sides, self.bearings = self._bearings(Scale(frame.slots, disc.grown(_ROOM)))
        self.borders = borders(self.sides, frame.height)

    def _bearings(self, scale: Scale) -> tuple[tuple[tuple[float, float], ...], list[float]]:
        """The sides of the sectors and the places' bearings, all clockwise."""
        total, begin = sum(self.frame.weights), self.frame.start
        sides, bearings = [], []
        for count, weight in zip(self.frame.counts, self.frame.weights, strict=True):
            span = weight / total
            sides.append((scale.bearing(begin), scale.bearing(begin + span)))
            shares = [(SIDES / 2 + i + 0.5) / (count + SIDES) for i in range(count)]
            bearings += [scale.bearing(begin + span * share) for share in shares]
            begin += span
        return tuple(sides), bearings

    def node(self, i: int, radius: float) -> Point:
        """The node of the i-th place when it lies at `radius`."""
        return node_at(Oval(radius, self.frame.height), self.bearings[i], self.frame.style.centre_offset)

    def line(self, node: Point, slot: Slot) -> Line | None:
        """The line from the disc to a placed seat."""
        return connector(node, slot, self.disc, self.frame.style.node)

    def is_clear(self, slot: Slot) -> bool:
        """Whether a placed seat keeps clear of the disc and of the sectors' sides."""
        if any(self.disc.inside_gap(rect) < self.disc.radius + DISC_GAP for rect in slot):
            return False
        return not any(crosses(line, slot, SIDE_GAP) for line in self.borders)

    def on_one_ring(self) -> list[Point]:
        """All places at one distance: the calmest picture."""
        count = range(len(self.bearings))

        def is_free(radius: float) -> bool:
            nodes = [self.node(i, radius) for i in count]
            placed = [moved(slot, node) for slot, node in zip(self.frame.slots, nodes, strict=True)]
            if not all(self.is_clear(slot) for slot in placed) or not all_apart(placed):
                return False
            lines = [self.line(node, slot) for node, slot in zip(nodes, placed, strict=True)]
            return not any(crosses(lines[i], placed[j], LINE_GAP) for i in count for j in count if i != j)

        radius = grow(self.disc.radius + DISC_GAP, 24.0, is_free)
        radius = grow(radius - 18.0, 6.0, is_free)
        return [self.node(i, radius) for i in count]

    def packed(self) -> list[Point]:
        """Every place as close to the disc as the others allow; every second one first."""
        nodes: dict[int, Point] = {}
        placed: list[Slot] = []
        lines: list[Line | None] = []
        for i in every_second_first(len(self.bearings)):

            def is_free(radius: float, i: int = i) -> bool:
                node = self.node(i, radius)
                slot = moved(self.frame.slots[i], node)
                if not self.is_clear(slot) or not is_apart(slot, placed):
                    return False
                # Her own line does not count: no distance frees it of a place on its way. It is left out then.
                return not any(crosses(line, slot, LINE_GAP) for line in lines)

            nodes[i] = self.node(i, grow(self.disc.radius + DISC_GAP, 8.0, is_free))
            placed.append(moved(self.frame.slots[i], nodes[i]))
            own = self.line(nodes[i], placed[-1])
            lines.append(None if any(crosses(own, slot, LINE_GAP) for slot in placed[:-1]) else own)
        return [nodes[i] for i in range(len(self.bearings))]


@lru_cache(maxsize=256)
def skeleton(frame: Frame) -> Skeleton:
    """The smallest arrangement in which no seat touches another, the disc, a line or a sector's side."""
    disc, inner = inside(frame.core, frame.inside, frame.height, frame.style.centre_offset)
    ring = Ring(frame, disc)
    nodes = ring.packed() if frame.is_packed else ring.on_one_ring()
    placed = [moved(slot, node) for slot, node in zip(frame.slots, nodes, strict=True)]
    rim = reach(placed, frame.height) + EDGE_GAP if nodes else disc.radius
    return Skeleton(inner, disc, ring.sides, tuple(nodes), rim)
