from allauth.account.forms import RequestLoginCodeForm
from django.utils import timezone

from teams.actions.people import open_account


class CodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for a sign-in code; whoever has a seat but no account yet gets one here."""

    def clean_email(self) -> str:
        open_account(email=self.cleaned_data["email"], today=timezone.localdate())
        email: str = super().clean_email()
        return email
