"""What is decided of a session apart from its moment, in whatever way that is found."""

from datetime import date
from typing import Any

from django import forms

from meetings.access import facilitators_for
from meetings.enums import MeetingKind
from meetings.models import Meeting
from meetings.models.meeting import DEFAULT_MINUTES, TEAM_KINDS
from schools.models import School
from schools.school_year import SchoolYear
from teams.forms.fields import FreeLineField
from teams.models import Professional, Role, SeatTemplate


class AboutForm(forms.Form):
    """The kind of a session, its subject, who of the team is asked, how long it takes, where, and who guides it."""

    kind = forms.ChoiceField(label="Soort bijeenkomst", choices=MeetingKind.choices)
    title = FreeLineField(
        label="Onderwerp",
        required=False,
        max_length=80,
        help_text="Nodig als je ‘Anders’ kiest. Bijvoorbeeld: casus verzuim, of: alleen IB, CJG en SWV.",
    )
    roles = forms.ModelMultipleChoiceField(
        Role.objects.none(),
        label="Wie uit het kernteam",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Kies wie je vraagt bij ‘Met een deel van het kernteam’. "
            "Bij de andere soorten vraag je iedereen als je hier niemand kiest."
        ),
    )
    minutes = forms.IntegerField(
        label="Duur in minuten",
        min_value=15,
        max_value=480,
        initial=DEFAULT_MINUTES,
        error_messages=dict.fromkeys(("min_value", "max_value"), "Kies een duur van 15 tot en met 480 minuten."),
    )
    place = FreeLineField(label="Plaats", required=False, max_length=120)
    facilitator = forms.ModelChoiceField(
        Professional.objects.none(), label="Wie begeleidt", required=False, empty_label="Nog niemand"
    )

    def offer(self, school: School, today: date) -> None:
        """Let her choose from the roles of this school, and from who may guide it."""
        seats = SeatTemplate.objects.for_school(school)
        roles, people = self.fields["roles"], self.fields["facilitator"]
        roles.queryset = Role.objects.filter(seat_templates__in=seats).distinct()  # type: ignore[attr-defined]
        people.queryset = facilitators_for(school, today)  # type: ignore[attr-defined]

    def propose(self, school: School, today: date) -> None:
        """For a new session: at school, and of the kind that it has not had yet this year."""
        rows = Meeting.objects.standing().filter(school=school).of_year(SchoolYear.of(today))
        there = set(rows.values_list("kind", flat=True))
        self.fields["kind"].initial = next((kind for kind in TEAM_KINDS if kind not in there), MeetingKind.SUBSET)
        self.fields["place"].initial = str(school)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == MeetingKind.OTHER and not data.get("title") and "title" not in self.errors:
            self.add_error("title", "Schrijf waar de bijeenkomst over gaat.")
        if data.get("kind") == MeetingKind.SUBSET and not data.get("roles") and "roles" not in self.errors:
            self.add_error("roles", "Kies wie je vraagt. Vraag je het hele kernteam? Kies dan een andere soort.")
        return data
