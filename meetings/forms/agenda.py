from typing import Any

from django import forms

from meetings.actions.agenda import SHOWN, ItemContent, add_item, agenda_snapshot, update_item
from meetings.enums import Fill, MeetingKind
from meetings.models import AgendaItem
from meetings.models.agenda import LONGEST
from schools.models import Change, Region
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import FreeLineField
from teams.snapshots import about_row, row_snapshot


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
        choices=[("", "Niets"), *Fill.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    def content(self) -> ItemContent:
        """What the clean data decide."""
        return ItemContent(**{name: self.cleaned_data[name] for name in SHOWN})


class AddItemForm(_ItemForm):
    """One more item of a region's running order."""

    def __init__(self, *args: Any, region: Region, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=agenda_snapshot(region, kind), about=about_row(region), **kwargs)
        self.region, self.kind = region, kind

    def act(self, circumstances: Circumstances) -> Change:
        return add_item(region=self.region, kind=self.kind, content=self.content(), **circumstances)


class EditItemForm(_ItemForm):
    """What an item is called, how long it takes and what it shows."""

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=row_snapshot(item, SHOWN), about=about_row(item), **kwargs)
        self.item = item
        for name in SHOWN:
            self.fields[name].initial = getattr(item, name)

    def act(self, circumstances: Circumstances) -> Change:
        return update_item(item=self.item, content=self.content(), **circumstances)
