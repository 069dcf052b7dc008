"""From seats to people: puts the real names on the seats and chooses the smallest picture they all fit in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, inf

from teams.circle.arrange import (
    DISC_GAP,
    LINE_GAP,
    SIDE_GAP,
    Frame,
    Line,
    Skeleton,
    Way,
    connector,
    crosses,
    side_lines,
    skeleton,
)
from teams.circle.centre import Centre, centre
from teams.circle.chairs import ROOM
from teams.circle.groups import RIM_SIZE, Group, around, groups, in_school
from teams.circle.inside import EDGE_GAP, Room
from teams.circle.labels import SMALL_SIZE, Block, Slot, Style, block, slot, style_for, wide_slots
from teams.circle.metrics import text_width
from teams.circle.oval import Oval
from teams.circle.scale import GAP
from teams.circle.shapes import Point, Rect, mirrored, moved, touch
from teams.circle.team import Place, Ring, Team

# The smallest type must be 11 px when the picture is 1000 px wide.
WIDEST = SMALL_SIZE / 11 * 1000
RIM_GAP, RIM_LINE = 8.0, 19.0
_MARGIN = 5.0
_PUSH = 8.0
# From the calmest to the tightest; places behind each other need more room at the sides of their sector.
_WAYS = (Way(False, 0.5), Way(True, 0.5), Way(True, 1.1), Way(True, 1.8))
_HEIGHTS = (
    0.0,
    80.0,
    160.0,
    240.0,
    340.0,
    460.0,
    600.0,
    760.0,
    860.0,
    960.0,
    1080.0,
    1200.0,
    1350.0,
    1500.0,
    1700.0,
    1900.0,
    2200.0,
    2500.0,
    3000.0,
    3500.0,
    5000.0,
)

Slots = tuple[Slot, ...]


@dataclass(frozen=True)
class Seated:
    """One place where it ends up: its node, its words and its line to the inner disc."""

    place: Place
    domain: str
    block: Block
    node: Point
    line: Line | None

    @property
    def rects(self) -> Slot:
        """What nothing else may touch, in the picture's coordinates."""
        return moved(self.block.rects, self.node)


@dataclass(frozen=True)
class Plan:
    """The whole picture in numbers, round the origin."""

    style: Style
    centre: Centre
    disc: Oval
    rim: Oval
    groups: tuple[Group, ...]
    sides: tuple[tuple[float, float], ...]
    people: tuple[Seated, ...]  # in school first, then clockwise

    @property
    def half_width(self) -> float:
        """Half the picture's width: the rim and the words on it."""
        lines = max((len(group.lines) for group in self.groups), default=0)
        return self.rim.radius + (RIM_GAP + lines * RIM_LINE if lines else 0.0) + _MARGIN

    @property
    def half_height(self) -> float:
        """Half the picture's height."""
        return self.half_width + self.rim.height / 2


class _Seating:
    """Puts people on the seats of a skeleton."""

    def __init__(self, bones: Skeleton, style: Style, limit: float) -> None:
        self.bones, self.style, self.limit = bones, style, limit
        self.borders = side_lines(bones.sides, bones.disc.height)

    def _line(self, node: Point, own: Block) -> Line | None:
        return connector(node, moved(own.rects, node), self.bones.disc, self.style.node)

    def _is_clear(self, node: Point, own: Block, others: list[Seated]) -> bool:
        """Whether a place may have its node here, given everybody else."""
        rects, disc = moved(own.rects, node), self.bones.disc
        if any(disc.inside_gap(rect) < disc.radius + DISC_GAP for rect in rects):
            return False
        if any(side.is_near(rects, SIDE_GAP) for side in self.borders):
            return False
        return not any(touch(rects, other.rects, GAP) or crosses(other.line, rects, LINE_GAP) for other in others)

    def _unblocked(self, seated: list[Seated]) -> list[Seated]:
        """The same people without the lines that would run through somebody else's words."""
        return [
            replace(person, line=None)
            if any(crosses(person.line, other.rects, LINE_GAP) for other in seated if other is not person)
            else person
            for person in seated
        ]

    def _pushed(self, node: Point, own: Block, others: list[Seated]) -> Point | None:
        """The nearest spot farther out for words too long for their seat: nobody else moves for them."""
        push = 0.0
        while True:
            spot = self.bones.disc.beyond(node, push)
            if max(self.bones.disc.reach(rect) for rect in moved(own.rects, spot)) > self.limit:
                return None
            if self._is_clear(spot, own, others):
                return spot
            push += _PUSH

    def around(self, found: Sequence[Group], rooms: Slots) -> list[Seated] | None:
        """The places in the sectors; None when somebody's words fit nowhere."""
        blocks = [(group.domain, place, block(place, self.style)) for group in found for place in group.places]
        pairs = [
            (domain, place, own.mirrored() if is_mirrored else own)
            for (domain, place, own), is_mirrored in zip(blocks, self.bones.is_mirrored, strict=True)
        ]
        seated = [
            Seated(place, domain, own, node, self._line(node, own))
            for (domain, place, own), node in zip(pairs, self.bones.around, strict=True)
        ]
        seated = self._unblocked(seated)
        for i, person in enumerate(seated):
            if _fits(person.block, rooms[i], self.bones.is_mirrored[i]):
                continue
            spot = self._pushed(person.node, person.block, seated[:i] + seated[i + 1 :])
            if spot is None:
                return None
            seated[i] = replace(person, node=spot, line=self._line(spot, person.block))
        return self._unblocked(seated)

    def inside(self, places: Sequence[Place], core: float) -> list[Seated] | None:
        """The places in school; None when somebody's words leave the disc or touch another's."""
        seated: list[Seated] = []
        disc = self.bones.disc
        for place, node in zip(places, self.bones.inside, strict=True):
            person = Seated(place, place.domain, block(place, self.style), node, None)
            if any(disc.reach(rect) > disc.radius - EDGE_GAP / 2 for rect in person.rects):
                return None
            if any(Oval(0.0).inside_gap(rect) < core + ROOM + 2.0 for rect in person.rects):
                return None
            if any(touch(person.rects, other.rects, GAP / 2) for other in seated):
                return None
            seated.append(person)
        return seated


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )


