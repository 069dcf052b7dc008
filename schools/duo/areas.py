"""Which samenwerkingsverbanden a postcode belongs to: the annex of BWBR0032324, as PC4;GEMEENTE;SWV_PO;SWV_VO."""

from dataclasses import dataclass
from functools import partial

from schools.duo import values
from schools.duo.refusal import Remark
from schools.duo.rows import Key, Readers, read_rows
from schools.duo.table import read_table

COLUMNS = {"digits": ("PC4",), "po_code": ("SWV PO",), "vo_code": ("SWV VO",)}
READERS: Readers = {
    "digits": values.digits,
    "po_code": partial(values.swv_code, kind="PO"),
    "vo_code": partial(values.swv_code, kind="VO"),
}
KEY = Key("digits", "postcode")


@dataclass(frozen=True, kw_only=True)
class AreaRecord:
    """The samenwerkingsverbanden of the four digits of a postcode; "" where the table names none."""

    digits: str
    po_code: str
    vo_code: str


@dataclass(frozen=True)
class AreaFile:
    """A file in which every row is right; the notes are about codes that were left empty."""

    records: tuple[AreaRecord, ...]
    notes: tuple[Remark, ...]


def read_areas(data: bytes) -> AreaFile:
    """The areas in a file. Raises FileRefused, with every wrong line, as soon as one line is wrong."""
    rows, notes = read_rows(read_table(data, COLUMNS), lambda _: READERS, KEY)
    return AreaFile(tuple(AreaRecord(**fields) for fields in rows), tuple(notes))
