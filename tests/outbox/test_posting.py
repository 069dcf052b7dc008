"""Writing mail down: in the transaction of what it reports, with everything that sending it needs."""

from email import message_from_bytes, policy
from uuid import UUID

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from outbox.actions import forget_mail_to, post, was_posted
from outbox.models import Mail
from tests.factories import UserFactory
from tests.outbox.conftest import letter

KEY = UUID("0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10")


def test_a_letter_waits_in_the_outbox_and_nothing_was_sent() -> None:
    """There is no mail server in this test: whoever asked for the mail did not wait for one."""
    asked_by = UserFactory()
    post(to="Samira@Example.nl", subject="Dag", text="Hallo Ûbel.\n", asked_by=asked_by)
    mail = Mail.objects.get()
    assert (mail.state, mail.recipient, mail.subject, mail.asked_by, mail.attempts, mail.is_secret) == (
        "queued",
        "samira@example.nl",
        "Dag",
        asked_by,
        0,
        False,
    )


def test_the_whole_message_is_kept_with_its_message_id() -> None:
    mail = letter()
    text = bytes(mail.content).decode()
    assert (mail.message_id in text, "Hallo Ûbel." in text, mail.message_id.endswith("@127.0.0.1>")) == (
        True,
        True,
        True,
    )


def test_with_it_goes_one_task_that_names_only_its_number() -> None:
    mail = letter()
    assert [(task.task_path, task.args_kwargs) for task in DBTaskResult.objects.all()] == [
        ("outbox.tasks.send_mail", {"args": [mail.pk], "kwargs": {}})
    ]


def test_what_is_rolled_back_leaves_no_mail_and_no_task() -> None:
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)
    assert (Mail.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_djangos_own_way_of_sending_ends_here_too() -> None:
    assert send_mail("Dag", "Hallo", None, ["a@example.nl"]) == 1
    assert Mail.objects.get().sender == "Kernteam <kernteam@example.nl>"


def test_a_letter_to_several_people_is_a_mail_each_with_one_message_id() -> None:
    message = EmailMultiAlternatives("Dag", "Hallo", to=["A <a@example.nl>", "b@example.nl"], bcc=["a@example.nl"])
    message.attach_alternative("<p>Hallo</p>", "text/html")
    message.send()
    assert (
        sorted(Mail.objects.values_list("recipient", flat=True)),
        Mail.objects.values("message_id").distinct().count(),
    ) == (["a@example.nl", "b@example.nl"], 1)


def test_a_letter_to_nobody_is_no_mail() -> None:
    EmailMessage("Dag", "Hallo", to=[]).send()
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("subject", ["Dag\nBcc: kwaad@example.nl", "Dag\r\n\r\nBcc: kwaad@example.nl", "Dag\x0bBcc: x"])
def test_a_line_break_in_a_subject_makes_no_header(subject: str) -> None:
    mail = letter(subject=subject)
    headers = bytes(mail.content).decode().split("\n\n")[0]
    assert ("\nBcc:" in headers, mail.subject.startswith("Dag Bcc: "), Mail.objects.count()) == (False, True, 1)


def test_a_message_of_others_with_a_line_break_in_its_subject_is_refused_and_not_kept() -> None:
    with pytest.raises(BadHeaderError):
        EmailMessage("Dag\nBcc: kwaad@example.nl", "Hallo", to=["a@example.nl"]).send()
    assert Mail.objects.count() == 0


def test_a_letter_with_a_key_is_known_by_it() -> None:
    before = was_posted(KEY)
    mail = letter(key=KEY)
    assert (before, was_posted(KEY), mail.message_id) == (False, True, f"<{KEY}@127.0.0.1>")


# Forgetting an address


def test_of_a_forgotten_address_nothing_is_left_but_that_there_was_a_mail() -> None:
    mail = letter(text="kanarie", subject="kanarie")
    letter(to="anders@example.nl")
    Mail.objects.filter(pk=mail.pk).update(last_error="550 samira@example.nl kanarie", sent_at=timezone.now())
    assert forget_mail_to(" Samira@example.NL ") == 1
    row = Mail.objects.get(pk=mail.pk)
    assert (row.recipient, row.sender, row.subject, bytes(row.content), row.last_error) == ("", "", "", b"", "")
    assert Mail.objects.exclude(pk=mail.pk).get().recipient == "anders@example.nl"


def test_what_still_waits_for_a_forgotten_address_is_not_sent_any_more() -> None:
    letter()
    forget_mail_to("samira@example.nl")
    assert Mail.objects.get().state == "expired"


def test_two_forgotten_copies_of_one_message_do_not_collide() -> None:
    EmailMessage("Dag", "Hallo", to=["a@example.nl", "b@example.nl"]).send()
    assert (forget_mail_to("a@example.nl"), forget_mail_to("b@example.nl")) == (1, 1)


def test_a_subject_that_looks_encoded_is_shown_as_it_was_typed() -> None:
    """A mail program would read a line break out of it, and what follows as words of ours."""
    mail = letter(subject="=?utf-8?q?Dag=0AHallo?=")
    shown = message_from_bytes(bytes(mail.content), policy=policy.default)["Subject"]
    assert str(shown) == "= ?utf-8?q?Dag=0AHallo?="


def test_a_mail_is_in_a_state_that_is_known() -> None:
    mail = letter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(state="half")
