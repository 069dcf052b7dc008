"""Who sees how somebody can be reached: what she chose per field, and what a user may only look at knowingly."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from schools.access import regions_in_reach, schools_in_reach
from teams.access.organisations import coordinates
from teams.access.people import is_self, seats_from
from teams.access.schools import own_records, seated_at
from teams.enums import Visibility
from teams.models import Membership, Professional, StandIn

FIELDS = ("phone", "email")


@dataclass(frozen=True)
class Contact:
    """How one user can reach somebody: "" is not known, or hidden; `hidden` names the fields that are there all the
    same."""

    phone: str = ""
    email: str = ""
    hidden: tuple[str, ...] = ()

    @property
    def hides_phone(self) -> bool:
        return "phone" in self.hidden

    @property
    def hides_email(self) -> bool:
        return "email" in self.hidden


def contacts_shown(user: User | AnonymousUser, people: Iterable[Professional], day: date) -> Mapping[int, Contact]:
    """How a user can reach each of these people, by key; in as many queries however many they are."""
    people = list(people)
    near = people_near(user, {person.pk for person in people}, day) if any(map(_keeps_to_teams, people)) else set()
    return {person.pk: _contact(person, is_near=person.pk in near) for person in people}


def contact_shown(user: User | AnonymousUser, professional: Professional, day: date) -> Contact:
    """How a user can reach one person. Her own teams see everything, others what she lets them see."""
    return contacts_shown(user, [professional], day)[professional.pk]


def can_ask_phone(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may look at a hidden number, which is then kept in the log: who sees her by a grant over her
    region or over a school where she sits, or coordinates her organisation. Not who only finds her in an old team."""
    if regions_in_reach(user, day).filter(organisations=professional.organisation_id).exists():
        return True
    in_reach = seats_from(professional, day).filter(school__in=schools_in_reach(user, day))
    return in_reach.exists() or coordinates(user, professional, day)


def can_choose_visibility(user: User | AnonymousUser, professional: Professional) -> bool:
    """Whether a user says who sees these contact data: nobody but herself."""
    return is_self(user, professional)


def people_near(user: User | AnonymousUser, people: Collection[int], day: date) -> set[int]:
    """Which of these people are the user herself, or sit (or will sit) in a team in which the user sits on this day."""
    if not isinstance(user, User):
        return set()
    me = set(own_records(user))
    schools = {school for school, _ in seated_at(user, day)}
    not_over = Q(ends_on=None) | Q(ends_on__gte=day)
    members = Membership.objects.filter(not_over, professional__in=people, school__in=schools).order_by()
    stand_ins = StandIn.objects.filter(not_over, professional__in=people, membership__school__in=schools).order_by()
    return me | set(
        members.values_list("professional", flat=True).union(stand_ins.values_list("professional", flat=True))
    )


def _keeps_to_teams(person: Professional) -> bool:
    return Visibility.TEAMS in {person.phone_visibility, person.email_visibility}


def _contact(person: Professional, *, is_near: bool) -> Contact:
    hidden = tuple(
        field
        for field in FIELDS
        if getattr(person, field) and not is_near and getattr(person, f"{field}_visibility") == Visibility.TEAMS
    )
    return Contact(**{field: "" if field in hidden else getattr(person, field) for field in FIELDS}, hidden=hidden)
