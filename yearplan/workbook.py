"""A spreadsheet (xlsx) of rows with text, numbers, days and times. No text in it is ever a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from teams.spreadsheet import Value, write

HEAD = PatternFill("solid", fgColor="E8F0FA")
TEXT, OTHER = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top", horizontal="left")


@dataclass(frozen=True)
class Column:
    """A column: its head, and its width in characters."""

    head: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A sheet of the file; its name has at most 31 characters, of which none is one of \\ / ? * [ ] :."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """The file, each sheet with a head that stays in view and filters."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    heads = [column.head for column in sheet.columns]
    count = 1
    for count, values in enumerate([heads, *sheet.rows], 1):
        for place, value in enumerate(values, 1):
            if value is not None and value != "":
                write(page.cell(count, place), value).alignment = TEXT if isinstance(value, str) else OTHER
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
        head = page.cell(1, place)
        head.font, head.fill = Font(bold=True), HEAD
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
