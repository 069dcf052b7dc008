"""Keeping who was at a session."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.models import User
from meetings.enums import Attendance
from meetings.models import Invitation, Meeting
from schools.changes import Stale, recorded, reload
from schools.models import Change
from teams.dutch import in_words
from teams.seen import Snapshot, refuse_stale


@dataclass(frozen=True)
class Attended:
    """Whether somebody was there, and who was there in her place."""

    attendance: Attendance
    stand_in_name: str = ""


@dataclass(frozen=True)
class Extra:
    """Somebody who came without having been asked."""

    name: str
    organisation: str = ""


def record_attendance(
    *,
    meeting: Meeting,
    attended: Mapping[int, Attended],
    extra: Extra | None = None,
    now: datetime,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Keep who was there, by the number of her invitation, all at once; who came uninvited becomes a guest.

    Raises ValidationError before the day of the session, when a stand-in has no name, or when who came unasked is on
    the list; Stale when somebody else kept it meanwhile, or the session is not on the calendar.
    """
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        refuse_stale(seen, attendance_snapshot(meeting))
        if not (meeting.is_planned or meeting.is_held):
            raise Stale([f"{meeting.name} is {meeting.get_state_display()}."])
        if meeting.day is None or localdate(now) < meeting.day:
            raise ValidationError(f"Dit kan vanaf de dag van de bijeenkomst: {meeting.day_text}.")
        for row in attended_rows(meeting):
            if (asked := attended.get(row.pk)) is not None:
                _keep(row, asked)
        if extra is not None:
            _add(meeting, extra)
        change.summary = f"Aanwezigheid bij {meeting.name} bewaard: {_counts(meeting)}."
    return change


def attended_rows(meeting: Meeting) -> list[Invitation]:
    """Everybody of whom it is asked: who was invited, and was not told to stay away."""
    rows = list(meeting.invitations.standing().with_people())
    for row in rows:
        row.meeting = meeting
    return rows


def attendance_snapshot(meeting: Meeting) -> Snapshot:
    """Who is asked, and what was kept of her."""
    return {
        f"{row.name} ({row.what})": {
            "aanwezigheid": row.get_attendance_display(),
            "vervanger": row.stand_in_name if row.attendance == Attendance.STAND_IN else "",
        }
        for row in attended_rows(meeting)
    }


def _keep(row: Invitation, asked: Attended) -> None:
    name = asked.stand_in_name if asked.attendance == Attendance.STAND_IN else row.stand_in_name
    if asked.attendance == Attendance.STAND_IN and not name:
        raise ValidationError({f"naam_{row.pk}": f"Vul in wie er in plaats van {row.name} was."})
    if (row.attendance, row.stand_in_name) != (asked.attendance, name):
        reload(row)
        row.attendance, row.stand_in_name = asked.attendance, name
        row.save()


def _add(meeting: Meeting, extra: Extra) -> None:
    if extra.name.casefold() in {row.name.casefold() for row in attended_rows(meeting)}:
        raise ValidationError({"extra_name": f"{extra.name} staat al in de lijst. Vul het daar in."})
    Invitation.objects.create(
        meeting=meeting, guest_name=extra.name, guest_of=extra.organisation, attendance=Attendance.PRESENT
    )


def _counts(meeting: Meeting) -> str:
    counts = Counter(meeting.invitations.standing().values_list("attendance", flat=True))
    return in_words(f"{counts[each]} {each.label}" for each in Attendance if counts[each]) or "nog niemand"
