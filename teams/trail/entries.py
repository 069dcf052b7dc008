"""What the logbook shows, as plain values."""

from dataclasses import dataclass
from datetime import datetime

from schools.models import School

CAME, CHANGED, WENT = "nieuw", "gewijzigd", "weggehaald"


@dataclass(frozen=True)
class FieldDiff:
    """One field before and after, in words; "" where there is nothing. What is shielded is not in it at all."""

    label: str
    before: str = ""
    after: str = ""
    is_shielded: bool = False


@dataclass(frozen=True)
class RowDiff:
    """What was done to one row: `label` says which, `fate` whether it came, changed or went."""

    label: str
    fate: str
    fields: tuple[FieldDiff, ...]


@dataclass(frozen=True)
class Entry:
    """One line of the logbook. `change_key` is "" for what changed no row; `standing` says what became of it since.

    `school` is where it was done, as far as the page does not say that already.
    """

    made_at: datetime
    who: str
    summary: str
    school: School | None = None
    change_key: str = ""
    rows: tuple[RowDiff, ...] = ()
    standing: str = ""
    can_undo: bool = False
    is_undo: bool = False
