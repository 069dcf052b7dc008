"""Single sign-on for who has a place in the roster."""

from django.utils import timezone

from accounts.sso.adapter import SingleSignOnAdapter
from teams.access import may_get_code
from teams.actions.people import open_account


class RosterSingleSignOn(SingleSignOnAdapter):
    """Whoever may come in with a code, may on her provider's word too."""

    def open_account(self, email: str) -> None:
        open_account(email=email, today=timezone.localdate())

    def may_come_in(self, email: str) -> bool:
        return may_get_code(email)
