"""Which people a user may see and change, and whose address she may set."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from schools.access import is_beheerder, regions_in_reach
from schools.models import School
from schools.models.dated import overlapping
from teams.access.organisations import coordinated_organisations, coordinates, has_power
from teams.access.schools import editable_schools, seats_of, visible_schools
from teams.models import Membership, Professional, StandIn
from teams.models.membership import MembershipQuerySet
from teams.models.professional import ProfessionalQuerySet


def visible_professionals(user: User | AnonymousUser, day: date) -> ProfessionalQuerySet:
    """People a user may see: herself, who sits or sat at a school she sees, and who works in a region of her grants
    or for an organisation that she coordinates."""
    if not isinstance(user, User):
        return Professional.objects.none()
    schools = visible_schools(user, day)
    seated = Membership.objects.filter(school__in=schools).values("professional")
    standing_in = StandIn.objects.filter(membership__school__in=schools).values("professional")
    return Professional.objects.filter(
        Q(pk__in=Professional.objects.of_user(user).values("pk"))
        | Q(pk__in=seated)
        | Q(pk__in=standing_in)
        | Q(organisation__region__in=regions_in_reach(user, day))
        | Q(organisation__in=coordinated_organisations(user, day))
    )


def choosable_professionals(school: School) -> ProfessionalQuerySet:
    """People who can be given a seat at this school: everybody of its region who was not erased."""
    return Professional.objects.filter(organisation__region=school.region_id, erased_on=None)


def seats_from(professional: Professional, day: date) -> MembershipQuerySet:
    """The memberships somebody fills or will fill on this day or later, by herself or as a stand-in."""
    standing_in = StandIn.objects.filter(professional=professional, ends_on__gte=day).values("membership")
    later = Membership.objects.filter(overlapping(day, None))
    return later.filter(Q(professional=professional) | Q(pk__in=standing_in))


def has_seat_from(professional: Professional, day: date) -> bool:
    """Whether somebody sits in a team on this day or later."""
    return seats_from(professional, day).exists()


def shares_team(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user sits in a team on this day in which somebody sits then or later."""
    return seats_from(professional, day).filter(school__in=seats_of(user, day).values("school")).exists()


def can_edit_professional(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may change somebody's data: her own, of people in a team she edits, in a region she edits, or of
    an organisation she coordinates. Who was erased stays so."""
    if professional.erased_on is not None:
        return False
    if is_self(user, professional) or _arranges(user, professional, day):
        return True
    return seats_from(professional, day).filter(school__in=editable_schools(user, day)).exists()


def can_set_email(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may change somebody's e-mail address, which decides who can sign in as her.

    Not when she also sits where this user edits nothing, or holds power herself: her address would open that.
    """
    if is_self(user, professional) or is_beheerder(user, day):
        return can_edit_professional(user, professional, day)
    if any(has_power(account, day) for account in accounts_of(professional)):
        return False
    if _arranges(user, professional, day):
        return can_edit_professional(user, professional, day)
    elsewhere = seats_from(professional, day).exclude(school__in=editable_schools(user, day))
    return can_edit_professional(user, professional, day) and not elsewhere.exists()


def is_self(user: User | AnonymousUser, professional: Professional) -> bool:
    """Whether this is the user's own page."""
    return isinstance(user, User) and Professional.objects.of_user(user).filter(pk=professional.pk).exists()


def records_of(professional: Professional) -> list[Professional]:
    """Somebody's record, and those that were merged into it."""
    absorbed = Professional._base_manager.filter(merged_into=professional).select_related("organisation__region")
    return [professional, *absorbed.order_by("pk")]


def accounts_of(professional: Professional) -> list[User]:
    """The accounts with which somebody signs in: her own, and those of records merged into hers."""
    accounts = User.objects.filter(Q(professional=professional) | Q(professional__merged_into=professional))
    return list(accounts.distinct())


def can_arrange(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may hand over somebody's seats at all schools at once, and merge her with another record."""
    return professional.erased_on is None and _arranges(user, professional, day)


def can_erase(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may erase somebody for good: by a grant over her whole region that edits. Not a coordinator: what
    is gone cannot be put back, and it is not only about one organisation."""
    regions = regions_in_reach(user, day, editing=True)
    return regions.filter(organisations=professional.organisation_id).exists()


def _arranges(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """By a grant over her whole region that edits, or as coordinator of her organisation."""
    regions = regions_in_reach(user, day, editing=True)
    in_region = regions.filter(organisations=professional.organisation_id).exists()
    return in_region or coordinates(user, professional, day)
