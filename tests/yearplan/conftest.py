"""Mails are rows, and a year is searched no longer than it takes."""

import pytest

from tests.meetings.conftest import mail_is_kept  # noqa: F401 a fixture
from yearplan.actions import computing


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computing, "LEAST", 0.02)
