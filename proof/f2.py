"""Row f2: the mail server is down, slow, refuses for a while or for good, or hangs up in the middle.

No request waits for it, no mail is lost: it arrives once the server is well again, or is given up after the attempts
that decision 13 writes down, with the reason beside it. The clock is handed in: two days of waiting take seconds.
"""

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from outbox.actions import post
from outbox.delivery import Clock, deliver_due
from outbox.enums import MailState
from outbox.models import Mail
from proof.rows import Figure
from proof.stage import build, client_of
from tests.factories import GrantFactory, InvitationFactory, MeetingFactory, NoticeFactory
from tests.outbox.mail_server import Postbox, free_port, running

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 24 * 60))  # decision 13
SMTP = {
    "EMAIL_BACKEND": "outbox.backend.OutboxBackend",
    "OUTBOX_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "127.0.0.1",
    "EMAIL_TIMEOUT": 0.5,
}
TOO_LONG = 1.0  # seconds: longer than our patience with it
MOST = 2.0  # a request beside a server that hangs may take so many times as long; noise, on a busy machine


class Faulty(Postbox):  # type: ignore[misc] # mypy does not follow the tests
    """Makes a fault at the first so many attempts for each mail, and takes it afterwards."""

    def __init__(self, fault: str, times: int) -> None:
        super().__init__()
        self.fault, self.times = fault, times
        self.tried: Counter[str] = Counter()

    async def handle_RCPT(self, server: Any, _: Any, envelope: Any, address: str, __: Any) -> str:  # noqa: N802
        self.tried[address] += 1
        envelope.rcpt_tos.append(address)
        if self.tried[address] > self.times:
            return "250 OK"
        if self.fault == "slow":
            await asyncio.sleep(TOO_LONG)
        if self.fault == "hangs up before":
            server.transport.abort()
        return {"greylisted": "451 4.7.1 Later", "busy": "421 Later", "refused": "550 Nee"}.get(self.fault, "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's names
        (address,) = envelope.rcpt_tos
        is_faulty = self.tried[address] <= self.times
        if is_faulty and self.fault == "no room":
            return "452 Vol"
        if is_faulty and self.fault == "hangs up in the middle":
            server.transport.abort()
            return "451 Weg"
        answer: str = await super().handle_DATA(server, session, envelope)
        if is_faulty and self.fault == "hangs up after":
            server.transport.abort()
        return answer


@dataclass
class Tally:
    mails: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    doubled: int = 0


FAULTS = (
    "slow",
    "greylisted",
    "busy",
    "no room",
    "hangs up before",
    "hangs up in the middle",
    "hangs up after",
)


def measure(*, quick: bool) -> Figure:
    tally = Tally()
    number = 2 if quick else 20
    for fault in FAULTS:
        for times in (1,) if quick else (1, 3, 6):
            _comes_through(fault, times, number, tally)
    _is_given_up("refused", tally, waits=())
    _is_given_up("no encryption", tally, waits=BACKOFF)
    _was_down(number, tally)
    ratio, opened, requests = _requests(10 if quick else 60)
    text = (
        f"{len(tally.lost)} of {tally.mails} mails lost in {len(FAULTS) + 3} kinds of faults, {tally.doubled} twice "
        f"(its answer was lost, same Message-ID); waits {'as' if not tally.wrong else 'not as'} decision 13 says; "
        f"{opened} connections to a mail server in {requests} requests, {ratio:.2f} times as long when it hangs"
    )
    holds = tally.mails > 0 and not tally.lost and not tally.wrong and not opened and ratio < MOST
    return Figure(text, holds, (*tally.lost[:10], *tally.wrong[:10]))


def _comes_through(fault: str, times: int, number: int, tally: Tally) -> None:
    """Every mail arrives after so many faults, having waited as is written down."""
    box = Faulty(fault, times)
    with _at(free_port()) as port, running(box, port):
        mails = _posted(number, tally)
        waits = _until_closed(tally)
    for mail in mails:
        mail.refresh_from_db()
        came = box.ids.count(mail.message_id)
        if mail.state != MailState.SENT or not came:
            tally.lost.append(f"{fault}, {times} times: {mail.state} after {mail.attempts}: {mail.last_error}")
        if came > 1 and fault != "hangs up after":
            tally.wrong.append(f"{fault}: came {came} times")
        tally.doubled += max(0, came - 1)
        if waits[mail.pk] != list(BACKOFF[:times]):
            tally.wrong.append(f"{fault}, {times} times: waited {waits[mail.pk]}")


def _is_given_up(fault: str, tally: Tally, *, waits: Sequence[timedelta]) -> None:
    """What can never arrive is tried as often as is written down, an address that is refused once; then it says why and
    is not silently gone."""
    extra = {"EMAIL_USE_TLS": True} if fault == "no encryption" else {}
    with _at(free_port(), **extra) as port, running(Faulty(fault, 99), port):
        (mail,) = _posted(1, tally)
        waited = _until_closed(tally)[mail.pk]
    mail.refresh_from_db()
    if (mail.state, bool(mail.last_error), waited) != (MailState.FAILED, True, list(waits)):
        tally.wrong.append(f"{fault}: {mail.state}, {mail.last_error!r}, waited {waited}")


def _was_down(number: int, tally: Tally) -> None:
    """There is no server at all for half an hour, and then there is."""
    box = Faulty("", 0)
    with _at(free_port()) as port:
        mails = _posted(number, tally)
        now = timezone.now()
        for wait in (timedelta(0), *BACKOFF[:2]):
            now += wait
            deliver_due(clock=_at_that_time(now))
        with running(box, port):
            deliver_due(clock=_at_that_time(now + BACKOFF[2]))
    tally.lost += [f"down: {mail.message_id}" for mail in mails if box.ids.count(mail.message_id) != 1]


def _at_that_time(now: datetime) -> Clock:
    return lambda: now


def _posted(number: int, tally: Tally) -> list[Mail]:
    Mail.objects.all().delete()
    for each in range(number):
        post(to=f"a{each}@example.nl", subject="Dag", text="Hallo", asked_by=None, key=uuid4())
    tally.mails += number
    return list(Mail.objects.order_by("pk"))


def _until_closed(tally: Tally) -> dict[int, list[timedelta]]:
    """Let the clock run from one attempt to the next until no mail waits; how long each waited, every time."""
    waits: dict[int, list[timedelta]] = {pk: [] for pk in Mail.objects.values_list("pk", flat=True)}
    now = timezone.now()
    for _ in range(20):
        deliver_due(clock=_at_that_time(now))
        waiting = list(Mail.objects.filter(state=MailState.QUEUED))
        if not waiting:
            return waits
        for mail in waiting:
            waits[mail.pk].append(mail.next_attempt_at - now)
        now = min(mail.next_attempt_at for mail in waiting)
    tally.wrong.append("some mails wait forever")
    return waits


@contextmanager
def _at(port: int, **more: Any) -> Iterator[int]:
    """The settings for a server at this port."""
    with override_settings(**SMTP, EMAIL_PORT=port, **more):
        yield port


def _requests(number: int) -> tuple[float, int, int]:
    """How much longer "send it again" takes when the server hangs than when there is none; how many connections the
    requests opened; how many they were. One by one in turn, so that a busy machine is as busy for both."""
    client, url = _button()
    times: dict[bool, list[float]] = {True: [], False: []}
    opened = 0

    def connect(*_: Any, **__: Any) -> Any:
        nonlocal opened
        opened += 1
        raise ConnectionRefusedError

    mute = socket.create_server(("127.0.0.1", 0), backlog=1)  # takes a call and never speaks
    with mute, patch("socket.create_connection", connect):
        for turn in range(2 * number):
            hangs = bool(turn % 2)
            with override_settings(**SMTP, EMAIL_PORT=mute.getsockname()[1] if hangs else free_port()):
                times[hangs].append(_timed(client, url))
    return median(times[True]) / median(times[False]), opened, 2 * number


def _timed(client: Client, url: str) -> float:
    before, began = Mail.objects.count(), perf_counter()
    answer = client.post(url, {"key": str(uuid4())})
    took = perf_counter() - began
    if answer.status_code != 302 or Mail.objects.count() != before + 1:
        raise AssertionError(f"{url} sent nothing: {answer.status_code}")
    return took


def _button() -> tuple[Client, str]:
    """Somebody who plans, and the button that sends a mail of a session again."""
    stage = build()
    planner = GrantFactory(region=stage.school.region).user
    starts_at: datetime = timezone.now() + timedelta(days=20)
    meeting = MeetingFactory(school=stage.school, starts_at=starts_at)
    notice = NoticeFactory(
        invitation=InvitationFactory(meeting=meeting, professional=stage.coach.professional), told_by=planner
    )
    return client_of(planner), reverse("meetings:send_again", args=[meeting.pk, notice.pk])
