"""A new e-mail address opens nothing until its owner confirms it, with a link that only she can have."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from allauth.account.models import EmailAddress
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User, normalise_email
from accounts.sessions import end_sessions
from outbox.actions import post, was_posted
from schools.access import is_beheerder
from schools.changes import recorded, reload
from schools.models import Change
from teams.access import accounts_of, has_power_from, is_hers_alone
from teams.actions import letters
from teams.models import Professional

SALT = "teams.confirm_address"
LINK_WORKS = timedelta(days=7)
NOT_NOW = "Dit adres kan nu niet worden bevestigd."


@dataclass(frozen=True)
class AddressLink:
    """Whose link it is; it is good for the address that she had when it was sent, and for no other."""

    professional: Professional

    @property
    def address(self) -> str:
        """The address that it confirms, which whoever holds the link knows."""
        return self.professional.email

    @property
    def is_used(self) -> bool:
        return self.professional.email_is_confirmed

    @property
    def is_shared(self) -> bool:
        return not is_hers_alone(self.professional)

    @property
    def replaces_another(self) -> bool:
        """Whether she signs in with another address up to now."""
        account = _account_of(self.professional)
        return account is not None and account.last_login is not None


def link_token(professional: Professional) -> str:
    """What makes the link that confirms somebody's address hers."""
    return signing.dumps([professional.pk, normalise_email(professional.email)], salt=SALT)


def read_link(token: str) -> AddressLink | None:
    """What a link confirms; None when it is forged, too old, or overtaken by another address."""
    try:
        pk, address = signing.loads(token, salt=SALT, max_age=LINK_WORKS)
    except signing.BadSignature:
        return None
    people = Professional.objects.select_related("organisation__region", "user")
    professional = people.filter(pk=pk, email__iexact=address, erased_on=None).first()
    return AddressLink(professional) if professional else None


def tell_of_new_address(*, professional: Professional, actor: User, today: date, now: datetime) -> None:
    """Ask the owner of a new address to confirm it, and tell who already signs in with another."""
    if professional.email:
        ask_to_confirm(professional=professional, actor=actor, now=now)
    account = _account_of(professional)
    if account is None or account.last_login is None or account.email == normalise_email(professional.email):
        return
    letter = letters.address_changed(professional, actor, today)
    post(to=account.email, subject=letter.subject, text=letter.text, asked_by=actor)


def ask_to_confirm(*, professional: Professional, actor: User, now: datetime, key: UUID | None = None) -> None:
    """Send the link with which somebody confirms her address; with the same key once."""
    key = uuid5(key, f"{actor.pk} {professional.pk}") if key else uuid4()
    if was_posted(key):
        return
    letter = letters.address_to_confirm(professional, link_token(professional), actor)
    post(
        to=professional.email,
        subject=letter.subject,
        text=letter.text,
        asked_by=actor,
        is_secret=True,
        expires_at=now + LINK_WORKS,
        key=key,
    )


def confirm_address(*, link: AddressLink, today: date, session_key: str | None) -> Change:
    """Confirm an address by the link that was sent to it; from now on she signs in with it.

    By nobody in particular: whoever reads that mail. Her other sessions end, all but `session_key`. Raises
    ValidationError when the link was used or overtaken meanwhile, or when the address is also somebody else's.
    """
    professional, address = link.professional, normalise_email(link.professional.email)
    with recorded(subject=professional, actor=None, region=professional.organisation.region) as change:
        reload(professional)
        if normalise_email(professional.email) != address or link.is_used or link.is_shared:
            raise ValidationError(NOT_NOW)
        _refuse_to_move_power(professional, today)
        professional.email_is_confirmed = True
        professional.save(update_fields=["email_is_confirmed"])
        change.summary = f"Het e-mailadres van {professional} is bevestigd met de link uit de mail."
        _move_account(professional, today, session_key)
    return change


def _refuse_to_move_power(professional: Professional, today: date) -> None:
    """Power follows an address only that its owner set herself, or a beheerder: it may have come after the link did."""
    accounts = accounts_of(professional)
    setter = _who_set_address(professional)
    is_trusted = setter is not None and (setter in accounts or is_beheerder(setter, today))
    if not is_trusted and any(has_power_from(account, today) for account in accounts):
        raise ValidationError(NOT_NOW)


def _who_set_address(professional: Professional) -> User | None:
    """Who gave her the address that she has now."""
    images = professional.history.order_by("history_id")
    before = images.exclude(email__iexact=professional.email).last()
    since = images.filter(history_id__gt=before.history_id) if before else images
    first = since.first()
    setter: User | None = first.history_user if first else None
    return setter


def _move_account(professional: Professional, today: date, session_key: str | None) -> None:
    """Let her account follow her address, unless that signs in another account already."""
    account, address = _account_of(professional), normalise_email(professional.email)
    if account is None or User.objects.filter(email=address).exists():
        return
    before, account.email = account.email, address
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError as taken:  # at this very moment
        raise ValidationError(NOT_NOW) from taken
    EmailAddress.objects.filter(user=account).delete()  # allauth would go on sending codes to an old one
    end_sessions(account, but=session_key)
    if account.last_login is not None:
        letter = letters.address_moved(professional, today)
        post(to=before, subject=letter.subject, text=letter.text, asked_by=None)


def _account_of(professional: Professional) -> User | None:
    """The account somebody signs in with: her own, else that of a record merged into hers."""
    return professional.user or next(iter(accounts_of(professional)), None)
