from typing import Any

from schools.actions.free_periods import add_free_period
from schools.models import Change, School
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import DayField, FreeLineField


class FreePeriodForm(ActionForm):
    """Days off that a school adds of its own."""

    label = FreeLineField(label="Omschrijving", max_length=60, help_text="Bijvoorbeeld: studiedag.")
    first_day = DayField(label="Eerste dag")
    last_day = DayField(label="Laatste dag", required=False, help_text="Laat leeg als het één dag is.")

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about=f"vrije dagen {school.pk}", **kwargs)
        self.school = school

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return add_free_period(
            school=self.school,
            label=data["label"],
            first_day=data["first_day"],
            last_day=data["last_day"] or data["first_day"],
            actor=circumstances["actor"],
            key=circumstances["key"],
        )
