"""Forms whose texts are guarded against data of pupils, with a way out for what only looks like a name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.actions.pupils import may_be_nobody


class GuardedForm(forms.Form):
    """A form that asks for a tick once something was refused that has the looks of a name: only she knows whether
    "Haarlemse Hockeyclub" is a child. The tick counts for this form as it is sent, and is kept nowhere."""

    are_no_pupils = forms.BooleanField(
        label="Wat hier op een naam lijkt, is geen leerling maar bijvoorbeeld een vereniging",
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "are_no_pupils"), "are_no_pupils"])
        if self.is_bound and self["are_no_pupils"].value() not in {None, "", False, "False"}:
            self._ask()

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if may_be_nobody(error if isinstance(error, ValidationError) else ValidationError(error)):
            self._ask()

    def _ask(self) -> None:
        self.fields["are_no_pupils"].widget = forms.CheckboxInput()
