"""What the databases keep to search in, by themselves, whatever way a row is written.

`teams_plain` makes a text plain: lower case, without accents and signs. On PostgreSQL it stands on `unaccent` and its
trigrams (`pg_trgm`) are in a GIN index. SQLite has a table of trigrams (FTS5) beside each table that is searched in,
kept by triggers; `teams_plain` is there a function of ours, which every connection of Django gets.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from teams import names
from teams.search.matching import likeness

_SPACE = " || ' ' || "


class Searched(NamedTuple):
    """A table that is searched in, and the columns that make its text."""

    table: str
    columns: tuple[str, ...]

    @property
    def its_index(self) -> str:
        """The name of its index."""
        return f"trigrams_{self.table}"  # no name of an app: it is made of what those keep, and may go

    def text(self, row: str = "") -> str:
        """The SQL of its text; `row` is a table or an alias with a point behind it."""
        return f"teams_plain({_SPACE.join(f'{row}{column}' for column in self.columns)})"


SCHOOLS = Searched("schools_school", ("name", "city", "district", "establishment_code"))
PEOPLE = Searched("teams_professional", ("sort_key",))
TABLES = (SCHOOLS, PEOPLE)

# Signs become spaces, as in `names.plain`; unaccent knows the letters.
PLAIN_ON_POSTGRESQL = r"""
CREATE OR REPLACE FUNCTION teams_plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(
        lower({schema}.unaccent('{schema}.unaccent'::regdictionary, value)), '[!-/:-@\[-`{{-~’‘–]+', ' ', 'g'
    )
$$
"""
SCHEMA = (
    "SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'unaccent'"
)


def lay_on_postgresql(cursor: Any) -> None:
    """The function and the indexes. Extensions may be in any schema, which an index must name."""
    cursor.execute(SCHEMA)
    cursor.execute(PLAIN_ON_POSTGRESQL.format(schema=cursor.fetchone()[0]))
    for each in TABLES:
        cursor.execute(f"CREATE INDEX {each.its_index} ON {each.table} USING gin ({each.text()} gin_trgm_ops)")


def lift_from_postgresql(cursor: Any) -> None:
    for each in TABLES:
        cursor.execute(f"DROP INDEX IF EXISTS {each.its_index}")
    cursor.execute("DROP FUNCTION IF EXISTS teams_plain(text)")


def give_functions(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receiver of connection_created: a connection to SQLite knows what PostgreSQL knows by itself."""
    if connection.vendor == "sqlite":
        own = connection.connection
        own.create_function("teams_plain", 1, names.plain, deterministic=True)
        own.create_function("teams_likeness", 2, lambda text, words: likeness(words.split(), text), deterministic=True)


def lay_on_sqlite(using: str, **_: Any) -> None:
    """Receiver of post_migrate: the tables of trigrams are there, filled, and kept by triggers. Django drops the
    triggers of a table that it alters; then its trigrams are made anew."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for each in TABLES:
            cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = %s AND type = 'trigger'", [each.table])
            there = {name for (name,) in cursor.fetchall()}
            if not _triggers_of(each) <= there and each.table in connection.introspection.table_names(cursor):
                for statement in _sqlite(each):
                    cursor.execute(statement)


def _triggers_of(each: Searched) -> set[str]:
    return {f"{each.its_index}_{event}" for event in ("insert", "update", "delete")}


def _sqlite(each: Searched) -> Iterator[str]:
    """The table of trigrams, what is in it now, and the triggers that keep it so."""
    name, table = each.its_index, each.table
    put = f"INSERT INTO {name} (rowid, plain) VALUES (NEW.id, {each.text('NEW.')});"
    take = f"INSERT INTO {name} ({name}, rowid, plain) VALUES ('delete', OLD.id, {each.text('OLD.')});"
    yield f"DROP TABLE IF EXISTS {name}"
    yield f"CREATE VIRTUAL TABLE {name} USING fts5(plain, content='', tokenize='trigram')"
    yield f"INSERT INTO {name} (rowid, plain) SELECT id, {each.text()} FROM {table}"
    for trigger in _triggers_of(each):
        yield f"DROP TRIGGER IF EXISTS {trigger}"
    yield f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {put} END"
    yield f"CREATE TRIGGER {name}_update AFTER UPDATE OF {', '.join(each.columns)} ON {table} BEGIN {take} {put} END"
    yield f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {take} END"
