"""What is answered when a page breaks: that it did, or why nothing can be kept or read. It asks no database."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
DISK_FULL = "53100"  # PostgreSQL's word for it
SAID = (os.strerror(errno.ENOSPC), "ENOSPC")  # by PostgreSQL when nobody can connect any more, and by libxml
SHUT_DOWN = "57P"  # how PostgreSQL's words begin for being stopped, killed or not yet ready
AGAIN_AFTER = "30"  # seconds


def server_error(_request: HttpRequest) -> HttpResponse:
    """507 when the disk is full, 503 when the database is gone for now, else 500."""
    status = status_of(sys.exc_info()[1])
    answer = HttpResponse(loader.render_to_string(f"{status}.html"), status=status)
    if status != 500:
        answer.headers["Retry-After"] = AGAIN_AFTER
    return answer


def status_of(error: BaseException | None) -> int:
    """By what caused it."""
    causes = list(_causes(error))
    if any(_is_no_room(cause) for cause in causes):
        return 507
    return 503 if any(_is_gone(cause) for cause in causes) else 500


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_no_room(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(error, "pgcode", None) == DISK_FULL or any(words in str(error) for words in SAID)


def _is_gone(error: BaseException) -> bool:
    """Django wraps what the driver raised: for a connection that is lost that has no code, or says a server stops."""
    driver = error.__cause__
    is_trouble = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
    if not is_trouble or driver is None or isinstance(driver, sqlite3.Error):
        return False
    code = getattr(driver, "pgcode", None)
    return code is None or code.startswith(SHUT_DOWN)
