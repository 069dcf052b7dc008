"""A school says no to a day: its session has to go elsewhere, and no other is proposed for that day."""

from datetime import date, datetime

from django.db import transaction

from meetings.moments.circumstances import slot_at
from schools.changes import Stale
from yearplan.actions.plans import lock_plan
from yearplan.actions.proposals import current_session, refuse_moved, session_name
from yearplan.models import ClosedDay, ProposedSession, YearPlan
from yearplan.standing import Stage


def close_day(*, session: ProposedSession, seen: datetime | None, today: date) -> ClosedDay:
    """The school cannot on the day of this session: nothing is planned on it any more, and the session may move,
    locked or not. `seen` is where it stood for who was told so.

    Raises Stale when it stands elsewhere by now, or is over.
    """
    with transaction.atomic():
        plan = lock_plan(session.proposal.plan)
        row, standing = current_session(session)
        refuse_moved(row, standing, seen)
        if standing.starts_at is None or standing.stage == Stage.HELD:
            raise Stale([f"{session_name(row)} heeft geen moment om weg te halen."])
        day = slot_at(standing.starts_at, standing.minutes).day
        if day <= today:
            raise Stale([f"{session_name(row)} is al geweest, of is vandaag."])
        row.is_locked, row.agreed_at, row.agreed_by = False, None, None
        row.save(update_fields=["is_locked", "agreed_at", "agreed_by"])
        return ClosedDay.objects.get_or_create(plan=plan, school=row.school, day=day)[0]


def open_day(*, plan: YearPlan, closed_id: int) -> ClosedDay | None:
    """The school can on that day after all; None when that was said before."""
    with transaction.atomic():
        lock_plan(plan)
        row = plan.closed_days.filter(pk=closed_id).select_related("school").first()
        if row is not None:
            ClosedDay.objects.filter(pk=row.pk).delete()
        return row
