"""What differs at one school of a plan."""

import re
from datetime import date, time
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from meetings.access import facilitators_for
from schools.changes import Stale
from schools.models import School
from teams.dutch import clock_text, in_words
from teams.forms.fields import LineField
from teams.models import Professional
from yearplan.actions.plans import set_wish, wish_of, wish_text
from yearplan.models import YearPlan

MOST_STARTS = 10
TIME = re.compile("([01]?[0-9]|2[0-3]):[0-5][0-9]")
NO_TIME = "Dit is geen tijd: {}. Schrijf bijvoorbeeld 8.30, 10.30 en 13.00."


class StartsField(LineField):
    """Times of day, as "8.30, 10.30 en 13.00"; clean data is a tuple of them in order, each once."""

    def prepare_value(self, value: Any) -> Any:
        return in_words(map(clock_text, value)) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[time, ...]:
        words = super().clean(value).replace(",", " ").replace(";", " ").split()
        found = {_time(word) for word in words if word not in {"en", "uur"}}
        if len(found) > MOST_STARTS:
            raise ValidationError(f"Dit zijn er te veel: kies hoogstens {MOST_STARTS} begintijden.")
        return tuple(sorted(found))


class SchoolWishForm(forms.Form):
    """Own starting times, who guides, or left out. `seen` is what the page showed; when others changed that meanwhile,
    `save` says so in `meanwhile`, keeps what was typed and takes the new state as seen."""

    starts = StartsField(label="Begintijden", required=False, max_length=80)
    facilitator = forms.ModelChoiceField(Professional.objects.none(), label="Wie begeleidt", required=False)
    is_left_out = forms.BooleanField(label="Deze school doet dit jaar niet mee in de planning", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, plan: YearPlan, school: School, today: date) -> None:
        wish = wish_of(plan, school)
        initial = {
            "starts": wish.start_times if wish else (),
            "facilitator": wish.facilitator_id if wish else None,
            "is_left_out": bool(wish and wish.is_left_out),
            "seen": wish_text(wish),
        }
        super().__init__(data, initial=initial, auto_id="wens-%s")
        self.plan, self.school = plan, school
        self.meanwhile: list[str] = []
        usual = in_words(map(clock_text, plan.start_times))
        self.fields["starts"].help_text = f"Laat leeg voor die van de hele planning: {usual}."
        people = self.fields["facilitator"]
        guides = facilitators_for(school, today).order_by("sort_key", "pk")
        people.queryset = guides if wish is None else guides | _kept(wish.facilitator_id)  # type: ignore[attr-defined]
        people.empty_label = str(plan.facilitator or "Nog niemand")  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def save(self) -> bool:
        """Whether it was kept."""
        data = self.cleaned_data
        try:
            set_wish(
                plan=self.plan,
                school=self.school,
                starts=data["starts"],
                facilitator=data["facilitator"],
                is_left_out=data["is_left_out"],
                seen=data["seen"],
            )
        except Stale as stale:
            self.meanwhile = stale.differences
            typed = cast("QueryDict", self.data).copy()
            typed["seen"] = wish_text(wish_of(self.plan, self.school))
            self.data = typed
            return False
        return True


def _kept(pk: int | None) -> Any:
    return Professional.objects.filter(pk=pk).distinct()


def _time(word: str) -> time:
    hour, _, minute = word.replace(".", ":").partition(":")
    if TIME.fullmatch(f"{hour}:{minute or '00'}") is None:
        raise ValidationError(NO_TIME.format(word))
    return time(int(hour), int(minute or 0))
