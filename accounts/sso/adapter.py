"""What allauth asks when somebody comes in on a provider's word. Nobody gets an account or any power by it."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.sso.connections import account_of
from accounts.sso.provider import VouchedLogin

logger = logging.getLogger(__name__)

BROKEN_OFF = "Je hebt het inloggen met {} afgebroken. Probeer het opnieuw, of log in met een code in je mail."
TOO_LATE = "Het inloggen met {} duurde te lang, of begon in een ander venster. Probeer het nog een keer."
NO_ANSWER = "Inloggen met {} lukt nu niet. Probeer het later opnieuw, of log in met een code in je mail."
NOT_VOUCHED_FOR = "{} bevestigt niet dat dit e-mailadres van jou is. Log in met een code in je mail."
NOT_KNOWN = (
    "Met dit account van {} kun je hier niet inloggen. "
    "Log in met een code in je mail, of vraag de intern begeleider van jouw school."
)


def turned_away(request: HttpRequest, name: str, sentence: str) -> HttpResponse:
    """Back to the sign-in page, which says why."""
    messages.error(request, sentence.format(name))
    return redirect("account_login")


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in who has an account, connected to her at the provider; who has none stays out."""

    def open_account(self, email: str) -> None:
        """Open an account for who may have one; who has a place here is known higher up."""
        raise NotImplementedError

    def may_come_in(self, email: str) -> bool:
        """Whether the account with this address may be signed in to."""
        raise NotImplementedError

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Only the settings name providers; a row in the database does not."""
        return [app for app in super().list_apps(request, provider, client_id) if app.pk is None]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: VouchedLogin) -> bool:  # noqa: ARG002
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: VouchedLogin) -> None:
        """The same answer to a stranger, somebody whose account is closed and a second identity at one account."""
        self.open_account(sociallogin.identity.email)
        user = account_of(sociallogin.identity, self.may_come_in)
        if user is None:
            raise ImmediateHttpResponse(turned_away(request, sociallogin.provider.name, NOT_KNOWN))
        sociallogin.come_in_as(user)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """allauth's own page is English and has no way on."""
        sentence = NO_ANSWER
        if error == AuthError.CANCELLED:
            sentence = BROKEN_OFF
        elif exception is None and "state_id" in (extra_context or {}):
            sentence = TOO_LATE
        else:
            logger.warning("Signing in with %s failed: %s", provider.app.provider_id, type(exception or error).__name__)
        raise ImmediateHttpResponse(turned_away(request, provider.name, sentence))
