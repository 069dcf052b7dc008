"""Forms in which what speaks against a moment is shown before it is kept, all at once, with what overrules it.

That is no mistake, so it is no error: it is a warning, and saving again is a decision.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import ValidationError

from teams.forms.base import ActionForm
from teams.forms.fields import FreeLineField

WARNINGS = HTML('{% include "components/warnings.html" with form=form only %}')  # where a layout shows them


class OverrulingForm(ActionForm):
    """A form of which some fields, those in `overrules`, are only asked for once something speaks against what is
    planned. `warnings` says what does, and `is_warning` that the form was sent and waits for an answer to that.
    """

    overrules: ClassVar[Mapping[str, str]] = {}  # what one does in each field, after "of"
    instead = "Kies een ander moment"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: list[str] = []
        self.is_warning = False
        self.asked: list[str] = []  # the fields that are shown
        self.warned: list[str] = []  # and those of them that something is still missing in
        for name in self.overrules:
            if self.is_bound and self[name].value() not in {None, "", False, "False"}:
                self.ask_for(name)

    @property
    def what_overrules(self) -> str:
        """ "Kies een ander moment, of schrijf hieronder waarom het toch dan is en zet hieronder het vinkje."."""
        steps = (words for name, words in self.overrules.items() if name in self.warned)
        return f"{self.instead}, of {' en '.join(steps)}."

    def ask_for(self, name: str) -> None:
        """Show a field that was hidden, as one that is needed."""
        field = self.fields[name]
        is_tick = isinstance(field, forms.BooleanField)
        field.widget = forms.CheckboxInput() if is_tick else forms.TextInput(attrs={"maxlength": 200})
        field.is_needed = True  # type: ignore[attr-defined] # for as long as something speaks against it
        self.asked = [*self.asked, name]

    def warn(self, name: str, texts: Iterable[str]) -> None:
        """Say what this field overrules, and ask for it."""
        self.warnings = list(dict.fromkeys([*self.warnings, *texts]))
        self.warned = [*self.warned, name]
        if name not in self.asked:
            self.ask_for(name)

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field is not None and field in self.overrules and field not in self.asked:
            self.ask_for(field)

    def _report(self, refused: ValidationError) -> None:
        if not hasattr(refused, "error_dict"):
            super()._report(refused)
            return
        mistakes = {name: errors for name, errors in refused.error_dict.items() if name not in self.overrules}
        for name in (name for name in refused.error_dict if name in self.overrules):
            self.is_warning = True
            self.warn(name, [text for error in refused.error_dict[name] for text in error.messages])
        if mistakes:
            super()._report(ValidationError(mistakes))


class MomentForm(OverrulingForm):
    """A form that decides when a session is."""

    overrules: ClassVar[Mapping[str, str]] = {
        "reason": "schrijf hieronder waarom het toch dan is",
        "allow_double": "zet hieronder het vinkje",
    }

    reason = FreeLineField(label="Waarom toch dan?", required=False, max_length=200, widget=forms.HiddenInput)
    allow_double = forms.BooleanField(
        label="Plan toch, ook al is iemand dan ergens anders", required=False, widget=forms.HiddenInput
    )
