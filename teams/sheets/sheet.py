"""A spreadsheet as lines of text, whatever kind of file it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from teams.sheets import limits
from teams.sheets.refusal import SheetRefused

OLD_EXCEL, ZIP, PDF = b"\xd0\xcf\x11\xe0", b"PK", b"%PDF"
LINES_ABOVE = 5
TOO_MANY = f"Er staan meer dan {limits.MOST_ROWS} regels in dit bestand. Verdeel het over meer bestanden."
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


@dataclass(frozen=True)
class Line:
    """One row: its number as the spreadsheet shows it, and the trimmed texts of its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        return sum(map(bool, self.cells))


@dataclass(frozen=True)
class Sheet:
    """The heads of the columns, where they stand, and the lines below that are not empty."""

    heads: Line
    lines: tuple[Line, ...]


def read_sheet(file: BinaryIO, *, most_lines: int = limits.MOST_ROWS) -> Sheet:
    """A whole sheet, or the first lines of it. Raises SheetRefused."""
    lines = _lines(file)
    heads = _heads(lines)
    found: list[Line] = []
    for line in lines:
        if len(found) == most_lines < limits.MOST_ROWS:
            break
        if line.filled:
            found.append(line)
        if len(found) > limits.MOST_ROWS:
            raise SheetRefused(TOO_MANY, line=line.number)
    if not found:
        raise SheetRefused("Onder de namen van de kolommen staat niets.", line=heads.number)
    return Sheet(heads, tuple(found))


def _heads(lines: Iterator[Line]) -> Line:
    """The line with the names of the columns: the first with more than one; a title may stand above it."""
    for line in islice(lines, LINES_ABOVE):
        if line.filled > 1:
            return line
    raise SheetRefused("Er staan geen kolommen in dit bestand. Zet bovenaan een regel met de namen van de kolommen.")


def _lines(file: BinaryIO) -> Iterator[Line]:
    """The lines, by what the file is rather than by its name."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > limits.MOST_BYTES:
        raise SheetRefused(limits.TOO_LARGE)
    start = file.read(8)
    file.seek(0)
    if not start:
        raise SheetRefused("Dit bestand is leeg.")
    if start.startswith(OLD_EXCEL):
        raise SheetRefused(
            "Dit is een oud Excel-bestand (.xls), of er zit een wachtwoord op. Bewaar het als Excel-werkmap (.xlsx), "
            "zonder wachtwoord."
        )
    if start.startswith((PDF, *PICTURES)):
        raise SheetRefused("Dit is geen spreadsheet. Kies een Excel-bestand (.xlsx) of een csv-bestand.")
    if start.startswith(ZIP):
        from teams.sheets.xlsx import lines_of  # openpyxl is large: only when it is needed

        return lines_of(file)
    from teams.sheets.csv_text import lines_of as lines_of_csv

    return lines_of_csv(file.read())
