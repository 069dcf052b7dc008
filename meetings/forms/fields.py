"""Fields for when a session is, and for what is written about it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

NO_SUCH_MOMENT = "Dit tijdstip is er die dag niet, of twee keer: de klok gaat dan een uur vooruit of terug."


class ClockField(forms.TimeField):
    """A time of day, with the browser's own picker; also takes 15.30."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            error_messages={"invalid": "Dit is geen tijd. Schrijf bijvoorbeeld 15.30."},
            **kwargs,
        )


class TextField(forms.CharField):
    """A text of several lines; every line break is one and the same."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


def moment(day: Any, clock: time) -> datetime:
    """The moment of a day and a time in the Netherlands. Raises ValidationError in the hour that summer time skips, and
    in the one that comes twice."""
    try:
        found: datetime = from_current_timezone(datetime.combine(day, clock))
    except ValidationError as error:
        raise ValidationError(NO_SUCH_MOMENT) from error
    return found
