"""What a telephone does in tests: making the codes of an authenticator app."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts.models import User
from tests.pages import page


def app_code(secret: str, *, periods: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def give_app(user: User) -> str:
    """Set up an app and recovery codes for this user; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes_of(user: User) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return codes


def secret_shown(client: Client) -> str:
    """The secret on the page that sets up an app."""
    found: str = page(client.get("/beveiliging/app/")).xpath("//p[@class='secret']")[0].text
    return found


def enter_first_step(client: Client, user: User, password: str) -> None:
    """Sign in by password, up to the second step."""
    client.post("/inloggen/", {"login": user.email, "password": password})


def enter_second_step(client: Client, code: str) -> bool:
    """Fill in a code at the second step; whether that signed in."""
    client.post("/inloggen/tweede-stap/", {"code": code})
    return "_auth_user_id" in client.session
