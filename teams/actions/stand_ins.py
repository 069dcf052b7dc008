"""Who stands in for a member during a period (waarneming)."""

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import recorded, reload
from schools.models import Change
from schools.models.dated import overlapping
from teams.actions.people import register
from teams.dutch import day_text
from teams.models import Membership, Professional, StandIn
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import seat_snapshot


def arrange_stand_in(
    *,
    membership: Membership,
    professional: Professional,
    starts_on: date,
    ends_on: date,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Let somebody take a member's place for a period within the membership.

    Raises ValidationError on a period or person that cannot be, Stale and AlreadyDone like the seat actions.
    """
    with recorded(subject=membership.school, actor=actor, key=key) as change:
        reload(membership)
        refuse_stale(seen, seat_snapshot(membership.school, membership.role))
        if professional.pk == membership.professional_id:
            raise ValidationError({"professional": "Iemand kan niet voor zichzelf waarnemen. Kies iemand anders."})
        _refuse_bad_period(membership, starts_on, ends_on)
        professional = register(professional)
        StandIn.objects.create(membership=membership, professional=professional, starts_on=starts_on, ends_on=ends_on)
        change.summary = (
            f"{professional} neemt waar voor {membership.professional}, "
            f"van {day_text(starts_on)} tot en met {day_text(ends_on)}."
        )
    return change


def end_stand_in(*, stand_in: StandIn, today: date, actor: User, key: UUID | None = None) -> Change:
    """Stop a stand-in: the member herself is back today. One that has not begun is called off."""
    with recorded(subject=stand_in.membership.school, actor=actor, key=key) as change:
        reload(stand_in)
        change.summary = f"De waarneming door {stand_in.professional} is gestopt."
        if stand_in.starts_on >= today:
            stand_in.delete()
        else:
            stand_in.ends_on = min(stand_in.ends_on, today - timedelta(days=1))
            stand_in.save()
    return change


def _refuse_bad_period(membership: Membership, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "De laatste dag ligt voor de eerste dag."})
    if starts_on < membership.starts_on:
        raise ValidationError(
            {"starts_on": f"{membership.professional} begint zelf pas op {day_text(membership.starts_on)}."}
        )
    if membership.ends_on is not None and ends_on > membership.ends_on:
        raise ValidationError(
            {"ends_on": f"{membership.professional} stopt op {day_text(membership.ends_on)}; kies een dag tot dan."}
        )
    if double := membership.stand_ins.filter(overlapping(starts_on, ends_on)).first():
        raise ValidationError(
            {
                "starts_on": f"{double.professional} neemt al waar van {day_text(double.starts_on)} "
                f"tot en met {day_text(double.ends_on)}."
            }
        )
