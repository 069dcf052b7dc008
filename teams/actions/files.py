"""Files with teams that wait to be read in: which of them hold somebody who is erased."""

import io
from collections.abc import Collection, Iterable, Iterator

from teams.models import TeamImport
from teams.names import plain
from teams.sheets.refusal import SheetRefused
from teams.sheets.sheet import read_sheet

DIGITS = 9  # of a number, without what a country puts before it
UNREADABLE = "\0"


def forget_files_about(*, called: Iterable[str], reached: Iterable[str], regions: Collection[int]) -> None:
    """Take away every file of these regions in which one of these names stands, or a way to reach her. A name may stand
    in several cells of a line, in any order. A file that cannot be read goes too: nobody knows who is in it."""
    names = [frozenset(plain(name).split()) for name in called]
    reached = [text.casefold() for text in reached]
    for row in TeamImport.objects.filter(region__in=regions).prefetch_related("rows"):
        if any(_tells(line, names, reached) for line in _lines(row)):
            row.delete()


def _lines(row: TeamImport) -> Iterator[str]:
    """Everything that is kept of a file, line by line."""
    yield row.file_name
    yield row.trouble
    yield from (" ".join(map(str, line)) for line in row.sample)
    for each in row.rows.all():
        yield f"{' '.join(map(str, _texts(each.values)))} {each.what}"
    if row.content:
        try:
            yield from (" ".join(line.cells) for line in read_sheet(io.BytesIO(bytes(row.content))).lines)
        except SheetRefused:
            yield UNREADABLE


def _texts(values: object) -> Iterable[object]:
    if isinstance(values, dict):
        return values.values()
    return values if isinstance(values, list) else [values]


def _tells(line: str, names: Iterable[frozenset[str]], reached: Iterable[str]) -> bool:
    if line == UNREADABLE:
        return True
    words, numbers = set(plain(line).split()), "".join(sign for sign in line if sign.isdigit())
    if any(name <= words for name in names if name):
        return True
    return any(_digits(text) in numbers if _digits(text) else text in line.casefold() for text in reached)


def _digits(text: str) -> str:
    """The end of a telephone number; "" of what is none."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return digits[-DIGITS:] if len(digits) >= DIGITS and "@" not in text else ""
