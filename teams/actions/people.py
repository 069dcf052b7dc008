"""Who people are: their contact data, and the account that comes with a seat."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import User, normalise_email
from schools.changes import recorded
from schools.models import Change
from teams.models import Professional
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import label_of, person_snapshot


def register(professional: Professional) -> Professional:
    """Save somebody who is new, or lock somebody who is known; with an address of her own she can sign in."""
    if professional.pk is None:
        professional.save()
    professional = Professional.objects.select_for_update(no_key=True, of=("self",)).get(pk=professional.pk)
    open_account(professional)
    return professional


def open_account(professional: Professional) -> None:
    """Tie an account to somebody with an e-mail address, unless it is shared: then it opens nothing."""
    email = normalise_email(professional.email)
    if not email or professional.user is not None:
        return
    shared = Professional.objects.filter(email__iexact=email).exclude(pk=professional.pk).exists()
    taken = Professional.objects.filter(user__email=email).exists()
    if shared or taken:
        return
    professional.user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    professional.save(update_fields=["user"])


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
    with recorded(subject=professional, actor=actor, key=key) as change:
        professional.refresh_from_db()
        if seen is not None:
            refuse_stale(_only(seen, values), _only(person_snapshot(professional), values))
        for field, value in values.items():
            setattr(professional, field, value)
        professional.confirmed_on = today
        professional.save()  # the row is locked: what others changed meanwhile is in it
        open_account(professional)
        change.summary = f"De gegevens van {professional} zijn bijgewerkt."
    return change


def confirm_professional(*, professional: Professional, today: date, actor: User, key: UUID | None = None) -> Change:
    """Say that somebody's data are still right."""
    with recorded(subject=professional, actor=actor, key=key) as change:
        professional.refresh_from_db()
        professional.confirmed_on = today
        professional.save(update_fields=["confirmed_on"])
        change.summary = f"De gegevens van {professional} zijn bevestigd."
    return change


def _only(snapshot: Snapshot, values: Mapping[str, Any]) -> Snapshot:
    fields = {label_of(name) for name in values}
    return {
        label: {field: text for field, text in shown.items() if field in fields} for label, shown in snapshot.items()
    }
