"""What is in the tables, as one figure each: the same rows, in whatever order they come, make the same figure."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import connection

# What a visit leaves behind by itself: sessions, when they were last used, and how often somebody tried to sign in.
OF_VISITS = frozenset({"django_session", "usersessions_usersession", "cache"})
INDEX = "trigrams_"  # what SQLite searches in: it is made from the other tables, and is laid out anew now and then
AT_ONCE = 2_000
SIZE = 2**256


@dataclass(frozen=True)
class Table:
    """How many rows, how many of their values say something, and what they say."""

    rows: int
    filled: int
    figure: int


Tables = dict[str, Table]


def tables(*, without: frozenset[str] = OF_VISITS) -> Tables:
    """Every table of the database but these."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _table(cursor, name) for name in names if name not in without and not name.startswith(INDEX)}


def differing(one: Tables, other: Tables) -> list[str]:
    """The tables that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def more(before: Tables, after: Tables) -> dict[str, tuple[int, int]]:
    """How many rows each table got, or lost, and how many values that say something."""
    found = {name: (after[name].rows - table.rows, after[name].filled - table.filled) for name, table in before.items()}
    return {name: numbers for name, numbers in found.items() if numbers != (0, 0)}


def _table(cursor: Any, name: str) -> Table:
    rows = filled = figure = 0
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 names from the database itself
    while found := cursor.fetchmany(AT_ONCE):
        rows += len(found)
        for row in found:
            values = [bytes(value) if isinstance(value, memoryview) else value for value in row]
            filled += sum(map(bool, values))
            figure = (figure + int.from_bytes(hashlib.sha256(repr(values).encode()).digest())) % SIZE
    return Table(rows, filled, figure)
