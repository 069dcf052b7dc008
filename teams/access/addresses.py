"""Which e-mail address opens what: whose it is, and whether a code to sign in is sent to it."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User, normalise_email
from teams.access.people import can_edit_professional, has_seat_from, is_self
from teams.models import Professional
from teams.models.professional import ProfessionalQuerySet

Type = Authenticator.Type


def holders_of(email: str) -> ProfessionalQuerySet:
    """Everybody an address belongs to: it is in her data and not waiting for her word, or she still signs in with it.

    Who was erased has none. That somebody else's address was typed for a person, and waits, shuts nobody out.
    """
    address = normalise_email(email)
    if not address:
        return Professional.objects.none()
    accounts = User.objects.filter(email=address)
    merged = Professional._base_manager.filter(user__in=accounts).values("merged_into")
    signs_in = Q(user__in=accounts) | Q(pk__in=merged)
    in_data = Q(email__iexact=address, email_is_confirmed=True)
    return Professional.objects.filter(in_data | signs_in, erased_on=None)


def is_hers_alone(professional: Professional) -> bool:
    """Whether somebody's address belongs to nobody else."""
    return not holders_of(professional.email).exclude(pk=professional.pk).exists()


def opens_account(professional: Professional, day: date) -> bool:
    """Whether somebody can sign in with her address for her seats: confirmed, hers alone, and a seat from this day."""
    is_good = bool(professional.email) and professional.email_is_confirmed and professional.erased_on is None
    return is_good and is_hers_alone(professional) and has_seat_from(professional, day)


def may_get_code(email: str) -> bool:
    """Whether a code to sign in is sent to this address: it has an account that is open, of one person only.

    Who has an app or a passkey is not shut out by others who say that her address is theirs too: the code alone then
    opens nothing.
    """
    account = User.objects.filter(email=normalise_email(email), is_active=True).first()
    if account is None or Professional.objects.of_user(account).exclude(erased_on=None).exists():
        return False
    if Authenticator.objects.filter(user=account, type__in=(Type.TOTP, Type.WEBAUTHN)).exists():
        return True
    return holders_of(email).count() < 2


def can_invite(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may invite somebody to sign in: who may change her data, once her address opens something."""
    may_edit = can_edit_professional(user, professional, day) and not is_self(user, professional)
    return may_edit and opens_account(professional, day)


def can_send_confirmation(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may have the link sent again with which somebody confirms her address."""
    is_waiting = bool(professional.email) and not professional.email_is_confirmed
    return is_waiting and can_edit_professional(user, professional, day)
