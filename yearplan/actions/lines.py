"""One session of a batch, or a few that can only go together: on the calendar, told, and ticked off, or nothing."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from meetings.access import can_plan_meetings
from meetings.actions.booking import set_aside
from meetings.actions.inviting import follow_team
from meetings.actions.notices import send_notices
from meetings.actions.planning import Plan, change_meeting, plan_meeting
from meetings.enums import MeetingKind, MeetingState
from meetings.invitees import team_change
from meetings.models import Meeting
from meetings.moments.objecting import objections_to
from meetings.moments.objections import Kind
from schools.changes import Stale, lock
from yearplan.enums import LineState
from yearplan.models import Batch, BatchLine, YearPlan

PLACE = 120  # characters of a place
TO_PLAN = (MeetingState.DRAFT, MeetingState.PLANNED)
NOT_OVERRULED = (Kind.ELSEWHERE, Kind.NOT_WORKING, Kind.CLOSED, Kind.WEEKEND, Kind.OTHER_YEAR)


def send_together(batch: Batch, lines: Sequence[BatchLine], *, reason: str = "") -> None:
    """Plan and tell all of these, or none. When something speaks against one which a reason overrules, with the reason.

    No reason overrules that the school is closed, or that somebody who must be there does not work, is away or is
    elsewhere. Raises ValidationError then, Stale when a session is elsewhere by now or its line is not waiting.
    """
    now = timezone.now()
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        for school in sorted({line.school for line in lines}, key=lambda each: each.pk):
            stack.enter_context(lock(school))
        _refuse_done(batch, lines)
        if len(lines) > 1:
            set_aside([meeting for line in lines if (meeting := meeting_of(batch, line))])
        meetings = [_planned(batch, line, now, reason) for line in lines]
        for line, meeting in zip(lines, meetings, strict=True):
            _refuse_wrong(batch.plan, meeting, localdate(now))
            _tell(batch, line, meeting, now)


def refuse(batch: Batch, line: BatchLine, why: Iterable[str]) -> None:
    """Say why a line that still waits is not sent."""
    waiting = batch.lines.filter(pk=line.pk, state=LineState.WAITING)
    waiting.update(state=LineState.REFUSED, why=" ".join(why)[:500])


def meeting_of(batch: Batch, line: BatchLine) -> Meeting | None:
    """The session of a line as far as it is on the calendar or in the making."""
    same = Meeting.objects.standing().filter(school=line.school, kind=line.kind).of_year(batch.plan.school_year)
    return same.select_related("school__region").first()


def _refuse_done(batch: Batch, lines: Sequence[BatchLine]) -> None:
    keys = [line.pk for line in lines]
    waiting = batch.lines.select_for_update(no_key=True).filter(pk__in=keys, state=LineState.WAITING).order_by("pk")
    if len(waiting) != len(lines):
        raise Stale(["Dit is intussen al verstuurd."])


def _tell(batch: Batch, line: BatchLine, meeting: Meeting, now: datetime) -> None:
    key = uuid5(batch.key, f"mail {line.pk}")
    line.mails = send_notices(meeting=meeting, now=now, actor=batch.made_by, key=key)
    line.state, line.meeting, line.why = LineState.SENT, meeting, ""
    line.save()


def _planned(batch: Batch, line: BatchLine, now: datetime, reason: str) -> Meeting:
    today = localdate(now)
    if not can_plan_meetings(batch.made_by, line.school, today):
        raise Stale(["Deze school plant intussen zelf, of is niet meer van jou."])
    try:
        with transaction.atomic():
            meeting = _put(batch, line, now, reason="")
    except ValidationError as refused:
        if set(getattr(refused, "error_dict", {})) != {"reason"} or not reason:
            raise
        meeting = _put(batch, line, now, reason=reason)
    if team_change(meeting, meeting.invitations.select_related("professional"), today=today):
        # whom a session is for is the team of its day, also when it was planned with that of another
        follow_team(meeting=meeting, today=today, actor=batch.made_by, key=uuid5(batch.key, f"team {line.pk}"))
    return meeting


def _refuse_wrong(plan: YearPlan, meeting: Meeting, today: date) -> None:
    found = [each.text for each in objections_to(meeting, today=today) if each.kind in NOT_OVERRULED]
    if problems := [*found, *_away(plan, meeting)]:
        raise ValidationError(problems)


def _away(plan: YearPlan, meeting: Meeting) -> list[str]:
    """Who must be there and was noted as absent on its day."""
    rows = meeting.invitations.standing().filter(is_required=True).values("professional")
    day = meeting.day
    absent = plan.absences.filter(professional__in=rows, first_day__lte=day, last_day__gte=day)
    return [f"{row.professional} is dan afwezig." for row in absent.select_related("professional")]


def _put(batch: Batch, line: BatchLine, now: datetime, *, reason: str) -> Meeting:
    """The session at its moment. Who may come and is elsewhere then is asked all the same, and stays there."""
    key = uuid5(batch.key, f"session {line.pk}")
    meeting = meeting_of(batch, line)
    stands = meeting.starts_at if meeting else None
    if stands != line.moves_from or (meeting is not None and meeting.state not in TO_PLAN):
        raise Stale(["Deze bijeenkomst is intussen anders gepland."])
    if meeting is not None:
        change_meeting(meeting=meeting, plan=_moved(meeting, line, reason), now=now, actor=batch.made_by, key=key)
        return meeting
    plan = Plan(
        MeetingKind(line.kind),
        batch.plan.school_year,
        line.starts_at,
        minutes=line.minutes,
        place=str(line.school)[:PLACE],
        facilitator=line.facilitator,
        reason=reason,
        allow_double=True,
    )
    plan_meeting(school=line.school, plan=plan, now=now, actor=batch.made_by, key=key)
    made = meeting_of(batch, line)
    assert made is not None  # noqa: S101 it was made just now
    return made


def _moved(meeting: Meeting, line: BatchLine, reason: str) -> Plan:
    """The session as it is, at its new moment."""
    guide = meeting.invitations.standing().filter(is_facilitator=True).select_related("professional").first()
    return Plan(
        MeetingKind(meeting.kind),
        meeting.school_year,
        line.starts_at,
        title=meeting.title,
        minutes=line.minutes,
        place=meeting.place,
        facilitator=(guide.professional if guide else None) or line.facilitator,
        roles=tuple(meeting.roles.all()),
        reason=reason,
        allow_double=True,
    )
