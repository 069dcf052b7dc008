"""The forms of one seat: fill, succeed, end, correct, stand in, contact."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from schools.models import Change
from teams.access import choosable_professionals, seat_rights
from teams.actions.seats import correct_membership, end_membership, replace_member, seat_member, set_contact
from teams.actions.stand_ins import arrange_stand_in
from teams.forms.base import ActionForm, Circumstances
from teams.forms.fields import DayField, FreeLineField, WeekdaysField
from teams.forms.person_choice import PersonChoiceForm
from teams.models import Membership, Professional, Role, SeatTemplate
from teams.snapshots import about_school, seat_snapshot


class SeatForm(PersonChoiceForm):
    """Seat somebody in a role."""

    before_person = ("role",)
    after_person = ("starts_on", "contact_days")

    role = forms.ModelChoiceField(Role.objects.none(), label="Rol", empty_label=None)
    starts_on = DayField(label="Vanaf")
    contact_days = WeekdaysField(label="Op school op", help_text="Niet verplicht.")

    def __init__(self, *args: Any, roles: list[Role], today: date, **kwargs: Any) -> None:
        super().__init__(*args, roles=roles, today=today, **kwargs)
        self.fields["role"].queryset = Role.objects.filter(pk__in=[role.pk for role in roles])  # type: ignore[attr-defined]
        self.fields["role"].initial = roles[0]
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()
        self.fields["starts_on"].initial = today

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return seat_member(
            school=self.school,
            role=data["role"],
            professional=data["person"],
            starts_on=data["starts_on"],
            contact_days=data["contact_days"],
            **circumstances,
        )


class _MembershipForm(ActionForm):
    """A form about one membership."""

    def __init__(self, *args: Any, user: User, membership: Membership, today: date, **kwargs: Any) -> None:
        self.user, self.membership, self.today = user, membership, today
        school = membership.school
        snapshot = seat_snapshot(school, membership.role)
        super().__init__(*args, snapshot=snapshot, about=about_school(school), **kwargs)


class _PersonForMembershipForm(PersonChoiceForm):
    """A form that puts somebody else in the place of a member."""

    def __init__(self, *args: Any, membership: Membership, today: date, **kwargs: Any) -> None:
        self.membership = membership
        super().__init__(*args, school=membership.school, roles=[membership.role], today=today, **kwargs)
        self.people = self.people.exclude(pk=membership.professional_id)


class ReplaceForm(_PersonForMembershipForm):
    """Let somebody be succeeded."""

    after_person = ("starts_on", "contact_days")

    starts_on = DayField(label="De opvolger begint op")
    contact_days = WeekdaysField(label="Op school op", help_text="Niet verplicht.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = self.today
        self.fields["starts_on"].help_text = f"{self.membership.professional} stopt de dag ervoor."

    @property
    def advice(self) -> str:
        """Who took the seat over meanwhile cannot be succeeded by saving this once more."""
        successor = Membership.objects.select_related("professional").successor_of(self.membership)
        if successor is None:
            return super().advice
        return (
            f"{successor.professional} heeft deze plek nu. Wat jij typte is niet bewaard. Is er iets niet goed? "
            f"Overleg samen, en kies dan ‘Herstel fout’ bij {successor.professional}."
        )

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return replace_member(
            membership=self.membership,
            successor=data["person"],
            starts_on=data["starts_on"],
            contact_days=data["contact_days"],
            **circumstances,
        )


class StandInForm(_PersonForMembershipForm):
    """Let somebody stand in for a period."""

    after_person = ("starts_on", "ends_on")

    starts_on = DayField(label="Van")
    ends_on = DayField(label="Tot en met")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = self.today

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return arrange_stand_in(
            membership=self.membership,
            professional=data["person"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            **circumstances,
        )


class EndForm(_MembershipForm):
    """Let somebody leave."""

    ends_on = DayField(label="Laatste dag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = self.today

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return end_membership(membership=self.membership, last_day=data["ends_on"], **circumstances)


class CorrectForm(_MembershipForm):
    """Set right what was entered wrongly."""

    professional = forms.ModelChoiceField(Professional.objects.none(), label="Wie", empty_label=None)
    role = forms.ModelChoiceField(Role.objects.none(), label="Rol", empty_label=None)
    starts_on = DayField(label="Eerste dag")
    ends_on = DayField(label="Laatste dag", required=False, help_text="Laat leeg als er geen einddatum is.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school = self.membership.school
        people = choosable_professionals(self.user, school, self.today)
        people |= Professional.objects.filter(pk=self.membership.professional_id)  # an oud-lid stays who she is
        self.fields["role"].queryset = self._roles()  # type: ignore[attr-defined]
        self.fields["professional"].queryset = people  # type: ignore[attr-defined]
        self.fields["professional"].label_from_instance = lambda person: person.list_name  # type: ignore[attr-defined]
        for name in ("professional", "role", "starts_on", "ends_on"):
            self.fields[name].initial = getattr(self.membership, name)

    def _roles(self) -> QuerySet[Role]:
        """Her own, and those of this school's seats that the user may fill."""
        school = self.membership.school
        rights = seat_rights(self.user, school, self.today)
        seats = SeatTemplate.objects.for_school(school)
        roles = Role.objects.filter(seat_templates__in=seats).distinct()
        allowed = [role.pk for role in roles if rights.may_fill([role])]
        return Role.objects.filter(Q(pk=self.membership.role_id) | Q(pk__in=allowed))

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return correct_membership(
            membership=self.membership,
            professional=data["professional"],
            role=data["role"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            **circumstances,
        )


class ContactForm(_MembershipForm):
    """Say when somebody is at school."""

    contact_days = WeekdaysField(label="Op school op")
    contact_hours = FreeLineField(
        label="Vaste contacttijd", required=False, max_length=60, help_text="Bijvoorbeeld: di 8.30-10.00 uur."
    )
    is_first_contact = forms.BooleanField(label="Eerste contact: wie je als eerste belt in deze rol", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("contact_days", "contact_hours", "is_first_contact"):
            self.fields[name].initial = getattr(self.membership, name)

    def act(self, circumstances: Circumstances) -> Change:
        data = self.cleaned_data
        return set_contact(
            membership=self.membership,
            contact_days=data["contact_days"],
            contact_hours=data["contact_hours"],
            is_first_contact=data["is_first_contact"],
            **circumstances,
        )
