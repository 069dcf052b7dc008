from collections.abc import Callable, Sequence
from typing import Any

from schools.models import Change
from teams.forms.base import ActionForm, Circumstances
from teams.seen import Snapshot


class RemovalForm(ActionForm):
    """Nothing to fill in: says what taking something away means, and asks whether to do it."""

    def __init__(
        self,
        *args: Any,
        remove: Callable[..., Change],
        asks: Sequence[str],
        snapshot: Snapshot,
        about: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.remove, self.asks = remove, asks

    @property
    def advice(self) -> str:
        return "Er is nog niets weggehaald. Wil je dat nog steeds? Druk dan opnieuw."

    def act(self, circumstances: Circumstances) -> Change:
        return self.remove(**circumstances)
