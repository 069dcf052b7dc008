"""The mail of signing in goes by the outbox, and is not kept longer than it is good for."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from outbox.delivery import deliver_due
from outbox.models import Mail
from teams.tasks import mail_code
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _outbox(settings: Settings, db: None, today: object) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"


def ask(client: Client, email: str = "anneke@example.nl") -> Mail:
    UserFactory(email=email)
    client.post("/inloggen/code/", {"email": email}, headers={"Host": "127.0.0.1"})
    asked = DBTaskResult.objects.get(task_path=mail_code.module_path)
    mail_code.call(*asked.args_kwargs["args"])
    return Mail.objects.get()


def test_a_code_waits_in_the_outbox_as_a_secret_that_expires_with_it(client: Client) -> None:
    mail = ask(client)
    assert (mail.recipient, mail.state, mail.is_secret, mail.expires_at) == (
        "anneke@example.nl",
        "queued",
        True,
        timezone.now() + timedelta(minutes=15),
    )


def test_of_a_code_that_was_sent_the_database_keeps_no_copy(client: Client) -> None:
    code = bytes(ask(client).content).decode().split("Kernteam is:\n\n")[1].split("\n")[0]
    deliver_due()
    mail = Mail.objects.get()
    assert (len(code) > 4, mail.state, bytes(mail.content), code in mail.subject) == (True, "sent", b"", False)


def test_an_unknown_address_leaves_nothing_in_the_outbox(client: Client) -> None:
    client.post("/inloggen/code/", {"email": "niemand@example.nl"})
    assert Mail.objects.count() == 0
