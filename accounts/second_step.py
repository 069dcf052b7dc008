"""Whether somebody proved in a second way that it is her: with an app, a passkey or a recovery code."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User

Type = Authenticator.Type
DEMO = "demo"  # one click in the demo counts as both steps; outside a demo it counts for nothing

# What is open to somebody who must take her second step first. Who has one enters it: she cannot get round it by
# setting up another.
ENTERING = frozenset({"account_second_step", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
SETTING_UP = frozenset(
    {
        "account_second_step",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_reauthenticate_by_code",
    }
)


@dataclass(frozen=True)
class Ways:
    """What somebody has set up as her second step."""

    authenticators: tuple[Any, ...]

    @cached_property
    def app(self) -> Any:
        """The authenticator app, or None."""
        return next((row for row in self.authenticators if row.type == Type.TOTP), None)

    @cached_property
    def passkeys(self) -> list[Any]:
        return [row for row in self.authenticators if row.type == Type.WEBAUTHN]

    @cached_property
    def recovery_codes_left(self) -> int:
        codes = next((row for row in self.authenticators if row.type == Type.RECOVERY_CODES), None)
        return len(codes.wrap().get_unused_codes()) if codes else 0

    @property
    def is_any(self) -> bool:
        """Recovery codes alone are no second step: they only stand in for one."""
        return bool(self.app or self.passkeys)


def ways_of(user: User) -> Ways:
    return Ways(tuple(Authenticator.objects.filter(user=user).order_by("created_at", "pk")))


def has_second_step(request: HttpRequest) -> bool:
    """Whether this session took a second step."""
    counting = {"mfa", DEMO} if settings.DEMO else {"mfa"}
    return any(record.get("method") in counting for record in get_authentication_records(request, request.user))


def record_second_step(request: HttpRequest, authenticator: Authenticator) -> None:
    """Setting up an app or passkey takes it in hand, so this session took a second step just now."""
    record_authentication(
        request, request.user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
    )


def record_demo(request: HttpRequest, user: User) -> None:
    record_authentication(request, user, DEMO)


def forget_second_step(request: HttpRequest) -> None:
    """What was set up is gone, so what this session did with it no longer counts."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [row for row in records if row.get("method") != "mfa"]


def open_pages(user: User) -> frozenset[str]:
    """The names of the pages where somebody takes the second step that is asked of her."""
    return ENTERING if ways_of(user).is_any else SETTING_UP


def is_freshly_signed_in(request: HttpRequest) -> bool:
    """Whether somebody who can only show who she is by a code in her mail did so a short while ago.

    Who has a password or a second step is asked for that by allauth itself. In a demo nobody reads the mail.
    """
    if settings.DEMO or get_reauthentication_flows(request.user):
        return True
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    return bool(timezone.now().timestamp() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
