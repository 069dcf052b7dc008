from typing import Any

from django import forms

from meetings.actions.agenda import SHOWN, ItemContent, add_item, agenda_snapshot, drop_agenda, update_item
from meetings.enums import Fill, MeetingKind
from meetings.models import AgendaItem
from meetings.models.agenda import LONGEST
from meetings.models.meeting import TEAM_KINDS
from schools.models import Change, Region
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import FreeLineField
from teams.snapshots import about_row, row_snapshot

NOTHING = "niets"
KINDS = [(kind.value, kind.label) for kind in TEAM_KINDS]


class _ItemForm(ActionForm):
    title = FreeLineField(label="Onderwerp", max_length=80)
    minutes = forms.IntegerField(
        label="Minuten",
        min_value=1,
        max_value=LONGEST,
        initial=10,
        error_messages={
            "invalid": "Schrijf een getal, bijvoorbeeld 15.",
            "min_value": "Schrijf 1 minuut of meer.",
            "max_value": f"Schrijf {LONGEST} minuten of minder.",
        },
    )
    explanation = FreeLineField(
        label="Uitleg", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    shows = forms.ChoiceField(
        label="Wat vult Kernteam hier zelf in?",
        choices=[(NOTHING, "Niets"), *Fill.choices],
        initial=NOTHING,
        widget=forms.RadioSelect,
    )

    def content(self) -> ItemContent:
        """What the clean data decide."""
        content = {name: self.cleaned_data[name] for name in SHOWN}
        return ItemContent(**content | {"shows": content["shows"].replace(NOTHING, "")})


class AddItemForm(_ItemForm):
    """One more item of a region's running order."""

    kind = forms.ChoiceField(label="Voor een", choices=KINDS, widget=forms.RadioSelect)

    field_order = ("key", "seen", "kind", "title")

    def __init__(self, *args: Any, region: Region, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, snapshot={}, about=about_row(region), **kwargs)
        self.region = region
        self.fields["kind"].initial = kind

    def act(self, circumstances: Circumstances) -> Change:
        return add_item(
            region=self.region,
            kind=MeetingKind(self.cleaned_data["kind"]),
            content=self.content(),
            actor=circumstances["actor"],
            key=circumstances["key"],
        )


class DropAgendaForm(ActionForm):
    """Asks whether to go back to the running order that everybody has."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, region: Region, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=agenda_snapshot(region, kind), about=f"{about_row(region)} {kind}", **kwargs)
        self.region, self.of_kind = region, kind
        self.fields["kind"].initial = kind
        self.asks = [f"De eigen agendapunten voor een {kind.label.lower()} gaan weg. De gewone agenda komt terug."]

    def act(self, circumstances: Circumstances) -> Change:
        return drop_agenda(region=self.region, kind=self.of_kind, **circumstances)


class EditItemForm(_ItemForm):
    """What an item is called, how long it takes and what it shows."""

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=row_snapshot(item, SHOWN), about=about_row(item), **kwargs)
        self.item = item
        for name in SHOWN:
            self.fields[name].initial = getattr(item, name) or self.fields[name].initial

    def act(self, circumstances: Circumstances) -> Change:
        return update_item(item=self.item, content=self.content(), **circumstances)
