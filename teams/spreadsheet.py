"""How a value stands in a cell of a spreadsheet (xlsx): text is text, whatever it begins with (decision 34)."""

import re
from datetime import date, time

from openpyxl.cell import Cell

Value = str | int | float | date | time | None

# What no sheet can hold: control characters, the halves of a character, and what is no character at all.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_000  # characters in a cell, of the 32,767 that programs take
FORMATS = {date: "dd-mm-yyyy", time: "h:mm"}


def write(cell: Cell, value: Value) -> Cell:
    """Put a value in a cell and give it back. Text keeps the mark by which a program leaves it text when somebody edits
    it; nothing is added to it, and what a sheet cannot hold becomes �."""
    if isinstance(value, str):
        cell.value = IMPOSSIBLE.sub("\ufffd", value)[:LONGEST] or None
        if cell.value is not None:
            cell.data_type, cell.quotePrefix = "s", True  # the library makes a formula of what begins with =
        return cell
    cell.value = value
    if type(value) in FORMATS:
        cell.number_format = FORMATS[type(value)]
    return cell
