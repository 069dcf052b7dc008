"""The worker as a process of its own, on a database in a file, and killed with kill -9 in the middle of a mail."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.outbox.mail_server import Postbox, free_port, running

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60


class House:
    """A database in a file, and processes of this program that use it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.file = folder / "db.sqlite3"
        self.environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{self.file}",
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "DEMO": "0",
        }

    def manage(self, *words: str) -> None:
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def start_worker(self) -> subprocess.Popen[bytes]:
        words = [
            sys.executable,
            "manage.py",
            "db_worker",
            "--interval",
            "0.1",
            "--no-startup-delay",
            "--verbosity",
            "0",
        ]
        return subprocess.Popen(words, cwd=ROOT, env=self.environment)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.file, timeout=20) as connection:
            return connection.execute(sql).fetchall()

    def state(self) -> object:
        return self.query("SELECT state FROM outbox_mail")[0][0]

    def wait_until_sent(self) -> None:
        end = time.monotonic() + PATIENCE
        while self.state() != "sent" and time.monotonic() < end:
            time.sleep(0.1)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """With one mail in the outbox."""
    house = House(tmp_path, free_port())
    house.manage("migrate", "--verbosity", "0")
    house.manage("shell", "--verbosity", "0", "-c", POST)
    return house


POST = "from outbox.actions import post; post(to='a@example.nl', subject='Dag', text='Hallo', asked_by=None)"


def port_of(house: House) -> int:
    return int(house.environment["EMAIL_URL"].rsplit(":", 1)[1])


def test_the_worker_of_this_program_is_the_one_that_sweeps() -> None:
    assert get_commands()["db_worker"] == "outbox"


def test_a_worker_that_is_killed_while_sending_loses_nothing(house: House) -> None:
    postbox = Postbox()
    postbox.is_mute = True
    with running(postbox, port_of(house)):
        worker = house.start_worker()
        assert postbox.arrived.wait(PATIENCE)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert (house.state(), len(postbox.ids)) == ("queued", 1)
    house.query("UPDATE outbox_mail SET next_attempt_at = '2000-01-01 00:00:00'")  # the claim has lapsed
    house.query("DELETE FROM django_tasks_database_dbtaskresult")  # and with the worker every task was lost
    postbox.is_mute = False
    with running(postbox, port_of(house)):
        worker = house.start_worker()
        house.wait_until_sent()
        worker.terminate()
        worker.wait()
    assert (house.state(), len(postbox.ids), len(set(postbox.ids))) == ("sent", 2, 1)
