from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from accounts import limits


class AccountAdapter(limits.LimitedSignIn, DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs herself up: an account comes from a seat or a grant."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Kijk in je mail en probeer het opnieuw.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "too_many_login_attempts": limits.TOO_MANY_TRIED,
        "too_many_passwords": limits.TOO_MANY_PASSWORDS,
        "too_many_codes_asked": limits.TOO_MANY_CODES_ASKED,
    }

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002
        return False
