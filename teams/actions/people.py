"""Who people are: their contact data, and the account that comes with a seat."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User, normalise_email
from schools.changes import Stale, recorded, reload
from schools.models import Change
from teams.access import has_seat_from
from teams.models import Professional
from teams.models.professional import default_phone_visibility
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import label_of, person_snapshot


def register(professional: Professional) -> Professional:
    """Save somebody who is new, or lock somebody who is known. Raises Stale when she was taken away meanwhile:
    merged into another record, or erased."""
    if professional.pk is None:
        professional.phone_visibility = default_phone_visibility(professional.phone)
        professional.save()
    known = (
        Professional.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk=professional.pk, erased_on=None)
        .first()
    )
    if known is None:
        raise Stale([f"{professional} staat er niet meer."])
    return known


@transaction.atomic
def open_account(*, email: str, today: date) -> None:
    """Let somebody of the roster sign in with this address; called when she asks for a code, so nothing is kept before.

    Only the one professional with this address who has or will have a seat gets an account; an address that two people
    share opens nothing. An account that was never used follows its owner's address.
    """
    email = normalise_email(email)
    people = Professional.objects.filter(email__iexact=email).select_for_update(no_key=True, of=("self",))
    if len(found := list(people.select_related("user")[:2])) != 1 or User.objects.filter(email=email).exists():
        return
    person = found[0]
    if not has_seat_from(person, today):
        return
    if person.user is None:
        Professional.objects.filter(pk=person.pk).update(user=User.objects.create_user(email))
    elif person.user.last_login is None and not person.user.grants.exists():
        person.user.email = email
        person.user.save(update_fields=["email"])


def update_professional(
    *,
    professional: Professional,
    values: Mapping[str, Any],
    today: date,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Change somebody's own data; what is saved counts as confirmed today.

    Only the fields in `values` are written. Raises Stale when one of those fields changed since `seen`, AlreadyDone
    when the same form came before.
    """
    with recorded(subject=professional, actor=actor, key=key, region=professional.organisation.region) as change:
        _reload(professional)
        if seen is not None:
            refuse_stale(_only(seen, values), _only(person_snapshot(professional), values))
        for field, value in values.items():
            setattr(professional, field, value)
        professional.confirmed_on = today
        professional.save()  # the row is locked: what others changed meanwhile is in it
        change.summary = f"De gegevens van {professional} zijn bijgewerkt."
    return change


def confirm_professional(
    *, professional: Professional, today: date, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Say that somebody's data are still right. Raises Stale when they are no longer what was seen."""
    with recorded(subject=professional, actor=actor, key=key, region=professional.organisation.region) as change:
        _reload(professional)
        refuse_stale(seen, person_snapshot(professional))
        professional.confirmed_on = today
        professional.save(update_fields=["confirmed_on"])
        change.summary = f"De gegevens van {professional} zijn bevestigd."
    return change


def _reload(professional: Professional) -> None:
    """Read her again under the lock. Raises Stale when her record was merged into another meanwhile."""
    reload(professional)
    if professional.merged_into is not None:
        raise Stale(
            [f"{professional} is intussen samengevoegd met een ander: er is nu één {professional.merged_into}."]
        )


def _only(snapshot: Snapshot, values: Mapping[str, Any]) -> Snapshot:
    fields = {label_of(name) for name in values}
    return {
        label: {field: text for field, text in shown.items() if field in fields} for label, shown in snapshot.items()
    }
