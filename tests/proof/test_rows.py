"""Every built row of the proof holds, at a small size. The rows of a letter share a process and a scratch database:
laying that takes longer than most of them."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from proof.__main__ import as_json, is_built, results
from proof.rows import ROWS, Row
from proof.small_disk import can_mount

BUILT = [row.id for row in ROWS if is_built(row)]
# What PostgreSQL might answer otherwise: what is stored, by several at once, and kept.
LETTERS = "defg" if os.environ.get("DB") == "postgres" else "abcdefgh"
NEEDS_CHROMIUM = {"c2"}
NEEDS_A_DISK = {"f4"}  # of its own, which only root may mount


def proof(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "proof", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=1_500)


@pytest.mark.own_database
@pytest.mark.parametrize("letter", LETTERS)
def test_the_built_rows_hold(letter: str) -> None:
    chosen = [row_id for row_id in BUILT if row_id[0] == letter and (row_id not in NEEDS_A_DISK or can_mount())]
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if NEEDS_CHROMIUM & set(chosen) and not browser and not os.environ.get("CI"):
        pytest.skip("No Chromium: apt-get install chromium.")
    answer = proof("--json", "--quick", *chosen)
    rows = json.loads(answer.stdout)
    held = [(row_id, "holds") for row_id in chosen]
    assert [(row["id"], row["verdict"]) for row in rows] == held, answer.stdout + answer.stderr


def test_every_row_is_built() -> None:
    assert [row.id for row in ROWS if not is_built(row)] == []


def test_a_row_without_a_measurement_is_missing_and_never_passed() -> None:
    found = results([Row("z1", "something new", "0 wrong")], quick=True)
    missing = {"id": "z1", "figure": None, "target": "0 wrong", "verdict": "missing"}
    assert json.loads(as_json(found)) == [missing]


def test_every_row_of_the_matrix_is_listed() -> None:
    sizes = {"a": 4, "b": 2, "c": 6, "d": 3, "e": 4, "f": 5, "g": 4, "h": 6}
    assert [row.id for row in ROWS] == [f"{letter}{n}" for letter, size in sizes.items() for n in range(1, size + 1)]


def test_an_unknown_row_is_refused() -> None:
    answer = proof("z9")
    assert (answer.returncode, "no such row: z9" in answer.stderr) == (2, True)
