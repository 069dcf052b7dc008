"""Reminding who was asked to a session and has not answered, so many days before it, once."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, localtime

from meetings.actions.notices import invitations_with_notices
from meetings.enums import NoticeKind, Reply
from meetings.letters import facts_of, letter_of, reply_headers
from meetings.mail_links import reader_of, unsubscribe_headers
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
        due = [row for row in rows if row.pk not in done and _is_due(row, days) and reader_of(row).choice.reminders]
        return sum(_try_to_tell(row, rows, starts_at, days=days, now=now) for row in due)


def _moment(meeting: Meeting, now: datetime) -> int | None:
    """Which of the moments to remind has come last: 14 or 2 days before; None when none has, or it is too late."""
    if not meeting.is_planned or meeting.day is None or meeting.has_begun(now):
        return None
    left = (meeting.day - localdate(now)).days
    return min((days for days in settings.MEETING_REMINDER_DAYS if left <= days), default=None)


def _is_due(row: Invitation, days: int) -> bool:
    """Whether she was told of just this moment, before it was time to remind her, and did not answer."""
    told: list[Notice] = row.told  # type: ignore[attr-defined]
    if row.is_withdrawn or row.answer != Reply.NONE or not row.address or not told:
        return False
    knows = told[-1].kind != NoticeKind.CANCELLATION and told[-1].facts == facts_of(row.meeting)
    day = row.meeting.day
    return knows and day is not None and localdate(told[-1].told_at) < day - timedelta(days=days)


def _try_to_tell(
    row: Invitation, invited: Iterable[Invitation], starts_at: datetime, *, days: int, now: datetime
) -> bool:
    """Remind one person. The row that lets it be done once stands in the transaction of the mail."""
    try:
        with transaction.atomic():
            Reminder.objects.create(invitation=row, starts_at=starts_at, days=days, sent_at=now)
            _tell(row, invited, days=days, now=now)
    except Exception:
        logger.exception("Who has invitation %s could not be reminded", row.pk)
        return False
    return True


def _tell(row: Invitation, invited: Iterable[Invitation], *, days: int, now: datetime) -> None:
    """A calendar is told nothing new, so the number of its message stays."""
    meeting, last = row.meeting, row.told[-1]  # type: ignore[attr-defined]
    key = uuid5(NAMESPACE_URL, f"reminder {row.pk} {days} {meeting.starts_at}")
    others = [each for each in invited if each.is_coming]
    letter = letter_of(NoticeKind.REMINDER, row, others, sender=last.told_by, sequence=last.sequence, now=now)
    Notice.objects.create(
        invitation=row,
        kind=NoticeKind.REMINDER,
        sequence=last.sequence,
        facts=facts_of(meeting),
        key=key,
        told_at=now,
        told_by=None,
    )
    post(
        to=row.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        calendar=letter.calendar,
        asked_by=None,
        expires_at=meeting.starts_at,
        key=key,
        headers={**unsubscribe_headers(reader_of(row), "herinneringen"), **reply_headers(last.told_by)},
    )
