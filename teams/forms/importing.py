"""A spreadsheet with teams: the file, and what its columns are."""

from typing import Any

from django import forms

from teams.forms.fields import DayField
from teams.models import Role, TeamImport
from teams.sheets.columns import FIELDS, ROLE, what_is_missing

NOTHING = "geen"
NO_FILE = "Kies een bestand."


class UploadForm(forms.Form):
    """A file to read. What is wrong with it, is said by who reads it."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="Excel (.xlsx) of csv, hooguit 10 MB. Bovenaan staan de namen van de kolommen.",
        error_messages={"required": NO_FILE, "empty": "Dit bestand is leeg."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


class RegisterForm(forms.Form):
    """A file of DUO."""

    bestand = forms.FileField(
        label="Bestand van DUO",
        help_text="Het csv-bestand ‘alle schoolvestigingen’, zoals DUO het publiceert.",
        error_messages={"required": NO_FILE, "empty": "Dit bestand is leeg."},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
    )
    allows_closing = forms.BooleanField(
        label="Er mogen veel scholen tegelijk sluiten",
        required=False,
        help_text="Alleen als je weet dat dat klopt. Anders is het bestand waarschijnlijk niet volledig.",
    )


class ColumnsForm(forms.Form):
    """For every column what it is about, and from when people sit where the file does not say so."""

    starts_on = DayField(label="Vanaf", help_text="Voor wie geen eigen begindatum heeft in het bestand.")

    def __init__(self, team_import: TeamImport, data: Any = None) -> None:
        super().__init__(data, initial={"starts_on": team_import.starts_on})
        roles = [(f"{ROLE}{role.code}", f"Wie dit is: {role}") for role in Role.objects.all()]
        fields = [(field, label) for field, (label, _) in FIELDS.items()]
        choices = [(NOTHING, "niet inlezen"), ("Per regel", fields), ("Een kolom per rol", roles)]
        for place, head in enumerate(team_import.heads):
            seen = [line[place] for line in team_import.sample if place < len(line) and line[place]]
            self.fields[f"kolom_{place}"] = forms.ChoiceField(
                label=head or f"Kolom {place + 1}",
                choices=choices,
                initial=team_import.columns[place] or NOTHING,
                help_text=f"Bijvoorbeeld: {', '.join(seen)}" if seen else "Deze kolom is leeg in de eerste regels.",
            )
        self.columns = [f"kolom_{place}" for place in range(len(team_import.heads))]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for sentence in what_is_missing(self.chosen):
            self.add_error(None, sentence)
        return data

    @property
    def chosen(self) -> list[str]:
        chosen = (self.cleaned_data.get(name, NOTHING) for name in self.columns)
        return ["" if each == NOTHING else each for each in chosen]
