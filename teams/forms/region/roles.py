"""A role, the same at every school."""

from datetime import date
from typing import Any

from django import forms

from schools.models import Change
from teams.actions.roles import SHOWN, add_role, update_role
from teams.dutch import count_text
from teams.enums import Domain, OrganisationKind, Ring
from teams.forms.asking import AskingForm
from teams.forms.base import Circumstances
from teams.forms.fields import LineField
from teams.models import Membership, Role
from teams.snapshots import about_row, row_snapshot


class RoleForm(AskingForm):
    """What a role is called, where it stands, and whether it changes the team; without one it is a new role."""

    name = LineField(label="Naam", max_length=60, help_text="Met een kleine letter, zoals in een zin.")
    abbreviation = LineField(label="Afkorting", max_length=10, required=False)
    domain = forms.ChoiceField(label="Domein", choices=Domain, help_text="Bepaalt de kleur in de cirkel.")
    ring = forms.ChoiceField(label="Hoe dichtbij", choices=Ring, initial=Ring.PARTNER)
    organisation_kind = forms.ChoiceField(label="Werkt bij een organisatie van soort", choices=OrganisationKind)
    position = forms.IntegerField(
        label="Volgorde", min_value=0, max_value=999, initial=0, help_text="Een lager nummer staat eerder in lijsten."
    )
    edits_team = forms.BooleanField(label="Wie deze rol heeft, werkt het kernteam van haar school bij", required=False)

    def __init__(self, *args: Any, role: Role | None = None, today: date, **kwargs: Any) -> None:
        snapshot, about = (row_snapshot(role, SHOWN), about_row(role)) if role else ({}, "new role")
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.role, self.today = role, today
        for name in SHOWN if role else ():
            self.fields[name].initial = getattr(role, name)

    def consequences(self) -> list[str]:
        """How many people gain or lose the right to change a team; who has it by another seat there keeps it."""
        edits = self.cleaned_data["edits_team"]
        if self.role is None or self.role.edits_team == edits:
            return []
        held = Membership.objects.on(self.today).filter(role=self.role)
        by_another = Membership.objects.on(self.today).filter(role__edits_team=True).exclude(role=self.role)
        safe = set(by_another.values_list("school", "professional"))
        pairs = [pair for pair in held.values_list("school", "professional") if pair not in safe]
        people = len({professional for _, professional in pairs})
        schools = count_text(len({school for school, _ in pairs}), "school", "scholen")
        may = "het hele kernteam van hun school bijwerken" if edits else "hun kernteam niet meer bijwerken"
        can = "kan" if people == 1 else "kunnen"
        return [f"{count_text(people, 'mens', 'mensen')} op {schools} {can} daarna {may}."]

    def act(self, circumstances: Circumstances) -> Change:
        values = {name: self.cleaned_data[name] for name in SHOWN}
        if self.role:
            return update_role(role=self.role, values=values, **circumstances)
        return add_role(values=values, actor=circumstances["actor"], key=circumstances["key"])
