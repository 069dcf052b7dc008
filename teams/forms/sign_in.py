from django.utils import timezone

from accounts.forms import LimitedCodeForm
from teams.access import may_get_code
from teams.actions.people import open_account


class CodeForm(LimitedCodeForm):
    """Asks for a sign-in code; whoever has a seat but no account yet gets one here.

    To an address that opens nothing no code is sent, and the answer is the same.
    """

    def prepare(self, email: str) -> None:
        open_account(email=email, today=timezone.localdate())

    def clean_email(self) -> str:
        email = super().clean_email()
        if not may_get_code(email, timezone.localdate()):
            self._user = None
        return email
