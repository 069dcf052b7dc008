"""How long the pages take at the size of a country, beside their floors and beside Django's admin, in one run.

A country is made by `manage.py make_country` on SQLite and on PostgreSQL and served by a real gunicorn with one worker.
The floor of a page is the barest answer that this server gives, and the same rows by one statement of plain SQL on the
driver itself; page, floors and admin take turns, so that the ratios survive a noisy machine. Bytes are those of the
answer before compression; memory is the most that the worker held meanwhile.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

SIZES, DATABASES = (100, 1000, 10_000), ("sqlite", "postgres")
ROUNDS, REQUESTS = 15, 10_000
QUICK = argparse.Namespace(schools=[30], databases=["sqlite"], rounds=2, requests=12)
COLUMNS = ("median_ms", "p95_ms", "floor_ms", "ratio", "admin_ms", "queries", "bytes", "memory_mb")
HEADS = ("median ms", "p95", "floor", "ratio", "admin", "queries", "bytes", "MB")


def rows_of(database: str, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """All sizes on one database, in a process of its own: Django knows one database at a time."""
    command = [sys.executable, __file__, "--only", database, "--seed", str(options.seed)]
    command += ["--schools", *map(str, options.schools), "--rounds", str(options.rounds)]
    command += ["--requests", str(options.requests)]
    environ = os.environ | {"DB": "postgres" if database == "postgres" else "sqlite"}
    with subprocess.Popen(command, env=environ, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode:
        raise SystemExit(f"the benchmark stopped on {database}")


def measure_one(options: argparse.Namespace) -> None:
    """Every size on the database of this process, a line of JSON for each row; memory over many requests at one."""
    from proof.scratch import database_url, empty, scratch_database

    with scratch_database():
        from benchmarks.speed.measuring import Size, measure

        for number, schools in enumerate(options.schools):
            if number:
                empty()
            size = Size(schools, options.rounds, 0 if number else options.requests, options.seed)
            for row in measure(options.only, database_url(), size):
                print(json.dumps(row), flush=True)


def as_text(row: dict[str, Any]) -> str:
    cells = " ".join(f"{'-' if row[name] is None else row[name]:>9}" for name in COLUMNS)
    before = f" (before {row['memory_before_mb']})" if "memory_before_mb" in row else ""
    return f"{row['database']:9} {row['schools']:6} {row['case']:28} {cells}{before}"


def options_of(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as a JSON list")
    parser.add_argument("--schools", type=int, nargs="+", default=SIZES)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each thing is done")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="after how many memory is looked at; 0: not")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="whether it runs at all: a few schools on SQLite, twice")
    parser.add_argument("--only", choices=DATABASES, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.quick:
        vars(options).update(vars(QUICK))
    return options


def main() -> None:
    options = options_of()
    if options.only:
        measure_one(options)
        return
    rows: list[dict[str, Any]] = []
    if not options.json:
        print(f"{'database':9} {'schools':>6} {'case':28} {' '.join(f'{head:>9}' for head in HEADS)}")
    for database in options.databases:
        for row in rows_of(database, options):
            rows.append(row)
            if not options.json:
                print(as_text(row), flush=True)
    if options.json:
        print(json.dumps(rows))


if __name__ == "__main__":
    main()
