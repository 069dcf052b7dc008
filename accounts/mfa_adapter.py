from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter

from accounts.user_agents import device_words


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en probeer het opnieuw.",
        "cannot_generate_recovery_codes": "Herstelcodes horen bij een tweede stap. Stel die eerst in.",
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002 allauth's names
        """A passkey lives in a device, so it is called after it."""
        return device_words(context.request.META.get("HTTP_USER_AGENT", ""))

    def _get_site_name(self) -> str:
        return "Kernteam"
