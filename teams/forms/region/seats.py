"""A seat that every school of a kind should have."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from schools.enums import Sector
from schools.models import Change, Region
from teams.actions.seat_templates import SHOWN, add_seat_template, update_seat_template
from teams.enums import Need
from teams.forms.asking import AskingForm
from teams.forms.base import Circumstances
from teams.forms.fields import LineField
from teams.models import Role, SeatTemplate
from teams.seat_effects import NOTHING, Asked, asked_by, effects
from teams.snapshots import about_row, row_snapshot

NEED_HELP = (
    "Een lege verplichte plek is een vacature. Een gewenste plek vraagt om iemand, maar het kernteam is ook zonder "
    "compleet. ‘Als die er is’ is alleen te zien als er iemand zit."
)


class _SeatForm(AskingForm):
    name = LineField(label="Naam van de plek", max_length=80)
    need = forms.ChoiceField(
        label="Hoe nodig", choices=Need, initial=Need.REQUIRED, widget=forms.RadioSelect, help_text=NEED_HELP
    )
    roles = forms.ModelMultipleChoiceField(
        Role.objects.all(),
        label="Wie kan deze plek vullen",
        help_text="Kies je meer rollen, dan is één van hen genoeg.",
        widget=forms.CheckboxSelectMultiple,
    )

    today: date

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = ("key", "seen", "agreed")
        shown = [name for name in self.fields if name not in {*hidden, "roles"}]
        self.helper.layout = Layout(*hidden, *shown, Div("roles", css_class="choice-columns"))

    def asked(self) -> Asked:
        """What the seat would ask as it is filled in."""
        return Asked(self.cleaned_data["need"], frozenset(role.pk for role in self.cleaned_data["roles"]))

    def values(self) -> Any:
        data = self.cleaned_data
        return {"name": data["name"], "need": Need(data["need"]), "roles": list(data["roles"])}


class AddSeatForm(_SeatForm):
    """One more seat for a kind of school."""

    sector = forms.ChoiceField(label="Soort onderwijs", choices=Sector, widget=forms.RadioSelect)

    field_order = ("key", "seen", "agreed", "sector", "name", "need", "roles")

    def __init__(self, *args: Any, region: Region, sector: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about=about_row(region), **kwargs)
        self.region, self.today = region, today
        self.fields["sector"].initial = sector

    def consequences(self) -> list[str]:
        sector = self.cleaned_data["sector"]
        return effects(self.region, sector, before=NOTHING, after=self.asked(), day=self.today)

    def act(self, circumstances: Circumstances) -> Change:
        return add_seat_template(
            region=self.region,
            sector=Sector(self.cleaned_data["sector"]),
            **self.values(),
            actor=circumstances["actor"],
            key=circumstances["key"],
        )


class EditSeatForm(_SeatForm):
    """What a seat is called, how much it is needed, who can fill it."""

    def __init__(self, *args: Any, seat: SeatTemplate, today: date, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=row_snapshot(seat, SHOWN), about=about_row(seat), **kwargs)
        self.seat, self.today = seat, today
        self.fields["name"].initial, self.fields["need"].initial = seat.name, seat.need
        self.fields["roles"].initial = [role.pk for role in seat.roles.all()]

    def consequences(self) -> list[str]:
        seat = self.seat
        return effects(seat.region, seat.sector, before=asked_by(seat), after=self.asked(), day=self.today)

    def act(self, circumstances: Circumstances) -> Change:
        return update_seat_template(seat=self.seat, **self.values(), **circumstances)
