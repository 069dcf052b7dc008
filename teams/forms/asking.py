"""Forms that tell what saving would mean before they save."""

from typing import Any, cast

from django import forms

from accounts.models import User
from schools.models import Change
from teams.forms.base import ActionForm


class AskingForm(ActionForm):
    """A form that asks once: what saving would mean is shown first, and sending it again agrees with that."""

    agreed = forms.CharField(widget=forms.HiddenInput, required=False)

    def consequences(self) -> list[str]:
        """What saving the clean data would mean, in sentences; nothing when that goes without saying."""
        raise NotImplementedError

    def save(self, *, actor: User) -> Change | None:
        self.asks = self.consequences()
        told = " ".join(self.asks)
        if told and self.cleaned_data["agreed"] != told:
            data = cast("Any", self.data).copy()
            data["agreed"] = told
            self.data, self.is_asking = data, True
            return None
        change = super().save(actor=actor)
        self.asks = ()
        return change
