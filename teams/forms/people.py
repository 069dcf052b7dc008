"""The form of a person's own data."""

from copy import copy
from datetime import date
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import QuerySet

from schools.models import Change
from teams.actions.people import update_professional
from teams.enums import Visibility
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import FreeLineField, HalfDaysField, LineField, MailField, PhoneField
from teams.models import Organisation, Professional
from teams.names import split_infix
from teams.seen import Snapshot
from teams.snapshots import (
    PERSON,
    PERSON_FIELDS,
    VISIBILITY_FIELDS,
    about_person,
    label_of,
    person_snapshot,
    shown_fields,
)

NEW_ADDRESS = "Naar een nieuw adres mailen we een link. Inloggen kan ermee zodra het is bevestigd."


class ProfessionalForm(ActionForm):
    """Contact data, organisation, expertise and working days of one person."""

    first_name = LineField(label="Voornaam", required=False, max_length=60)
    infix = LineField(label="Tussenvoegsel", required=False, max_length=20)
    surname = LineField(label="Achternaam", max_length=60)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisatie", empty_label=None)
    email = MailField(label="E-mailadres")
    phone = PhoneField(label="Telefoon", required=False, max_length=30)
    expertise = FreeLineField(
        label="Expertise", required=False, max_length=200, help_text="Met komma's ertussen: verzuim, rouw, autisme."
    )
    introduction = FreeLineField(
        label="Wie ben ik", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    half_days = HalfDaysField(label="Werkdagen")
    email_visibility = forms.ChoiceField(
        label="Wie mag je e-mailadres zien?", choices=Visibility, widget=forms.RadioSelect
    )
    phone_visibility = forms.ChoiceField(
        label="Wie mag je telefoonnummer zien?",
        choices=Visibility,
        widget=forms.RadioSelect,
        help_text="‘Alleen mijn eigen kernteams’: wie de regio begeleidt, kan het nummer wel opvragen. Dat wordt "
        "genoteerd, en jij ziet het bij ‘Mijn gegevens’.",
    )

    def __init__(
        self,
        *args: Any,
        professional: Professional,
        today: date,
        can_set_email: bool,
        can_choose_visibility: bool,
        can_set_organisation: bool,
        organisations: QuerySet[Organisation],
        warnings: list[str],
        **kwargs: Any,
    ) -> None:
        self.names = (*PERSON_FIELDS, *VISIBILITY_FIELDS) if can_choose_visibility else PERSON_FIELDS
        snapshot, about = person_snapshot(professional, self.names), about_person(professional)
        super().__init__(*args, snapshot=snapshot, about=about, **kwargs)
        self.professional, self.today = professional, today
        for name in set(VISIBILITY_FIELDS) - set(self.names):
            del self.fields[name]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if not can_set_organisation:
            self.fields["organisation"].disabled = True
            self.fields["organisation"].help_text = f"{professional} of haar organisatie verandert dit."
        for name in self.names:
            self.fields[name].initial = getattr(professional, name)
        email_help = NEW_ADDRESS
        if not can_set_email:
            self.fields["email"].disabled = True
            email_help = f"{professional} werkt ook op andere scholen en verandert dit adres zelf."
        self.fields["email"].help_text = " ".join([*warnings, email_help])
        self.helper.layout = Layout(
            "key",
            "seen",
            Div("first_name", "infix", "surname", css_class="name-line"),
            "organisation",
            Div("email", "phone", css_class="name-line name-line-2"),
            "expertise",
            "introduction",
            "half_days",
            *(name for name in VISIBILITY_FIELDS if name in self.names),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "surname" in data:
            data["infix"], data["surname"] = split_infix(data.get("infix", ""), data["surname"])
        return data

    def _values_changed_here(self) -> dict[str, Any]:
        """The fields that say something else than when the form was opened; what others changed stays theirs."""
        values = {name: self.cleaned_data[name] for name in self.names}
        typed = copy(self.professional)
        for name, value in values.items():
            setattr(typed, name, value)
        shown, seen = shown_fields(typed, self.names), self.cleaned_data["seen"][PERSON]
        return {name: value for name, value in values.items() if shown[name] != seen.get(label_of(name))}

    def seen_next(self) -> Snapshot:
        """Of the fields that were changed here the new state; of the others what it was, so that they stay others'."""
        now = {label_of(name): self.snapshot[PERSON][label_of(name)] for name in self._values_changed_here()}
        return {PERSON: self.cleaned_data["seen"][PERSON] | now}

    def act(self, circumstances: Circumstances) -> Change:
        return update_professional(
            professional=self.professional,
            values=self._values_changed_here(),
            today=self.today,
            **circumstances,
        )
