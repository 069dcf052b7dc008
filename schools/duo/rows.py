"""Every row of a table read field by field; the first wrong one refuses the file, after all are looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from schools.duo.refusal import FileRefused, LeftEmpty, Remark
from schools.duo.table import Row, Table

Readers = Mapping[str, Callable[[str], str]]


@dataclass(frozen=True)
class Key:
    """The field by which a row is known, and its name in Dutch."""

    field: str
    label: str


def read_rows(
    table: Table, readers_of: Callable[[Row], Readers], key: Key
) -> tuple[list[dict[str, str]], list[Remark]]:
    """The fields of every row, and what to note about them. Raises FileRefused with the reason of every wrong line.

    Wrong is a value that its reader refuses by any ValueError but LeftEmpty, or a key that occurs twice.
    """
    rows: list[dict[str, str]] = []
    notes: list[Remark] = []
    rejected = list(table.rejected)
    first_lines: dict[str, int] = {}
    for row in table.rows:
        fields, row_notes, reasons = _read(row, readers_of(row))
        known_by = fields[key.field]
        if known_by and first_lines.setdefault(known_by, row.line) != row.line:
            reasons.append(f"{key.label} {known_by} staat ook op regel {first_lines[known_by]}.")
        rows.append(fields)
        notes += [Remark(row.line, note) for note in row_notes]
        rejected += [Remark(row.line, reason) for reason in reasons]
    if rejected:
        count = len(table.rows) + len(table.rejected)
        raise FileRefused("Het bestand bevat fouten.", read=count, rejected=sorted(rejected))
    return rows, notes


def _read(row: Row, readers: Readers) -> tuple[dict[str, str], list[str], list[str]]:
    """The fields of one row, what to note about them, and why the row is wrong."""
    fields = dict.fromkeys(readers, "")
    notes, reasons = [], []
    for field, read in readers.items():
        try:
            fields[field] = read(row.values[field])
        except LeftEmpty as error:
            notes.append(str(error))
        except ValueError as error:
            reasons.append(str(error))
    return fields, notes, reasons
