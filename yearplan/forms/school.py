"""What differs at one school of a plan."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.http import QueryDict

from meetings.access import facilitators_for
from schools.changes import Stale
from schools.models import School
from teams.dutch import clock_text, in_words
from teams.models import Professional
from teams.models.professional import ProfessionalQuerySet
from yearplan.actions.plans import set_wish, wish_of, wish_text
from yearplan.forms.starts import StartsField
from yearplan.models import YearPlan


class SchoolWishForm(forms.Form):
    """Own starting times, who guides, or left out. `seen` is what the page showed; when others changed that meanwhile,
    `save` says so in `meanwhile`, keeps what was typed and takes the new state as seen."""

    starts = StartsField(label="Begintijden", required=False)
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
