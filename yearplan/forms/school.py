"""What differs at one school of a plan."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict

from meetings.access import facilitators_for
from schools.changes import Stale
from schools.models import School
from teams.dutch import clock_text, in_words
from teams.forms.fields import LineField
from teams.models import Professional
from teams.models.professional import ProfessionalQuerySet
from yearplan.actions.plans import set_wish, wish_of, wish_text
from yearplan.models import YearPlan
from yearplan.models.settings import ODD_TIME, is_sensible_start

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
        if odd := sorted(start for start in found if not is_sensible_start(start)):
            raise ValidationError(ODD_TIME.format(clock_text(odd[0])))
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
        guides = facilitators_for(school, today)
        if plan.facilitator_id is not None:
            guides = guides.exclude(pk=plan.facilitator_id)
        kept = [wish.facilitator_id] if wish and wish.facilitator_id not in {None, plan.facilitator_id} else []
        people.queryset = _each_once(guides, kept)  # type: ignore[attr-defined]
        usual_guide = f"{plan.facilitator}, zoals overal" if plan.facilitator else "Nog niemand"
        people.empty_label = usual_guide  # type: ignore[attr-defined]
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


def _each_once(guides: ProfessionalQuerySet, kept: Sequence[int]) -> ProfessionalQuerySet:
    """Who can guide, and who was chosen to, each once: joins in the question would name somebody twice."""
    chosen = Q(pk__in=guides.order_by().values("pk")) | Q(pk__in=kept)
    return Professional.objects.filter(chosen).order_by("sort_key", "pk")


def _time(word: str) -> time:
    hour, _, minute = word.replace(".", ":").partition(":")
    if TIME.fullmatch(f"{hour}:{minute or '00'}") is None:
        raise ValidationError(NO_TIME.format(word))
    return time(int(hour), int(minute or 0))
