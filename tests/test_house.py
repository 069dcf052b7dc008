"""The house itself: production does not start half configured, and what stands on disk is what was agreed."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "k" * 30 + "0123456789" * 3,
    "ALLOWED_HOSTS": "kernteam.example.nl",
    "SITE_URL": "https://kernteam.example.nl",
}
BOOTSTRAP_CSS = "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own, with nothing of ours in the environment but this."""
    ours = {*PRODUCTION, "DEMO", "DEBUG", "DATABASE_URL"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    defaults = {"DEMO": "0", "DEBUG": "0", "SECRET_KEY": "", "DATABASE_URL": "sqlite://:memory:"}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", "import kernteam.settings"],
        env=inherited | defaults | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_all_is_set() -> None:
    answer = start(**PRODUCTION)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"SECRET_KEY": "insecure-only-for-trying-out-never-in-production"}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing"),
        ({"SITE_URL": ""}, "SITE_URL is missing"),
        ({"SITE_URL": "kernteam.example.nl"}, "SITE_URL is missing"),
        ({"DEMO": "1"}, "DEMO is on"),
        ({"DEBUG": "1"}, "DEBUG is on"),
    ],
    ids=lambda value: "" if isinstance(value, str) else "=".join(next(iter(value.items())))[:20],
)
def test_production_refuses_to_start(wrong: dict[str, str], reason: str) -> None:
    answer = start(**PRODUCTION | wrong)
    assert (answer.returncode, reason in answer.stderr) == (1, True), answer.stderr


@pytest.mark.django_db
def test_healthz_is_well_when_the_database_answers_and_all_migrations_are_applied() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "migrations": True})


@pytest.mark.django_db
def test_healthz_is_ill_when_a_migration_is_missing(caplog: pytest.LogCaptureFixture) -> None:
    last = (ROOT / "teams" / "migrations" / "max_migration.txt").read_text().strip()
    MigrationRecorder(connection).record_unapplied("teams", last)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "migrations": False})
    caplog.clear()  # Django logs every 503 as an error


@pytest.mark.django_db
def test_healthz_is_ill_when_the_database_is_gone(caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": False, "migrations": False})
    caplog.clear()


def test_bootstrap_is_the_file_that_was_looked_at() -> None:
    """It comes from a package of one maintainer: another file than ours must be looked at first."""
    found = finders.find("bootstrap/css/bootstrap.min.css")
    assert hashlib.sha256(Path(str(found)).read_bytes()).hexdigest() == BOOTSTRAP_CSS


def test_no_other_file_of_bootstrap_is_used() -> None:
    used = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"bootstrap/[\w./-]+", path.read_text())
    }
    assert {name for name in used if "static" not in name and name.endswith((".css", ".js"))} == {
        "bootstrap/css/bootstrap.min.css"
    }


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_and_has_every_hash(name: str) -> None:
    text = (ROOT / name).read_text()
    packages = re.findall(r"^[\w.\[\]-]+==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert (re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text), len(packages)) == (
        [],
        len(re.findall(r"^[a-z]", text, re.MULTILINE)),
    )


def test_every_app_has_its_layer() -> None:
    """A new app that import-linter does not know could import whatever it likes."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    ours = {config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT}
    layers = set(linter["contracts"][0]["layers"])
    assert (ours - layers, ours - set(linter["root_packages"])) == (set(), set())


def test_every_variable_that_the_settings_read_is_explained() -> None:
    settings = (ROOT / "kernteam" / "settings.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", settings))
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert (read, read - explained, explained - read) == (read, set(), set())


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "css").glob("*.css")), ids=lambda path: path.name)
def test_what_a_stylesheet_names_is_there(path: Path) -> None:
    named = re.findall(r"url\([\"']?([^\"')]+)", path.read_text())
    assert [name for name in named if not name.startswith(("data:", "#")) and not (path.parent / name).exists()] == []
