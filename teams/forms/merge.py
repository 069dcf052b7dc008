"""The form that makes one record of two: per field that differs, which of the two is right."""

from typing import Any

from django import forms

from schools.models import Change
from teams.access import accounts_of
from teams.actions.merge import merge_records
from teams.extensions import Carried, carried_along
from teams.forms.base import ActionForm, Circumstances
from teams.merging import GROUPS, NAME, Joined, differences_between, falling_away, joined_seats, seats_of_both
from teams.models import Professional, StandIn
from teams.snapshots import about_merge, merge_snapshot

KEPT, OTHER = "deze", "andere"


class MergeForm(ActionForm):
    """Shows what comes of the two records, and does exactly that."""

    met = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: Professional, absorbed: Professional, **kwargs: Any) -> None:
        snapshot, about = merge_snapshot(kept, absorbed), about_merge(kept, absorbed)
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.kept, self.absorbed = kept, absorbed
        self.fields["met"].initial = absorbed.pk
        # Always the same fields, so that the same form sent again after it acted is known to be the same.
        for group in GROUPS:
            self.fields[group] = forms.ChoiceField(required=False, choices=[(KEPT, ""), (OTHER, "")])
        self.differences = differences_between(kept, absorbed)
        for difference in self.differences:
            field = self.fields[difference.group]
            field.label = difference.label.capitalize()
            field.widget = forms.RadioSelect()
            field.choices = [(KEPT, difference.kept or "leeg"), (OTHER, difference.absorbed or "leeg")]  # type: ignore[attr-defined]
            field.initial = KEPT if difference.kept else OTHER
        self._rows = seats_of_both(kept, absorbed)
        self._carried = carried_along(kept, absorbed)

    @property
    def has_other_name(self) -> bool:
        return any(difference.group == NAME for difference in self.differences)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The choices that there are to make."""
        return [self[difference.group] for difference in self.differences]

    @property
    def seats(self) -> list[Joined]:
        """The seats that she has afterwards."""
        return joined_seats(self._rows)

    @property
    def falling_away(self) -> list[StandIn]:
        return list(falling_away(self._rows, [self.kept, self.absorbed]))

    @property
    def carried(self) -> list[Carried]:
        """What else goes along: sessions she is asked to, what she promised."""
        return [each for each in self._carried if not each.is_warning]

    @property
    def warnings(self) -> list[Carried]:
        """What she has to know of that before."""
        return [each for each in self._carried if each.is_warning]

    @property
    def accounts(self) -> list[str]:
        """The addresses with which she can sign in afterwards."""
        return sorted({user.email for person in (self.kept, self.absorbed) for user in accounts_of(person)})

    def act(self, circumstances: Circumstances) -> Change:
        take = [group for group in GROUPS if self.cleaned_data.get(group) == OTHER]
        return merge_records(kept=self.kept, absorbed=self.absorbed, take=take, **circumstances)
