"""Giving somebody power over a region, and letting that end."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Change, Grant, Municipality, Region
from teams.actions.grants import SHOWN, end_coordinator, end_grant, give_grant, make_coordinator
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import DayField, MailField
from teams.models import Coordinator, Organisation
from teams.snapshots import about_row, row_snapshot

COORDINATOR = "coordinator"
KINDS = (
    (GrantKind.PROCESBEGELEIDER, "procesbegeleider: ziet en bewerkt kernteams in de regio of in gekozen gemeenten"),
    (GrantKind.SWV, "medewerker samenwerkingsverband: ziet de regio en richt die in"),
    (COORDINATOR, "coördinator: regelt waar de mensen van één organisatie zitten"),
    (GrantKind.BEHEERDER, "beheerder: mag alles, in alle regio’s, en geeft bevoegdheden"),
)


class GrantForm(ActionForm):
    """Who gets what, over what, from when until when."""

    email = MailField(
        label="E-mailadres",
        help_text="Het adres waarmee zij inlogt. Staat zij al in een kernteam? Neem dan het adres dat daar staat.",
    )
    kind = forms.ChoiceField(label="Welke bevoegdheid", choices=KINDS, widget=forms.RadioSelect)
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(),
        label="Alleen in deze gemeenten",
        help_text="Voor een procesbegeleider. Kies niets voor de hele regio.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Van welke organisatie",
        help_text="Voor een coördinator.",
        required=False,
        empty_label="Kies een organisatie",
    )
    starts_on = DayField(label="Eerste dag")
    ends_on = DayField(label="Laatste dag", required=False, help_text="Laat leeg als er geen einde is afgesproken.")

    def __init__(self, *args: Any, region: Region, today: date, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about=about_row(region), **kwargs)
        self.region = region
        fields: Any = self.fields
        fields["email"].required = True
        fields["municipalities"].queryset = region.municipalities.all()
        fields["organisation"].queryset = region.organisations.all()
        fields["organisation"].is_needed = True
        fields["starts_on"].initial = today
        self.helper.layout = Layout(
            "key",
            "seen",
            "email",
            "kind",
            Div("municipalities", css_class="for-procesbegeleider"),
            Div("organisation", css_class="for-coordinator"),
            Div("starts_on", "ends_on", css_class="name-line name-line-2"),
        )

    def clean_organisation(self) -> Organisation | None:
        organisation: Organisation | None = self.cleaned_data["organisation"]
        if self.cleaned_data.get("kind") == COORDINATOR and organisation is None:
            raise ValidationError("Kies de organisatie waarvan zij de mensen regelt.")
        return organisation

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        given: Any = {name: data[name] for name in ("email", "starts_on", "ends_on")}
        given |= {"actor": circumstances["actor"], "key": circumstances["key"]}
        if data["kind"] == COORDINATOR:
            return make_coordinator(organisation=data["organisation"], **given)
        kind = GrantKind(data["kind"])
        municipalities = list(data["municipalities"]) if kind == GrantKind.PROCESBEGELEIDER else []
        return give_grant(kind=kind, region=self.region, municipalities=municipalities, **given)


class EndPowerForm(ActionForm):
    """The last day of a grant or a coordinatorship."""

    last_day = DayField(label="Laatste dag", help_text="Deze dag telt nog mee. Kies gisteren om meteen te stoppen.")

    def __init__(
        self, *args: Any, power: Grant | Coordinator, region: Region, today: date, user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, snapshot=row_snapshot(power, SHOWN), about=about_row(power), **kwargs)
        self.power, self.region, self.today = power, region, today
        field = self.fields["last_day"]
        field.initial = today
        if power.starts_on >= today:
            field.initial, field.required = None, False
            field.help_text = "Laat leeg als het helemaal niet doorgaat."
        if power.user_id == user.pk:
            self.asks = ["Dit is je eigen bevoegdheid. Als zij is afgelopen, kun je dit zelf niet meer terugdraaien."]

    def act(self, circumstances: Circumstances) -> Change:
        asked: Any = {"last_day": self.cleaned_data["last_day"], "today": self.today, **circumstances}
        if isinstance(self.power, Coordinator):
            return end_coordinator(coordinator=self.power, **asked)
        return end_grant(grant=self.power, region=self.region, **asked)
