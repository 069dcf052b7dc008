"""Erasing somebody who asks for it: she stays in old teams as an oud-lid, and nothing tells who that was."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from schools.changes import Stale, recorded, reload
from schools.models import Change, School
from teams import names
from teams.access import accounts_of, has_power_from, records_of, seats_from
from teams.actions.files import forget_files_about
from teams.actions.scrubbing import OUD_LID, scrub, traces_of
from teams.enums import Visibility
from teams.models import Membership, PlannedMember, PosterBundle, Professional, StandIn
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import erasure_snapshot

NAMED = 3  # seats that a sentence names; of the others it tells how many
SEAT_VALUES = {"contact_days": 0, "contact_hours": ""}


def ask_erasure(*, professional: Professional, today: date, actor: User, key: UUID | None = None) -> Change:
    """Keep that somebody wants to be erased. Raises Stale when she asked before."""
    with recorded(subject=professional, actor=actor, key=key, region=professional.organisation.region) as change:
        reload(professional)
        if professional.erasure_asked_on is not None:
            raise Stale(["Je hebt dit al gevraagd."])
        professional.erasure_asked_on = today
        professional.save(update_fields=["erasure_asked_on"])
        change.summary = f"{professional} vraagt om wissen van de eigen gegevens."
    return change


def withdraw_erasure(*, professional: Professional, actor: User, key: UUID | None = None) -> Change:
    """She stays after all. Raises Stale when there is nothing to withdraw."""
    with recorded(subject=professional, actor=actor, key=key, region=professional.organisation.region) as change:
        reload(professional)
        if professional.erasure_asked_on is None:
            raise Stale(["Er staat geen verzoek om te wissen."])
        professional.erasure_asked_on = None
        professional.save(update_fields=["erasure_asked_on"])
        change.summary = f"{professional} trekt het verzoek om wissen in."
    return change


def why_not_erased(professional: Professional, day: date) -> list[str]:
    """What must be ended before somebody can be erased, in Dutch sentences; none when nothing holds it up."""
    reasons = []
    seats = seats_from(professional, day).select_related("school", "role").order_by("school__name", "starts_on")
    if seats:
        where = ", ".join(f"{row.role} van {row.school}" for row in seats[:NAMED])
        where += f" en nog {len(seats) - NAMED}" if len(seats) > NAMED else ""
        reasons.append(f"{professional} heeft nog een plek of neemt waar: {where}. Laat dat eerst stoppen.")
    if any(has_power_from(account, day) for account in accounts_of(professional)):
        reasons.append(f"{professional} heeft nog een bevoegdheid. Een beheerder moet die eerst beëindigen.")
    return reasons


def erase_professional(
    *, professional: Professional, today: date, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Take all that tells who somebody is out of the program and its trail, with her account. Cannot be undone.

    Her seats stay, of an oud-lid; plans with her go. Raises ValidationError while she has a seat or power, Stale when
    her request is no longer what was seen.
    """
    region, schools = professional.organisation.region, _schools_of(professional)
    with recorded(subject=professional, also=schools, actor=actor, key=key, region=region) as change:
        reload(professional)
        refuse_stale(seen, erasure_snapshot(professional))
        if reasons := why_not_erased(professional, today):
            raise ValidationError(reasons)
        records, accounts = records_of(professional), accounts_of(professional)
        traces = traces_of(records, accounts)
        values = _values(today)
        _let_go(records, values)
        scrub(
            records=records,
            values=values,
            seat_values=SEAT_VALUES,
            words=traces.names | traces.contact,
            traces=traces,
            accounts=accounts,
        )
        PosterBundle.objects.filter(posters__school__in=schools).delete()  # her name may stand in it
        regions = traces.regions | {professional.organisation.region_id}
        forget_files_about(called=traces.names, reached=traces.contact, regions=regions)
        change.summary = f"De gegevens van een {OUD_LID} zijn gewist."
    return change


def _schools_of(professional: Professional) -> list[School]:
    """Where her seats and plans are, and where she stands in: nobody may write them meanwhile."""
    records = records_of(professional)
    hers = Q(memberships__professional__in=records) | Q(planned_members__professional__in=records)
    hers |= Q(memberships__stand_ins__professional__in=records)
    return list(School.objects.filter(hers).distinct())


def _values(today: date) -> dict[str, object]:
    """What is left of a record."""
    return {
        "first_name": "",
        "infix": "",
        "surname": OUD_LID,
        "sort_key": names.sort_key("", "", OUD_LID),
        "email": "",
        "phone": "",
        "expertise": "",
        "introduction": "",
        "half_days": 0,
        "confirmed_on": None,
        "email_is_confirmed": False,
        "email_visibility": Visibility.TEAMS,
        "phone_visibility": Visibility.TEAMS,
        "erasure_asked_on": None,
        "erased_on": today,
    }


def _let_go(records: list[Professional], values: dict[str, object]) -> None:
    """Write the records and all their seats once more: whoever undoes an older change is told it is too late."""
    for row in records:
        for field, value in values.items():
            setattr(row, field, value)
        row.save()
    for seat in Membership.objects.filter(professional__in=records).select_for_update(no_key=True):
        for field, value in SEAT_VALUES.items():
            setattr(seat, field, value)
        seat.save()
    for stand_in in StandIn.objects.filter(professional__in=records).select_for_update(no_key=True):
        stand_in.save()
    for plan in PlannedMember.objects.filter(professional__in=records):
        plan.delete()
