"""Which seats a region's schools should have. Every action is one recorded, undoable Change."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import recorded, reload
from schools.enums import Sector
from schools.models import Change, Region
from teams.enums import Need
from teams.models import Role, SeatTemplate
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import row_snapshot

SHOWN = ("name", "need", "roles")


def add_seat_template(
    *,
    region: Region,
    sector: Sector,
    name: str,
    need: Need,
    roles: Sequence[Role],
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Ask one more seat of the region's schools of a sector, after those that are there.

    Raises ValidationError when the name is taken, AlreadyDone when the same form came before.
    """
    with recorded(subject=region, actor=actor, key=key) as change:
        seat = SeatTemplate(region=region, sector=sector, name=name, need=need)
        _refuse_taken_name(seat)
        last = region.seat_templates.filter(sector=sector).order_by("-position").first()
        seat.position = last.position + 1 if last else 0
        seat.save()
        seat.roles.set(roles)
        change.summary = f"De plek {name} ({sector.label}) is toegevoegd."
    return change


def update_seat_template(
    *,
    seat: SeatTemplate,
    name: str,
    need: Need,
    roles: Sequence[Role],
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Change what a seat is called, how much it is needed or who can fill it.

    Raises ValidationError when the name is taken, Stale when the seat changed since `seen`.
    """
    with recorded(subject=seat.region, actor=actor, key=key) as change:
        reload(seat)
        refuse_stale(seen, row_snapshot(seat, SHOWN))
        seat.name, seat.need = name, need
        _refuse_taken_name(seat)
        seat.save()
        seat.roles.set(roles)
        change.summary = f"De plek {seat} ({seat.get_sector_display()}) is bijgewerkt."
    return change


def move_seat_template(*, seat: SeatTemplate, steps: int, actor: User, key: UUID | None = None) -> Change:
    """Show a seat one place earlier (steps -1) or later (steps 1) among those of its sector."""
    with recorded(subject=seat.region, actor=actor, key=key) as change:
        reload(seat)
        order = list(seat.region.seat_templates.filter(sector=seat.sector))
        place = order.index(seat)
        order.insert(max(0, place + steps), order.pop(place))
        for position, each in enumerate(order):
            if each.position != position:
                reload(each)
                each.position = position
                each.save()
        change.summary = f"{seat} staat nu {'eerder' if steps < 0 else 'later'} ({seat.get_sector_display()})."
    return change


def remove_seat_template(
    *, seat: SeatTemplate, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Ask a seat no more. Who sits there stays in the team. Raises Stale when the seat changed since `seen`."""
    with recorded(subject=seat.region, actor=actor, key=key) as change:
        reload(seat)
        refuse_stale(seen, row_snapshot(seat, SHOWN))
        change.summary = f"De plek {seat} ({seat.get_sector_display()}) wordt niet meer gevraagd."
        seat.delete()
    return change


def _refuse_taken_name(seat: SeatTemplate) -> None:
    same = SeatTemplate.objects.filter(region=seat.region, sector=seat.sector, name__iexact=seat.name)
    if same.exclude(pk=seat.pk).exists():
        raise ValidationError({"name": f"Er is al een plek {seat.name} ({seat.get_sector_display()})."})
