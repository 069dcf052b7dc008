"""The cirkel van invloed: `draw` turns a team into a Drawing that a template prints.

The same team always gives the same Drawing, and who fills a seat does not decide where it lies.
"""

from dataclasses import replace
from typing import Any

from teams.circle.chairs import chairs
from teams.circle.drawing import Badge, Box, Dot, Drawing, Face, Node, Pill, RimLabel, SectorShape, Segment, Signs, Text
from teams.circle.fit import RIM_GAP, RIM_LINE, Plan, Seated, plan
from teams.circle.groups import RIM_SIZE, Group, in_school
from teams.circle.labels import SMALL_SIZE
from teams.circle.metrics import text_width, tidy
from teams.circle.oval import TURN, Oval, middle, outline_path, ring_path, slice_path
from teams.circle.shapes import Point, Rect, bounds, number
from teams.circle.team import Place, Ring, Stage, Team
from teams.circle.words import describe, place_in_words

_SECTOR_GAP = 4.5  # left open at either side of a sector
_DISC_TO_SECTOR = 5.0
_EDGE_WIDTH = 6.0  # of the coloured rim, as in circle.css
_DOT_STEP = 13.0
_SIGN_SIZE = 19.0
# Two faces in one chair, in parts of the radius of one: how far off the middle, and how large.
_FIRST_OFF, _FIRST_SIZE = -0.32, 0.68
_SECOND_OFF, _SECOND_SIZE = 0.46, 0.54
_WORDS = ("name", "role", "initials", "stand_in", "stand_in_initials")
_BADGE_INSET = 8.0  # keeps a badge of radius 9.5 within the square kept free round a node


def _tidy(place: Place) -> Place:
    words: dict[str, Any] = {field: tidy(getattr(place, field)) for field in _WORDS}
    return replace(place, **words)


def _clean(team: Team) -> Team:
    places = tuple(_tidy(place) for place in team.places)
    sectors = tuple(replace(sector, label=tidy(sector.label)) for sector in team.sectors)
    school, subtitle, score = tidy(team.school), tidy(team.subtitle), tidy(team.score)
    return replace(team, school=school, subtitle=subtitle, score=score, places=places, sectors=sectors)


def _text(text: str, kind: str, at: Point, size: float) -> Text:
    return Text(text, kind, number(at.x), number(at.y), number(size))


def _box(rect: Rect) -> Box:
    return Box(number(rect.left), number(rect.top), number(rect.right - rect.left), number(rect.bottom - rect.top))


def _initials(name: str, known: str) -> str:
    if known:
        return known[:3]
    words = [word for word in name.split(" ") if word[:1].isalpha()] or [name]
    return "".join(word[0] for word in (words if len(words) < 3 else [words[0], words[-1]])).upper()


def _face(sign: str, middle: Point, radius: float) -> Face:
    """A circle with as many letters in it as it holds; the whole name stands under it."""
    room = 2 * radius - 5
    while len(sign) > 1 and text_width(sign, SMALL_SIZE, 600) > room:
        sign = sign[:-1]
    size = max(min(_SIGN_SIZE, _SIGN_SIZE * (room - 5) / max(text_width(sign, _SIGN_SIZE, 600), 1.0)), SMALL_SIZE)
    text = _text(sign, "sign", Point(middle.x, middle.y + size * 0.35), size)
    return Face(number(middle.x), number(middle.y), number(radius), text)


def _faces(seated: Seated, radius: float) -> tuple[Face, Face | None]:
    """Who sits in a chair and, smaller and before her, who is there in her place."""
    place, node = seated.place, seated.node
    sign = "?" if place.is_vacant else _initials(place.name, place.initials)
    if not place.stand_in:
        return _face(sign, node, radius), None
    first = Point(node.x + _FIRST_OFF * radius, node.y + _FIRST_OFF * radius)
    second = Point(node.x + _SECOND_OFF * radius, node.y + _SECOND_OFF * radius)
    letters = _initials(place.stand_in, place.stand_in_initials)
    return _face(sign, first, _FIRST_SIZE * radius), _face(letters, second, _SECOND_SIZE * radius)


def _state(place: Place) -> str:
    if place.is_vacant:
        return "wished" if place.is_wished else "vacant"
    if place.is_planned:
        return "planned"
    return "faded" if place.is_faded else "filled"


def _dots(seated: Seated) -> tuple[Dot, ...]:
    if seated.block.dots_at is None or seated.place.days is None:
        return ()
    y = number(seated.node.y + seated.block.dots_at)
    return tuple(
        Dot(number(seated.node.x + (i - 2) * _DOT_STEP), y, works) for i, works in enumerate(seated.place.days)
    )


def _pill(seated: Seated) -> Pill | None:
    rect = seated.block.pill_rect
    if rect is None:
        return None
    moved = rect.moved(seated.node)
    middle = Point((moved.left + moved.right) / 2, (moved.top + moved.bottom) / 2 + SMALL_SIZE * 0.34)
    kind = "planned" if seated.place.is_planned else "new"
    return Pill(kind, _box(moved), _text(seated.block.pill, "pill", middle, SMALL_SIZE))


def _badges(seated: Seated, radius: float) -> tuple[Badge, ...]:
    place, node, offset = seated.place, seated.node, radius - _BADGE_INSET
    if place.is_vacant:
        return ()
    first = Badge("first", number(node.x - offset), number(node.y - offset))
    faded_x = node.x - offset if place.stand_in else node.x + offset
    faded = Badge("faded", number(faded_x), number(node.y + offset))
    return (first,) * place.is_first_contact + (faded,) * place.is_faded


