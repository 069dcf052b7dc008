"""Row c5: what is written down of people, schools and sessions becomes no header, receiver or line of any mail.

Each hostile text is put into every name and field that a mail about a session can hold, past all forms, and then each
kind of mail is sent by the pages. A mail has to have the very bones of one with harmless texts: the same headers and
parts, as many lines, tags and calendar properties. The forms are sent the same texts, and have to answer.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from unittest.mock import patch

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from meetings.actions.notices import invitations_with_notices
from meetings.actions.planning import Plan, plan_meeting
from meetings.enums import MeetingKind, NoticeKind
from meetings.mails.letters import letter_of, sender_of
from meetings.models import Meeting
from outbox.actions import post
from outbox.models import Mail
from proof.hostile import ADDRESSES, EVIL, LINES
from proof.rows import Figure
from proof.stage import build, client_of, forms_of, open_form
from schools.models import School
from schools.school_year import SchoolYear
from teams.models import Professional
from tests.factories import GrantFactory, GuestFactory, ProfessionalFactory

HARMLESS = "gewoon"
OUTBOX = override_settings(
    EMAIL_BACKEND="outbox.backend.OutboxBackend",
    TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}},
)
Bones = tuple[object, ...]


@dataclass
class Found:
    mails: int = 0
    answers: int = 0
    injected: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def answered(self, status: int, what: str) -> None:
        self.answers += 1
        self.broken += [f"{what}: {status}"] if status >= 500 else []


@OUTBOX
def measure(*, quick: bool) -> Figure:
    step = 6 if quick else 1
    bones = _bones_of_all(Found(), HARMLESS)
    if {kind for kind, _ in bones} != set(KINDS):
        raise AssertionError("not every kind of mail was sent")
    found = Found()
    for text in LINES[::step]:
        _compare(_bones_of_all(found, text), bones, text, found)
    for address in ADDRESSES[::step]:
        _bones_of_all(found, HARMLESS, address)
    _fill_in(found, LINES[::step], ADDRESSES[::step])
    control = Found()
    with patch("meetings.mails.letters.one_line", str), patch("teams.actions.letters.one_line", str):
        _compare(_bones_of_all(control, LINES[0]), bones, LINES[0], control)
    text = (
        f"{len(found.injected)} headers, receivers or lines injected in {found.mails} mails of {len(KINDS)} kinds; "
        f"{len(found.broken)} of {found.answers} answers 5xx; control: {len(control.injected)} mails with other bones "
        "when a name may have two lines"
    )
    holds = found.mails > 0 and not found.injected and not found.broken and bool(control.injected)
    return Figure(text, holds, (*found.injected[:20], *found.broken[:20]))


def _compare(found: dict[tuple[str, str], Bones], wanted: dict[tuple[str, str], Bones], text: str, into: Found) -> None:
    for what, bones in wanted.items():
        if found.get(what) != bones:
            odd = [f"{a!r} was {b!r}" for a, b in zip(found.get(what, ()), bones, strict=False) if a != b]
            into.injected.append(f"{text!r} in {what}: {'; '.join(odd) or 'not sent'}"[:400])


def _bones_of_all(found: Found, text: str, address: str = "") -> dict[tuple[str, str], Bones]:
    """Every kind of mail with this text in every field, by what it tells and to whom."""
    Mail.objects.all().delete()
    meeting, planner = _meeting()
    addresses = _poison(meeting, text)
    if address:
        GuestFactory(meeting=meeting, guest_name="Vreemd adres", guest_email=address[:80])
    bones: dict[tuple[str, str], Bones] = {}
    browser = client_of(planner)
    for kind, prepare in KINDS.items():
        prepare(browser, meeting, text, found)
        if kind == NoticeKind.REMINDER:
            _remind(meeting, planner)
        else:
            _send(browser, meeting, found)
        for mail in Mail.objects.all():
            found.mails += 1
            who = addresses.get(mail.recipient)
            found.injected += _faults(mail, text, known=bool(who) or mail.recipient in address, sender=planner.email)
            if who:
                bones[kind, who] = _bones(mail)
        Mail.objects.all().delete()
    return bones


def _faults(mail: Mail, text: str, *, known: bool, sender: str) -> Iterator[str]:
    """What is wrong whatever the bones are. An answer may go to whoever sent the mail, and to nobody else."""
    if not known or EVIL in mail.recipient:
        yield f"{text!r}: sent to {mail.recipient!r}"
    message = message_from_bytes(bytes(mail.content), policy=policy.default)
    headers = [(name.lower(), str(value)) for part in message.walk() for name, value in part.items()]
    evil = {"bcc", "cc", "x-kwaad"} & {name for name, _ in headers}
    answers = [value for name, value in headers if name == "reply-to"]
    if evil or answers not in ([], [sender]):
        yield f"{text!r}: has {evil or answers}"


def _bones(mail: Mail) -> Bones:
    message = message_from_bytes(bytes(mail.content), policy=policy.default)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
    names = tuple((part.get_content_type(), tuple(sorted(part.keys()))) for part in parts)
    return (names, len(message["Subject"].splitlines()), *(_shape(part) for part in parts if not part.is_multipart()))


def _shape(part: EmailMessage) -> object:
    """As many lines of a text, the tags of a page, the properties of a calendar."""
    content = part.get_content()
    text = content.decode() if isinstance(content, bytes) else content
    if "calendar" in part.get_content_type() or part.get_content_type() == "application/ics":
        lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
        return tuple(re.split("[:;]", line, maxsplit=1)[0] for line in lines)
    if part.get_content_type() == "text/html":
        return tuple(re.findall(r"</?[a-z0-9!]+", text)), len(text.splitlines())
    return len(text.splitlines())


def _meeting() -> tuple[Meeting, User]:
    """A session of a team with a guest, and who plans it and guides it."""
    stage = build()
    planner = GrantFactory(region=stage.school.region).user
    guide = ProfessionalFactory(organisation__region=stage.school.region, user=planner, email=planner.email)
    moment = (timezone.localtime() + timedelta(days=30)).replace(hour=15, minute=0, second=0, microsecond=0)
    plan = Plan(
        MeetingKind.OTHER, SchoolYear.of(moment.date()), moment, title="T", place="P", facilitator=guide, reason="Z"
    )
    plan_meeting(school=stage.school, plan=plan, now=timezone.now(), actor=planner)
    meeting: Meeting = Meeting.objects.latest("pk")
    GuestFactory(meeting=meeting)
    return meeting, planner


def _poison(meeting: Meeting, text: str) -> dict[str, str]:
    """Write the text into all that a mail can name; who has which address."""
    addresses = {}
    for number, row in enumerate(meeting.invitations.order_by("pk")):
        if row.professional_id:
            fields = dict.fromkeys(("first_name", "surname"), f"N{text}"[:40])
            Professional.objects.filter(pk=row.professional_id).update(**fields)
        addresses[row.address.lower()] = f"number {number}"
    guests = meeting.invitations.exclude(guest_name="")
    guests.update(guest_name=f"G{text}"[:80], guest_of=f"O{text}"[:80])
    School.objects.filter(pk=meeting.school_id).update(name=f"School{text}"[:80], city=f"Stad{text}"[:40])
    Meeting.objects.filter(pk=meeting.pk).update(title=f"Titel{text}"[:80], place=f"Plaats{text}"[:120])
    return addresses


def _nothing(*_: object) -> None:
    """An invitation needs nothing before it."""


def _moved(_: Client, meeting: Meeting, text: str, __: Found) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(place=f"Elders{text}"[:120])


def _called_off(browser: Client, meeting: Meeting, text: str, found: Found) -> None:
    """By the form; what that cleans away is put back past it."""
    url = reverse("meetings:cancel", args=[meeting.pk])
    found.answered(browser.post(url, open_form(browser, url) | {"because": [text]}).status_code, f"cancel {text!r}")
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", cancelled_because=f"Griep{text}"[:200])


KINDS: dict[NoticeKind, Callable[[Client, Meeting, str, Found], None]] = {
    NoticeKind.INVITATION: _nothing,
    NoticeKind.CHANGE: _moved,
    NoticeKind.REMINDER: _nothing,
    NoticeKind.CANCELLATION: _called_off,
}


def _send(browser: Client, meeting: Meeting, found: Found) -> None:
    """By the page: it is looked at, and its button pressed; the pages around it are looked at too."""
    url = reverse("meetings:send", args=[meeting.pk])
    shown = browser.get(url)
    found.answered(shown.status_code, url)
    form = forms_of(shown.content).get(url)
    if form is None:
        found.broken.append(f"{url} ({shown.status_code}) had nothing to send")
    else:
        found.answered(browser.post(url, form).status_code, f"sending {url}")
    found.answered(browser.get(reverse("meetings:meeting", args=[meeting.pk])).status_code, "the page of the session")


def _remind(meeting: Meeting, planner: User) -> None:
    rows = invitations_with_notices(meeting)
    by = sender_of(planner)
    for row in rows:
        if "@example" in row.address and not re.search(r"\s", row.address):
            letter = letter_of(NoticeKind.REMINDER, row, rows, sender=by, sequence=1, now=timezone.now())
            post(
                to=row.address,
                subject=letter.subject,
                text=letter.text,
                html=letter.html,
                calendar=letter.calendar,
                asked_by=planner,
            )


def _fill_in(found: Found, texts: tuple[str, ...], addresses: tuple[str, ...]) -> None:
    """The forms are given the same: they take it on one line or refuse it, and the mails that follow hold nothing."""
    meeting, planner = _meeting()
    browser = client_of(planner)
    guest = reverse("meetings:guest", args=[meeting.pk])
    change = reverse("meetings:change", args=[meeting.pk])
    for text in (*texts, "\x00"):
        typed = {"name": [f"G{text}"], "of": [f"O{text}"], "email": ["g@example.nl"], "because": [f"R{text}"]}
        found.answered(browser.post(guest, open_form(browser, guest) | typed).status_code, f"guest {text!r}")
        typed = {"title": [f"T{text}"], "place": [f"P{text}"], "reason": [f"R{text}"]}
        found.answered(browser.post(change, open_form(browser, change) | typed).status_code, f"change {text!r}")
    for address in (*addresses, "a@example.nl\x00"):
        typed = {"name": ["Gast"], "email": [address], "because": ["Zij weet ervan"]}
        found.answered(browser.post(guest, open_form(browser, guest) | typed).status_code, f"address {address!r}")
    Mail.objects.all().delete()
    _send(browser, meeting, found)
    for mail in Mail.objects.all():
        found.mails += 1
        found.injected += _faults(mail, "typed", known=EVIL not in mail.recipient, sender=planner.email)
    if any(re.search(r"[\r\n\x00]", row.name + row.address) for row in meeting.invitations.all()):
        found.injected.append("a line break came through a form")
