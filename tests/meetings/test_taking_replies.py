"""Answers that calendar programs mail: taken over from who was asked, and from nobody else."""

import asyncio
import imaplib
import logging
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from meetings.actions.inviting import answer_invitation
from meetings.actions.notices import send_notices
from meetings.actions.planning import cancel_meeting, change_meeting
from meetings.actions.replies import take_reply
from meetings.enums import Reply
from meetings.models import Meeting
from teams.models import Membership, Professional
from tests.meetings.conftest import NOW, THURSDAY
from tests.meetings.test_planning import the_plan
from tests.outbox.mail_server import Postbox, free_port, running

EVENT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:{program}\r
METHOD:{method}\r
BEGIN:VEVENT\r
UID:{uid}\r
SEQUENCE:{sequence}\r
DTSTAMP:20261123T081500Z\r
DTSTART:20261208T140000Z\r
DTEND:20261208T153000Z\r
ATTENDEE;CN="Samira";PARTSTAT={answer}:{scheme}{email}\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def told(meeting: Meeting, ineke: Professional) -> Meeting:
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    return meeting


@pytest.fixture
def mailed(told: Meeting, samira: Membership) -> Callable[..., EmailMessage]:
    """What a calendar program mails for Samira, with what is other."""

    def make(**other: Any) -> EmailMessage:
        values = {
            "program": "x",
            "method": "REPLY",
            "uid": f"{told.uid}@kernteam",
            "sequence": 0,
            "answer": "ACCEPTED",
            "scheme": "mailto:",
            "email": samira.professional.email,
            "sender": samira.professional.email,
            **other,
        }
        message = EmailMessage()
        message["From"], message["To"] = f"Samira Bakkali <{values['sender']}>", "antwoord@example.nl"
        message["Subject"] = "Geaccepteerd: Kennismaking"
        message.set_content("Samira komt.")
        file = EVENT.format(**values)
        message.add_alternative(file, subtype="calendar", params={"method": "REPLY"}, cte=other.get("cte", "base64"))
        return message

    return make


def answer_of(meeting: Meeting, person: Membership) -> str:
    return meeting.invitations.get(professional=person.professional).answer


