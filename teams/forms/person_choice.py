"""Choosing somebody for a seat: search the region's people, or register somebody new without making her twice."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms

from accounts.models import User
from schools.models import School
from teams.access import choosable_organisations, choosable_professionals
from teams.enums import OrganisationKind
from teams.forms.base import ActionForm
from teams.forms.fields import LineField, MailField, PhoneField
from teams.models import Membership, Organisation, Professional, Role
from teams.models.professional import ProfessionalQuerySet
from teams.names import split_infix
from teams.snapshots import about_school, seat_snapshot

NEW = "nieuw"
SHOWN = 8
TEMPLATE = "teams/forms/person_choice.html"
OWN_FIELDS = (
    "search",
    "first_name",
    "infix",
    "surname",
    "organisation",
    "email",
    "phone",
    "is_really_new",
)


class PersonChoiceForm(ActionForm):
    """Base of the forms that put somebody somewhere. `found` holds the people to choose from."""

    before_person: tuple[str, ...] = ()
    after_person: tuple[str, ...] = ()

    search = LineField(label="Zoek op naam, e-mailadres of organisatie", required=False, max_length=100)
    professional = forms.CharField(label="Wie", required=False, widget=forms.RadioSelect)
    first_name = LineField(label="Voornaam", required=False, max_length=60)
    infix = LineField(label="Tussenvoegsel", required=False, max_length=20)
    surname = LineField(label="Achternaam", required=False, max_length=60)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisatie", required=False, empty_label="Kies een organisatie"
    )
    email = MailField(label="E-mailadres")
    phone = PhoneField(label="Telefoon", required=False, max_length=30)
    is_really_new = forms.BooleanField(label="Ja, dit is iemand anders dan wie al bekend is", required=False)

    def __init__(self, *args: Any, user: User, school: School, roles: list[Role], today: date, **kwargs: Any) -> None:
        super().__init__(*args, snapshot=seat_snapshot(school, roles[0]), about=about_school(school), **kwargs)
        self.school, self.roles, self.today = school, roles, today
        self.people = choosable_professionals(user, school, today)
        organisations = choosable_organisations(user, school, today)
        kind = roles[0].organisation_kind if roles else OrganisationKind.SCHOOL
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        field.initial = organisations.filter(kind=kind).first()
        self.known: list[Professional] = []
        for name in ("surname", "organisation"):
            self.fields[name].is_needed = True  # type: ignore[attr-defined] # of somebody new, which only clean knows

        self.helper.layout = Layout(
            "key", "seen", *self.before_person, Field("professional", template=TEMPLATE), *self.after_person
        )

    @property
    def new_person_fields(self) -> dict[str, forms.BoundField]:
        """The fields that the template of the choice lays out itself, by name."""
        return {name: self[name] for name in OWN_FIELDS}

    @property
    def role_ids(self) -> str:
        return ", ".join(str(role.pk) for role in self.roles)

    @property
    def found(self) -> list[Professional]:
        """Who can be chosen now: the people known under the typed name, those searched for, or those with this role."""
        chosen = self.people.filter(pk__in=self._chosen_pks()).with_school_count(self.today)
        chosen = chosen.select_related("organisation")
        listed = self.known or list(people_found(self.people, self.roles, self._typed("search")[:100], self.today))
        extra = [person for person in chosen if person not in listed]
        return [*extra, *listed]

    @property
    def chosen(self) -> str:
        """The value of the radio button that is on."""
        return self._typed("professional")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.chosen == NEW:
            self._clean_new(data)
            return data
        person = self.people.filter(pk__in=self._chosen_pks()).first()
        if person is None:
            self.add_error("professional", "Kies iemand uit de lijst, of voeg een nieuwe persoon toe.")
        data["person"] = person
        return data

    def _clean_new(self, data: dict[str, Any]) -> None:
        for field, what in (("surname", "de achternaam"), ("organisation", "de organisatie")):
            if not data.get(field) and field not in self.errors:
                self.add_error(field, f"Vul {what} in.")
        if self.errors:
            return
        infix, surname = split_infix(data["infix"], data["surname"])
        person = Professional(
            first_name=data["first_name"],
            infix=infix,
            surname=surname,
            organisation=data["organisation"],
            email=data["email"],
            phone=data["phone"],
            confirmed_on=self.today,
        )
        data["person"] = person
        self._warn_if_known(person, really_new=data["is_really_new"])

    def _warn_if_known(self, person: Professional, *, really_new: bool) -> None:
        if really_new:
            return
        self.known = list(
            self.people.like(
                first_name=person.first_name, infix=person.infix, surname=person.surname, email=person.email
            )
            .with_school_count(self.today)
            .select_related("organisation")
        )
        if self.known:
            self.add_error(
                "professional",
                "Iemand met deze naam of dit e-mailadres is al bekend. Kies die persoon, of zet hieronder een vinkje "
                "als dit echt iemand anders is.",
            )

    def _chosen_pks(self) -> list[int]:
        """The chosen person's key, in a list; empty when the value is no key that the database can hold."""
        return [int(self.chosen)] if is_key(self.chosen) else []

    def _typed(self, name: str) -> str:
        value = self.data.get(self.add_prefix(name), "") if self.is_bound else self.initial.get(name, "")
        return str(value)[:100]


def people_found(people: ProfessionalQuerySet, roles: Sequence[Role], text: str, today: date) -> ProfessionalQuerySet:
    """At most eight people for what was typed; before anything is typed, people who have this role somewhere."""
    if text.strip():
        found = people.search(text)
    else:
        found = people.filter(pk__in=Membership.objects.filter(role__in=roles, ends_on=None).values("professional"))
    return found.with_school_count(today).select_related("organisation")[:SHOWN]


def is_key(text: str) -> bool:
    """Whether a text is a row's number that the database can hold."""
    return text.isascii() and text.isdigit() and len(text) < 19
