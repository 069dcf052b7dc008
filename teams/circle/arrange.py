"""Where the seats lie: from counts and slot sizes alone, so that who sits there changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import NamedTuple

from teams.circle.inside import EDGE_GAP, Room, all_apart, every_second_first, grow, inside, is_apart, node_at, reach
from teams.circle.labels import Slot, Style
from teams.circle.oval import Oval
from teams.circle.scale import Scale
from teams.circle.shapes import Point, Rect, crossing, mirrored, moved

DISC_GAP = 11.0  # between the inner disc and the places outside it
SIDE_GAP = 7.0  # between a place and the side of its sector
LINE_GAP = 3.0  # between a connecting line and somebody else's words
_SHORTEST_LINE = 12.0
_FARTHER = 56.0  # how much farther out who is on call lies, at least
_ROOM = 100.0  # about how far outside the disc the places lie

Line = tuple[Point, Point]


class Way(NamedTuple):
    """How places share a sector."""

    is_packed: bool  # every place as close to the school as it can, rather than all on one ring
    sides: float  # a sector is as wide as its places plus this much of a place, so that nobody sits against its side


@dataclass(frozen=True)
class Frame:
    """What the seats' positions follow from: sizes and counts, no names."""

    style: Style
    core: float  # radius of the school's circle
    inside: tuple[Slot, ...]  # the places in school
    slots: tuple[Slot, ...]  # the places around, clockwise
    far: tuple[bool, ...]  # of the places around: whether it lies farther out than the partners
    counts: tuple[int, ...]  # places per sector, clockwise
    weights: tuple[float, ...]  # share of the ring per sector
    start: float  # where the first sector begins: fraction of the turn, clockwise from the bottom
    room: Room
    way: Way


@dataclass(frozen=True)
class Skeleton:
    """The middle of every node, the inner disc and the sides of the sectors (bearings, clockwise)."""

    inside: tuple[Point, ...]
    disc: Oval
    sides: tuple[tuple[float, float], ...]
    around: tuple[Point, ...]
    is_mirrored: tuple[bool, ...]  # of the places around: whether the pill is on the left
    rim: float  # radius of the oval that holds every slot


class Side(NamedTuple):
    """The line between two sectors: from a point of the upright middle line on for ever, in a unit direction."""

    start: Point
    direction: Point

    def is_near(self, rects: Iterable[Rect], gap: float) -> bool:
        """Whether the line comes closer than `gap` to one of the rectangles."""
        (dx, dy), (x, y) = self.direction, self.start
        for left, top, right, bottom in rects:
            across, down = (left + right) / 2 - x, (top + bottom) / 2 - y
            half_width, half_height = (right - left) / 2, (bottom - top) / 2
            beside = abs(down * dx - across * dy) - half_width * abs(dy) - half_height * abs(dx)
            ahead = across * dx + down * dy + half_width * abs(dx) + half_height * abs(dy)
            if beside < gap and ahead > -gap:
                return True
        return False


def side_lines(sides: tuple[tuple[float, float], ...], height: float) -> list[Side]:
    """The lines between sectors; none when one sector fills the ring."""
    if len(sides) < 2:
        return []
    ends = [(Oval(0.0, height).at(start), Oval(1.0, height).at(start)) for start, _ in sides]
    return [Side(start, Point(end.x - start.x, end.y - start.y)) for start, end in ends]


def connector(node: Point, own: Iterable[Rect], disc: Oval, radius: float) -> Line | None:
    """The line from the inner disc straight to a node, stopping short of its own words; None when too short to see."""
    foot = disc.foot(node)
    length = hypot(node.x - foot.x, node.y - foot.y)
    ends = [1.0 - (radius + 4.0) / length if length else 0.0]
    ends += [part[0] for rect in own if (part := crossing(foot, node, rect.grown(4.0)))]
    end = min(ends)
    if end * length < _SHORTEST_LINE:
        return None
    return foot, Point(foot.x + (node.x - foot.x) * end, foot.y + (node.y - foot.y) * end)


def crosses(line: Line | None, rects: Iterable[Rect], gap: float) -> bool:
    """Whether a line comes closer than `gap` to one of the rectangles."""
    if line is None:
        return False
    (x1, y1), (x2, y2) = line
    left, right = (x1, x2) if x1 < x2 else (x2, x1)
    top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
    around = Rect(left - gap, top - gap, right + gap, bottom + gap)
    return any(around.overlaps(rect) and crossing(*line, rect.grown(gap)) for rect in rects)


