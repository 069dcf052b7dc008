"""The mails about a session, in words and as a calendar entry. A name stays on one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from accounts.models import User
from meetings.calendars import ical as calendars
from meetings.enums import NoticeKind, Reply
from meetings.holds import entry_of
from meetings.links import answer_url
from meetings.mails.choices import HER_LINK, choices_url, reader_of
from meetings.models import Invitation, Meeting, Notice
from meetings.models.invitation import ONE_ADDRESS
from meetings.models.meeting import span_text
from outbox.letters import CalendarPart
from teams.actions.letters import name_of
from teams.dutch import in_words
from teams.models import Professional
from teams.names import one_line

PARTSTAT = {
    Reply.NONE: calendars.Answer.NONE,
    Reply.YES: calendars.Answer.YES,
    Reply.MAYBE: calendars.Answer.MAYBE,
    Reply.NO: calendars.Answer.NO,
}
SUBJECTS = {
    NoticeKind.INVITATION: "Uitnodiging: {}",
    NoticeKind.CHANGE: "Gewijzigd: {}",
    NoticeKind.CANCELLATION: "Gaat niet door: {}",
    NoticeKind.REMINDER: "Kom je? {}",
}

ONLY_SHE = "Je hoeft niet meer te komen: {}"  # the session goes on without her


@dataclass(frozen=True)
class Sender:
    """Who sends mails, as their readers see her, and where an ordinary answer to them goes; "" when nobody reads it, as
    with what we send ourselves."""

    name: str = "Kernteam"
    answers_to: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Reply-To": self.answers_to} if self.answers_to else {}


@dataclass(frozen=True)
class MeetingLetter:
    """What a mail says, and the calendar entry that comes with it."""

    subject: str
    text: str
    html: str
    calendar: CalendarPart


@dataclass(frozen=True)
class WasTold:
    """What an earlier mail said that is otherwise now; "" for what stayed. `is_asked_again`: she has to answer for the
    new moment, also when she had for the old one."""

    what: str = ""
    when: str = ""
    where: str = ""
    is_asked_again: bool = False


def letter_of(
    kind: NoticeKind,
    invitation: Invitation,
    invited: Sequence[Invitation],
    *,
    sender: Sender,
    sequence: int,
    now: datetime,
    is_sample: bool = False,
) -> MeetingLetter:
    """The mail for one invited person, with her mails as meetings.holds reads them; `invited` are all who are asked,
    whom it names. A sample has no links: those are hers alone."""
    meeting = invitation.meeting
    is_off = kind == NoticeKind.CANCELLATION
    starts_at, minutes = moment_told(invitation, is_off=is_off)
    context = {
        "kind": kind,
        "is_off": is_off,
        "name": one_line(invitation.name),
        "sender": sender.name,
        "meeting": meeting,
        "what": one_line(meeting.name),
        "school": one_line(str(meeting.school)),
        "where": one_line(meeting.place),
        "when": span_text(starts_at, minutes),
        "was": told_before(invitation) if kind == NoticeKind.CHANGE else WasTold(),
        "facilitator": next((one_line(row.name) for row in invited if row.is_facilitator), ""),
        "others": in_words(one_line(row.name) for row in invited if row.pk != invitation.pk),
        "is_coming": not is_off and invitation.answer == Reply.YES,
        "because": one_line(meeting.cancelled_because) if meeting.is_cancelled else "",
        "link": HER_LINK if is_sample else answer_url(invitation),
        "choices": HER_LINK if is_sample else choices_url(reader_of(invitation)),
    }
    event = event_for(invitation, context, sequence=sequence, now=now, is_cancelled=is_off)
    part = (
        CalendarPart("CANCEL", calendars.cancellation(event))
        if is_off
        else CalendarPart("REQUEST", calendars.request(event))
    )
    subject = SUBJECTS[kind] if meeting.is_cancelled or not is_off else ONLY_SHE
    return MeetingLetter(
        subject=subject.format(one_line(f"{meeting.name} kernteam {meeting.school}, {context['when']}")),
        text=render_to_string("meetings/mail/notice.txt", context).strip() + "\n",
        html=render_to_string("meetings/mail/notice.html", context),
        calendar=part,
    )


def told_before(invitation: Invitation) -> WasTold:
    """What she knew of the session before it became as it is now, as far as that is otherwise."""
    now = facts_of(invitation.meeting)
    told: list[Notice] = invitation.told  # type: ignore[attr-defined]
    before = next((notice.facts for notice in reversed(told) if notice.facts != now), None)
    if not before or not before["starts_at"]:
        return WasTold()
    is_moved = before["starts_at"] != now["starts_at"]
    is_longer = before["minutes"] != now["minutes"]
    when = span_text(datetime.fromisoformat(before["starts_at"]), before["minutes"])
    return WasTold(
        what=one_line(before["what"]) if before["what"] != now["what"] else "",
        when=when if is_moved or is_longer else "",
        where=(one_line(before["place"]) or "nog niet bekend") if before["place"] != now["place"] else "",
        is_asked_again=is_moved and invitation.answer == Reply.NONE,
    )


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What a mail says that must be told again when it becomes otherwise."""
    starts_at = meeting.starts_at.astimezone(UTC).isoformat() if meeting.starts_at else ""
    return {"what": meeting.name, "starts_at": starts_at, "minutes": meeting.minutes, "place": meeting.place}


def moment_told(invitation: Invitation, *, is_off: bool) -> tuple[datetime, int]:
    """When a session is and how many minutes it takes. To who need not come, and of one that lost its date: when it was
    as she was last told."""
    meeting = invitation.meeting
    if meeting.starts_at is not None and not is_off:
        return meeting.starts_at, meeting.minutes
    told: list[Notice] = invitation.told  # type: ignore[attr-defined]
    facts = next((notice.facts for notice in reversed(told) if notice.kind != NoticeKind.CANCELLATION), None)
    if facts is None:
        raise ValueError("A session without a date, of which nobody was told one.")
    return datetime.fromisoformat(facts["starts_at"]), facts["minutes"]


def event_for(
    invitation: Invitation, context: dict[str, Any], *, sequence: int, now: datetime, is_cancelled: bool
) -> calendars.Event:
    """The entry in the calendar of one invited person. It names the others in words: their addresses are not hers to
    have from us (decision 19)."""
    meeting = invitation.meeting
    starts_at, minutes = moment_told(invitation, is_off=is_cancelled)
    attendee = calendars.Attendee(
        context["name"],
        invitation.address,
        is_required=invitation.is_required,
        answer=PARTSTAT[Reply(invitation.answer)],
    )
    entry = entry_of(invitation)
    return calendars.Event(
        uid=entry.uid,
        sequence=entry.first + sequence,
        stamp=now,
        summary=f"{context['what']} kernteam {context['school']}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place=meeting.place,
        description=render_to_string("meetings/mail/entry.txt", context).strip(),
        url=context["link"],
        organizer=organizer(),
        attendees=(attendee,),
        is_cancelled=is_cancelled,
    )


def sender_of(user: User) -> Sender:
    """Asked once for all the mails that somebody sends. An answer reaches her as long as the region may have her
    address."""
    person = Professional.objects.of_user(user).first()
    address = person.email_for_region if person else ""
    return Sender(name_of(user), address if ONE_ADDRESS.fullmatch(address) else "")


def organizer() -> calendars.Party:
    """Whom a calendar program answers: the inbox that is read for it, or else who sends our mail."""
    name, address = parseaddr(settings.MEETINGS_INBOX or settings.DEFAULT_FROM_EMAIL)
    return calendars.Party(name or "Kernteam", address)
