"""The form that hands over all seats of one person: a day, a successor for all, and another choice per school."""

from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from schools.changes import Stale
from schools.models import Change
from teams.access import seats_to_hand_over, successors_for
from teams.actions.handover import author_of, hand_over, rehearse_hand_over
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import DayField
from teams.handover import Moment, Move, Preview, Story
from teams.models import Membership, Professional
from teams.snapshots import about_seats, seats_snapshot

SAME, STAYS, NOBODY = "", "blijft", "niemand"
PLACE = "plek_"  # and the number of the seat: the name of its choice


class Row(NamedTuple):
    """A seat, and the choice of who takes it."""

    membership: Membership
    choice: forms.BoundField


class HandOverForm(ActionForm):
    """First shows what it will do (`preview`); only what was shown is done, by the button `bevestigd`."""

    starts_on = DayField(label="Vanaf", help_text="De eerste dag van de opvolger.")
    successor = forms.ChoiceField(label="Opvolger voor alle scholen", required=False)
    bevestigd = forms.BooleanField(required=False)
    aanpassen = forms.BooleanField(required=False)

    def __init__(self, *args: Any, user: User, professional: Professional, today: date, **kwargs: Any) -> None:
        snapshot, about = seats_snapshot(professional, today), about_seats(professional)
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.user, self.professional, self.today = user, professional, today
        self.preview: Preview | None = None
        seats = seats_to_hand_over(user, professional, today).select_related("school__municipality", "role")
        self.seats = list(seats.prefetch_related("stand_ins__professional").order_by("school__name", "starts_on", "pk"))
        people = successors_for(user, professional, today).with_school_count(today).order_by("sort_key", "pk")
        self.people = {str(person.pk): person for person in people}
        for seat in self.seats:
            seat.professional = professional
        self._offer()

    def _offer(self) -> None:
        self.fields["starts_on"].initial = self.today
        self.fields["successor"].is_needed = True  # type: ignore[attr-defined] # unless every school has its own choice
        nobody = (NOBODY, "Geen opvolger: de plek wordt leeg")
        people = [(pk, _label(person)) for pk, person in self.people.items()]
        self.fields["successor"].choices = [("", "Kies een opvolger"), nobody, *people]  # type: ignore[attr-defined]
        for seat in self.seats:
            choices = [(SAME, "Zoals hierboven"), (STAYS, "Blijft: verandert niet"), nobody, *people]
            label = f"Opvolger op {seat.school} als {seat.role}"
            self.fields[_name(seat)] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=forms.Select(attrs={"class": "form-select"})
            )

    @property
    def rows(self) -> list[Row]:
        return [Row(seat, self[_name(seat)]) for seat in self.seats]

    @property
    def filled_in(self) -> Iterator[tuple[str, str]]:
        """What was chosen, for the hidden fields of the preview."""
        for name in ("starts_on", "successor", *(_name(seat) for seat in self.seats)):
            yield name, str(self.data.get(name, ""))

    def names_of_content(self) -> list[str]:
        """What was posted, and not the fields: a seat that went over is no longer among those."""
        return sorted(name for name in self.data if name in self.base_fields or name.startswith(PLACE))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [data.get("successor"), *(data.get(_name(seat)) for seat in self.seats)]
        if self.seats and not self.errors and not any(chosen):
            self.add_error("successor", "Kies een opvolger, of ‘Geen opvolger’.")
        return data

    @property
    def moves(self) -> list[Move]:
        """Every seat that goes over; who left before that day, or stays, is not among them."""
        data = self.cleaned_data
        chosen = ((seat, data[_name(seat)] or data["successor"] or STAYS) for seat in self.seats)
        return [
            Move(copy(seat), self.people.get(choice))  # a rehearsal leaves its marks on what it moves
            for seat, choice in chosen
            if choice != STAYS and not seat.is_over(data["starts_on"])
        ]

    @property
    def staying(self) -> list[Membership]:
        """The seats that do not go over."""
        moving = {move.membership.pk for move in self.moves}
        return [seat for seat in self.seats if seat.pk not in moving]

    def save(self, *, actor: User) -> Change | None:
        if self.cleaned_data["bevestigd"]:
            return super().save(actor=actor)
        if not self.cleaned_data["aanpassen"]:
            self._look(actor)
        return None

    def _look(self, actor: User) -> None:
        data = self.cleaned_data
        plan = {"professional": self.professional, "starts_on": data["starts_on"], "today": self.today}
        try:
            rehearse_hand_over(**plan, moves=self.moves, seen=data["seen"], actor=actor)
        except ValidationError as refused:
            self._report(refused)
        except Stale as stale:
            self.meanwhile = stale.differences
            self._see(self.seen_next())
        else:
            self.preview = Story(self.moves, Moment(data["starts_on"], self.today)).preview(author_of(actor))

    def act(self, circumstances: Circumstances) -> Change:
        return hand_over(
            professional=self.professional,
            moves=self.moves,
            starts_on=self.cleaned_data["starts_on"],
            today=self.today,
            **circumstances,
        )


def _name(seat: Membership) -> str:
    return f"{PLACE}{seat.pk}"


def _label(person: Professional) -> str:
    count = person.school_count  # type: ignore[attr-defined] # of with_school_count
    schools = f"{count} school" if count == 1 else f"{count} scholen"
    week = f", werkt {person.working_week}" if person.half_days else ""
    return f"{person.list_name} ({schools}{week})"