def _segment(seated: Seated) -> Segment | None:
    if seated.line is None:
        return None
    (x1, y1), (x2, y2) = seated.line
    return Segment(number(x1), number(y1), number(x2), number(y2))


def _node(seated: Seated, radius: float) -> Node:
    place, node = seated.place, seated.node
    face, stand_in = _faces(seated, radius)
    lines = tuple(
        _text(line.text, line.kind, Point(node.x, node.y + line.baseline), line.size) for line in seated.block.lines
    )
    return Node(
        key=place.key,
        domain=seated.domain,
        state=_state(place),
        url=place.url,
        label=place_in_words(place),
        face=face,
        stand_in=stand_in,
        lines=lines,
        dots=_dots(seated),
        pill=_pill(seated),
        line=_segment(seated),
        is_dashed=place.ring is Ring.ON_CALL or place.is_vacant or place.is_planned,
        is_private=place.is_private,
        badges=_badges(seated, radius),
        hit=_box(bounds(seated.rects).grown(3.0)),
    )


def _rim_labels(group: Group, side: tuple[float, float], rim: Oval, prefix: str) -> tuple[RimLabel, ...]:
    """The label's lines, read upright: clockwise in the upper half, counter-clockwise in the lower."""
    start, end = side
    halfway = rim.at(middle(start, end, rim))
    is_low = halfway.y > 0.05 * rim.radius
    labels = []
    for i, line in enumerate(group.lines):
        # The first line is read first: it is the outer one above, the inner one below.
        row = i if is_low else len(group.lines) - 1 - i
        oval = rim.grown(RIM_GAP + row * RIM_LINE + (RIM_SIZE * 0.72 if is_low else 0.0))
        path = outline_path(oval, start, end, is_reversed=is_low)
        labels.append(RimLabel(f"{prefix}-{group.domain}-{i + 1}", path, line))
    return tuple(labels)


def _sector(group: Group, side: tuple[float, float], picture: Plan, prefix: str) -> SectorShape:
    inner, edge = picture.disc.grown(_DISC_TO_SECTOR), picture.rim.grown(-_EDGE_WIDTH / 2)
    if len(picture.groups) == 1:
        # One domain fills the ring. Its label goes round from the bottom, so that it lies at the top.
        side, fill, edge_path = (0.0, TURN), ring_path(inner, picture.rim), outline_path(edge, 0.0, TURN) + "Z"
    else:
        fill = slice_path(inner, picture.rim, *side, _SECTOR_GAP)
        edge_path = outline_path(edge, edge.ahead(side[0], _SECTOR_GAP), edge.ahead(side[1], -_SECTOR_GAP))
    labels = _rim_labels(group, side, picture.rim, prefix)
    return SectorShape(group.domain, fill, edge_path, labels, any(place.is_missing for place in group.places))


def _signs(team: Team) -> Signs:
    people = [place for place in team.places if not place.is_vacant]
    return Signs(
        days=any(place.days is not None for place in people),
        new=any(place.is_new and not place.is_planned for place in people),
        wish=any(place.stage is Stage.WISH for place in people),
        asked=any(place.stage is Stage.ASKED for place in people),
        planned=any(place.stage is Stage.COMING for place in people),
        guest=any(place.stage is Stage.GUEST for place in people),
        vacant=any(place.is_missing for place in team.places),
        wished=any(place.is_vacant and place.is_wished for place in team.places),
        faded=any(place.is_faded for place in people),
        first_contact=any(place.is_first_contact for place in people),
        on_call=any(place.ring is Ring.ON_CALL for place in team.places),
        stand_in=any(place.stand_in for place in team.places),
        chairs=bool(team.chairs),
    )


def _by_nearness(people: tuple[Seated, ...]) -> list[Seated]:
    """From the school outwards and then clockwise: the order in which the keyboard goes through them."""
    return sorted(people, key=lambda seated: list(Ring).index(seated.place.ring))


def draw(team: Team, id_prefix: str = "cirkel") -> Drawing:
    """The picture of a team of any size; `id_prefix` keeps ids apart when a page shows two circles."""
    clean = _clean(team)
    picture = plan(clean)
    half_width, half_height = picture.half_width, picture.half_height
    core = tuple(_text(line.text, line.kind, Point(0.0, line.baseline), line.size) for line in picture.centre.lines)
    sides = zip(picture.groups, picture.sides, strict=True)
    return Drawing(
        id=id_prefix,
        view_box=" ".join(number(v) for v in (-half_width, -half_height, 2 * half_width, 2 * half_height)),
        width=number(2 * half_width),
        height=number(2 * half_height),
        title=clean.wording.title.format(clean.school),
        description=describe(clean),
        around=clean.wording.around,
        core_radius=number(picture.centre.radius),
        chairs=chairs(picture.centre.radius, clean.chairs),
        core=core,
        disc=outline_path(picture.disc, 0.0, TURN) + "Z",
        is_disc_missing=any(place.is_missing for place in in_school(clean)),
        rim_size=number(RIM_SIZE),
        sectors=tuple(_sector(group, side, picture, id_prefix) for group, side in sides),
        nodes=tuple(_node(seated, picture.style.node) for seated in _by_nearness(picture.people)),
        signs=_signs(clean),
    )
