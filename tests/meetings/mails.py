"""Reading the mails of the outbox as their receivers do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from outbox.models import Mail


@dataclass(frozen=True)
class Received:
    """One mail: to whom, the subject, the plain text, and what its calendar part says."""

    to: str
    subject: str
    text: str
    html: str
    method: str
    calendar: bytes
    answers_go_to: str = ""

    @property
    def link(self) -> str:
        """The personal link, without the site."""
        found = re.search(r"https?://[^/]+(/(?:antwoord|datum)/\S+)", self.text)
        return found[1] if found else ""

    @property
    def choices(self) -> str:
        """Where she chooses what she gets, without the site."""
        found = re.search(r"https?://[^/]+(/mail-keuzes/\S+)", self.text)
        return found[1] if found else ""

    @property
    def event(self) -> dict[str, Any]:
        """What a calendar program reads."""
        event = Calendar.from_ical(self.calendar).walk("VEVENT")[0]
        return {
            "uid": str(event["UID"]),
            "sequence": int(event["SEQUENCE"]),
            "starts": event["DTSTART"].dt,
            "ends": event["DTEND"].dt,
            "status": str(event.get("STATUS", "")),
            "attendee": str(event["ATTENDEE"]),
        }


def received(*, after: int = 0) -> list[Received]:
    """Every mail after the first so many, in the order in which they were posted."""
    return [_read(mail) for mail in Mail.objects.order_by("pk")[after:]]


@contextmanager
def reads() -> Iterator[list[str]]:
    """What is asked of the database meanwhile. Each mail writes its own rows, and is fetched again by who sends it; for
    what else is read, one question does for all."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured if _reads(query["sql"])]


def _reads(sql: str) -> bool:
    return sql.startswith("SELECT") and 'FROM "outbox_mail"' not in sql


def _read(mail: Mail) -> Received:
    message = message_from_bytes(bytes(mail.content), policy=policy.default)
    assert isinstance(message, EmailMessage)
    parts = list(message.walk())
    calendar = next((part for part in parts if part.get_content_type() == "text/calendar"), None)
    html = next((part.get_content() for part in parts if part.get_content_type() == "text/html"), "")
    return Received(
        to=mail.recipient,
        subject=str(message["Subject"]),
        text=mail.text,
        html=html,
        method=str(calendar.get_param("method")) if calendar else "",
        calendar=bytes(calendar.get_payload(decode=True) or b"") if calendar else b"",
        answers_go_to=str(message["Reply-To"] or ""),
    )
