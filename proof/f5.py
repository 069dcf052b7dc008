"""Row f5: each migration is taken back and applied again on a filled database; no row of another table is lost.

What a migration adds to a row is gone when it is taken back; whatever stood there before must still say the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from proof.rows import Figure
from proof.stage import build

APPS = ("accounts", "meetings", "outbox", "schools", "teams")
NEWEST = 4  # of these the tests take back only so many: those before were asked when they were the newest
Migration = tuple[str, str]


@dataclass
class Table:
    """All rows of one table, each as a map from column to value."""

    columns: frozenset[str]
    rows: list[dict[str, object]]

    def says(self, columns: frozenset[str]) -> list[str]:
        """What the rows say in these columns, in an order of its own."""
        return sorted(repr([row[column] for column in sorted(columns)]) for row in self.rows)


Contents = dict[str, Table]


@dataclass
class Trial:
    """What taking one migration back and applying it again did to the tables that were there before and after."""

    migration: Migration
    error: str = ""
    rows: int = 0
    lost: tuple[str, ...] = ()


def measure(*, quick: bool) -> Figure:
    """From the newest migration to the oldest, each with everything before it still in place."""
    for _ in range(3 if quick else 50):
        build()
    with restored():
        trials = [back_and_forth(migration) for migration in newest_first()[: NEWEST if quick else None]]
    stuck = [f"{trial.migration} cannot be taken back: {trial.error}" for trial in trials if trial.error]
    lost = [f"{trial.migration} changed {table}" for trial in trials for table in trial.lost]
    rows = sum(trial.rows for trial in trials)
    text = (
        f"{len(trials) - len(stuck)} of {len(trials)} migrations reversible, "
        f"{len(lost)} tables with rows lost or changed; {rows} rows compared on {connection.vendor}"
    )
    return Figure(text, bool(trials) and rows > 0 and not stuck and not lost, (*stuck, *lost))


def newest_first() -> list[Migration]:
    """The migrations of this project, so that each is taken back when nothing depends on it any more."""
    loader = MigrationLoader(connection)
    plan = MigrationExecutor(connection).migration_plan(loader.graph.leaf_nodes(), clean_start=True)
    ours = [(step.app_label, step.name) for step, _ in plan if step.app_label in APPS]
    return list(reversed(ours))


def back_and_forth(migration: Migration) -> Trial:
    """Back, forward, and back again: the last leaves the way free for the migration before."""
    before = contents()
    try:
        _take_back(migration)
        between = contents()
        call_command("migrate", *migration, verbosity=0)
        after = contents()
        _take_back(migration)
    except Exception as error:  # noqa: BLE001 whatever a migration raises, it is not reversible
        return Trial(migration, error=f"{type(error).__name__}: {error}")
    remained = sorted(before.keys() & between.keys())
    lost = tuple(table for table in remained if not _same(before[table], between[table], after.get(table)))
    return Trial(migration, rows=sum(len(before[table].rows) for table in remained), lost=lost)


def _same(before: Table, between: Table, after: Table | None) -> bool:
    if after is None:
        return False
    columns = before.columns & between.columns & after.columns
    return before.says(columns) == between.says(columns) == after.says(columns)


def contents() -> Contents:
    """Everything in the tables of this project."""
    found: Contents = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(APPS):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 our own tables
                columns = [column[0] for column in cursor.description]
                rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
                found[table] = Table(frozenset(columns), rows)
    return found


@contextmanager
def restored() -> Iterator[None]:
    """Whatever happens inside, all migrations are applied again after."""
    try:
        yield
    finally:
        call_command("migrate", verbosity=0)


def _take_back(migration: Migration) -> None:
    app, _ = migration
    parents = (node.key for node in MigrationLoader(connection).graph.node_map[migration].parents)
    target = next((name for parent_app, name in parents if parent_app == app), "zero")
    call_command("migrate", app, target, verbosity=0)
