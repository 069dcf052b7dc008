"""The mails about a date poll: the question, the reminder, and a moment that a calendar holds or lets go again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.template.loader import render_to_string

from meetings.calendars import ical as calendars
from meetings.enums import DateNoticeKind
from meetings.holds import uid_of_hold
from meetings.links import dates_url
from meetings.mails.choices import HER_LINK, choices_url, reader_of
from meetings.mails.letters import Sender, organizer
from meetings.models import DateNotice, DateOption, Invitation, Poll
from meetings.models.meeting import span_text
from outbox.letters import CalendarPart
from teams.dutch import day_text
from teams.names import one_line

SUBJECTS = {
    DateNoticeKind.ASK: "Wanneer kun je? {}",
    DateNoticeKind.REMINDER: "Nog even: wanneer kun je? {}",
    DateNoticeKind.HOLD: "Houd vrij: {}",
    DateNoticeKind.RELEASE: "Weer vrij: {}",
    DateNoticeKind.STOPPED: "We zoeken nu geen datum: {}",
}
Facts = dict[str, Any]


@dataclass(frozen=True)
class DateLetter:
    """What a mail says; a hold comes with an entry for the calendar."""

    subject: str
    text: str
    html: str
    calendar: CalendarPart | None = None


def facts_asked(options: list[DateOption]) -> Facts:
    """What a question says that must be told again when there is more to it."""
    return {"moments": [row.starts_at.astimezone(UTC).isoformat() for row in options]}


def facts_held(option: DateOption) -> Facts:
    """What a hold says, kept to take it back also when the moment is no longer asked."""
    starts_at = option.starts_at.astimezone(UTC).isoformat()
    return {"option": option.pk, "starts_at": starts_at, "minutes": option.meeting.minutes}


def date_letter(
    kind: DateNoticeKind,
    invitation: Invitation,
    poll: Poll,
    facts: Facts,
    *,
    options: list[DateOption],
    sequence: int,
    sender: Sender,
    now: datetime,
    is_sample: bool = False,
) -> DateLetter:
    """The mail for one invited person. A sample does not show her links: with those, its reader could answer and
    choose for her."""
    meeting = poll.meeting
    is_of_one = kind in {DateNoticeKind.HOLD, DateNoticeKind.RELEASE}
    comes = meeting.is_planned and not invitation.is_withdrawn
    about = f"{meeting.name} kernteam {meeting.school}"
    context = {
        "kind": kind,
        "name": one_line(invitation.name),
        "sender": sender.name,
        "what": one_line(meeting.name),
        "school": one_line(str(meeting.school)),
        "where": one_line(meeting.place),
        "moments": [option.when for option in options],
        "when": span_text(_held(facts), facts["minutes"]) if is_of_one else "",
        "deadline": day_text(poll.deadline),
        "wants_holds": poll.wants_holds,
        "chosen": meeting.when if comes else "",
        "is_chosen": is_of_one and comes and _held(facts) == meeting.starts_at,
        "is_cancelled": meeting.is_cancelled,
        "is_stopped": not poll.is_open and meeting.is_open and not meeting.when,
        "link": HER_LINK if is_sample else dates_url(invitation),
        "choices": HER_LINK if is_sample else choices_url(reader_of(invitation)),
    }
    return DateLetter(
        subject=SUBJECTS[kind].format(one_line(f"{about}, {context['when']}" if is_of_one else about)),
        text=render_to_string("meetings/mail/dates.txt", context).strip() + "\n",
        html=render_to_string("meetings/mail/dates.html", context),
        calendar=_entry(kind, invitation, context, facts, poll, sequence, now) if is_of_one else None,
    )


def what_of(notice: DateNotice) -> str:
    """What a mail was, for who sent it: "vraag", or "moment vrijhouden: di 8 december 2026, 15.00-16.30 uur"."""
    label = str(DateNoticeKind(notice.kind).label)
    facts = notice.facts
    return f"{label}: {span_text(_held(facts), facts['minutes'])}" if "option" in facts else label


def _held(facts: Facts) -> datetime:
    return datetime.fromisoformat(facts["starts_at"])


def _entry(
    kind: DateNoticeKind,
    invitation: Invitation,
    context: dict[str, Any],
    facts: Facts,
    poll: Poll,
    sequence: int,
    now: datetime,
) -> CalendarPart:
    """A message about one moment: RFC 5546 has one event in each, so every moment is a mail of its own."""
    is_off = kind == DateNoticeKind.RELEASE
    event = calendars.Event(
        uid=uid_of_hold(poll.meeting, facts),
        sequence=sequence,
        stamp=now,
        summary=f"Misschien: {context['what']} kernteam {context['school']}",
        starts_at=_held(facts),
        ends_at=_held(facts) + timedelta(minutes=facts["minutes"]),
        place=poll.meeting.place,
        description=f"Houd dit vrij tot de datum gekozen is. Antwoorden: {context['link']}",
        url=context["link"],
        organizer=organizer(),
        attendees=(calendars.Attendee(context["name"], invitation.address, is_required=invitation.is_required),),
        is_tentative=True,
        is_cancelled=is_off,
        alarm=None,
    )
    return (
        CalendarPart("CANCEL", calendars.cancellation(event))
        if is_off
        else CalendarPart("REQUEST", calendars.request(event))
    )
