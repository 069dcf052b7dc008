"""What the template prints: every coordinate already a string, so that no language writes it with a comma."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One line of text, centred on (x, y); `kind` is part of its CSS class."""

    text: str
    kind: str
    x: str
    y: str
    size: str


@dataclass(frozen=True)
class Segment:
    """A line from the inner disc to a node."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Dot:
    """One weekday: `works` is whether she is at this school then."""

    x: str
    y: str
    works: bool


@dataclass(frozen=True)
class Pill:
    """A word beside a node, such as "nieuw"."""

    kind: str  # "new" or "planned"
    box: Box
    text: Text


@dataclass(frozen=True)
class RimLabel:
    """One line of words along the rim; `id` names its path in the page."""

    id: str
    path: str
    text: str


@dataclass(frozen=True)
class SectorShape:
    """One domain's slice of the ring."""

    domain: str
    fill: str
    edge: str
    labels: tuple[RimLabel, ...]
    is_missing: bool  # a seat in it that must be filled is empty


@dataclass(frozen=True)
class Chair:
    """A piece of the ring round the school, for one seat that must be filled."""

    path: str
    is_taken: bool


@dataclass(frozen=True)
class Badge:
    """A sign on the edge of a node, centred on (x, y)."""

    kind: str  # "first" contact or "faded"
    x: str
    y: str


@dataclass(frozen=True)
class Face:
    """One of the people in a chair: a circle with initials, or "?" for nobody."""

    x: str
    y: str
    radius: str
    sign: Text


@dataclass(frozen=True)
class Node:
    """One place: its circle, words and marks. `label` is the whole of it in words."""

    key: str
    domain: str
    state: str  # "filled", "vacant", "planned" or "faded"
    url: str
    label: str
    face: Face
    stand_in: Face | None  # who is in the same chair for a while
    lines: tuple[Text, ...]
    dots: tuple[Dot, ...]
    pill: Pill | None
    line: Segment | None
    is_dashed: bool
    is_private: bool  # on the screen only
    badges: tuple[Badge, ...]
    hit: Box


@dataclass(frozen=True)
class Signs:
    """Which marks occur in the picture: the legend explains these only."""

    days: bool
    new: bool
    wish: bool
    asked: bool
    planned: bool
    guest: bool
    vacant: bool
    wished: bool
    faded: bool
    first_contact: bool
    on_call: bool
    stand_in: bool
    chairs: bool


@dataclass(frozen=True)
class Drawing:
    """The whole picture, round the origin. `id` is the prefix of every id in it."""

    id: str
    view_box: str
    width: str
    height: str
    title: str
    description: str
    around: str  # the name of the list of places
    core_radius: str
    chairs: tuple[Chair, ...]
    core: tuple[Text, ...]
    disc: str
    is_disc_missing: bool  # a seat in school that must be filled is empty
    rim_size: str
    sectors: tuple[SectorShape, ...]
    nodes: tuple[Node, ...]
    signs: Signs
