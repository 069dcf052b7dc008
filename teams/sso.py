"""Single sign-on for who has a place in the roster."""

from django.utils import timezone

from accounts.sso.adapter import SingleSignOnAdapter
from teams.actions.people import open_account


class RosterSingleSignOn(SingleSignOnAdapter):
    """Whoever would get an account by asking for a code, gets it on her provider's word too."""

    def open_account(self, email: str) -> None:
        open_account(email=email, today=timezone.localdate())
