"""Who sits where: seating, succeeding, ending and correcting. Every action is one recorded, undoable Change."""

from copy import copy
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import recorded, reload
from schools.models import Change, School
from schools.models.dated import overlapping
from teams.actions.people import register
from teams.dutch import day_text
from teams.models import Membership, PlannedMember, Professional, Role
from teams.models.membership import MembershipQuerySet
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import seat_snapshot


def seat_member(
    *,
    school: School,
    role: Role,
    professional: Professional,
    starts_on: date,
    contact_days: int = 0,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Give somebody a seat at a school from a day; somebody new is registered with it.

    Raises ValidationError when she already has it on one of those days, Stale when the seat changed since `seen`,
    AlreadyDone when the same form came before.
    """
    with recorded(subject=school, actor=actor, key=key) as change:
        refuse_stale(seen, seat_snapshot(school, role))
        seated = Membership(
            school=school, role=role, professional=professional, starts_on=starts_on, contact_days=contact_days
        )
        professional = seat(seated).professional
        change.summary = f"{professional} is {role} vanaf {day_text(starts_on)}."
    return change


def replace_member(
    *,
    membership: Membership,
    successor: Professional,
    starts_on: date,
    contact_days: int = 0,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Let somebody be succeeded from a day: the old membership ends the day before, and first contact moves along.

    When a successor was planned already, this one fills the time until then.
    Raises ValidationError, Stale and AlreadyDone like `seat_member`.
    """
    with recorded(subject=membership.school, actor=actor, key=key) as change:
        reload(membership)
        refuse_stale(seen, seat_snapshot(membership.school, membership.role))
        if successor.pk == membership.professional_id:
            raise ValidationError({"professional": "Kies iemand anders: dit is degene die je vervangt."})
        successor = succeed(membership, successor, starts_on, contact_days=contact_days).professional
        change.summary = (
            f"{successor} volgt {membership.professional} op als {membership.role} vanaf {day_text(starts_on)}."
        )
    return change


def end_membership(
    *, membership: Membership, last_day: date, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Let somebody leave the team after her last day; her seat is empty from the next day."""
    with recorded(subject=membership.school, actor=actor, key=key) as change:
        reload(membership)
        refuse_stale(seen, seat_snapshot(membership.school, membership.role))
        if last_day < membership.starts_on:
            raise ValidationError(
                {"ends_on": f"De laatste dag kan niet voor {day_text(membership.starts_on)} liggen, de eerste dag."}
            )
        membership.ends_on = last_day
        refuse_bad_period(membership, field="ends_on")
        leave_one_first_contact(membership)
        membership.save()
        cut_stand_ins(membership)
        change.summary = f"{membership.professional} stopt als {membership.role}, laatste dag {day_text(last_day)}."
    return change


def correct_membership(
    *,
    membership: Membership,
    professional: Professional,
    role: Role,
    starts_on: date,
    ends_on: date | None,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Set right what was entered wrongly: the person, the role or the days."""
    with recorded(subject=membership.school, actor=actor, key=key) as change:
        reload(membership)
        refuse_stale(seen, seat_snapshot(membership.school, membership.role))
        if professional.pk != membership.professional_id:
            professional = register(professional)
        corrected = copy(membership)
        corrected.professional, corrected.role = professional, role
        corrected.starts_on, corrected.ends_on = starts_on, ends_on
        refuse_bad_period(corrected)
        leave_one_first_contact(corrected)
        corrected.save()
        cut_stand_ins(corrected)
        fulfil_plans(corrected)
        change.summary = f"Hersteld: {professional}, {role} vanaf {day_text(starts_on)}."
    return change


def remove_membership(
    *, membership: Membership, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Take away a membership that never was; its row image stays in the history."""
    with recorded(subject=membership.school, actor=actor, key=key) as change:
        reload(membership)
        refuse_stale(seen, seat_snapshot(membership.school, membership.role))
        change.summary = f"{membership.professional} is weggehaald als {membership.role}." + _who_leaves(membership)
        for stand_in in membership.stand_ins.all():
            stand_in.delete()
        membership.delete()
    return change


def set_contact(
    *,
    membership: Membership,
    contact_days: int,
    contact_hours: str,
    is_first_contact: bool,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Say when somebody is at the school, and whether she is the first to call in her role."""
    with recorded(subject=membership.school, actor=actor, key=key) as change:
        reload(membership)
        refuse_stale(seen, seat_snapshot(membership.school, membership.role))
        if is_first_contact and not membership.is_first_contact:
            _pass_on_first_contact(membership)
        membership.contact_days, membership.contact_hours = contact_days, contact_hours
        membership.is_first_contact = is_first_contact
        membership.save()
        change.summary = f"Contact met {membership.professional} is bijgewerkt."
    return change


def succeed(
    membership: Membership,
    successor: Professional,
    starts_on: date,
    *,
    contact_days: int,
    contact_hours: str = "",
) -> Membership:
    """Let a seat go to somebody else from a day; part of an action that locked its school.

    When a successor was planned already, this one fills the time until then.
    """
    _refuse_second_successor(membership, starts_on)
    until = membership.ends_on if Membership.objects.successor_of(membership) else None
    end_before(membership, starts_on)
    return seat(
        Membership(
            school=membership.school,
            role=membership.role,
            professional=successor,
            starts_on=starts_on,
            ends_on=until,
            contact_days=contact_days,
            contact_hours=contact_hours,
            is_first_contact=membership.is_first_contact,
        )
    )


def cut_stand_ins(membership: Membership) -> None:
    """Stand-ins lie within the membership they stand in for, and nobody stands in for herself."""
    for stand_in in membership.stand_ins.all():
        first = max(stand_in.starts_on, membership.starts_on)
        last = stand_in.ends_on if membership.ends_on is None else min(stand_in.ends_on, membership.ends_on)
        if first > last or stand_in.professional_id == membership.professional_id:
            stand_in.delete()
        elif (first, last) != (stand_in.starts_on, stand_in.ends_on):
            stand_in.starts_on, stand_in.ends_on = first, last
            stand_in.save()


def seat(membership: Membership) -> Membership:
    """Save a new membership, with its professional when she is new; returns it with her as she is saved."""
    membership.professional = register(membership.professional)
    refuse_bad_period(membership)
    leave_one_first_contact(membership)
    membership.save()
    fulfil_plans(membership)
    return membership


def fulfil_plans(membership: Membership) -> None:
    """Who has the seat is not planned for it any more; she still is when she leaves before the plan begins."""
    plans = PlannedMember.objects.filter(
        school=membership.school, role=membership.role, professional=membership.professional
    )
    for plan in plans:
        if not membership.is_over(plan.starts_on):
            plan.delete()


def _refuse_second_successor(membership: Membership, day: date) -> None:
    successor = Membership.objects.successor_of(membership)
    if successor is not None and successor.starts_on <= day:
        raise ValidationError(
            f"{successor.professional} heeft deze plek al overgenomen van {membership.professional}. "
            f"Ga terug en vervang {successor.professional}, of zet er iemand bij."
        )


def end_before(membership: Membership, day: date) -> None:
    """Her last day is the one before; part of an action that locked her school."""
    if day <= membership.starts_on:
        raise ValidationError(
            {
                "starts_on": f"{membership.professional} begon op {day_text(membership.starts_on)}. "
                "Kies een latere dag. Klopt die eerste dag niet? Kies dan ‘Herstel fout’."
            }
        )
    last_day = day - timedelta(days=1)
    if membership.ends_on is None or membership.ends_on > last_day:
        membership.ends_on = last_day
    membership.save()
    cut_stand_ins(membership)


def refuse_bad_period(membership: Membership, field: str = "professional") -> None:
    """Raises ValidationError when the days are in the wrong order, or hers in this role already."""
    if membership.ends_on is not None and membership.ends_on < membership.starts_on:
        raise ValidationError({"ends_on": "De laatste dag ligt voor de eerste dag."})
    same = Membership.objects.filter(
        overlapping(membership.starts_on, membership.ends_on),
        school=membership.school,
        role=membership.role,
        professional=membership.professional,
    ).exclude(pk=membership.pk)
    if double := same.first():
        until = f"tot en met {day_text(double.ends_on)}" if double.ends_on else "tot nader order"
        raise ValidationError(
            {
                field: f"{membership.professional} is hier al {membership.role}, "
                f"van {day_text(double.starts_on)} {until}."
            }
        )


def _who_leaves(membership: Membership) -> str:
    """A sentence about who would have been succeeded: her last day stays as it was agreed."""
    last_day = membership.starts_on - timedelta(days=1)
    leaving = Membership.objects.filter(school=membership.school, role=membership.role, ends_on=last_day).first()
    return f" De laatste dag van {leaving.professional} blijft {day_text(last_day)}." if leaving else ""


def _other_first_contacts(membership: Membership) -> MembershipQuerySet:
    """Who else is first contact in this role on any day of this membership."""
    return Membership.objects.filter(
        overlapping(membership.starts_on, membership.ends_on),
        school=membership.school,
        role=membership.role,
        is_first_contact=True,
    ).exclude(pk=membership.pk)


def leave_one_first_contact(membership: Membership) -> None:
    """Somebody who is first contact already in this period stays so; this membership is then no first contact."""
    if membership.is_first_contact and _other_first_contacts(membership).exists():
        membership.is_first_contact = False


def _pass_on_first_contact(membership: Membership) -> None:
    for other in _other_first_contacts(membership):
        other.is_first_contact = False
        other.save()
