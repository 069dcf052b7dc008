"""How often one may guess. The numbers are in the settings, under ACCOUNT_RATE_LIMITS; allauth counts them, exactly.

Somebody else's guesses must not shut the owner out. So a browser in which she signed in before has a count of its own,
and asking for a code is counted for each network apart.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import get_pending_stage
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

from accounts import known_browser
from accounts.models import User, normalise_email

APP = "allauth.account"
TOO_MANY_PASSWORDS = "Dit is te vaak geprobeerd. Log in met een code in je mail, of probeer het over een uur opnieuw."
TOO_MANY_CODES_ASKED = (
    "Er is te vaak om een code gevraagd. Kijk ook bij je ongewenste mail, of probeer het over een uur opnieuw."
)
TOO_MANY_TRIED = "Dit was te vaak fout. Vraag een nieuwe code aan, of probeer het over een uur opnieuw."


def try_password(request: HttpRequest, email: str) -> ratelimit.RateLimitUsage | None:
    """Count a password that is tried; None when it may not be. Whoever was right takes it back (`rollback`)."""
    return _count(request, "login_failed", email, wherever=True)


def ask_code(request: HttpRequest, email: str) -> bool:
    """Count a code that is asked for; False when none may be sent."""
    return _count(request, "code_asked", email, wherever=False) is not None


def try_code(request: HttpRequest) -> bool:
    """Count a code that is tried, before it is looked at: also of a hundred at once no more than the limit are."""
    stage = get_pending_stage(request)
    key = f"{request.session.session_key}:{stage.state['at'] if stage else ''}"
    return ratelimit.consume(request, app=APP, action="code_tried", key=key) is not None


def try_own_code(request: HttpRequest, asked_at: float) -> bool:
    """Count a code with which who is signed in shows once more who she is, before it is looked at.

    Counted for her and the code, never in the session: copies of one session, and requests at once, share the count.
    """
    key = f"{request.user.pk}:{asked_at}"
    return ratelimit.consume(request, app=APP, action="own_code_tried", key=key) is not None


def miss_address(request: HttpRequest) -> bool:
    """Count a secret address that does not exist; False when this network tried too many.

    One that does exist is not counted: whoever guesses from a school's network must not stop the calendars there, and
    256 bits are not found by guessing.
    """
    return ratelimit.consume(request, app=APP, action="address_missed", limit_get=True) is not None


def _count(request: HttpRequest, action: str, email: str, *, wherever: bool) -> ratelimit.RateLimitUsage | None:
    """For an address, `wherever` it comes from or for each network apart; but of a known browser for that alone."""
    key, browser = normalise_email(email), known_browser.known_as(request, email)
    if browser is not None:
        return ratelimit.consume(request, app=APP, action=f"{action}_known", key=f"{key}:{browser}")
    if not wherever:
        key = f"{key}:{ratelimit.get_ip(request)}"
    return ratelimit.consume(request, app=APP, action=action, key=key)


class LimitedSignIn:
    """The part of allauth's adapter that counts guesses, and remembers the browsers that were right."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._login_failed_rl_usage = try_password(request, credentials.get("email", ""))
        if self._login_failed_rl_usage is None:
            raise get_adapter().validation_error("too_many_passwords")

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **details)  # type: ignore[misc]
        known_browser.remember(request, answer, user.email)
        return answer