def _fits(own: Block, room: Slot, is_mirrored: bool) -> bool:
    """Whether somebody's words stay within the room kept for her seat."""
    room = mirrored(room) if is_mirrored else room
    return all(any(_holds(part, rect) for part in room) for rect in own.rects)


def _labels_fit(found: Sequence[Group], sides: Sequence[tuple[float, float]], rim: Oval) -> bool:
    """Whether every rim label fits on the rim of its own sector."""
    return all(
        max(text_width(line, RIM_SIZE, 600) for line in group.lines) + 16 <= rim.length(*side)
        for group, side in zip(found, sides, strict=True)
        if group.lines
    )


def _rim(found: Sequence[Group], bones: Skeleton, partners: list[Seated], limit: float) -> Oval | None:
    """The smallest rim that holds every place, and every label on its own stretch of it; None beyond the limit.

    A stretch that lies on a straight side grows no longer however wide the rim is.
    """
    reach = [bones.disc.reach(rect) + EDGE_GAP for person in partners for rect in person.rects]
    rim = Oval(ceil(max([bones.rim, *reach]) / 4) * 4.0, bones.disc.height)
    while not _labels_fit(found, bones.sides, rim):
        rim = rim.grown(8.0)
        if rim.radius > limit:
            return None
    return rim


def _attempts(team: Team, room: Room, way: Way) -> Iterator[Plan]:
    """Ways to draw the team in a certain room: with the usual room for everybody, then with more."""
    style, core, inner = style_for(len(team.places)), centre(team.school, team.subtitle, team.score), in_school(team)
    start, found = around(groups(team), way.sides)
    counts, weights = tuple(len(group.places) for group in found), tuple(group.weight(way.sides) for group in found)
    outer = [place for group in found for place in group.places]
    far = tuple(place.ring is Ring.ON_CALL for place in outer)
    for slots in _slot_sizes(inner, outer, style):
        bones = skeleton(Frame(style, core.radius, *slots, far, counts, weights, start, room, way))
        if bones is None:
            continue
        seating = _Seating(bones, style, min(room.limit, 4 * WIDEST))
        people, partners = seating.inside(inner, core.radius), seating.around(found, slots[1])
        if people is not None and partners is not None:
            rim = _rim(found, bones, partners, room.limit)
            if rim is not None:
                yield Plan(style, core, bones.disc, rim, found, bones.sides, (*people, *partners))


def _slot_sizes(inner: Sequence[Place], outer: Sequence[Place], style: Style) -> Iterator[tuple[Slots, Slots]]:
    """Sizes of seat to try, in school and around: first the usual, last what the longest words need."""
    usual_in, usual_out = tuple(slot(place, style) for place in inner), tuple(slot(place, style) for place in outer)
    wide_in, wide_out = wide_slots(inner, style), wide_slots(outer, style)
    yield usual_in, usual_out
    if wide_in != usual_in:
        yield wide_in, usual_out
    if wide_out != usual_out:
        yield wide_in, wide_out


def _fit(team: Team, height: float, widest: float) -> Plan | None:
    """The calmest picture with straight sides of this height that is at most so wide; 0 draws a circle."""
    for way in _WAYS:
        for found in _attempts(team, Room(height, widest / 2), way):
            if found.half_width * 2 <= widest:
                return found
    return None


def _lowest(team: Team, widest: float) -> Plan | None:
    """The lowest picture that is at most so wide: a circle if it can be."""
    # Try the 1st, 2nd, 4th, 8th, ... height until one fits, then the ones skipped just before it.
    failed, step = -1, 1
    while failed < len(_HEIGHTS) - 1:
        candidate = min(failed + step, len(_HEIGHTS) - 1)
        if (found := _fit(team, _HEIGHTS[candidate], widest)) is not None:
            lower = (_fit(team, height, widest) for height in _HEIGHTS[failed + 1 : candidate])
            return next((smaller for smaller in lower if smaller is not None), found)
        failed, step = candidate, step * 2
    return None


@lru_cache(maxsize=256)
def plan(team: Team) -> Plan:
    """The picture of a team whose texts are tidy: round, and higher than wide only when nothing else fits."""
    # Wider than WIDEST only for words beyond any we know of: rather small type than a missing picture.
    for wider in (1.0, 1.5, 2.5):
        if (found := _lowest(team, WIDEST * wider)) is not None:
            return found
    return min(_attempts(team, Room(0.0, inf), _WAYS[0]), key=lambda found: found.half_width)
