"""Which year of which schools to plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from schools.models import Municipality, Region
from schools.school_year import SchoolYear

Place = tuple[Region, Municipality | None]


class OpenPlanForm(forms.Form):
    """Choose a region or municipality, where there is a choice, and a school year: this one or the next."""

    place = forms.TypedChoiceField(label="Welke scholen", coerce=int)
    year = forms.TypedChoiceField(label="Welk schooljaar", coerce=int)

    def __init__(self, *args: Any, places: Sequence[Place], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        this = SchoolYear.of(today)
        self.fields["place"].choices = list(enumerate(place_text(place) for place in places))  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year.start, str(year)) for year in (this, this.next)]  # type: ignore[attr-defined]
        self.fields["year"].initial = (this.next if today.month in {5, 6, 7} else this).start
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @property
    def chosen(self) -> Place:
        """The region or municipality that was chosen."""
        return self.places[int(self.cleaned_data["place"])]

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.cleaned_data["year"])


def place_text(place: Place) -> str:
    """ "Zuid-Duinstreek", "Zeeoever (Zuid-Duinstreek)"."""
    region, municipality = place
    return f"{municipality} ({region})" if municipality else str(region)
