"""What changed, so that the year has to be planned again with as few moves as can be."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from teams.models import Professional
from teams.models.professional import ProfessionalQuerySet
from yearplan.models import YearPlan


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AbsenceForm(forms.Form):
    """Somebody cannot come from a day until a day, both included."""

    professional = forms.ModelChoiceField(label="Wie", queryset=Professional.objects.none(), empty_label="Kies iemand")
    first_day = forms.DateField(label="Eerste dag", widget=_day())
    last_day = forms.DateField(label="Laatste dag", widget=_day())

    def __init__(self, *args: Any, plan: YearPlan, people: ProfessionalQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["professional"].queryset = people  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["required"] = "Dit is nog leeg. Vul het in."
            field.error_messages["invalid"] = "Dit is geen datum. Schrijf bijvoorbeeld 1-3-2027."
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last, year = data.get("first_day"), data.get("last_day"), self.plan.school_year
        if first and last and first > last:
            self.add_error("last_day", "De laatste dag ligt voor de eerste.")
        elif first and last and (last < year.first_day or first > year.last_day):
            self.add_error("first_day", f"Deze dagen liggen niet in het schooljaar {year}.")
        return data