class Ring:
    """The ring of sectors round the disc, and what may lie where in it."""

    def __init__(self, frame: Frame, disc: Oval) -> None:
        self.frame, self.disc = frame, disc
        self.sides, self.bearings = self._bearings(Scale(frame.slots, disc.grown(_ROOM)))
        self.borders = side_lines(self.sides, frame.room.height)
        # The pill goes where it sticks out of the ring least: inwards above, outwards below.
        spots = [disc.at(bearing) for bearing in self.bearings]
        self.farther = _FARTHER if len(set(frame.far)) == 2 else 0.0  # nobody is far where all are
        self.is_mirrored = tuple(round(x, 3) * round(y, 3) < 0 for x, y in spots)
        pairs = zip(frame.slots, self.is_mirrored, strict=True)
        self.slots = [mirrored(slot) if is_mirrored else slot for slot, is_mirrored in pairs]

    def _bearings(self, scale: Scale) -> tuple[tuple[tuple[float, float], ...], list[float]]:
        """The sides of the sectors and the places' bearings, all clockwise."""
        total, begin, sides = sum(self.frame.weights), self.frame.start, self.frame.way.sides
        borders, bearings = [], []
        for count, weight in zip(self.frame.counts, self.frame.weights, strict=True):
            span = weight / total
            borders.append((scale.bearing(begin), scale.bearing(begin + span)))
            shares = [(sides / 2 + i + 0.5) / (count + sides) for i in range(count)]
            bearings += [scale.bearing(begin + span * share) for share in shares]
            begin += span
        return tuple(borders), bearings

    def node(self, i: int, radius: float) -> Point:
        """The node of the i-th place when it lies at `radius`."""
        return node_at(Oval(radius, self.frame.room.height), self.bearings[i], self.frame.style.centre_offset)

    def line(self, node: Point, slot: Slot) -> Line | None:
        """The line from the disc to a placed seat."""
        return connector(node, slot, self.disc, self.frame.style.node)

    def is_clear(self, slot: Slot) -> bool:
        """Whether a placed seat keeps clear of the disc and of the sectors' sides."""
        if any(self.disc.inside_gap(rect) < self.disc.radius + DISC_GAP for rect in slot):
            return False
        return not any(side.is_near(slot, SIDE_GAP) for side in self.borders)

    def _nearest(self, i: int) -> float:
        """The smallest radius, to the unit, at which the i-th place is clear of the disc."""
        low, high = self.disc.radius - 200.0, self.disc.radius + 600.0
        while high - low > 1.0:
            radius = (low + high) / 2
            slot = moved(self.slots[i], self.node(i, radius))
            is_free = all(self.disc.inside_gap(rect) >= self.disc.radius + DISC_GAP for rect in slot)
            low, high = (low, radius) if is_free else (radius, high)
        return high

    def on_one_ring(self) -> list[Point] | None:
        """All places halfway between the disc and the rim, or on call at the rim: the calmest picture."""
        count = range(len(self.bearings))
        least = [self._nearest(i) for i in count]
        reaches = [reach([moved(self.slots[i], self.node(i, least[i]))], self.disc.height) for i in count]

        near, far = (0.2, 1.0) if self.farther else (0.5, 0.5)
        shares = [far if is_far else near for is_far in self.frame.far]

        def nodes_within(rim: float) -> list[Point]:
            return [self.node(i, least[i] + (rim - reaches[i]) * shares[i]) for i in count]

        def is_free(rim: float) -> bool:
            nodes = nodes_within(rim)
            placed = [moved(slot, node) for slot, node in zip(self.slots, nodes, strict=True)]
            if not all(self.is_clear(slot) for slot in placed) or not all_apart(placed):
                return False
            lines = [self.line(node, slot) for node, slot in zip(nodes, placed, strict=True)]
            return not any(crosses(lines[i], placed[j], LINE_GAP) for i in count for j in count if i != j)

        tightest, limit = max(reaches, default=0.0) + self.farther, self.frame.room.limit
        coarse = grow(tightest, 24.0, limit, is_free)
        if coarse is None:
            return None
        return nodes_within(grow(max(tightest, coarse - 18.0), 6.0, coarse, is_free) or coarse)

    def packed(self) -> list[Point] | None:
        """Every place as close to the disc as the others allow; every second one first."""
        nodes: dict[int, Point] = {}
        placed: list[Slot] = []
        lines: list[Line | None] = []
        for i in every_second_first(len(self.bearings)):

            def is_free(radius: float, i: int = i) -> bool:
                node = self.node(i, radius)
                slot = moved(self.slots[i], node)
                if not self.is_clear(slot) or not is_apart(slot, placed):
                    return False
                # Her own line does not count: no distance frees it of a place on its way. It is left out then.
                return not any(crosses(line, slot, LINE_GAP) for line in lines)

            nearest = self._nearest(i) + (self.farther if self.frame.far[i] else 0.0)
            radius = grow(nearest, 8.0, self.frame.room.limit, is_free)
            if radius is None:
                return None
            nodes[i] = self.node(i, radius)
            placed.append(moved(self.slots[i], nodes[i]))
            own = self.line(nodes[i], placed[-1])
            lines.append(None if any(crosses(own, slot, LINE_GAP) for slot in placed[:-1]) else own)
        return [nodes[i] for i in range(len(self.bearings))]


@lru_cache(maxsize=256)
def skeleton(frame: Frame) -> Skeleton | None:
    """The smallest arrangement in which no seat touches another, the disc, a line or a sector's side.

    None when the room is too small for that.
    """
    found = inside(frame.room, frame.core, frame.inside, frame.style.centre_offset)
    if found is None:
        return None
    disc, inner = found
    ring = Ring(frame, disc)
    nodes = ring.packed() if frame.way.is_packed else ring.on_one_ring()
    if nodes is None:
        return None
    placed = [moved(slot, node) for slot, node in zip(ring.slots, nodes, strict=True)]
    rim = reach(placed, frame.room.height) + EDGE_GAP if nodes else disc.radius
    return Skeleton(inner, disc, ring.sides, tuple(nodes), ring.is_mirrored, rim)
