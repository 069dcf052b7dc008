"""What was done cannot be edited: the database itself refuses to change or delete a row that is `Kept`.

Triggers guard those tables, on PostgreSQL and on SQLite alike. They let through: a change being completed by
`schools.changes.recorded`, an account or person who goes (a reference becomes NULL, the rest stays), and everything
while the trail is `opened`, which leaves a row of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import SET_NULL

from schools.models import Change, Kept, Opening

NAME = "schools_keep"
GUARD = Opening._meta.db_table
REFUSAL = "The trail is only added to."
UNFINISHED = {Change._meta.db_table: "OLD.summary = ''"}  # `recorded` says at the end what was done
EVENTS = ("update", "delete", "truncate", "insert")


@contextmanager
def opened(reason: str) -> Iterator[None]:
    """Take something out of the trail, in a transaction; `reason` stays, so it names nobody."""
    with transaction.atomic():
        opening = Opening.objects.create(reason=reason)
        yield
        Opening.objects.filter(pk=opening.pk).update(is_open=False)


def kept_models() -> list[type[Kept]]:
    """Every model whose rows are only added: row images with what they are tied to, changes, log entries, openings."""
    return [model for model in apps.get_models() if issubclass(model, Kept)]


def lay(using: str, **_: Any) -> None:
    """Guard the tables that are there; receiver of post_migrate, because Django drops triggers with what it alters."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        _lift(connection, cursor, tables)
        for statement in _statements(connection, cursor, tables) if GUARD in tables else ():
            cursor.execute(statement)


def lift(using: str, plan: Any = None, **_: Any) -> None:
    """Take the guard away; receiver of pre_migrate: a table whose columns a trigger names cannot be altered."""
    if plan == []:
        return
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _lift(connection, cursor, set(connection.introspection.table_names(cursor)))


def _lift(connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: set[str]) -> None:
    for table in _kept_tables(tables):
        for event in EVENTS:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on}")


def _kept_tables(tables: set[str]) -> dict[str, type[Kept]]:
    return {model._meta.db_table: model for model in kept_models() if model._meta.db_table in tables}


def _statements(connection: BaseDatabaseWrapper, cursor: CursorWrapper, tables: set[str]) -> Iterator[str]:
    """What makes the triggers of the tables that are there, with the columns that these have now."""
    write = _postgresql if connection.vendor == "postgresql" else _sqlite
    for table, model in _kept_tables(tables).items():
        described = connection.introspection.get_table_description(cursor, table)
        yield from write(model, [column.name for column in described])


def _is_rewritten(model: type[Kept], columns: list[str], same: str) -> str:
    """The condition that an update changes more than it may; `same` compares two values that can be NULL."""
    may_lapse = {field.column for field in model._meta.concrete_fields if _on_delete(field) is SET_NULL}
    stays = [
        f"(NEW.{column} IS NULL OR NEW.{column} {same} OLD.{column})"
        if column in may_lapse
        else f"NEW.{column} {same} OLD.{column}"
        for column in columns
    ]
    allowed = [" AND ".join(stays), *filter(None, [UNFINISHED.get(model._meta.db_table)])]
    return f"NOT ({' OR '.join(allowed)})"


def _on_delete(field: Any) -> Any:
    return getattr(field.remote_field, "on_delete", None)


def _sqlite(model: type[Kept], columns: list[str]) -> Iterator[str]:
    """INSERT OR REPLACE deletes without a delete trigger, so a row that is there is not inserted again either."""
    table, key = model._meta.db_table, model._meta.pk.column
    conditions = {
        "update": _is_rewritten(model, columns, "IS"),
        "delete": "TRUE",
        "insert": f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})",
    }
    for event, condition in conditions.items():
        yield (
            f"CREATE TRIGGER {_name(table, event)} BEFORE {event.upper()} ON {table} "
            f"WHEN NOT EXISTS (SELECT 1 FROM {GUARD} WHERE is_open) AND {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql(model: type[Kept], columns: list[str]) -> Iterator[str]:
    table, same = model._meta.db_table, "IS NOT DISTINCT FROM"
    yield (
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NOT EXISTS (SELECT 1 FROM {GUARD} WHERE is_open) THEN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for event, per in (
        ("update", f"FOR EACH ROW WHEN ({_is_rewritten(model, columns, same)})"),
        ("delete", "FOR EACH ROW"),
        ("truncate", "FOR EACH STATEMENT"),
    ):
        yield (
            f"CREATE TRIGGER {_name(table, event)} BEFORE {event.upper()} ON {table} {per} EXECUTE FUNCTION {NAME}()"
        )


def _name(table: str, event: str) -> str:
    """PostgreSQL keeps only the first 63 signs; there a name need not be unique beyond its table."""
    return f"{NAME}_{event}_{table}"
