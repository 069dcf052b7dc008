"""Lays a poster out on its paper: where lines break, how large each text is, and what room is left for the circle.

Everything is measured in the base size of the paper (`BASE`), so that A3 is A4 enlarged, and typst and the style sheet
for print set the very same lines. No Django, no typst.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from math import ceil
from typing import NamedTuple

from teams.circle.metrics import text_width

BASE = {"a4": 9.4, "a3": 13.3}  # points; every size below is a multiple of it
SMALLEST = 0.75  # 7 points on A4: a list is set smaller only when it would not be on the paper at all
LINE = 1.2  # from line to line, as poster.typ and print.css set it

_LONG, _SHORT = 83.0, 56.8  # A4 within its margins
_GAP = 2.0
_CODE = 6.0  # the QR code and what stands beside it
_PAD = 0.7  # within the band that says how the team stands
_TITLES = (2.6, 2.2, 1.9, 1.5, 1.2)
_STATES = (1.8, 1.5, 1.25, 1.0, 0.85)
_LIST = (1.25, 1.15, 1.05, 0.95, 0.85, SMALLEST, 0.66, 0.58, 0.5)
_WIDTHS = (24.0, 28.0, 32.0, 36.0, 40.0, 46.0, 52.0, 58.0, 64.0, 70.0)
_BETWEEN = 0.5  # from person to person, in sizes of the list
_HEADING = 2.0
_TITLE_LINES, _STATE_LINES = 3, 4

Person = tuple[str, str, str]  # role, name, when


class Entry(NamedTuple):
    """One person in the list: her name, and what she does and when, in lines."""

    name: tuple[str, ...]
    facts: tuple[str, ...]


class Words(NamedTuple):
    """One text in the lines and at the size at which it is set."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE

    @property
    def step(self) -> int:
        """Its size as print.css names it."""
        return round(self.size * 100)


class Column(NamedTuple):
    """People under each other."""

    people: tuple[Entry, ...]


@dataclass(frozen=True)
class Texts:
    """What a poster says."""

    school: str
    kind: str
    score: str
    missing: str
    people: tuple[Person, ...]
    address: str


@dataclass(frozen=True)
class Sheet:
    """A poster laid out. `is_beside`: the list stands beside the circle, in a column `width` wide; else under it."""

    is_lying: bool
    is_beside: bool
    width: float
    school: Words
    kind: Words
    state: Words
    address: Words
    list_size: float
    columns: tuple[Column, ...]
    circle: float = 0.0  # how large the circle is, beside what the paper could hold
    breaks_words: bool = False

    @property
    def list_step(self) -> int:
        """The size of the list as print.css names it."""
        return round(self.list_size * 100)

    @property
    def css(self) -> str:
        """How circle and words lie, in the classes of print.css."""
        if self.is_lying:
            return f"sheet-lying sheet-w{self.width:.0f}"
        return f"sheet-beside sheet-w{self.width:.0f}" if self.is_beside else "sheet-under"

    @property
    def is_readable(self) -> bool:
        return self.list_size >= SMALLEST


@lru_cache(maxsize=256)
def lay_out(texts: Texts, ratio: float, *, is_lying: bool) -> Sheet:
    """The poster with the largest circle beside which the list can be read; `ratio` is the circle's width by height."""
    sheets = _lying(texts, ratio) if is_lying else _standing(texts, ratio)
    return max(sheets, key=_worth)


def _worth(sheet: Sheet) -> float:
    """A good list is worth a smaller circle, a broken word costs some, what cannot be read is worth nothing."""
    list_worth = 0.5 * min(sheet.list_size, 1.05) - 0.02 * len(sheet.columns) - 0.25 * sheet.breaks_words
    return sheet.circle + list_worth - (0 if sheet.is_readable else 9)


def _lying(texts: Texts, ratio: float) -> Iterator[Sheet]:
    for width in _WIDTHS:
        sheet = _empty(texts, width, is_lying=True)
        room = _SHORT - _head(sheet) - _CODE - 3 * 1.0
        circle = _scale(_LONG - width - _GAP, _SHORT, ratio)
        yield from _listed(sheet, texts.people, width, room, circle)


def _standing(texts: Texts, ratio: float) -> Iterator[Sheet]:
    sheet = _empty(texts, _SHORT, is_lying=False)
    room = _LONG - _head(sheet) - _CODE - 3 * 1.0
    for width in _WIDTHS[:6]:
        circle = _scale(_SHORT - width - _GAP, room, ratio)
        yield from _listed(replace(sheet, is_beside=True, width=width), texts.people, width, room, circle)
    for columns, size in product((2, 3, 4), _LIST):
        columned = _columns(texts.people, columns, _SHORT, size)
        left = room - _height(columned, size) - 1.0
        if left > 0 or size == _LIST[-1]:
            circle, broken = _scale(_SHORT, left, ratio), _breaks(texts.people, columns, _SHORT, size)
            yield replace(sheet, list_size=size, columns=columned, circle=circle, breaks_words=broken)


