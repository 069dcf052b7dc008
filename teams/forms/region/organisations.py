"""An organisation of a region."""

from typing import Any

from django import forms

from schools.models import Change, Municipality, Region
from teams.actions.organisations import SHOWN, add_organisation, update_organisation
from teams.enums import OrganisationKind
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import LineField
from teams.models import Organisation
from teams.snapshots import about_row, row_snapshot


class OrganisationForm(ActionForm):
    """Name, kind and area of an organisation; without one it is a new one of the region."""

    name = LineField(label="Naam", max_length=80)
    kind = forms.ChoiceField(label="Soort", choices=OrganisationKind)
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(),
        label="Werkt in deze gemeenten",
        help_text="Kies niets als zij in de hele regio werkt.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, region: Region, organisation: Organisation | None = None, **kwargs: Any) -> None:
        snapshot = row_snapshot(organisation, SHOWN) if organisation else {}
        super().__init__(*args, snapshot=snapshot, about=about_row(organisation or region), **kwargs)
        self.region, self.organisation = region, organisation
        fields: Any = self.fields
        known = region.municipalities.all()
        if organisation:
            known = (known | Municipality.objects.filter(organisations=organisation)).distinct()
            fields["name"].initial, fields["kind"].initial = organisation.name, organisation.kind
            fields["municipalities"].initial = [each.pk for each in organisation.municipalities.all()]
        fields["municipalities"].queryset = known

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        values: Any = {
            "name": data["name"],
            "kind": OrganisationKind(data["kind"]),
            "municipalities": list(data["municipalities"]),
        }
        if self.organisation:
            return update_organisation(organisation=self.organisation, **values, **circumstances)
        return add_organisation(region=self.region, **values, actor=circumstances["actor"], key=circumstances["key"])
