"""Who people are: their contact data, and the account that comes with a seat."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User, normalise_email
from schools.changes import Stale, recorded, reload
from schools.models import Change
from schools.phones import is_mobile
from teams.access import holders_of, is_self, opens_account
from teams.actions.addresses import tell_of_new_address
from teams.models import Professional
from teams.models.professional import default_phone_visibility
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import PERSON, person_snapshot


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

    Only the one professional to whom this address belongs gets an account, when she confirmed it and has or will have
    a seat; an address that two people share opens nothing. An account that was never used follows its owner's address.
    """
    email = normalise_email(email)
    people = holders_of(email).select_related("user").select_for_update(no_key=True, of=("self",))
    person = people.first()
    if person is None or not opens_account(person, today) or User.objects.filter(email=email).exists():
        return
    if person.user is None:
        Professional.objects.filter(pk=person.pk).update(user=User.objects.create_user(email))
    elif person.user.last_login is None and not _ever_had_power(person.user):
        person.user.email = email
        person.user.save(update_fields=["email"])


@transaction.atomic
def tie_account(*, account: User, today: date) -> None:
    """Give an account that belongs to nobody (it came with a grant, or an undo cut the tie) the person whose address it
    is; called when she showed that she reads that address."""
    person = holders_of(account.email).select_for_update(no_key=True, of=("self",)).first()
    if person is None or person.user_id is not None or not opens_account(person, today):
        return
    if not Professional._base_manager.filter(user=account).exists():
        Professional.objects.filter(pk=person.pk).update(user=account)


def _ever_had_power(account: User) -> bool:
    return account.grants.exists() or account.coordinatorships.exists()


def update_professional(
    *,
    professional: Professional,
    values: Mapping[str, Any],
    today: date,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Change somebody's own data; what is saved counts as confirmed today. A new address waits for its owner's word.

    Only the fields in `values` are written. Raises Stale when one of those fields changed since `seen`, AlreadyDone
    when the same form came before.
    """
    with recorded(subject=professional, actor=actor, key=key, region=professional.organisation.region) as change:
        _reload(professional)
        if seen is not None:
            now = person_snapshot(professional, values)
            refuse_stale(_only(seen, now[PERSON]), now)
        if "phone" in values and not is_self(actor, professional):
            _keep_mobile_to_teams(professional, values["phone"])
        before = normalise_email(professional.email)
        for field, value in values.items():
            setattr(professional, field, value)
        professional.confirmed_on = today
        has_new_address = normalise_email(professional.email) != before
        professional.email_is_confirmed = professional.email_is_confirmed and not has_new_address
        professional.save()  # the row is locked: what others changed meanwhile is in it
        change.summary = f"De gegevens van {professional} zijn bijgewerkt."
        if has_new_address and professional.email:
            change.summary += " Naar het nieuwe adres gaat een link: pas als die is bevestigd, opent het iets."
        if has_new_address:
            tell_of_new_address(professional=professional, actor=actor, today=today, now=change.made_at)
    return change


def confirm_professional(
    *, professional: Professional, today: date, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Say that somebody's data are still right, as far as they were seen. Raises Stale when they are that no more."""
    with recorded(subject=professional, actor=actor, key=key, region=professional.organisation.region) as change:
        _reload(professional)
        if seen is not None:
            refuse_stale(seen, _only(person_snapshot(professional), seen[PERSON]))
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


def _keep_mobile_to_teams(professional: Professional, phone: str) -> None:
    """Who sees a number that a colleague fills in for her: a mobile goes no further than a mobile does by itself."""
    is_first = not professional.phone
    if is_first or (is_mobile(phone) and not is_mobile(professional.phone)):
        professional.phone_visibility = default_phone_visibility(phone)


def _only(snapshot: Snapshot, fields: Collection[str]) -> Snapshot:
    """A snapshot of these fields only."""
    return {
        label: {field: text for field, text in shown.items() if field in fields} for label, shown in snapshot.items()
    }
