"""An Excel workbook. It is looked at from outside first and then read line by line. One that unpacks to more than fits,
or that holds programs, is not opened."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

from teams.sheets import limits
from teams.sheets.csv_text import line_of
from teams.sheets.refusal import SheetRefused
from teams.sheets.sheet import Line

CHUNK = 1 << 20
BROKEN = "Dit Excel-bestand is beschadigd. Open het in Excel en bewaar het opnieuw."
TOO_MUCH = (
    "Dit bestand wordt bij het uitpakken veel te groot, en is dus niet geopend. Bewaar alleen het blad met de teams."
)
OTHER_WORKBOOK = "Dit is geen Excel-werkmap (.xlsx). Bewaar het als .xlsx of als csv."


def lines_of(file: BinaryIO) -> Iterator[Line]:
    """The lines of the first sheet that shows. Raises SheetRefused."""
    _look_at(file)
    import openpyxl

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # whatever openpyxl finds wrong, the file is
        raise SheetRefused(BROKEN) from error
    try:
        yield from _rows(book)
    finally:
        book.close()


def _rows(book: Any) -> Iterator[Line]:
    sheets = [sheet for sheet in book.worksheets if getattr(sheet, "sheet_state", "visible") == "visible"]
    if not sheets:
        raise SheetRefused("Er is geen blad in deze werkmap.")
    sheet = sheets[0]
    sheet.reset_dimensions()  # what the file says of its size need not be so
    rows = sheet.iter_rows(max_col=limits.MOST_COLUMNS + 1, values_only=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except Exception as error:  # as above
            raise SheetRefused(BROKEN, line=number) from error
        if row is None:
            return
        yield line_of(number, [_as_text(value) for value in row])


def _as_text(value: Any) -> str:
    """A cell as people see it: a day without a time, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _look_at(file: BinaryIO) -> None:
    """Whether it can be opened without harm."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _refuse_kind({part.filename for part in parts})
            _refuse_size(parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_doctype(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise SheetRefused(BROKEN) from error
    file.seek(0)


def _refuse_kind(names: set[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetRefused(
            "Er zitten macro’s in dit bestand. Bewaar het als gewone Excel-werkmap (.xlsx), zonder macro’s."
        )
    if "xl/workbook.xml" not in names:
        raise SheetRefused(OTHER_WORKBOOK)


def _refuse_size(parts: list[zipfile.ZipInfo]) -> None:
    """What a zip says of its own size is kept to: Python reads no further."""
    texts = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    total = sum(part.file_size for part in parts)
    if len(parts) > limits.MOST_PARTS or total > limits.MOST_UNPACKED or texts > limits.MOST_TEXTS:
        raise SheetRefused(TOO_MUCH)


def _refuse_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Excel writes no document type; with one, few bytes can become gigabytes."""
    tail = b""
    with archive.open(part) as content:
        while chunk := content.read(CHUNK):
            if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
                raise SheetRefused(BROKEN)
            tail = chunk[-16:]
