"""Row f4: the disk is full, to the last byte: that of the database, and that of what is sent along with a form.

A small disk in memory (tmpfs) is mounted for each. On the first lies the whole database, PostgreSQL's server with its
log included (`proof.full_disk`). On the second lie the temporary files. There is no folder of media: what is made or
sent along is kept in the database.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from proof.breaking import is_readable
from proof.rows import Figure
from proof.small_disk import CannotMount, filled, small_disk
from proof.stage import client_of
from proof.tables import tables
from tests.teams.importing.filing import lay_guide, lay_region

MEGABYTES = {"sqlite": 40, "postgresql": 300}
LARGE = 3_000_000  # bytes: more than Django keeps in memory of what is sent along


def measure(*, quick: bool) -> Figure:
    """Both disks; without the right to mount one there is nothing to measure on."""
    try:
        data = _data_disk(quick=quick)
        refused, wrong = _temporary_disk()
    except CannotMount as error:
        return Figure(f"no small disk can be mounted here: {error}", False)
    wrong = [*data["wrong"], *wrong]
    text = (
        f"{len(data['corrupt'])} corruptions; {data['refused']} of {data['trials']} forms and jobs met a full disk of "
        f"the database on {connection.vendor}: {data['resumed']} of them succeeded once there was room; "
        f"{refused} of 2 files met a full temporary folder; {len(wrong)} without a clear message or whole outcome"
        f"{_of_log(data)}"
    )
    holds = data["refused"] > 0 and data["resumed"] == data["refused"] and refused == 2
    return Figure(text, holds and not data["corrupt"] and not wrong, (*data["corrupt"], *wrong))


def _of_log(data: dict[str, Any]) -> str:
    if connection.vendor != "postgresql":
        return ""
    return (
        f"; without room for its log PostgreSQL stopped {data['stopped']} of 1 times, and was started by us "
        f"{data['started']} times once there was room"
    )


def _data_disk(*, quick: bool) -> dict[str, Any]:
    """In a process of its own, with a database of its own."""
    with small_disk(MEGABYTES[connection.vendor]) as disk:
        inherited = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DB"}}
        own = {"TMPDIR": str(disk), "DB": "postgres" if connection.vendor == "postgresql" else ""}
        command = [sys.executable, "-m", "proof.full_disk", *(["quick"] if quick else [])]
        environment = {**inherited, **own, "XDG_RUNTIME_DIR": str(disk / "run")}
        (disk / "run").mkdir(mode=0o777)
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise AssertionError(f"no figures of the full disk: {ended.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def _temporary_disk() -> tuple[int, list[str]]:
    """A file that comes along with a form, and one that is made to be taken along."""
    region = lay_region()
    client = client_of(lay_guide(region))
    upload, sheet = reverse("teams:imports", args=[region.pk]), reverse("overview:xlsx", args=[region.pk, "scholen"])
    wrong: list[str] = []

    def send() -> Any:
        text = b"School;Rol;Naam\n" + b"De Zeester;IB;Anneke Visser\n" * (LARGE // 28)
        return client.post(upload, {"file": SimpleUploadedFile("teams.csv", text)})

    with small_disk(1) as disk, _temporary_files_at(disk):
        before = tables()
        with filled(disk):
            answers = [send()]
            if tables() != before:
                wrong.append("a file that was refused left something behind")
            answers.append(client.get(sheet))
        refused = [answer for answer in answers if answer.status_code == 507 and is_readable(answer)]
    wrong += [f"with a full temporary folder: {each.status_code}" for each in answers if each not in refused]
    again = [send().status_code, client.get(sheet).status_code]
    if again != [200, 200]:
        wrong.append(f"with room again: {again}")
    return len(refused), wrong


@contextmanager
def _temporary_files_at(folder: Path) -> Iterator[None]:
    with patch.object(tempfile, "tempdir", str(folder)), override_settings(FILE_UPLOAD_TEMP_DIR=str(folder)):
        yield