@pytest.mark.parametrize(
    ("said", "kept"), [("ACCEPTED", Reply.YES), ("TENTATIVE", Reply.MAYBE), ("DECLINED", Reply.NO)]
)
@pytest.mark.parametrize(
    "program",
    [
        {"program": "Microsoft Exchange Server 2010", "scheme": "MAILTO:"},
        {"program": "-//Google Inc//Google Calendar 70.9054//EN", "cte": "7bit"},
        {"program": "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "cte": "quoted-printable"},
    ],
    ids=["Outlook", "Google", "Thunderbird"],
)
def test_an_answer_is_kept(
    told: Meeting, samira: Membership, mailed: Callable[..., EmailMessage], program: Any, said: str, kept: Reply
) -> None:
    assert take_reply(mailed(**program, answer=said).as_bytes(), now=NOW)
    assert answer_of(told, samira) == kept


@pytest.mark.parametrize(
    "other",
    [
        {"sender": "anneke@example.nl"},
        {"sender": "samira@example.nl, anneke@example.nl"},
        {"email": "onbekend@example.nl", "sender": "onbekend@example.nl"},
        {"uid": "b2f1c9a0-0000-4000-8000-000000000000@kernteam"},
        {"uid": "geen@kernteam"},
        {"uid": "geen"},
        {"method": "REQUEST"},
        {"answer": "NEEDS-ACTION"},
        {"answer": "DELEGATED"},
    ],
    ids=lambda other: ", ".join(f"{key} {value}" for key, value in other.items()),
)
def test_what_is_no_answer_of_hers_is_left_alone(
    told: Meeting, samira: Membership, mailed: Callable[..., EmailMessage], other: Any
) -> None:
    assert not take_reply(mailed(**other).as_bytes(), now=NOW)
    assert answer_of(told, samira) == Reply.NONE


def test_no_answer_yet_takes_no_answer_away(
    told: Meeting, samira: Membership, mailed: Callable[..., EmailMessage]
) -> None:
    row = told.invitations.get(professional=samira.professional)
    answer_invitation(invitation=row, answer=Reply.YES, now=NOW, actor=None)
    take_reply(mailed(answer="NEEDS-ACTION").as_bytes(), now=NOW)
    assert answer_of(told, samira) == Reply.YES


def test_an_answer_to_an_earlier_moment_counts_no_more(
    told: Meeting, samira: Membership, ineke: Professional, mailed: Callable[..., EmailMessage]
) -> None:
    change_meeting(meeting=told, plan=the_plan(told, starts_at=THURSDAY), now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    send_notices(meeting=told, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    early = take_reply(mailed().as_bytes(), now=NOW)
    assert (early, take_reply(mailed(sequence=1).as_bytes(), now=NOW), answer_of(told, samira)) == (False, True, "yes")


def test_an_answer_about_a_moment_that_was_moved_and_not_mailed_yet_is_left_alone(
    told: Meeting, samira: Membership, ineke: Professional, mailed: Callable[..., EmailMessage]
) -> None:
    change_meeting(meeting=told, plan=the_plan(told, starts_at=THURSDAY), now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    assert (take_reply(mailed().as_bytes(), now=NOW), answer_of(told, samira)) == (False, "none")


def test_an_answer_without_words_leaves_what_she_wrote_before(
    told: Meeting, samira: Membership, mailed: Callable[..., EmailMessage]
) -> None:
    row = told.invitations.get(professional=samira.professional)
    words = {"note": "Ik ben er tot vier uur", "stand_in_name": "Tom de Vries"}
    answer_invitation(invitation=row, answer=Reply.NO, **words, now=NOW, actor=None)
    for said, stand_in in (("TENTATIVE", ""), ("DECLINED", "")):
        assert take_reply(mailed(answer=said).as_bytes(), now=NOW)
        row.refresh_from_db()
        assert (row.note, row.stand_in_name) == ("Ik ben er tot vier uur", stand_in)


def test_after_it_was_called_off_an_answer_is_too_late(
    told: Meeting, samira: Membership, ineke: Professional, mailed: Callable[..., EmailMessage]
) -> None:
    cancel_meeting(meeting=told, actor=ineke.user)  # type: ignore[arg-type]
    assert not take_reply(mailed().as_bytes(), now=NOW)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"From: x\n\nDag", b"x" * 2_000_000])
def test_any_other_mail_is_left_alone(told: Meeting, raw: bytes) -> None:
    assert not take_reply(raw, now=NOW)


def test_the_logs_say_what_happened_and_not_of_whom(
    mailed: Callable[..., EmailMessage], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "meetings.actions.replies"):
        take_reply(mailed(sender="anneke@example.nl").as_bytes(), now=NOW)
        take_reply(mailed().as_bytes(), now=NOW)
    assert [each.getMessage() for each in caplog.records if each.name == "meetings.actions.replies"] == [
        "A mail to the inbox: no answer that its sender gave",
        "A mail to the inbox: an answer was taken over",
    ]


def test_through_a_mail_server_into_the_pipe(
    told: Meeting, samira: Membership, mailed: Callable[..., EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw: list[bytes] = []

    class Inbox(Postbox):
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's name
            raw.append(envelope.content)
            await asyncio.sleep(0)
            return "250 OK"

    port = free_port()
    with running(Inbox(), port), smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(mailed())
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(raw[0])))
    call_command("take_replies")
    assert answer_of(told, samira) == Reply.YES


@pytest.mark.parametrize("url", ["", "imap://a:b@example.nl", "https://example.nl"])
def test_an_inbox_is_read_over_tls_only(settings: Settings, url: str) -> None:
    settings.MEETINGS_IMAP_URL = url
    with pytest.raises(CommandError):
        call_command("take_replies", imap=True)


class Inbox:
    """An IMAP server as imaplib shows it: it forgets no mail, and marks as read what is fetched without a peek."""

    def __init__(self, *mails: bytes) -> None:
        self.mails = dict(enumerate(mails, 1))
        self.seen: set[int] = set()
        self.asked: list[object] = []

    def __call__(self, host: str, port: int, **_: object) -> "Inbox":
        self.asked.append((host, port))
        return self

    def __enter__(self) -> "Inbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("bye")

    def login(self, name: str, word: str) -> None:
        self.asked.append((name, word))

    def select(self, box: str) -> None:
        self.asked.append(box)

    def search(self, _: None, what: str) -> tuple[str, list[bytes]]:
        assert what == "UNSEEN"
        return "OK", [" ".join(str(number) for number in self.mails if number not in self.seen).encode()]

    def fetch(self, number: bytes, parts: str) -> tuple[str, list[object]]:
        if parts != "(BODY.PEEK[])":
            self.seen.add(int(number))
        mail = self.mails[int(number)]
        if mail == GONE:
            raise imaplib.IMAP4.abort("the connection is closed")
        return ("OK", [(b"head", mail), b")"]) if mail else ("NO", [b"there is no such mail"])

    def store(self, number: bytes, how: str, flag: str) -> None:
        assert (how, flag) == ("+FLAGS", "\\Seen")
        self.seen.add(int(number))


GONE = b"gone"
ADVERTISEMENT = b"Subject: reclame\r\n\r\nKoop"


@pytest.fixture
def read(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Inbox]:
    """Let the command read an inbox."""

    def read_it(inbox: Inbox) -> Inbox:
        settings.MEETINGS_IMAP_URL = "imaps://antwoord%40example.nl:w%2Fw@mail.example.nl/INBOX"
        monkeypatch.setattr("imaplib.IMAP4_SSL", inbox)
        call_command("take_replies", imap=True)
        return inbox

    return read_it


def test_what_is_unread_in_the_inbox_is_read_and_then_marked(
    told: Meeting, samira: Membership, mailed: Callable[..., EmailMessage], read: Callable[..., Inbox]
) -> None:
    inbox = read(Inbox(ADVERTISEMENT, mailed().as_bytes()))
    assert (inbox.asked, inbox.seen, answer_of(told, samira)) == (
        [("mail.example.nl", 993), ("antwoord@example.nl", "w/w"), "INBOX", "bye"],
        {1, 2},
        Reply.YES,
    )


def test_a_mail_that_goes_wrong_stays_unread_and_holds_up_no_other(
    told: Meeting,
    samira: Membership,
    mailed: Callable[..., EmailMessage],
    read: Callable[..., Inbox],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail_on_the_first(raw: bytes, **terms: Any) -> bool:
        if raw == ADVERTISEMENT:
            raise OperationalError("the database is away")
        return take_reply(raw, **terms)

    monkeypatch.setattr("meetings.management.commands.take_replies.take_reply", fail_on_the_first)
    inbox = read(Inbox(ADVERTISEMENT, b"", mailed().as_bytes()))
    told_of = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    caplog.clear()
    assert (inbox.seen, answer_of(told, samira), told_of) == (
        {3},
        Reply.YES,
        ["A mail of the inbox could not be read, and stays unread"] * 2,
    )


def test_when_the_inbox_is_gone_in_the_middle_what_was_not_read_stays_unread(
    told: Meeting, read: Callable[..., Inbox]
) -> None:
    inbox = Inbox(ADVERTISEMENT, GONE, ADVERTISEMENT)
    with pytest.raises(imaplib.IMAP4.abort):
        read(inbox)
    assert inbox.seen == {1}
