from allauth.account.forms import RequestLoginCodeForm
from django.utils import timezone

from teams.access import may_get_code
from teams.actions.people import open_account


class CodeForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for a sign-in code; whoever has a seat but no account yet gets one here.

    To an address that opens nothing no code is sent, and the answer is the same.
    """

    def clean_email(self) -> str:
        today = timezone.localdate()
        open_account(email=self.cleaned_data["email"], today=today)
        email: str = super().clean_email()
        if not may_get_code(email, today):
            self._user = None
        return email
