from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict

from django import forms

from teams.enums import LogTopic
from teams.forms.fields import DayField

OF_A_SCHOOL = (LogTopic.TEAM, LogTopic.MEETINGS, LogTopic.PEOPLE, LogTopic.LOOKS)


class Asked(TypedDict):
    """What somebody wants to see of a logbook; what she did not say, or not well, is left open."""

    topic: str
    actor: int | None
    first: date | None
    last: date | None


class LogbookFilter(forms.Form):
    """Which part of a logbook to show. It stands in the address, so that it can be kept and sent."""

    wat = forms.ChoiceField(label="Wat", required=False)
    wie = forms.ChoiceField(label="Door wie", required=False)
    vanaf = DayField(label="Vanaf", required=False)
    tot = DayField(label="Tot en met", required=False)

    def __init__(
        self, data: Mapping[str, str], *, topics: Iterable[LogTopic], actors: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data, auto_id="logboek-%s")
        for name, everything, choices in (
            ("wat", "alles", [(topic.value, topic.label) for topic in topics]),
            ("wie", "iedereen", actors),
        ):
            field = self.fields[name]
            field.choices = [("", everything), *choices]  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "form-select"
        for name in ("vanaf", "tot"):
            self.fields[name].widget.attrs["class"] = "form-control"

    @property
    def asked(self) -> Asked:
        """What was filled in well."""
        self.is_valid()
        data = self.cleaned_data
        actor = data.get("wie")
        return {
            "topic": data.get("wat", ""),
            "actor": int(actor) if actor else None,
            "first": data.get("vanaf"),
            "last": data.get("tot"),
        }
