"""Sending a proposal: its sessions are put on the calendar and told to their people, one by one, by the worker.

Each session is planned, mailed and ticked off in one transaction: a worker that is killed sends nothing twice.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.models import User
from meetings.models import Invitation, Meeting
from schools.changes import Stale
from teams.models import Professional
from yearplan.actions.lines import refuse, send_together
from yearplan.actions.plans import GONE, lock_plan
from yearplan.enums import BatchState, LineState
from yearplan.gathering import meetings_of_plan
from yearplan.models import Batch, BatchLine, ProposedSession, YearPlan
from yearplan.models.run import MOST_STALLS
from yearplan.rings import rings_of
from yearplan.slots import key_of
from yearplan.standing import standing_of

logger = logging.getLogger(__name__)
Enqueue = Callable[[int, int], object]
STUCK = "Het versturen liep een paar keer vast op dezelfde plek en is gestopt. Wat verstuurd is, blijft verstuurd."
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


def resume_batch(*, batch: Batch, now: datetime, enqueue: Enqueue, by_hand: bool = False) -> bool:
    """Go on with a batch that failed or stands still; False for one that moves, is sent, or was followed by another.

    One that was taken up a few times and came no further stops, until somebody takes it up `by_hand`.
    """
    with transaction.atomic():
        lock_plan(batch.plan)
        row = Batch.objects.select_for_update(no_key=True).filter(pk=batch.pk).first()
        if row is None:
            raise Stale([GONE])
        later = Batch.objects.filter(plan=row.plan_id, pk__gt=row.pk).exists()
        if later or row.state == BatchState.SENT or (row.is_moving and not row.stands_still(now)):
            return False
        row.stalls, row.attempt = 0 if by_hand else row.stalls + 1, row.attempt + 1
        if row.stalls > MOST_STALLS:
            row.state, row.trouble = BatchState.FAILED, STUCK
            row.save()
            return False
        row.state, row.trouble, row.moved_at = BatchState.SENDING, "", now
        row.save()
        transaction.on_commit(lambda: enqueue(row.pk, row.attempt))
        return True


def take_step(batch_id: int, attempt: int, enqueue: Enqueue) -> None:
    """Send one session, and plan the next step; without one left the batch is sent.

    The order of the batch is that of its schools, and one may go to where another still is. Who cannot go waits until
    another went (`put_off`); when nobody can, a ring is sent in one go.
    """
    mine = Batch.objects.filter(pk=batch_id, attempt=attempt, state=BatchState.SENDING)
    batch = mine.select_related("plan", "made_by").first()
    if batch is None:
        return
    waiting = batch.lines.waiting().select_related("school__region", "facilitator")
    line = waiting.first()
    if line is None:
        mine.update(state=BatchState.SENT, moved_at=timezone.now())
        return
    sent = batch.lines.filter(state=LineState.SENT).count()
    try:
        if line.put_off <= sent:
            _take_turn(batch, line, sent)
        else:
            _untie(batch, list(waiting))
    except Exception:
        logger.exception("Batch %s stopped", batch_id)
        trouble = f"Het ging mis bij {line.school}."
        mine.update(state=BatchState.FAILED, trouble=trouble, moved_at=timezone.now())
        return
    if mine.update(moved_at=timezone.now(), stalls=0):
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


def _take_turn(batch: Batch, line: BatchLine, sent: int) -> None:
    """Send a line if nothing speaks against it now; what does may be gone once others are sent, so then it waits."""
    try:
        send_together(batch, [line], reason=batch.reason)
    except ValidationError:
        batch.lines.filter(pk=line.pk).update(put_off=sent + 1)
    except Stale as stale:
        refuse(batch, line, stale.differences)


def _untie(batch: Batch, waiting: Sequence[BatchLine]) -> None:
    """Send some that wait for each other together; when there are none, the first is not sent."""
    for ring in rings_of(_waits_for(batch, waiting)):
        with suppress(ValidationError, Stale):
            return send_together(batch, ring, reason=batch.reason)
    line = waiting[0]
    try:
        return send_together(batch, [line], reason=batch.reason)
    except (ValidationError, Stale) as refused:
        return refuse(batch, line, refused.messages if isinstance(refused, ValidationError) else refused.differences)


def _waits_for(batch: Batch, waiting: Sequence[BatchLine]) -> dict[BatchLine, list[BatchLine]]:
    """Per session that moves, those that are now on the day to which it goes, with people whom they share."""
    meetings = meetings_of_plan(batch.plan, [line.school_id for line in waiting])
    moving = {line: meetings.get(key_of(line.school_id, line.kind)) for line in waiting if line.moves_from}
    people: dict[int, set[int]] = defaultdict(set)
    of = [meeting.pk for meeting in moving.values() if meeting]
    rows = Invitation.objects.standing().filter(meeting__in=of).values_list("meeting", "professional")
    for meeting_id, person in rows.order_by():
        people[meeting_id].add(person or 0)
    who = {line: people[meeting.pk] - {0} for line, meeting in moving.items() if meeting}
    on_day: dict[date, list[BatchLine]] = defaultdict(list)
    for line in who:
        on_day[localdate(line.moves_from)].append(line)
    return {
        line: [other for other in on_day[localdate(line.starts_at)] if other != line and who[line] & who[other]]
        for line in who
    }
