from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs herself up: an account comes from a seat or a grant."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002
        return False
