"""A csv file: in any of the encodings and with any of the separators that spreadsheets write."""

import csv
import io
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import suppress

from schools.duo.table import BINARY, MANGLED
from teams.sheets import limits
from teams.sheets.guarding import unguarded
from teams.sheets.refusal import SheetRefused
from teams.sheets.sheet import Line

SEPARATORS = ";\t,|"
READ_AS_CP852 = ("├", "┬")  # é read by an old DOS program


def lines_of(data: bytes) -> Iterator[Line]:
    """The lines that are not empty; what an export guarded comes back as it was. Raises SheetRefused."""
    text = _text(data)
    separator = _separator(text)
    if text.lower().startswith("sep="):
        text = "\n" + text.partition("\n")[2]  # the number of each line stays what it is
    csv.field_size_limit(limits.MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield line_of(begins, [unguarded(cell) for cell in cells])
            begins = reader.line_num + 1
    except csv.Error as error:
        raise SheetRefused(
            f"Op regel {begins} staat een aanhalingsteken verkeerd, of het sluit niet.", line=begins
        ) from error


def line_of(number: int, cells: list[str]) -> Line:
    """The trimmed texts of a line. Raises SheetRefused for more columns, or a longer text, than anybody has."""
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > limits.MOST_COLUMNS:
        raise SheetRefused(f"Op regel {number} staan meer dan {limits.MOST_COLUMNS} kolommen.", line=number)
    if any(len(cell) > limits.MOST_LETTERS for cell in cells):
        raise SheetRefused(f"Op regel {number} staat een cel met meer dan {limits.MOST_LETTERS} letters.", line=number)
    return Line(number, tuple(" ".join(cell.split()) for cell in cells))


def _text(data: bytes) -> str:
    text = _decode(data)
    if found := MANGLED.search(text):
        _refuse_mangled(text, found.start())
    for sign in READ_AS_CP852:
        if sign in text:
            _refuse_mangled(text, text.index(sign))
    return unicodedata.normalize("NFC", text)


def _decode(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-16")
    if BINARY.search(data):
        raise SheetRefused("Dit is geen spreadsheet. Kies een Excel-bestand (.xlsx) of een csv-bestand.")
    for encoding in ("utf-8-sig",) if data.startswith(BOM_UTF8) else ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise SheetRefused("De letters in dit bestand zijn niet te lezen. Bewaar het opnieuw als ‘CSV UTF-8’ of als .xlsx.")


def _refuse_mangled(text: str, place: int) -> None:
    line = text.count("\n", 0, place) + 1
    raise SheetRefused(
        f"De letters met accenten zijn verminkt, bijvoorbeeld op regel {line}. Bewaar het opnieuw als ‘CSV UTF-8’ "
        "of als .xlsx.",
        line=line,
    )


def _separator(text: str) -> str:
    """What the lines are cut with: what Excel says itself, or else the sign that occurs most in the fullest line."""
    first = text.partition("\n")[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    lines = text.splitlines()[:4]
    counts = {sign: max((line.count(sign) for line in lines), default=0) for sign in SEPARATORS}
    return max(counts, key=lambda sign: (counts[sign], -SEPARATORS.index(sign)))
