from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs herself up: an account comes from a seat or a grant."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Kijk in je mail en probeer het opnieuw.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "too_many_login_attempts": "Je hebt het te vaak geprobeerd. Wacht een paar minuten en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002
        return False
