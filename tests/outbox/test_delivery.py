"""Sending what is in the outbox, to a real mail server: once, and not lost when something fails."""

import logging
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from time_machine import TimeMachineFixture

from outbox.actions import forget_mail_to
from outbox.delivery import ATTEMPTS, LEASE, WAITS, deliver, deliver_due, remove_old
from outbox.enums import MailState
from outbox.letters import message_id_of
from outbox.models import Mail
from outbox.progress import SENT, Progress, progress_of
from outbox.recurring import plan_next
from outbox.tasks import send_mail, sweep
from tests.outbox.conftest import later, letter
from tests.outbox.mail_server import Postbox, running


class WorkerKilled(BaseException):
    """Nothing catches it, as nothing catches kill -9."""


def send(mail: Mail) -> Mail:
    """What the worker does with the mail's own task; the mail as it is then."""
    deliver(mail.pk)
    return Mail.objects.get(pk=mail.pk)


def wait_and_sweep(time_machine: TimeMachineFixture, wait: timedelta) -> None:
    time_machine.move_to(timezone.now() + wait, tick=False)
    deliver_due()


def test_a_mail_arrives_as_it_was_written(postbox: Postbox) -> None:
    mail = send(letter(text="Hallo Ûbel.\nFrom hier af gaat het goed.\n.\nDag.\n"))
    ((sender, recipients, message),) = postbox.received
    assert (sender, recipients, message["Subject"], message["Message-ID"]) == (
        "kernteam@example.nl",
        ["samira@example.nl"],
        "Dag",
        mail.message_id,
    )
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n").rstrip("\n") == "Hallo Ûbel.\nFrom hier af gaat het goed.\n.\nDag."
    assert (mail.state, mail.sent_at, mail.attempts, mail.last_error) == ("sent", timezone.now(), 1, "")


def test_the_task_sends_it(postbox: Postbox) -> None:
    mail = letter()
    send_mail.call(mail.pk)
    assert postbox.ids == [mail.message_id]


def test_it_is_sent_once_however_often_the_worker_is_told(postbox: Postbox) -> None:
    mail = letter()
    for _ in range(3):
        send(mail)
        deliver_due()
    assert postbox.ids == [mail.message_id]


def test_what_another_worker_is_sending_is_left_alone(postbox: Postbox) -> None:
    mail = letter()
    with patch.object(EmailBackend, "send_messages", side_effect=lambda _: send(mail)):
        send(mail)
    assert (postbox.ids, Mail.objects.get().attempts) == ([], 1)


# The mail server is away, or refuses


def test_a_mail_waits_till_the_server_is_back(settings: Settings, time_machine: TimeMachineFixture) -> None:
    mail = send(letter())
    assert (mail.state, mail.attempts, mail.next_attempt_at, "refused" in mail.last_error) == (
        "queued",
        1,
        timezone.now() + timedelta(minutes=1),
        True,
    )
    with running(Postbox(), settings.EMAIL_PORT) as postbox:
        deliver_due()
        assert postbox.ids == []  # not yet: it waits its minute
        wait_and_sweep(time_machine, timedelta(minutes=1))
        assert postbox.ids == [mail.message_id]


def test_a_server_that_says_later_gets_it_later(postbox: Postbox, time_machine: TimeMachineFixture) -> None:
    postbox.refusals = 2
    mail = send(letter())
    wait_and_sweep(time_machine, WAITS[0])
    wait_and_sweep(time_machine, WAITS[1])
    assert (postbox.ids, Mail.objects.get().state, Mail.objects.get().attempts) == ([mail.message_id], "sent", 3)


def test_the_waits_grow_and_at_last_it_is_given_up(
    time_machine: TimeMachineFixture, caplog: pytest.LogCaptureFixture
) -> None:
    mail = letter(to="geheim@example.nl")
    waited = []
    for _ in range(ATTEMPTS):
        before = timezone.now()
        mail = send(mail)
        waited.append(mail.next_attempt_at - before)
        time_machine.move_to(mail.next_attempt_at, tick=False)
    assert (waited[:-1], mail.state, mail.attempts) == (list(WAITS), "failed", ATTEMPTS)
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert errors == [f"Mail {mail.pk} was tried 7 times and is given up: ConnectionRefusedError"]
    assert "geheim" not in caplog.text
    caplog.clear()


