"""The whole database as plain rows, to see what a request changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, UUIDField

from tests.access.watching import OF_LOOKING

# The number and moment of a row, and of the change it belongs to: another each time.
OF_THE_MOMENT = {"history_id", "change_id", "history_date", "made_at", "last_login", "date_joined"}

Row = dict[str, Any]
Rows = dict[tuple[str, Any], Row]


@dataclass(frozen=True)
class Difference:
    """One row that came (`before` is empty), went (`after` is empty) or changed."""

    table: str
    before: tuple[tuple[str, Any], ...]
    after: tuple[tuple[str, Any], ...]

    def __str__(self) -> str:
        changed = {name: value for name, value in self.after if dict(self.before).get(name) != value}
        return f"{self.table}: {changed or 'gone'}"


def tables() -> dict[str, Any]:
    """The model of every table that the program writes; but what is kept of merely looking."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if model._meta.db_table not in OF_LOOKING}


def dump() -> Rows:
    """Every row, by its table and key."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table, model in tables().items():
            names = [field.column for field in model._meta.concrete_fields]
            quoted = ", ".join(connection.ops.quote_name(name) for name in names)
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(table)}")  # noqa: S608 our own names
            key = names.index(model._meta.pk.column)
            for row in cursor.fetchall():
                rows[table, row[key]] = dict(zip(names, row, strict=True))
    return rows


def differences(before: Rows, after: Rows) -> set[Difference]:
    """What came, went and changed, without the numbers of new rows and the moment at which they came."""
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {
        Difference(
            key[0],
            _plain(key[0], before.get(key), is_new=False),
            _plain(key[0], after.get(key), is_new=key not in before),
        )
        for key in changed
    }


def _plain(table: str, row: Row | None, *, is_new: bool) -> tuple[tuple[str, Any], ...]:
    left_out = OF_THE_MOMENT | (_drawn(tables()[table]) if is_new else set())
    if (row or {}).get("history_type") == "+":
        left_out |= {"id"}  # of a row that was new too
    return tuple(sorted((name, value) for name, value in (row or {}).items() if name not in left_out))


def _drawn(model: Any) -> set[str]:
    """The columns that a new row fills with a number of its own, or by lot."""
    drawn = {field.column for field in model._meta.concrete_fields if isinstance(field, UUIDField)}
    return {model._meta.pk.column} | drawn


def references(found: set[Difference]) -> Iterator[tuple[str, Any]]:
    """Where the new and changed rows point to: the column, and the key of the other row."""
    for difference in found:
        columns = {
            field.column for field in tables()[difference.table]._meta.concrete_fields if isinstance(field, ForeignKey)
        }
        before = dict(difference.before)
        for name, value in difference.after:
            if name in columns and value is not None and before.get(name) != value:
                yield f"{difference.table}.{name}", value
