from django.utils import timezone

from accounts.forms import LimitedCodeForm
from teams.actions.people import open_account


class CodeForm(LimitedCodeForm):
    """Asks for a sign-in code; whoever has a seat but no account yet gets one here."""

    def prepare(self, email: str) -> None:
        open_account(email=email, today=timezone.localdate())