def _listed(sheet: Sheet, people: Sequence[Person], width: float, room: float, circle: float) -> Iterator[Sheet]:
    """The list in a column of this width: with each number of columns the largest type that fits."""
    for number in (1, 2, 3, 4, 5):
        for size in _LIST:
            columned = _columns(people, number, width, size)
            if _height(columned, size) <= room or (size == _LIST[-1] and number == 5):
                broken = _breaks(people, number, width, size)
                yield replace(sheet, list_size=size, columns=columned, circle=circle, breaks_words=broken)
                if not broken:
                    break


def _empty(texts: Texts, width: float, *, is_lying: bool) -> Sheet:
    tightness = 0 if is_lying else 1
    said = f"Nog leeg: {texts.missing}" if texts.missing else "Het kernteam is compleet" if texts.score else ""
    return Sheet(
        is_lying=is_lying,
        is_beside=is_lying,
        width=width,
        school=_words(texts.school, width, _TITLES, 600, _TITLE_LINES - tightness),
        kind=_words(texts.kind, width, (1.2, 1.0), 400, 2),
        state=_words(said, width - 2 * _PAD, _STATES, 600, _STATE_LINES - tightness),
        address=_words(texts.address, width - _CODE - 1.0, (0.95, 0.75, 0.6), 400, 2),
        list_size=1.0,
        columns=(),
    )


def _head(sheet: Sheet) -> float:
    state = sheet.state.height + LINE * 1.05 + 2 * _PAD if sheet.state.lines else 0.0
    return sheet.school.height + sheet.kind.height + state + 1.0


def _scale(width: float, height: float, ratio: float) -> float:
    """How large the circle is in this room: half its width and height, as part of a page's long side."""
    tall = max(0.0, min(height, width / ratio))
    return float((tall * tall * ratio) ** 0.5 / _SHORT)


def _words(text: str, width: float, sizes: Sequence[float], weight: int, most: int) -> Words:
    """The text at the first size at which it takes few lines and no word breaks; else at the last."""
    for size in sizes:
        if _widest_word(text, weight) * size <= width and len(lines := fill(text, width / size, weight)) <= most:
            return Words(lines, size)
    return Words(fill(text, width / sizes[-1], weight), sizes[-1])


def _columns(people: Sequence[Person], number: int, width: float, size: float) -> tuple[Column, ...]:
    inner = _inner(number, width, size)
    entries = [_entry(person, inner) for person in people]
    each = ceil(len(entries) / number) or 1
    return tuple(Column(tuple(entries[start : start + each])) for start in range(0, len(entries), each))


def _inner(number: int, width: float, size: float) -> float:
    """How wide one of so many columns is, in sizes of the list; they lie 1.4 apart."""
    return (width - (number - 1) * 1.4) / number / size


def _breaks(people: Sequence[Person], number: int, width: float, size: float) -> bool:
    """Whether a word is wider than its column."""
    inner = _inner(number, width, size)
    return any(_widest(person) > inner for person in people)


@lru_cache(maxsize=1024)
def _widest(person: Person) -> float:
    role, name, when = person
    return max(_widest_word(name, 600), _widest_word(role, 400), _widest_word(when, 400))


@lru_cache(maxsize=4096)
def _entry(person: Person, width: float) -> Entry:
    role, name, when = person
    return Entry(fill(name, width, 600), fill(f"{role} · {when}" if when else role, width, 400))


def _height(columns: Sequence[Column], size: float) -> float:
    tallest = max((sum(map(_lines, column.people)) + len(column.people) * _BETWEEN for column in columns), default=2.0)
    return tallest * size + _HEADING


def _lines(entry: Entry) -> float:
    return (len(entry.name) + len(entry.facts)) * LINE


def fill(text: str, width: float, weight: int) -> tuple[str, ...]:
    """A text in as many lines as it needs at a size of 1; a word that is wider than a line breaks within."""
    lines, line = [], ""
    for part in _parts(text):
        rest = part
        while text_width((line + rest).rstrip(), 1.0, weight) > width:
            if line:
                lines.append(line.rstrip())
                line = ""
            elif (broken := _breakable(rest, width, weight)) < len(rest):
                lines.append(rest[:broken])
                rest = rest[broken:]
            else:
                break
        line += rest
    return tuple([*lines, line.rstrip()] if line.strip() else lines)


def _parts(text: str) -> list[str]:
    """The text where it may break: after a space, a hyphen or a slash."""
    parts = [""]
    for letter in text:
        parts[-1] += letter
        if letter in " -/":
            parts.append("")
    return [part for part in parts if part]


def _breakable(word: str, width: float, weight: int) -> int:
    """How many letters of a word fit in a line; one at least."""
    fits = [end for end in range(1, len(word) + 1) if text_width(word[:end].rstrip(), 1.0, weight) <= width]
    return fits[-1] if fits else 1


def _widest_word(text: str, weight: int) -> float:
    return max((text_width(part.rstrip(), 1.0, weight) for part in _parts(text)), default=0.0)
