"""Reminding who was asked to a session and has not answered, so many days before it, once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, localtime

from accounts.models import User
from meetings.actions.notices import invitations_with_notices, last_told
from meetings.enums import NoticeKind, Reply
from meetings.mails.choices import reader_of, unsubscribe_headers, without_reminders
from meetings.mails.letters import Sender, facts_of, letter_of, sender_of
from meetings.models import Invitation, Meeting, Notice, Reminder
from outbox.actions import post
from schools.changes import lock
from schools.models import School

logger = logging.getLogger(__name__)


def is_mail_hour(now: datetime) -> bool:
    """Whether the program mails by itself at this hour: never at night."""
    first, last = settings.MEETING_MAIL_HOURS
    return bool(first <= localtime(now).hour < last)


def send_reminders(*, now: datetime) -> int:
    """Remind everybody who is due for it; how many mails that were. What goes wrong at one session or with one person
    is logged, holds up nobody else, and is tried again the next time."""
    if not is_mail_hour(now) or not settings.MEETING_REMINDER_DAYS:
        return 0
    until = now + timedelta(days=max(settings.MEETING_REMINDER_DAYS) + 1)
    coming = Meeting.objects.planned().filter(starts_at__gt=now, starts_at__lt=until).in_order()
    coming = coming.filter(school__in=School.objects.open(localdate(now)))
    return sum(_try_to_remind(meeting, now) for meeting in list(coming.select_related("school")))


def _try_to_remind(meeting: Meeting, now: datetime) -> int:
    try:
        return _remind(meeting, now)
    except Exception:
        logger.exception("Of session %s nobody could be reminded", meeting.pk)
        return 0


@dataclass(frozen=True)
class Turn:
    """A time to remind of a session: so many days before it starts, with what all its mails need."""

    starts_at: datetime
    days: int
    now: datetime
    coming: tuple[Invitation, ...]
    senders: Mapping[User | None, Sender]


def _remind(meeting: Meeting, now: datetime) -> int:
    """Under the lock of its school: what is planned or answered at this very moment counts."""
    with lock(meeting.school):
        meeting.refresh_from_db()
        days, starts_at = _moment(meeting, now), meeting.starts_at
        if days is None or starts_at is None:
            return 0
        rows = invitations_with_notices(meeting)
        before = Reminder.objects.filter(invitation__meeting=meeting, starts_at=starts_at, days__lte=days)
        done = set(before.values_list("invitation", flat=True))
        asked = [(row, told) for row in rows if row.pk not in done and (told := _knows(row, days))]
        refused = without_reminders(row for row, _ in asked)
        due = [(row, told) for row, told in asked if row.pk not in refused]
        users = {told.told_by for _, told in due}
        senders = {user: sender_of(user) if user else Sender() for user in users}
        turn = Turn(starts_at, days, now, tuple(row for row in rows if row.is_coming), senders)
        return sum(_try_to_tell(row, told, turn) for row, told in due)


def _moment(meeting: Meeting, now: datetime) -> int | None:
    """Which of the moments to remind has come last: 14 or 2 days before; None when none has, or it is too late."""
    if not meeting.is_planned or meeting.day is None or meeting.has_begun(now):
        return None
    left = (meeting.day - localdate(now)).days
    return min((days for days in settings.MEETING_REMINDER_DAYS if left <= days), default=None)


def _knows(row: Invitation, days: int) -> Notice | None:
    """The mail by which she knows of just this moment, since before it was time to remind her; None when there is none,
    or she answered."""
    told, day = last_told(row), row.meeting.day
    if row.is_withdrawn or row.answer != Reply.NONE or not row.address or told is None or day is None:
        return None
    knows = told.kind != NoticeKind.CANCELLATION and told.facts == facts_of(row.meeting)
    return told if knows and localdate(told.told_at) < day - timedelta(days=days) else None


def _try_to_tell(row: Invitation, told: Notice, turn: Turn) -> bool:
    """Remind one person. The row that lets it be done once stands in the transaction of the mail."""
    try:
        with transaction.atomic():
            Reminder.objects.create(invitation=row, starts_at=turn.starts_at, days=turn.days, sent_at=turn.now)
            _tell(row, told, turn)
    except Exception:
        logger.exception("Who has invitation %s could not be reminded", row.pk)
        return False
    return True


def _tell(row: Invitation, told: Notice, turn: Turn) -> None:
    """A calendar is told nothing new, so the number of its message stays."""
    sender, kind = turn.senders[told.told_by], NoticeKind.REMINDER
    key = uuid5(NAMESPACE_URL, f"reminder {row.pk} {turn.days} {turn.starts_at}")
    letter = letter_of(kind, row, turn.coming, sender=sender, sequence=told.sequence, now=turn.now)
    Notice.objects.create(
        invitation=row,
        kind=kind,
        sequence=told.sequence,
        facts=facts_of(row.meeting),
        key=key,
        told_at=turn.now,
        told_by=None,
    )
    post(
        to=row.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        calendar=letter.calendar,
        asked_by=None,
        expires_at=turn.starts_at,
        key=key,
        headers={**unsubscribe_headers(reader_of(row), "herinneringen"), **sender.headers},
    )
