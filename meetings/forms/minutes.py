from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.after.minutes_text import refusal, tidy
from teams.forms.base import RELOAD


class MinutesField(forms.CharField):
    """A long text as it was typed; what cannot be kept is refused with the reason."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)
        self.validators = []  # `refusal` says it in Dutch

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        if reason := refusal(value):
            raise ValidationError(reason)


class MinutesForm(forms.Form):
    """The minutes, and the version that they were written on. Saving the same text twice saves it once, so it needs no
    key; `merged` is the version that was shown beside it to who merged hers. `base` is the text that hers began as: who
    sends another one mixes up only her own lines, so it is not signed."""

    text = MinutesField(label="Verslag", widget=forms.Textarea(attrs={"rows": 18, "class": "form-control"}))
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, error_messages=RELOAD)
    base = forms.CharField(strip=False, required=False, widget=forms.HiddenInput)
    merged = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    @property
    def is_merged(self) -> bool:
        """Whether she says that this text has in it what was kept apart."""
        return self.cleaned_data["merged"] is not None

    @property
    def known_base(self) -> str | None:
        """The text that hers began as; None once she has to merge herself: then the page does not send it."""
        return self.cleaned_data["base"] if "base" in self.data else None

    @property
    def seen_version(self) -> int:
        """The newest version that who saves has seen."""
        version: int = self.cleaned_data["merged" if self.is_merged else "version"]
        return version
