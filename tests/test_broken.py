"""A page that breaks says in Dutch that it did, and why when that is the disk or the database, and no more."""

import errno
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.test import Client

from kernteam.broken import status_of

NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


class Driver(Exception):
    """What psycopg2 raises: with PostgreSQL's code, or without one when the connection is lost."""

    def __init__(self, said: str = "", pgcode: str | None = None) -> None:
        super().__init__(said)
        self.pgcode = pgcode


def caused(error: Exception, cause: Exception | None = None) -> Exception:
    error.__cause__ = cause
    return error


def sqlite_full() -> Exception:
    import sqlite3

    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA max_page_count = 1")
    try:
        database.execute("CREATE TABLE a (b)")
    except sqlite3.OperationalError as error:
        return error
    finally:
        database.close()
    raise AssertionError("there was room")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ZeroDivisionError, 500),
        (lambda: NO_ROOM, 507),
        (lambda: OSError(errno.EACCES, "Permission denied"), 500),
        (lambda: caused(ValueError("a file"), NO_ROOM), 507),
        (lambda: caused(OperationalError(), Driver("could not extend file", "53100")), 507),
        (lambda: caused(OperationalError(), Driver("FATAL: could not write: No space left on device")), 507),
        (lambda: caused(OperationalError("database or disk is full"), sqlite_full()), 507),
        (lambda: caused(OperationalError(), Driver("connection refused")), 503),
        (lambda: caused(OperationalError(), Driver("terminating connection", "57P01")), 503),
        (lambda: caused(InterfaceError(), Driver("connection already closed")), 503),
        (lambda: caused(DatabaseError(), Driver("server closed the connection unexpectedly")), 503),
        (lambda: caused(OperationalError(), Driver("deadlock detected", "40P01")), 500),
        (lambda: DatabaseError("Save with update_fields did not affect any rows."), 500),
        (lambda: caused(IntegrityError(), Driver("duplicate key", "23505")), 500),
    ],
)
def test_what_is_answered_says_why(error: Callable[[], Exception], status: int) -> None:
    assert status_of(error()) == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "head", "again"),
    [
        (ZeroDivisionError("geheim"), 500, "Er ging iets mis", None),
        (NO_ROOM, 507, "De schijf van de server is vol", "30"),
        (caused(OperationalError("geheim"), Driver("geheim")), 503, "Kernteam is er even niet", "30"),
    ],
)
def test_the_page_is_dutch_and_asks_the_database_nothing(
    caplog: pytest.LogCaptureFixture, error: Exception, status: int, head: str, again: str | None
) -> None:
    client = Client(raise_request_exception=False)
    with patch("accounts.middleware.SignInRequiredMiddleware.process_view", side_effect=error):
        answer = client.get("/inloggen/")
    content = answer.content.decode()
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, again)
    assert (f"<h1>{head}</h1>" in content, '<html lang="nl">' in content, "geheim" in content) == (True, True, False)
    caplog.clear()  # Django logs what broke as an error
