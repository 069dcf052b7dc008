"""Which people a user may see and change, and whose address she may set."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import User
from schools.access import is_beheerder, regions_in_reach, schools_in_editing_reach
from schools.models import School
from schools.models.dated import overlapping
from teams.access.organisations import coordinated_organisations, has_power_from
from teams.access.schools import can_edit_team, editable_schools, seats_of, visible_schools
from teams.models import Membership, Organisation, Professional, StandIn
from teams.models.membership import MembershipQuerySet
from teams.models.professional import ProfessionalQuerySet

DOUBLES_SHOWN = 8


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


def choosable_organisations(user: User | AnonymousUser, school: School, day: date) -> QuerySet[Organisation]:
    """Organisations whose people a user may seat at this school: of the whole region for who edits the team, those
    that she coordinates for a coordinator."""
    of_region = Organisation.objects.filter(region=school.region_id)
    if can_edit_team(user, school, day):
        return of_region
    return of_region.filter(pk__in=coordinated_organisations(user, day).order_by().values("pk"))


def choosable_professionals(user: User | AnonymousUser, school: School, day: date) -> ProfessionalQuerySet:
    """People whom a user may give a seat at this school: of the organisations that she may choose, and not erased."""
    organisations = choosable_organisations(user, school, day).order_by().values("pk")
    return Professional.objects.filter(organisation__in=organisations, erased_on=None)


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


def editable_among(user: User | AnonymousUser, people: Iterable[Professional], day: date) -> set[Professional]:
    """Of these people whom a user may edit; says the same as `can_edit_professional`, in one go."""
    people = [person for person in people if person.erased_on is None]
    if not isinstance(user, User):
        return set()
    arranged = set(arrangeable_organisations(user, day).values_list("pk", flat=True))
    own = Q(pk__in=Professional.objects.of_user(user).order_by().values("pk"))
    here = Membership.objects.filter(overlapping(day, None), school__in=editable_schools(user, day))
    standing_in = StandIn.objects.filter(ends_on__gte=day, membership__in=here.order_by().values("pk"))
    seated = Q(pk__in=here.order_by().values("professional")) | Q(pk__in=standing_in.order_by().values("professional"))
    found = Professional._base_manager.filter(own | seated, pk__in=[person.pk for person in people])
    return {person for person in people if person.organisation_id in arranged} | set(found)


def can_set_email(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may change somebody's e-mail address, which decides who can sign in as her.

    Not when she also sits where this user edits nothing, or holds power herself: her address would open that.
    """
    if is_self(user, professional) or is_beheerder(user, day):
        return can_edit_professional(user, professional, day)
    if any(has_power_from(account, day) for account in accounts_of(professional)):
        return False
    if _arranges(user, professional, day):
        return can_edit_professional(user, professional, day)
    elsewhere = seats_from(professional, day).exclude(school__in=editable_schools(user, day))
    return can_edit_professional(user, professional, day) and not elsewhere.exists()


def can_set_organisation(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may say for whom somebody works: she herself, or who arranges her. It decides who arranges her
    next, and so who may set her address."""
    return is_self(user, professional) or can_arrange(user, professional, day)


def organisations_for(user: User | AnonymousUser, professional: Professional, day: date) -> QuerySet[Organisation]:
    """The organisations of her region that a user may say somebody works for; her own is always among them."""
    here = Organisation.objects.filter(region=professional.organisation.region_id)
    if is_self(user, professional):
        return here
    arranged = arrangeable_organisations(user, day).order_by().values("pk")
    return here.filter(Q(pk=professional.organisation_id) | Q(pk__in=arranged))


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


def arrangeable_organisations(user: User | AnonymousUser, day: date) -> QuerySet[Organisation]:
    """Organisations whose people a user arranges: by a grant over their whole region that edits, or as coordinator."""
    in_regions = Q(region__in=regions_in_reach(user, day, editing=True))
    coordinated = Q(pk__in=coordinated_organisations(user, day).order_by().values("pk"))
    return Organisation.objects.filter(in_regions | coordinated)


def arrangeable_professionals(user: User | AnonymousUser, day: date) -> ProfessionalQuerySet:
    """People whom a user arranges; says the same as `can_arrange`."""
    organisations = arrangeable_organisations(user, day).order_by().values("pk")
    return Professional.objects.filter(organisation__in=organisations, erased_on=None)


def seats_to_hand_over(user: User | AnonymousUser, professional: Professional, day: date) -> MembershipQuerySet:
    """The seats somebody fills or will fill that a user may hand over: all for who arranges her, else those in the
    municipality of a procesbegeleider. A school that is closed is only read."""
    seats = Membership.objects.filter(overlapping(day, None), professional=professional)
    seats = seats.filter(school__in=School.objects.open(day))
    if can_arrange(user, professional, day):
        return seats
    return (
        seats.filter(school__in=schools_in_editing_reach(user, day)) if professional.erased_on is None else seats.none()
    )


def can_hand_over(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    """Whether a user may hand over seats of this person; also right after the last one went."""
    if professional.erased_on is not None:
        return False
    seats = Membership.objects.filter(professional=professional, school__in=schools_in_editing_reach(user, day))
    return can_arrange(user, professional, day) or seats.exists()


def successors_for(user: User | AnonymousUser, professional: Professional, day: date) -> ProfessionalQuerySet:
    """Who may take over somebody's seats: people of organisations of the same kind in her region; for a coordinator
    only of those that she coordinates."""
    organisation = professional.organisation
    people = Professional.objects.filter(
        organisation__region=organisation.region_id, organisation__kind=organisation.kind, erased_on=None
    ).exclude(pk=professional.pk)
    if schools_in_editing_reach(user, day).filter(region=organisation.region_id).exists():
        return people
    return people.filter(organisation__in=coordinated_organisations(user, day).order_by().values("pk"))


def possible_doubles(
    user: User | AnonymousUser, professional: Professional, text: str, day: date
) -> ProfessionalQuerySet:
    """People whom a user arranges and who may be this same person: those searched for, or else who shares her name,
    address or number."""
    region = professional.organisation.region_id
    people = arrangeable_professionals(user, day).filter(organisation__region=region).exclude(pk=professional.pk)
    people = people.search(text) if text.strip() else people.resembling(professional)
    people = people.with_school_count(day).select_related("organisation")
    return people.order_by("sort_key", "pk")[:DOUBLES_SHOWN]


def can_merge(user: User | AnonymousUser, kept: Professional, absorbed: Professional, day: date) -> bool:
    """Whether a user may make one of these two records: who arranges both, in one region.

    Whoever signs in as the one then acts as the other too. Where one of them holds power, only a beheerder decides.
    """
    if kept.pk == absorbed.pk or kept.organisation.region_id != absorbed.organisation.region_id:
        return False
    if not (can_arrange(user, kept, day) and can_arrange(user, absorbed, day)):
        return False
    accounts = [*accounts_of(kept), *accounts_of(absorbed)]
    return is_beheerder(user, day) or not any(has_power_from(account, day) for account in accounts)


def can_arrange_organisation(user: User | AnonymousUser, organisation: Organisation, day: date) -> bool:
    """Whether a user arranges the people of this organisation."""
    return arrangeable_organisations(user, day).filter(pk=organisation.pk).exists()


def _arranges(user: User | AnonymousUser, professional: Professional, day: date) -> bool:
    return can_arrange_organisation(user, professional.organisation, day)