def test_an_address_that_is_not_there_is_given_up_at_once_with_what_the_server_said(
    postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.unknown = {"weg@example.nl"}
    mail = send(letter(to="weg@example.nl"))
    assert (mail.state, mail.attempts, mail.last_error) == (
        "failed",
        1,
        "de mailserver weigert dit adres: 550 5.1.1 No such user",
    )
    said = [record.getMessage() for record in caplog.records if record.name == "outbox.delivery"]
    assert said == [f"Mail {mail.pk} was tried 1 times and is given up: SMTPRecipientsRefused"]
    caplog.clear()


def test_one_mail_that_fails_does_not_hold_up_the_others(postbox: Postbox) -> None:
    postbox.refusals = 1
    letter()
    other = letter(to="anders@example.nl")
    deliver_due()
    assert postbox.ids == [other.message_id]


def test_a_sender_that_cannot_be_written_is_put_off_and_not_an_accident(postbox: Postbox) -> None:
    mail = letter()
    Mail.objects.update(sender="a@b\nBcc: c@d")
    assert (send(mail).state, postbox.ids) == ("queued", [])


# The worker is killed


def test_killed_before_sending_the_mail_goes_out_once_the_claim_has_lapsed(
    postbox: Postbox, time_machine: TimeMachineFixture
) -> None:
    mail = letter()
    with patch.object(EmailBackend, "open", side_effect=WorkerKilled), pytest.raises(WorkerKilled):
        send(mail)
    deliver_due()
    assert postbox.ids == []
    wait_and_sweep(time_machine, LEASE)
    assert postbox.ids == [mail.message_id]


def test_killed_between_sending_and_marking_it_arrives_twice_with_one_message_id(
    postbox: Postbox, time_machine: TimeMachineFixture
) -> None:
    mail = letter()
    with patch("outbox.models.MailQuerySet.close", side_effect=WorkerKilled), pytest.raises(WorkerKilled):
        send(mail)
    wait_and_sweep(time_machine, LEASE)
    wait_and_sweep(time_machine, LEASE)
    assert (postbox.ids, Mail.objects.get().state) == ([mail.message_id] * 2, "sent")


def test_a_mail_that_kills_every_worker_is_given_up(time_machine: TimeMachineFixture) -> None:
    mail = letter(is_secret=True)
    for _ in range(ATTEMPTS):
        with patch.object(EmailBackend, "open", side_effect=WorkerKilled), pytest.raises(WorkerKilled):
            send(mail)
        time_machine.move_to(timezone.now() + LEASE, tick=False)
    deliver_due()
    row = Mail.objects.get()
    assert (row.state, row.attempts, bytes(row.content)) == ("failed", ATTEMPTS, b"")


def test_a_worker_that_was_long_away_does_not_put_off_what_another_took_over(
    postbox: Postbox, time_machine: TimeMachineFixture
) -> None:
    mail = letter()

    def hang_the_first_time(_: object) -> int:
        if sending.call_count == 1:
            wait_and_sweep(time_machine, LEASE)
            raise TimeoutError
        return 1

    with patch.object(EmailBackend, "send_messages", side_effect=hang_the_first_time) as sending:
        send(mail)
    assert (Mail.objects.get().state, Mail.objects.get().attempts) == ("sent", 2)


# A sweep takes longer than a claim is good for


def test_of_a_sweep_that_outlasts_the_lease_another_worker_sends_nothing_twice(
    postbox: Postbox, time_machine: TimeMachineFixture
) -> None:
    mails = [letter(), letter(to="anders@example.nl")]
    deliver_slowly = EmailBackend.send_messages

    def send_while_another_worker_sweeps(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        if sending.call_count == 1:  # the first mail takes almost all of a lease
            later(time_machine, minutes=4, seconds=59)
        elif sending.call_count == 2:  # and while the second is sent, that is over since the sweep began
            later(time_machine, seconds=2)
            deliver_due()
        return deliver_slowly(backend, messages)

    with patch.object(EmailBackend, "send_messages", autospec=True, side_effect=send_while_another_worker_sweeps) as (
        sending
    ):
        deliver_due()
    assert (postbox.ids, [mail.attempts for mail in Mail.objects.all()]) == (
        [mail.message_id for mail in mails],
        [1, 1],
    )


def test_a_mail_waits_from_when_it_failed_and_not_from_when_the_sweep_began(time_machine: TimeMachineFixture) -> None:
    letter()

    def fail_slowly(_: object) -> int:
        later(time_machine, minutes=2)
        raise TimeoutError

    with patch.object(EmailBackend, "send_messages", side_effect=fail_slowly):
        deliver_due()
    assert Mail.objects.get().next_attempt_at == timezone.now() + WAITS[0]


def test_a_mail_was_sent_when_the_server_took_it(time_machine: TimeMachineFixture) -> None:
    letter()
    with patch.object(EmailBackend, "send_messages", side_effect=lambda _: later(time_machine, minutes=2)):
        deliver_due()
    assert Mail.objects.get().sent_at == timezone.now()


# A task is lost


def test_a_mail_whose_task_was_lost_is_found_by_the_sweep(postbox: Postbox) -> None:
    mail = letter()
    DBTaskResult.objects.all().delete()
    sweep.call()
    assert postbox.ids == [mail.message_id]


def test_each_sweep_plans_the_next_one_and_only_one() -> None:
    for _ in range(3):
        plan_next(sweep)
    sweep.call()
    assert [(task.task_path, task.run_after) for task in DBTaskResult.objects.all()] == [
        ("outbox.tasks.sweep", timezone.now() + timedelta(minutes=1))
    ]


def test_the_next_sweep_is_planned_before_anything_can_go_wrong() -> None:
    with patch("outbox.tasks.deliver_due", side_effect=WorkerKilled), pytest.raises(WorkerKilled):
        sweep.call()
    assert DBTaskResult.objects.count() == 1


# Secrets, and what is old


@pytest.mark.parametrize(("is_secret", "kept"), [(True, False), (False, True)])
def test_what_is_secret_is_not_kept_once_it_is_sent(postbox: Postbox, is_secret: bool, kept: bool) -> None:
    mail = send(letter(text="Je code is 1234", is_secret=is_secret))
    assert (bytes(mail.content) != b"", mail.state, len(postbox.received)) == (kept, "sent", 1)


def test_what_expired_is_not_sent_and_its_secret_not_kept(postbox: Postbox, time_machine: TimeMachineFixture) -> None:
    mail = letter(is_secret=True, expires_at=timezone.now() + timedelta(minutes=15))
    later(time_machine, minutes=15)
    assert send(mail).state == "queued"
    deliver_due()
    row = Mail.objects.get()
    assert (postbox.ids, row.state, bytes(row.content)) == ([], "expired", b"")


def test_just_in_time_is_in_time(postbox: Postbox, time_machine: TimeMachineFixture) -> None:
    mail = letter(expires_at=timezone.now() + timedelta(minutes=15))
    later(time_machine, minutes=14, seconds=59)
    assert (send(mail).state, postbox.ids) == ("sent", [mail.message_id])


def test_a_forgotten_mail_is_not_sent(postbox: Postbox) -> None:
    mail = letter()
    forget_mail_to("samira@example.nl")
    assert (send(mail).state, postbox.ids) == ("expired", [])


def test_old_mails_and_tasks_go_and_what_still_waits_stays(
    postbox: Postbox, settings: Settings, time_machine: TimeMachineFixture
) -> None:
    settings.OUTBOX_KEEP_DAYS = 30
    send(letter(subject="oud"))
    waiting = letter(subject="wacht")
    Mail.objects.filter(pk=waiting.pk).update(next_attempt_at=timezone.now() + timedelta(days=40))
    later(time_machine, days=30)
    remove_old(now=timezone.now())
    assert Mail.objects.count() == 2
    later(time_machine, seconds=1)
    DBTaskResult.objects.update(status="SUCCESSFUL")
    sweep.call()
    assert [mail.subject for mail in Mail.objects.all()] == ["wacht"]
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["outbox.tasks.sweep"]


def test_of_what_was_not_sent_just_that_stays(time_machine: TimeMachineFixture) -> None:
    keys = {state: uuid4() for state in MailState}
    for state, key in keys.items():
        letter(subject=state, key=key)
        Mail.objects.filter(message_id=message_id_of(key)).update(state=state, last_error="550 samira@example.nl")
    before = progress_of(keys.values())
    later(time_machine, days=30, seconds=1)
    remove_old(now=timezone.now())
    assert [before[key] for key in keys.values()] == [
        Progress(MailState.QUEUED, "550 samira@example.nl"),
        SENT,
        Progress(MailState.FAILED, "550 samira@example.nl"),
        Progress(MailState.EXPIRED, "550 samira@example.nl"),
    ]
    assert progress_of(keys.values()) == {
        keys[MailState.QUEUED]: Progress(MailState.QUEUED, "550 samira@example.nl"),
        keys[MailState.FAILED]: Progress(MailState.FAILED),
        keys[MailState.EXPIRED]: Progress(MailState.EXPIRED),
    }
    gone = Mail.objects.exclude(state=MailState.QUEUED)
    assert [(mail.recipient, mail.subject, bytes(mail.content)) for mail in gone] == [("", "", b"")] * 2


def test_of_an_old_secret_nothing_stays(time_machine: TimeMachineFixture) -> None:
    letter(is_secret=True)
    Mail.objects.update(state=MailState.EXPIRED)
    later(time_machine, days=30, seconds=1)
    remove_old(now=timezone.now())
    assert Mail.objects.count() == 0
