"""Fields that every form here uses: a day, days of the week, a name, a phone number, a free line."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from schools.phones import format_phone, parse_phone
from teams.names import one_line
from teams.pupil_data import pupil_data_in
from teams.week import DAYS, PARTS, SHORT, HalfDays, Weekdays

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
NO_PUPILS = "Geen gegevens van leerlingen."


class DayField(forms.DateField):
    """A day, with the browser's own date picker; also takes 6-10-2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y"])
        kwargs.setdefault("error_messages", {"invalid": "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."})
        super().__init__(
            validators=[
                MinValueValidator(EARLIEST, "Kies een dag vanaf 1 januari 1990."),
                MaxValueValidator(LATEST, "Kies een dag voor 2100."),
            ],
            **kwargs,
        )


class LineField(forms.CharField):
    """One line of text: line breaks and control characters become a space."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class FreeLineField(LineField):
    """A line in which anything may be written, except what looks like a pupil's data."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = " ".join(filter(None, [kwargs.get("help_text"), NO_PUPILS]))
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if found := pupil_data_in(value):
            raise ValidationError(f"Dit lijkt op {found}. Haal het weg: hier horen geen gegevens van leerlingen.")


class CountedLineField(FreeLineField):
    """A free line in a box of several rows. A browser cuts what is pasted into a field with a maximum and says nothing,
    so the box has none: the page counts, and what is too long is refused with how much that is."""

    def __init__(self, *, max_length: int, rows: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.help_text = f"{self.help_text} Hoogstens {max_length} tekens."

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"} | {"data-most": self.max_length}


class MailField(forms.EmailField):
    """An e-mail address, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"invalid": "Dit is geen e-mailadres. Schrijf bijvoorbeeld naam@school.nl."}
        super().__init__(required=False, max_length=254, **kwargs)


class PhoneField(LineField):
    """A phone number however it is typed; clean data is E.164 or ""."""

    def prepare_value(self, value: Any) -> Any:
        return format_phone(value) if isinstance(value, str) and value.startswith("+") else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return parse_phone(text)
        except ValueError as error:
            raise ValidationError("Dit is geen telefoonnummer. Schrijf bijvoorbeeld 06-12345678.") from error


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week; clean data is the bit mask of teams.week.Weekdays."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=list(enumerate(DAYS)), coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return list(Weekdays(value).numbers) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        return Weekdays.of(super().clean(value)).mask


class HalfDaysField(forms.TypedMultipleChoiceField):
    """Half-days of the week; clean data is the bit mask of teams.week.HalfDays."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [
            (2 * number + half, f"{day} {part}") for number, day in enumerate(SHORT) for half, part in enumerate(PARTS)
        ]
        super().__init__(choices=choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return list(HalfDays(value).bits) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        return HalfDays.of(super().clean(value)).mask
