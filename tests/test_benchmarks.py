"""The benchmark of the pages runs, and prints what it promises."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
KEYS = {"case", "database", "schools", "median_ms", "p95_ms", "floor_ms", "ratio", "admin_ms", "queries", "bytes"}
NO_ADMIN = {"calendar of a person", "csv of all schools", "one replacement saved", "register of DUO taken over"}


@pytest.mark.once
@pytest.mark.own_database
def test_its_quick_form_measures_every_case() -> None:
    environ = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DEMO"}}
    command = [sys.executable, "benchmarks/pages.py", "--quick", "--json"]
    done = subprocess.run(command, cwd=HOUSE, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = json.loads(done.stdout)
    assert all(row.keys() >= KEYS for row in rows)
    pages = {row["case"]: row for row in rows if row["ratio"] is not None}
    assert {name for name, row in pages.items() if row["admin_ms"] is None} == NO_ADMIN
    assert all(row["floor_ms"] > 0 and row["median_ms"] > 0 and row["queries"] > 0 for row in pages.values())
    assert all(row["p95_ms"] >= row["median_ms"] for row in rows)
    assert [row["case"] for row in rows if row["ratio"] is None] == ["12 requests"]
