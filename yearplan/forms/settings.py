"""By what a year is planned. Every number has a default that suits most regions."""

from datetime import time
from itertools import pairwise
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.db.models import Q

from schools.changes import Stale
from teams.models import Professional
from teams.models.professional import ProfessionalQuerySet
from yearplan.actions.plans import change_settings
from yearplan.forms.starts import StartsField
from yearplan.models import YearPlan
from yearplan.models.settings import starts_text

WEIGHTS = tuple(field.name for field in YearPlan._meta.get_fields() if field.name.startswith("weighs_"))
TRAVEL = ("same_school", "same_district", "same_municipality", "further")


class MinutesField(forms.TimeField):
    """A time of day that is kept in minutes since midnight."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            input_formats=["%H:%M", "%H.%M"],
            error_messages={"invalid": "Dit is geen tijd. Schrijf bijvoorbeeld 12.30."},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return time(*divmod(value, 60)) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return found.hour * 60 + found.minute if found else None


class SettingsForm(forms.ModelForm[YearPlan]):
    """The settings of a plan. `meanwhile` says that somebody else saved other ones; saving again is a decision."""

    starts = StartsField(label="Begintijden", help_text="Bijvoorbeeld: 8.30, 10.30, 13.00 en 15.00")
    noon = MinutesField(label="Einde van de ochtend")
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = YearPlan
        fields: ClassVar[list[str]] = [
            "facilitator",
            "autumn_first",
            "autumn_last",
            "spring_first",
            "spring_last",
            "starts",
            "minutes",
            "noon",
            "notice_days",
            "apart_days",
            "most_a_day",
            "most_a_week",
            "busy_week",
            *TRAVEL,
            "many_schools",
            "edge_weeks",
            *WEIGHTS,
            "seconds",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for name in ("autumn_first", "autumn_last", "spring_first", "spring_last")
        }

    def __init__(self, *args: Any, facilitators: ProfessionalQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile: list[str] = []
        guide: Any = self.fields["facilitator"]
        guide.queryset, guide.empty_label = facilitators, "Niemand in het bijzonder"
        guide.label = "Wie begeleidt de bijeenkomsten"
        self.initial["starts"] = self.instance.start_times
        self.initial["version"] = self.instance.version
        self.fields["minutes"].label = "Duur van een bijeenkomst, in minuten"
        self.fields["apart_days"].label = "Minstens zoveel dagen tussen de twee bijeenkomsten van een school"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = _layout()

    def clean_starts(self) -> str:
        return starts_text(self.cleaned_data["starts"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for first, last in (("autumn_first", "autumn_last"), ("spring_first", "spring_last")):
            if data.get(first) and data.get(last) and data[first] > data[last]:
                self.add_error(last, "Deze dag ligt voor de eerste dag.")
            for name in (first, last):
                if data.get(name) and data[name] not in self.instance.school_year:
                    self.add_error(name, f"Deze dag ligt niet in het schooljaar {self.instance.school_year}.")
        for near, far in pairwise(TRAVEL):
            if data.get(near) is not None and data.get(far) is not None and data[near] > data[far]:
                self.add_error(far, "Dichterbij kan niet langer duren dan verder weg.")
        return data

    def keep(self) -> bool:
        """Save them; False when somebody else was first, which `meanwhile` then says."""
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        try:
            change_settings(plan=self.instance, values=values, seen=self.cleaned_data["version"])
        except Stale as stale:
            self.meanwhile = stale.differences
            data: Any = dict(self.data.items())
            data["version"] = YearPlan.objects.values_list("version", flat=True).filter(pk=self.instance.pk).first()
            self.data = data
            return False
        return True


def _layout() -> Layout:
    return Layout(
        "version",
        Fieldset("Wanneer", "autumn_first", "autumn_last", "spring_first", "spring_last", css_class="fields-two"),
        Fieldset(
            "Hoe laat en hoe lang", "starts", "minutes", "noon", "notice_days", "apart_days", css_class="fields-two"
        ),
        Fieldset("Wie", "facilitator", "most_a_day", "most_a_week", "busy_week", css_class="fields-two"),
        Fieldset("Onderweg, in minuten", *TRAVEL, css_class="fields-two"),
        HTML('<details class="fold"><summary>Wat het plan liever niet heeft, en hoe zwaar dat weegt</summary>'),
        Fieldset("", "many_schools", "edge_weeks", *WEIGHTS, "seconds", css_class="fields-two"),
        HTML("</details>"),
    )


def facilitators_of(plan: YearPlan, people: ProfessionalQuerySet) -> ProfessionalQuerySet:
    """Who may be chosen to guide, with whoever does so now."""
    chosen = Q(pk__in=people.order_by().values("pk")) | Q(pk=plan.facilitator_id)
    return Professional.objects.filter(chosen).order_by("sort_key", "pk")
