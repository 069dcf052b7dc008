"""The mails about a session, in words and as a calendar entry. A name stays on one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from accounts.models import User
from meetings import calendars
from meetings.enums import NoticeKind, Reply
from meetings.links import answer_url
from meetings.mail_links import choices_url, reader_of
from meetings.models import Invitation, Meeting
from meetings.models.meeting import span_text
from outbox.letters import CalendarPart
from teams.actions.letters import name_of
from teams.dutch import in_words
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
class MeetingLetter:
    """What a mail says, and the calendar entry that comes with it."""

    subject: str
    text: str
    html: str
    calendar: CalendarPart


def letter_of(
    kind: NoticeKind,
    invitation: Invitation,
    invited: Sequence[Invitation],
    *,
    sender: User | None,
    sequence: int,
    now: datetime,
) -> MeetingLetter:
    """The mail for one invited person; `invited` are all who are asked, whom it names."""
    meeting = invitation.meeting
    is_off = kind == NoticeKind.CANCELLATION
    starts_at, minutes = moment_told(invitation)
    context = {
        "kind": kind,
        "is_off": is_off,
        "name": one_line(invitation.name),
        "sender": name_of(sender) if sender else "Kernteam",
        "meeting": meeting,
        "what": one_line(meeting.name),
        "school": one_line(str(meeting.school)),
        "where": one_line(meeting.place),
        "when": span_text(starts_at, minutes),
        "facilitator": next((one_line(row.name) for row in invited if row.is_facilitator), ""),
        "others": in_words(one_line(row.name) for row in invited if row.pk != invitation.pk),
        "because": one_line(meeting.cancelled_because) if meeting.is_cancelled else "",
        "link": answer_url(invitation),
        "choices": choices_url(reader_of(invitation)),
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


def moment_told(invitation: Invitation) -> tuple[datetime, int]:
    """When a session is and how many minutes it takes; of one that lost its date, when it was as last told."""
    meeting = invitation.meeting
    if meeting.starts_at is not None:
        return meeting.starts_at, meeting.minutes
    told = invitation.notices.in_order().last()
    if told is None:
        raise ValueError("A session without a date, of which nobody was told one.")
    facts = told.facts
    return datetime.fromisoformat(facts["starts_at"]), facts["minutes"]


def event_for(
    invitation: Invitation, context: dict[str, Any], *, sequence: int, now: datetime, is_cancelled: bool
) -> calendars.Event:
    """The entry in the calendar of one invited person. It names the others in words: their addresses are not hers to
    have from us (decision 19)."""
    meeting = invitation.meeting
    starts_at, minutes = moment_told(invitation)
    attendee = calendars.Attendee(
        context["name"],
        invitation.address,
        is_required=invitation.is_required,
        answer=PARTSTAT[Reply(invitation.answer)],
    )
    return calendars.Event(
        uid=uid_of(meeting),
        sequence=sequence,
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


def uid_of(meeting: Meeting) -> str:
    """The same in every mail and feed, for as long as the session exists."""
    return f"{meeting.uid}@kernteam"


def organizer() -> calendars.Party:
    """Whom a calendar program answers: the inbox that is read for it, or else who sends our mail."""
    name, address = parseaddr(settings.MEETINGS_INBOX or settings.DEFAULT_FROM_EMAIL)
    return calendars.Party(name or "Kernteam", address)
