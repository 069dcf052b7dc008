"""Two records of one person become one: nothing is lost, and it can be undone."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import Stale, recorded, reload
from schools.models import Change
from teams.actions.seats import fulfil_plans, leave_one_first_contact
from teams.dutch import day_text
from teams.enums import Visibility
from teams.extensions import mergings
from teams.merging import GROUPS, Joined, joined_seats, schools_of_both, seats_of_both
from teams.models import PlannedMember, Professional, StandIn
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import merge_snapshot


def merge_records(
    *,
    kept: Professional,
    absorbed: Professional,
    take: Collection[str] = (),
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Let one record go on with the seats of both, and with what apps above keep of them; `take` names the groups of
    fields that come from the other.

    The other record stays behind without address and number, for its account and for undoing. Raises ValidationError
    when two people stand in on one day, Stale when one of the records changed since `seen`, AlreadyDone when the same
    form came before.
    """
    also = [absorbed, *schools_of_both(kept, absorbed)]
    with recorded(subject=kept, also=also, actor=actor, key=key, region=kept.organisation.region) as change:
        for record in (kept, absorbed):
            reload(record)
            if record.merged_into_id is not None or record.erased_on is not None:
                raise Stale([f"{record} staat er niet meer: intussen samengevoegd of gewist."])
        refuse_stale(seen, merge_snapshot(kept, absorbed))
        change.summary = (
            f"{absorbed} is samengevoegd met {kept}."
            if str(kept) != str(absorbed)
            else (f"De twee keer {kept} zijn samengevoegd tot één.")
        )
        _join_plans(kept, absorbed)
        for joined in joined_seats(seats_of_both(kept, absorbed)):
            _join(joined, kept, absorbed)
            fulfil_plans(joined.survivor)
        _let_stand_in(kept, absorbed)
        for merging in mergings:
            merging.join(kept, absorbed)
        _bury(kept, absorbed, take)
    return change


def _join(joined: Joined, kept: Professional, absorbed: Professional) -> None:
    """One seat: its stand-ins go to the row that stays, the others go, and then it holds for all their days."""
    survivor = joined.survivor
    _gather_stand_ins(joined, {kept.pk, absorbed.pk})
    for row in joined.rows[1:]:
        row.delete()
    survivor.professional = kept
    survivor.starts_on, survivor.ends_on = joined.starts_on, joined.ends_on
    survivor.contact_days = next((row.contact_days for row in joined.rows if row.contact_days), 0)
    survivor.contact_hours = next((row.contact_hours for row in joined.rows if row.contact_hours), "")
    survivor.is_first_contact = any(row.is_first_contact for row in joined.rows)
    leave_one_first_contact(survivor)
    survivor.save()


def _gather_stand_ins(joined: Joined, both: set[int]) -> None:
    """Nobody stands in for herself; twice the same person at the same time is once; two people is a question."""
    rows = [stand_in for row in joined.rows for stand_in in row.stand_ins.all()]
    staying: list[StandIn] = []
    for stand_in in sorted(rows, key=lambda each: (each.starts_on, each.pk)):
        before = staying[-1] if staying else None
        if stand_in.professional_id in both:
            stand_in.delete()
        elif before is None or before.ends_on < stand_in.starts_on:
            staying.append(stand_in)
        elif before.professional_id == stand_in.professional_id:
            before.ends_on = max(before.ends_on, stand_in.ends_on)
            stand_in.delete()
        else:
            raise ValidationError(_two_stand_ins(joined, before, stand_in))
    for stand_in in staying:
        stand_in.membership = joined.survivor
        stand_in.save()


def _two_stand_ins(joined: Joined, first: StandIn, second: StandIn) -> str:
    return (
        f"{joined.survivor.school}: {first.professional} en {second.professional} nemen hier allebei waar op "
        f"{day_text(second.starts_on)}. Stop eerst een van beide waarnemingen."
    )


def _let_stand_in(kept: Professional, absorbed: Professional) -> None:
    """Where the other stood in for somebody else, that was her."""
    for stand_in in StandIn.objects.filter(professional=absorbed):
        stand_in.professional = kept
        stand_in.save()


def _join_plans(kept: Professional, absorbed: Professional) -> None:
    """What was planned for the other is planned for her; the same seat twice is once, from the first day, and asked
    when either was."""
    for plan in PlannedMember.objects.filter(professional=absorbed):
        same = PlannedMember.objects.filter(professional=kept, school=plan.school_id, role=plan.role_id).first()
        if same is None:
            plan.professional = kept
            plan.save()
            continue
        plan.delete()
        same.starts_on = min(same.starts_on, plan.starts_on)
        same.stage = same.stage if plan.is_wish else plan.stage
        same.save()


def _bury(kept: Professional, absorbed: Professional, take: Collection[str]) -> None:
    """What was chosen goes to the record that stays; the other can be reached no more, and points to it."""
    _choose_contact(kept, absorbed, take)
    for field in (field for group in GROUPS if group in take for field in GROUPS[group]):
        setattr(kept, field, getattr(absorbed, field))
    kept.confirmed_on = max(filter(None, (kept.confirmed_on, absorbed.confirmed_on)), default=None)
    kept.erasure_asked_on = min(filter(None, (kept.erasure_asked_on, absorbed.erasure_asked_on)), default=None)
    absorbed.email = absorbed.phone = ""
    absorbed.erasure_asked_on = None
    absorbed.merged_into = kept
    absorbed.save()
    for record in absorbed.merged_records.order_by("pk"):
        record.merged_into = kept
        record.save()
    kept.save()


def _choose_contact(kept: Professional, absorbed: Professional, take: Collection[str]) -> None:
    """Who may see a number or an address goes along with it; of the same one twice whoever wants it seen by fewest."""
    for field in ("email", "phone"):
        visibility = f"{field}_visibility"
        if field in take:
            setattr(kept, visibility, getattr(absorbed, visibility))
        elif getattr(kept, field).lower() == getattr(absorbed, field).lower():
            setattr(kept, visibility, _strictest(getattr(kept, visibility), getattr(absorbed, visibility)))
    if "email" in take:
        kept.email_is_confirmed = absorbed.email_is_confirmed
    elif kept.email.lower() == absorbed.email.lower():
        kept.email_is_confirmed = kept.email_is_confirmed or absorbed.email_is_confirmed


def _strictest(first: str, second: str) -> str:
    return min(first, second, key=Visibility.values.index)
