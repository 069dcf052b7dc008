"""Plans for a seat: a wish, a question, and what becomes of it. Every action is one recorded, undoable Change."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import Stale, recorded, reload
from schools.models import Change, School
from teams.actions.people import register
from teams.actions.seats import refuse_bad_period, seat, succeed
from teams.dutch import day_text
from teams.enums import PlanStage
from teams.models import Membership, PlannedMember, Professional, Role
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import plan_snapshot, plans_snapshot


def plan_member(
    *,
    school: School,
    role: Role,
    professional: Professional,
    starts_on: date,
    stage: PlanStage,
    today: date,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Keep that somebody is wished for or asked in a seat from a day to come; somebody new is registered with it.

    Raises ValidationError when she is planned or seated there already, or the day is no coming one, Stale when seat or
    plans changed since `seen`, AlreadyDone when the same form came before.
    """
    with recorded(subject=school, actor=actor, key=key) as change:
        refuse_stale(seen, plans_snapshot(school, role))
        if starts_on <= today:
            raise ValidationError(
                {"starts_on": "Plannen kan vanaf morgen. Zit iemand er al? Ga terug en kies ‘Vul in’ of ‘Nog iemand’."}
            )
        professional = register(professional)
        refuse_bad_period(Membership(school=school, role=role, professional=professional, starts_on=starts_on))
        _refuse_second_plan(school, role, professional)
        PlannedMember.objects.create(
            school=school, role=role, professional=professional, starts_on=starts_on, stage=stage
        )
        is_asked = stage == PlanStage.ASKED
        change.summary = (
            f"{professional} is {'gevraagd' if is_asked else 'gewenst'} als {role} vanaf {day_text(starts_on)}."
        )
    return change


def ask_planned(*, plan: PlannedMember, seen: Snapshot | None = None, actor: User, key: UUID | None = None) -> Change:
    """Keep that who was wished for has been asked. Raises Stale when she was already."""
    with recorded(subject=plan.school, actor=actor, key=key) as change:
        reload(plan)
        refuse_stale(seen, plan_snapshot(plan))
        if not plan.is_wish:
            raise Stale([f"{plan.professional} is al gevraagd."])
        plan.stage = PlanStage.ASKED
        plan.save()
        change.summary = f"{plan.professional} is gevraagd als {plan.role} vanaf {day_text(plan.starts_on)}."
    return change


def agree_plan(
    *,
    plan: PlannedMember,
    starts_on: date,
    contact_days: int = 0,
    succeeds: Membership | None = None,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Who was planned agreed: she gets the seat from a day, beside or after (`succeeds`) who is there; the plan goes.

    Raises ValidationError like seating and succeeding, Stale when seat or plans changed since `seen`, AlreadyDone when
    the same form came before.
    """
    with recorded(subject=plan.school, actor=actor, key=key) as change:
        reload(plan)
        refuse_stale(seen, plans_snapshot(plan.school, plan.role))
        after = ""
        if succeeds is None:
            seat(
                Membership(
                    school=plan.school,
                    role=plan.role,
                    professional=plan.professional,
                    starts_on=starts_on,
                    contact_days=contact_days,
                )
            )
        else:
            reload(succeeds)
            succeed(succeeds, plan.professional, starts_on, contact_days=contact_days)
            after = f", na {succeeds.professional}"
        for left in PlannedMember.objects.filter(pk=plan.pk):
            left.delete()
        change.summary = f"{plan.professional} is {plan.role} vanaf {day_text(starts_on)}{after}."
    return change


def drop_plan(*, plan: PlannedMember, seen: Snapshot | None = None, actor: User, key: UUID | None = None) -> Change:
    """The plan is off."""
    with recorded(subject=plan.school, actor=actor, key=key) as change:
        reload(plan)
        refuse_stale(seen, plan_snapshot(plan))
        change.summary = f"Het plan voor {plan.professional} als {plan.role} vervalt."
        plan.delete()
    return change


def _refuse_second_plan(school: School, role: Role, professional: Professional) -> None:
    double = PlannedMember.objects.filter(school=school, role=role, professional=professional).first()
    if double is not None:
        raise ValidationError(
            {
                "professional": f"{professional} staat hier al als {double.get_stage_display()} "
                f"vanaf {day_text(double.starts_on)}."
            }
        )
