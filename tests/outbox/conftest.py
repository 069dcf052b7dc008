from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from outbox.actions import post
from outbox.models import Mail
from tests.outbox.mail_server import Postbox, free_port, running


@pytest.fixture(autouse=True)
def _outbox(settings: Settings, db: None, today: object) -> None:
    """Mail goes into the outbox and waits for the worker, as it does outside tests; the clock stands still."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """A mail server that answers."""
    with running(Postbox(), settings.EMAIL_PORT) as box:
        yield box


def letter(to: str = "samira@example.nl", subject: str = "Dag", text: str = "Hallo Ûbel.", **terms: object) -> Mail:
    """A letter that waits in the outbox."""
    post(to=to, subject=subject, text=text, asked_by=None, **terms)  # type: ignore[arg-type]
    return Mail.objects.latest("pk")


def later(time_machine: TimeMachineFixture, **delta: float) -> None:
    """Let time pass."""
    time_machine.move_to(timezone.now() + timedelta(**delta), tick=False)
