"""Browsers in which somebody signed in before: guessing elsewhere does not count against them."""

import hashlib

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from accounts.models import normalise_email

SALT = "accounts.known_browser"
A_YEAR = 365 * 24 * 60 * 60
MOST = 5  # people who share a browser


def known_as(request: HttpRequest, email: str) -> str | None:
    """What this browser is called at this address; None when nobody signed in there with it."""
    return _read(request).get(_shortened(email))


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let this browser show, for a year, that this address was signed in to here."""
    known = _read(request)
    mine = known.pop(_shortened(email), None) or get_random_string(16)
    kept = dict([*known.items(), (_shortened(email), mine)][-MOST:])
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(kept, salt=SALT),
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        found: dict[str, str] = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=SALT, max_age=A_YEAR
        )
    except signing.BadSignature:
        return {}
    return found


def _shortened(email: str) -> str:
    """Enough to tell addresses apart; the cookie does not say who uses this computer."""
    return hashlib.sha256(f"{settings.SECRET_KEY}{normalise_email(email)}".encode()).hexdigest()[:16]
