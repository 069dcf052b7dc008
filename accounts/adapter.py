from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts import limits
from accounts.devices import sign_out_beyond_the_most
from accounts.models import User
from outbox.actions import post

LOGIN_CODE = "account/email/login_code"


class AccountAdapter(limits.LimitedSignIn, DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs herself up: an account comes from a seat or a grant. Mail goes out by the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Kijk in je mail en probeer het opnieuw.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "rate_limited": "Je hebt het te vaak geprobeerd. Wacht een paar minuten en probeer het dan opnieuw.",
        "too_many_login_attempts": limits.TOO_MANY_TRIED,
        "too_many_passwords": limits.TOO_MANY_PASSWORDS,
        "too_many_codes_asked": limits.TOO_MANY_CODES_ASKED,
    }

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A sign-in code is secret, and of no use once it has expired. No mail names the host that a request asked."""
        letter = self.render_mail(template_prefix, email, {**context, "email": email, "site_url": settings.SITE_URL})
        is_code = template_prefix == LOGIN_CODE
        valid_for = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        post(
            to=email,
            subject=letter.subject,
            text=letter.body,
            asked_by=None,
            is_secret=is_code,
            expires_at=timezone.now() + valid_for if is_code else None,
        )

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Who signs in on one device too many is signed out where she was longest ago."""
        answer: HttpResponse = super().post_login(request, user, **details)
        sign_out_beyond_the_most(request, user)
        return answer

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody shows once more who she is: by her second step, or else by a password or a code in her mail.

        A password does not do where a second step is set up: it would open the way to take that away.
        """
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_second_step = [method for method in methods if method["id"] != "reauthenticate"]
        if by_second_step or not user.is_authenticated:
            return by_second_step
        return [*methods, {"id": "code", "description": "", "url": reverse("account_reauthenticate_by_code")}]
