"""Proof d3: an import that breaks off anywhere leaves no half register behind.

The functions answer (partial states, trials), so that a proof can be run outside the tests too; they leave the
register as it was.
"""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction

from schools.actions.register import import_schools
from schools.duo.schools import read_schools
from schools.models import Board, Municipality, PostcodeArea, Region, School
from tests.schools.duo_files import many

TABLES = [model._meta.db_table for model in (School, Municipality, Board, PostcodeArea, Region)]
FIRST, LATER = many(200), many(230).replace(b"School 1", b"Basisschool 1").replace(b"10AC", b"19ZZ")
DAY = date(2026, 9, 1)

# Runs the import in a process that kills itself after statement k, or (k = 0) at the moment of the commit.
KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection

step, seen = int(sys.argv[1]), 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def count(execute, sql, *arguments):
    global seen
    result = execute(sql, *arguments)
    seen += sql.startswith(("SELECT", "INSERT", "UPDATE"))
    if seen == step:
        die()
    return result

if step == 0:
    connection.ensure_connection()
    connection.commit = die
with connection.execute_wrapper(count):
    call_command("import_duo", sys.argv[2])
"""


class Cursor(Protocol):
    def execute(self, sql: str, /) -> Any: ...
    def fetchall(self) -> Any: ...


class Broken(OperationalError):
    """The failure that is put into an import."""


def checksum(cursor: Cursor) -> str:
    """One figure for everything in the tables that an import writes."""
    digest = hashlib.sha256()
    for table in TABLES:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 our own table names
        digest.update(repr([tuple(row) for row in cursor.fetchall()]).encode())
    return digest.hexdigest()


def current() -> str:
    with connection.cursor() as cursor:
        return checksum(cursor)


@contextmanager
def after_each_statement(do: Callable[[int], None]) -> Iterator[None]:
    """Call this with 1, 2, 3... after every statement; those that begin and end a transaction do not count."""
    seen = 0

    def execute_and_do(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        nonlocal seen
        result = execute(sql, *arguments)
        if sql.startswith(("SELECT", "INSERT", "UPDATE")):
            seen += 1
            do(seen)
        return result

    with connection.execute_wrapper(execute_and_do):
        yield


def statements(run: Callable[[], object]) -> int:
    """How many statements this takes; what it did is undone."""
    seen: list[int] = []
    with transaction.atomic():
        with after_each_statement(seen.append):
            run()
        transaction.set_rollback(True)
    return len(seen)


def partial_after_error(run: Callable[[], object], steps: Sequence[int]) -> tuple[int, int]:
    """Break off after each of these statements, and when committing; how often did that leave something behind?"""
    before, partial = current(), 0
    for last in steps:

        def break_off(step: int, last: int = last) -> None:
            if step == last:
                raise Broken

        with after_each_statement(break_off):
            run_broken(run)
        partial += current() != before
    with patch.object(connection, "commit", side_effect=Broken):
        run_broken(run)
    return partial + (current() != before), len(steps) + 1


def run_broken(run: Callable[[], object]) -> None:
    """Run it and require that the failure put into it comes out."""
    try:
        run()
    except Broken:
        return
    raise AssertionError("the import was not broken off")


def partial_after_kill(
    database_url: str, file: Path, steps: Iterable[int], check: Callable[[], str]
) -> tuple[int, int]:
    """Kill (-9) a process that imports the file after each of these statements; 0 is the moment of the commit."""
    before, partial, trials = check(), 0, 0
    settings = {"DJANGO_SETTINGS_MODULE": "kernteam.settings", "DATABASE_URL": database_url}
    for step in steps:
        command = [sys.executable, "-c", KILLED, str(step), str(file)]
        ended = subprocess.run(command, env=os.environ | settings, check=False, capture_output=True)
        if ended.returncode != -signal.SIGKILL:
            raise AssertionError(f"the import was not killed: {ended.stderr.decode()}")
        partial += check() != before
        trials += 1
    return partial, trials


def do_import(data: bytes) -> None:
    import_schools(records=read_schools(data).records, today=DAY)


@pytest.fixture
def _first_edition(transactional_db: None) -> None:
    do_import(FIRST)


@pytest.fixture
def shared_database(tmp_path: Path, _first_edition: None) -> tuple[str, Callable[[], str]]:
    """The database for another process to work on, and its checksum. SQLite's tests run in memory: copied to a file."""
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])
        return url._replace(path=f"/{connection.settings_dict['NAME']}").geturl(), current
    copy = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])

    def check() -> str:
        database = sqlite3.connect(copy)
        try:
            return checksum(database.cursor())
        finally:
            database.close()

    return f"sqlite:///{copy}", check


@pytest.fixture
def later(tmp_path: Path) -> Path:
    path = tmp_path / "later.csv"
    path.write_bytes(LATER)
    return path


@pytest.mark.usefixtures("_first_edition")
def test_the_later_edition_adds_changes_and_closes() -> None:
    report = import_schools(records=read_schools(LATER).records, today=DAY)
    assert (report.schools.new, report.schools.changed, len(report.closed)) == (31, 111, 1)


@pytest.mark.usefixtures("_first_edition")
def test_an_import_that_breaks_off_leaves_nothing_behind() -> None:
    steps = range(1, statements(lambda: do_import(LATER)) + 1)
    assert len(steps) >= 7
    assert partial_after_error(lambda: do_import(LATER), steps) == (0, len(steps) + 1)


@pytest.mark.usefixtures("_first_edition")
def test_an_import_in_two_transactions_would_be_found_out() -> None:
    """Negative control: the measuring sees a half register when there is one."""
    records = read_schools(LATER).records

    def run() -> None:
        import_schools(records=records[:100], today=DAY, allow_closing=True)
        import_schools(records=records, today=DAY)

    partial, _ = partial_after_error(run, [statements(run)])
    assert partial > 0


def test_an_import_that_is_killed_leaves_nothing_behind(
    shared_database: tuple[str, Callable[[], str]], later: Path
) -> None:
    url, check = shared_database
    last = statements(lambda: do_import(LATER))
    assert partial_after_kill(url, later, (1, last // 2, last, 0), check) == (0, 4)


@pytest.mark.usefixtures("_first_edition")
def test_after_breaking_off_the_same_file_can_be_imported_and_then_changes_nothing(later: Path) -> None:
    with patch.object(connection, "commit", side_effect=OperationalError("gone")), pytest.raises(CommandError):
        call_command("import_duo", str(later))
    do_import(LATER)
    after = current()
    do_import(LATER)
    assert current() == after
