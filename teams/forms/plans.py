"""The forms of plans: wish for or ask somebody, and give her the seat once she agreed."""

from datetime import date
from typing import Any

from django import forms

from schools.models import Change, School
from schools.models.dated import overlapping
from schools.school_year import SchoolYear
from teams.actions.plans import agree_plan, plan_member
from teams.enums import PlanStage
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import DayField, WeekdaysField
from teams.forms.seats import SeatForm
from teams.models import Membership, PlannedMember, Role
from teams.snapshots import about_school, plans_snapshot


class PlanForm(SeatForm):
    """Plan somebody in a role, by default from the next school year on."""

    after_person = ("starts_on", "stage")

    contact_days = None  # type: ignore[assignment] # to be agreed on with her
    stage = forms.ChoiceField(
        label="Hoe ver is het?",
        choices=[
            (PlanStage.WISH, "Wens: deze persoon weet het nog niet"),
            (PlanStage.ASKED, "Gevraagd: je wacht op antwoord"),
        ],
        initial=PlanStage.WISH,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, school: School, roles: list[Role], today: date, **kwargs: Any) -> None:
        super().__init__(*args, school=school, roles=roles, today=today, **kwargs)
        self.snapshot = plans_snapshot(school, roles[0])
        self.fields["starts_on"].initial = SchoolYear.of(today).next.first_day

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return plan_member(
            school=self.school,
            role=data["role"],
            professional=data["person"],
            starts_on=data["starts_on"],
            stage=PlanStage(data["stage"]),
            today=self.today,
            **circumstances,
        )


class AgreeForm(ActionForm):
    """Give who was planned the seat."""

    starts_on = DayField(label="Vanaf")
    succeeds = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Neemt de plek over van",
        required=False,
        empty_label="Niemand: komt erbij",
        help_text="Wie je kiest, stopt de dag ervoor.",
    )
    contact_days = WeekdaysField(label="Op school op", help_text="Niet verplicht.")

    def __init__(self, *args: Any, plan: PlannedMember, today: date, **kwargs: Any) -> None:
        snapshot = plans_snapshot(plan.school, plan.role)
        super().__init__(*args, snapshot=snapshot, about=about_school(plan.school), **kwargs)
        self.plan = plan
        self.fields["starts_on"].initial = plan.starts_on
        members = Membership.objects.filter(overlapping(today, None), school=plan.school, role=plan.role)
        members = members.exclude(professional=plan.professional_id).select_related("professional")
        self.fields["succeeds"].queryset = members  # type: ignore[attr-defined]
        self.fields["succeeds"].label_from_instance = lambda row: str(row.professional)  # type: ignore[attr-defined]

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return agree_plan(
            plan=self.plan,
            starts_on=data["starts_on"],
            contact_days=data["contact_days"],
            succeeds=data["succeeds"],
            **circumstances,
        )
