"""A table as a file: csv as a Dutch Excel reads it, streamed; xlsx, in which text is text whatever it begins with."""

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from overview.tables import Table, Value
from teams.sheets.guarding import guarded
from teams.spreadsheet import write

BOM = "\ufeff"  # by which Excel knows that it is UTF-8
WIDEST = 40


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(table: Table) -> Iterator[str]:
    """Line by line, so that a country takes no more memory than one school."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BOM + writer.writerow([guarded(name) for name in table.head])
    for row in table.rows:
        yield writer.writerow([_csv(value) for value in row])


def xlsx(table: Table) -> bytes:
    """The sheet, written row by row. No cell is a formula: text is kept as text, also when somebody edits it later."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name[:31])
    sheet.freeze_panes = "C2"
    for place, name in enumerate(table.head, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = min(max(12, len(name) + 2), WIDEST)
    sheet.append([_cell(sheet, name, is_head=True) for name in table.head])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value) if isinstance(value, int) else guarded(value)


def _cell(sheet: Any, value: Value, *, is_head: bool = False) -> Any:
    cell = write(WriteOnlyCell(sheet), value)
    if is_head:
        cell.font = Font(bold=True)
    return cell
