"""What imports share: setting only what differs, writing it in bulk, and counting it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


@dataclass
class Tally:
    """How many rows were new, changed (and in which fields) and unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    changed_fields: Counter[str] = field(default_factory=Counter)

    def count(self, fields: Collection[str]) -> bool:
        """Count a row that existed already, and say whether it changed."""
        self.changed_fields.update(fields)
        self.changed += bool(fields)
        self.unchanged += not fields
        return bool(fields)


def set_values(row: Model, values: Mapping[str, object]) -> list[str]:
    """Set what differs, and say which fields that are."""
    different = [name for name, value in values.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    return different


def write_changed(queryset: QuerySet[M], rows: Sequence[M], fields: Iterable[str]) -> None:
    """Update rows that exist, in bulk: an upsert costs a fraction of `bulk_update`'s CASE per field and row."""
    if rows:
        queryset.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=list(fields))
