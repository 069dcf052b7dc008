"""A spreadsheet holds what was put in it, and runs none of it."""

from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from yearplan.workbook import Column, Sheet, workbook_of

COLUMNS = (Column("Naam", 30), Column("Dag", 16), Column("Begint", 8), Column("Aantal", 9))


def read(*rows: tuple[object, ...]):  # type: ignore[no-untyped-def]
    content = workbook_of([Sheet("Blad", COLUMNS, rows)])  # type: ignore[arg-type]
    return load_workbook(BytesIO(content))["Blad"]


def test_days_times_and_numbers_are_just_that() -> None:
    page = read(("De Boog", date(2026, 12, 8), time(10, 30), 3))
    assert [cell.value for cell in page[2]] == ["De Boog", datetime(2026, 12, 8), time(10, 30), 3]  # noqa: DTZ001
    assert [cell.number_format for cell in page[2]] == ["General", "dd-mm-yyyy", "h:mm", "General"]


@pytest.mark.parametrize(
    "text",
    [
        "=cmd()",
        '=HYPERLINK("x")',
        "+31",
        "-1",
        "@SUM(1)",
        "<script>",
        "û\nš",
        "=",
        "1",
        "2026-01-01",
        "#REF!",
        "{=1}",
        "'=1",
    ],
)
def test_no_text_is_a_formula_or_anything_else(text: str) -> None:
    cell = read((text, None, None, None)).cell(2, 1)
    assert (cell.data_type, cell.value) == ("s", text)


def test_signs_that_no_file_can_hold_become_a_mark_and_the_rest_stays() -> None:
    assert (
        read(("a\x00b\x1bc\x9fd\ud800e\uffff", None, None, None)).cell(2, 1).value
        == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"
    )


def test_a_very_long_text_is_cut_so_that_programs_open_the_file() -> None:
    assert len(read(("x" * 40_000, None, None, None)).cell(2, 1).value) == 32_000


def test_the_head_stays_in_view_filters_and_has_its_width() -> None:
    page = read(("a", None, None, 1), ("b", None, None, 2))
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:D3")
    assert [cell.value for cell in page[1]] == ["Naam", "Dag", "Begint", "Aantal"]
    assert [page.column_dimensions[letter].width for letter in "ABCD"] == [30, 16, 8, 9]


def test_without_rows_there_is_only_the_head() -> None:
    page = read()
    assert (page.max_row, page.auto_filter.ref) == (1, "A1:D1")
