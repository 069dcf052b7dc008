"""Sending a proposal: its sessions are put on the calendar and told to their people, one by one, by the worker.

Each session is planned, mailed and ticked off in one transaction: a worker that is killed sends nothing twice.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models import User
from meetings.access import can_plan_meetings
from meetings.actions.inviting import follow_team
from meetings.actions.notices import send_notices
from meetings.actions.planning import Plan, change_meeting, plan_meeting
from meetings.enums import MeetingKind, MeetingState
from meetings.invitees import team_change
from meetings.models import Meeting
from meetings.objecting import objections_to
from meetings.objections import Kind
from schools.changes import Stale, lock
from teams.models import Professional
from yearplan.actions.plans import lock_plan
from yearplan.enums import BatchState, LineState
from yearplan.gathering import meetings_of_plan
from yearplan.models import Batch, BatchLine, ProposedSession, YearPlan
from yearplan.slots import key_of
from yearplan.standing import standing_of

logger = logging.getLogger(__name__)
Enqueue = Callable[[int, int], object]
PLACE = 120  # characters of a place
TO_PLAN = (MeetingState.DRAFT, MeetingState.PLANNED)
NOT_OVERRULED = (Kind.NOT_WORKING, Kind.CLOSED, Kind.WEEKEND, Kind.OTHER_YEAR)
USUAL_REASON = "Dit past het best in de jaarplanning van de regio."


@dataclass(frozen=True)
class ToSend:
    """A session that is to be sent, with who guides it; the meeting that it moves, or None for a new one."""

    row: ProposedSession
    facilitator: Professional | None
    meeting: Meeting | None


def send_batch(
    *, plan: YearPlan, wanted: Iterable[ToSend], reason: str, now: datetime, actor: User, enqueue: Enqueue
) -> Batch:
    """Have these sessions put on the calendar and told; while that goes on, whoever asks again gets the same. Raises
    Stale when there is nothing to send any more, or a session stands elsewhere by now."""
    with transaction.atomic():
        current = lock_plan(plan)
        going_on = current.batches.filter(state=BatchState.SENDING).first()
        if going_on is not None:
            return going_on
        _close_earlier(current)
        batch = Batch.objects.create(plan=current, reason=reason, made_by=actor, moved_at=now)
        lines = [_line(batch, each) for each in wanted]
        _refuse_changed(current, lines)
        BatchLine.objects.bulk_create(lines)
        transaction.on_commit(lambda: enqueue(batch.pk, batch.attempt))
        return batch


def resume_batch(*, batch: Batch, now: datetime, enqueue: Enqueue) -> bool:
    """Go on with a batch that failed or stands still; False for one that moves, is sent, or was followed by another."""
    with transaction.atomic():
        lock_plan(batch.plan)
        row = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
        later = Batch.objects.filter(plan=row.plan_id, pk__gt=row.pk).exists()
        if later or row.state == BatchState.SENT or (row.is_moving and not row.stands_still(now)):
            return False
        row.state, row.trouble, row.moved_at, row.attempt = BatchState.SENDING, "", now, row.attempt + 1
        row.save()
        transaction.on_commit(lambda: enqueue(row.pk, row.attempt))
        return True


def take_step(batch_id: int, attempt: int, enqueue: Enqueue) -> None:
    """Send one session, and plan the next step; without one left the batch is sent."""
    mine = Batch.objects.filter(pk=batch_id, attempt=attempt, state=BatchState.SENDING)
    batch = mine.select_related("plan", "made_by").first()
    if batch is None:
        return
    line = batch.lines.filter(state=LineState.WAITING).select_related("school__region", "facilitator").first()
    if line is None:
        mine.update(state=BatchState.SENT, moved_at=timezone.now())
        return
    try:
        _send_line(batch, line)
    except Exception:
        logger.exception("Batch %s stopped", batch_id)
        mine.update(state=BatchState.FAILED, trouble=f"Het ging mis bij {line.school}.", moved_at=timezone.now())
        return
    if mine.update(moved_at=timezone.now()):
        enqueue(batch_id, attempt)


def _close_earlier(plan: YearPlan) -> None:
    """What a batch that failed left waiting is not sent any more once another begins: it may have been moved since."""
    waiting = BatchLine.objects.filter(batch__plan=plan, state=LineState.WAITING)
    waiting.update(state=LineState.REFUSED, why="Daarna is er opnieuw verstuurd.")


def _line(batch: Batch, each: ToSend) -> BatchLine:
    if each.row.starts_at is None:
        raise Stale([f"De {each.row.get_kind_display().lower()} van {each.row.school} heeft geen moment meer."])
    return BatchLine(
        batch=batch,
        school=each.row.school,
        kind=each.row.kind,
        starts_at=each.row.starts_at,
        moves_from=each.meeting.starts_at if each.meeting else None,
        minutes=each.row.minutes,
        facilitator=each.facilitator,
    )


def _refuse_changed(plan: YearPlan, lines: list[BatchLine]) -> None:
    """Hold what is to be sent against how the plan is now that nobody changes it."""
    rows = ProposedSession.objects.filter(proposal__plan=plan, proposal__is_chosen=True).select_related("school")
    current = {key_of(row.school_id, row.kind): row for row in rows}
    meetings = meetings_of_plan(plan, [line.school_id for line in lines])
    changed = []
    for line in lines:
        key = key_of(line.school_id, line.kind)
        standing = standing_of(current.get(key), meetings.get(key))
        if not standing.is_to_send or standing.starts_at != line.starts_at:
            changed.append(f"De {line.get_kind_display().lower()} van {line.school} staat intussen anders.")
    if changed or not lines:
        raise Stale(changed or ["Er is niets meer om te versturen."])


def _send_line(batch: Batch, line: BatchLine) -> None:
    now = timezone.now()
    try:
        with lock(line.school):
            if not batch.lines.select_for_update(no_key=True).filter(pk=line.pk, state=LineState.WAITING).exists():
                return
            meeting = _on_the_calendar(batch, line, now)
            line.mails = send_notices(
                meeting=meeting, now=now, actor=batch.made_by, key=uuid5(batch.key, f"mail {line.pk}")
            )
            line.state, line.meeting = LineState.SENT, meeting
            line.save()
    except (ValidationError, Stale) as refused:
        why = refused.messages if isinstance(refused, ValidationError) else refused.differences
        waiting = batch.lines.filter(pk=line.pk, state=LineState.WAITING)
        waiting.update(state=LineState.REFUSED, why=" ".join(why)[:500])


def _on_the_calendar(batch: Batch, line: BatchLine, now: datetime) -> Meeting:
    """Plan the session, or move it; when something speaks against that which a reason overrules, with the reason.

    No reason overrules that the school is closed, or that somebody who must be there does not work or is away: that
    came up since the plan was made. Raises ValidationError then, Stale when the session is elsewhere by now.
    """
    today = localdate(now)
    if not can_plan_meetings(batch.made_by, line.school, today):
        raise Stale(["Deze school plant intussen zelf, of is niet meer van jou."])
    try:
        with transaction.atomic():
            meeting = _planned(batch, line, now, reason="")
    except ValidationError as refused:
        if set(getattr(refused, "error_dict", {})) != {"reason"} or not batch.reason:
            raise
        meeting = _planned(batch, line, now, reason=batch.reason)
    _follow_team(batch, line, meeting, today)
    against = objections_to(meeting, today=today)
    found = [each.text for each in against if each.kind in NOT_OVERRULED or each.is_blocking]
    if problems := [*found, *_away(batch.plan, meeting)]:
        raise ValidationError(problems)
    return meeting


def _follow_team(batch: Batch, line: BatchLine, meeting: Meeting, today: date) -> None:
    """Whom a session is for is the team of its day, also when it was planned with that of another."""
    if team_change(meeting, meeting.invitations.select_related("professional"), today=today):
        follow_team(meeting=meeting, today=today, actor=batch.made_by, key=uuid5(batch.key, f"team {line.pk}"))


def _away(plan: YearPlan, meeting: Meeting) -> list[str]:
    """Who must be there and was noted as absent on its day."""
    rows = meeting.invitations.standing().filter(is_required=True).values("professional")
    day = meeting.day
    absent = plan.absences.filter(professional__in=rows, first_day__lte=day, last_day__gte=day)
    return [f"{row.professional} is dan afwezig." for row in absent.select_related("professional")]


def _planned(batch: Batch, line: BatchLine, now: datetime, *, reason: str) -> Meeting:
    kind, year = MeetingKind(line.kind), batch.plan.school_year
    key = uuid5(batch.key, f"session {line.pk}")
    same = Meeting.objects.standing().filter(school=line.school, kind=kind).of_year(year)
    meeting = same.select_related("school__region").first()
    stands = meeting.starts_at if meeting else None
    if stands != line.moves_from or (meeting is not None and meeting.state not in TO_PLAN):
        raise Stale(["Deze bijeenkomst is intussen anders gepland."])
    if meeting is None:
        plan = Plan(
            kind,
            year,
            line.starts_at,
            minutes=line.minutes,
            place=str(line.school)[:PLACE],
            facilitator=line.facilitator,
            reason=reason,
        )
        plan_meeting(school=line.school, plan=plan, now=now, actor=batch.made_by, key=key)
        return same.select_related("school__region").get()
    change_meeting(meeting=meeting, plan=_moved(meeting, line, reason), now=now, actor=batch.made_by, key=key)
    return meeting


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
    )
