"""One place's node and the words under it, measured relative to the middle of the node."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from teams.circle.metrics import text_width, wrap
from teams.circle.shapes import Rect, bounds, mirrored
from teams.circle.team import Place, Stage

SMALL_SIZE = 13.5  # the smallest type of the picture: fit.py keeps it 11 px when the picture is 1000 px wide
WRAP_WIDTH = 146.0  # a name or role longer than this takes a second line
NODE_GAP = 2.0  # kept free round a node

_ROLE_LINE, _DOTS_LINE = 17.0, 16.0
_DOTS_HALF = 33.0
_PILL_HEIGHT = 20.0
PILL_WORDS = ("nieuw", *Stage)

Slot = tuple[Rect, ...]


@dataclass(frozen=True)
class Style:
    """How large a place is drawn: radius of its node and size of its name, in units."""

    node: float
    name: float

    @property
    def name_line(self) -> float:
        """Height of one line of name."""
        return self.name + 3.0

    @property
    def label_top(self) -> float:
        """Where the words begin, below the middle of the node."""
        return self.node + 5.0

    @property
    def centre_offset(self) -> float:
        """From the middle of the node to the middle of node and usual words together."""
        return (self.label_top + self.name_line + _ROLE_LINE + 14.0 - self.node) / 2

    @property
    def node_rect(self) -> Rect:
        """The square round the node."""
        half = self.node + NODE_GAP
        return Rect(-half, -half, half, half)


NORMAL = Style(node=28.0, name=16.0)
DENSE = Style(node=22.0, name=14.0)


def style_for(places: int) -> Style:
    """Large teams are drawn denser. It depends on the number of seats only."""
    return NORMAL if places <= 18 else DENSE


@dataclass(frozen=True)
class Line:
    """One line of text: `baseline` is its distance below the middle of the node."""

    text: str
    kind: str  # "name", "role" or "stand-in"
    size: float
    weight: int
    baseline: float


@dataclass(frozen=True)
class Block:
    """What is drawn for one place; every rectangle is relative to the middle of the node."""

    lines: tuple[Line, ...]
    dots_at: float | None
    pill: str
    pill_rect: Rect | None
    rects: Slot  # node, words, and if any dots and pill: nothing else may touch these

    def mirrored(self) -> "Block":
        """The same place with its pill on the left."""
        pill = mirrored([self.pill_rect])[0] if self.pill_rect else None
        return replace(self, pill_rect=pill, rects=mirrored(self.rects))


def _pill_word(place: Place) -> str:
    if place.is_vacant:
        return ""
    if place.stage:
        return place.stage.value
    return "nieuw" if place.is_new else ""


def _pill_rect(word: str, style: Style) -> Rect:
    """On the shoulder of the node; a wide word shifts inwards, so that it asks for no more room than the name does."""
    width, top = text_width(word, SMALL_SIZE, 600) + 16, -style.node - 9.0
    left = min(style.node - 15.0, WRAP_WIDTH / 2 - width)
    return Rect(left, top, left + width, top + _PILL_HEIGHT)


def _pill_room(style: Style) -> Rect:
    """Holds every word that a pill may say."""
    return bounds(_pill_rect(word, style) for word in PILL_WORDS)


def _lines(place: Place, style: Style) -> tuple[tuple[Line, ...], float]:
    """The lines of a place, and where the last one ends."""
    top, lines = style.label_top, []
    texts = [
        ("name", place.name or place.empty_word, style.name, 600, style.name_line),
        ("role", place.role, SMALL_SIZE, 400, _ROLE_LINE),
    ]
    if place.stand_in:
        texts.append(("stand-in", f"nu: {place.stand_in}", SMALL_SIZE, 600, _ROLE_LINE))
    for kind, text, size, weight, height in texts:
        for part in wrap(text, WRAP_WIDTH, size, weight):
            lines.append(Line(part, kind, size, weight, top + height * 0.5 + size * 0.35))
            top += height
    return tuple(lines), top


def block(place: Place, style: Style) -> Block:
    """Measures one place. The place's texts must be tidy (see `metrics.tidy`)."""
    lines, bottom = _lines(place, style)
    has_dots = place.days is not None and not place.is_vacant
    half = max(text_width(line.text, line.size, line.weight) for line in lines) / 2 + 2
    rects = [style.node_rect, Rect(-half, style.label_top, half, bottom)]
    if has_dots:
        rects.append(Rect(-_DOTS_HALF, bottom, _DOTS_HALF, bottom + _DOTS_LINE))
    word = _pill_word(place)
    pill = _pill_rect(word, style) if word else None
    dots_at = bottom + _DOTS_LINE / 2 if has_dots else None
    return Block(lines, dots_at, word, pill, (*rects, pill) if pill else tuple(rects))


def slot(place: Place, style: Style, widest: float = WRAP_WIDTH, extra: float = 0.0) -> Slot:
    """The room kept for a seat, whoever fills it, relative to the middle of the node.

    It follows from the role only, so that another person in the seat changes nothing: two lines of name of at most
    `widest`, the role, the dots and the pill, and `extra` height for more.
    """
    roles = wrap(place.role, WRAP_WIDTH, SMALL_SIZE)
    half = max([widest, *(text_width(role, SMALL_SIZE) for role in roles)]) / 2 + 2
    bottom = style.label_top + 2 * style.name_line + max(len(roles), 1) * _ROLE_LINE + extra
    words = Rect(-half, style.label_top, half, bottom)
    dots = Rect(-_DOTS_HALF, bottom, _DOTS_HALF, bottom + _DOTS_LINE)
    return style.node_rect, words, dots, _pill_room(style)


def wide_slot(place: Place, style: Style) -> Slot:
    """A seat with room for the words that are in it now, in steps, so that small changes move nothing."""
    words = block(place, style).rects[1]
    widest = max(WRAP_WIDTH, ceil((words.right - words.left) / 40) * 40.0)
    return slot(place, style, widest, max(0.0, words.bottom - slot(place, style)[1].bottom))


def wide_slots(places: Iterable[Place], style: Style) -> tuple[Slot, ...]:
    """`wide_slot` of each place."""
    return tuple(wide_slot(place, style) for place in places)
