"""Row f3: the worker is killed (-9) at random moments while it sends many mails.

The mail server counts by Message-ID. Sent exactly once is impossible: between a server that has accepted a mail and a
row that says so there is a gap. A worker that dies in it leaves a mail that is sent again, with the same Message-ID, by
which its receiver can tell. Nowhere else may a mail be doubled, and none may be lost.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event, Lock
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import override_settings
from django.utils import timezone

from outbox.actions import post
from outbox.enums import MailState
from outbox.models import Mail
from proof.rows import Figure
from proof.scratch import database_url
from tests.outbox.mail_server import Postbox, free_port, running

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120
PACE = 0.02  # seconds that the server takes for a mail, so that a kill falls into one
SEED = 20261122
WAITING = 10  # so many mails wait at least whenever a worker is started


class Counting(Postbox):  # type: ignore[misc] # mypy does not follow the tests
    """Counts what arrives, and tells when a worker begins to send."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = Lock()
        self.bodies: dict[str, set[bytes]] = {}
        self.times: Counter[str] = Counter()
        self.began = Event()

    async def handle_MAIL(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        self.began.set()
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's names
        await asyncio.sleep(PACE)
        head = envelope.content.split(b"\r\n\r\n", 1)[0].decode()
        (message_id,) = [line.split(": ", 1)[1] for line in head.splitlines() if line.startswith("Message-ID: ")]
        with self.lock:
            self.times[message_id] += 1
            self.bodies.setdefault(message_id, set()).add(envelope.content)
        return "250 OK"

    def accepted(self) -> set[str]:
        with self.lock:
            return set(self.times)


@dataclass
class Story:
    """What happened: `gap` holds the mails that were accepted but not marked when a worker was killed."""

    box: Counting
    port: int
    posted: set[str] = field(default_factory=set)
    gap: set[str] = field(default_factory=set)
    kills: int = 0


def measure(*, quick: bool) -> Figure:
    kills, mails = (4, 30) if quick else (100, 500)
    chance = random.Random(SEED)  # noqa: S311 moments, no secrets
    story = Story(Counting(), free_port())
    with override_settings(EMAIL_BACKEND="outbox.backend.OutboxBackend"), running(story.box, story.port):
        _post(story, mails)
        while story.kills < kills:
            _post(story, WAITING - Mail.objects.filter(state=MailState.QUEUED).count())
            _one_life(story, chance.uniform(0, 0.4))
        _to_the_end(story)
    return _figure(story)


def _figure(story: Story) -> Figure:
    times, states = story.box.times, dict(Mail.objects.values_list("message_id", "state"))
    lost = story.posted - set(times)
    doubled = {message_id for message_id, number in times.items() if number > 1}
    extra = sum(times.values()) - len(times)
    odd = [
        *(f"lost: {each} ({states.get(each)})" for each in sorted(lost)),
        *(f"doubled outside the gap: {each}" for each in sorted(doubled - story.gap)),
        *(f"another text the second time: {each}" for each, bodies in story.box.bodies.items() if len(bodies) > 1),
        *(f"marked {state}: {each}" for each, state in states.items() if state != MailState.SENT),
        *(f"from nowhere: {each}" for each in sorted(set(times) - story.posted)),
    ]
    text = (
        f"{len(lost)} of {len(story.posted)} mails lost in {story.kills} kills (-9) on {connection.vendor}; {extra} "
        f"came twice, with the same Message-ID and text, all in the known gap ({1000 * extra / story.kills:.0f} per "
        f"1,000 kills); {len(doubled - story.gap)} doubled anywhere else"
    )
    return Figure(text, bool(story.posted) and not odd, tuple(odd[:20]))


def _post(story: Story, number: int) -> None:
    for _ in range(number):
        post(to=f"a{len(story.posted)}@example.nl", subject="Dag", text="Hallo Ûbel", asked_by=None, key=uuid4())
        story.posted.add(Mail.objects.latest("pk").message_id)


def _one_life(story: Story, seconds: float) -> None:
    """A worker starts, begins to send, and is killed after so many seconds."""
    story.box.began.clear()
    with _worker(story) as process:
        if not story.box.began.wait(PATIENCE):
            raise AssertionError("the worker sent nothing")
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    time.sleep(2 * PACE)  # what the server was taking in, it has taken in by now
    queued = Mail.objects.filter(state=MailState.QUEUED)
    story.gap |= story.box.accepted() & set(queued.values_list("message_id", flat=True))
    story.kills += 1
    _claims_lapse()


def _to_the_end(story: Story) -> None:
    """Two workers at once send what is left."""
    end = time.monotonic() + PATIENCE
    with _worker(story), _worker(story):
        while Mail.objects.filter(state=MailState.QUEUED).exists() and time.monotonic() < end:
            time.sleep(0.2)


def _claims_lapse() -> None:
    """The five minutes pass in which nobody takes over what the dead worker had claimed."""
    later = Mail.objects.filter(state=MailState.QUEUED, next_attempt_at__gt=timezone.now())
    later.update(next_attempt_at=timezone.now() - timedelta(seconds=1))


@contextmanager
def _worker(story: Story) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{story.port}",
        "DEMO": "0",
        "LOG_LEVEL": "CRITICAL",
    }
    words = ["manage.py", "db_worker", "--interval", "0.1", "--no-startup-delay", "--verbosity", "0"]
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
