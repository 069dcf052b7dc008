"""Which schools a user may see, and which teams or seats of them she may change."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from schools.access import schools_in_editing_reach, schools_in_reach
from schools.models import School
from schools.models.school import SchoolQuerySet
from teams.access.organisations import coordinated_organisations
from teams.models import Membership, Organisation, Professional, Role, StandIn
from teams.models.membership import MembershipQuerySet


def seats_of(user: User | AnonymousUser, day: date) -> MembershipQuerySet:
    """The memberships a user fills on this day, by herself or as a stand-in."""
    if not isinstance(user, User):
        return Membership.objects.none().order_by()
    me = Professional.objects.of_user(user).order_by().values("pk")
    own = Membership.objects.filter(professional__in=me).order_by().values("pk")
    standing_in = StandIn.objects.on(day).filter(professional__in=me).order_by().values("membership")
    return Membership.objects.on(day).filter(pk__in=own.union(standing_in)).order_by()


def visible_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools a user may see on this day: where she sits, in reach of her grants, served by who she coordinates."""
    reach = schools_in_reach(user, day).order_by().values("pk")
    seats = seats_of(user, day).values("school")
    served = _schools_served(user, day).order_by().values("pk")
    return School.objects.filter(pk__in=reach.union(seats, served))


def editable_schools(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools whose team a user may change on this day; a school that is closed is only read."""
    seats = seats_of(user, day).filter(role__edits_team=True).values("school")
    reach = schools_in_editing_reach(user, day).order_by().values("pk")
    return School.objects.open(day).filter(pk__in=reach.union(seats))


def public_schools(day: date) -> SchoolQuerySet:
    """Schools whose public page anybody may read; not one that is closed."""
    return School.objects.open(day).filter(public_page__isnull=False)


def can_edit_team(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may change the team of this school on this day."""
    return editable_schools(user, day).filter(pk=school.pk).exists()


def editors_of(schools: QuerySet[School], day: date) -> MembershipQuerySet:
    """The members who may change the teams of these schools on this day, by their seat."""
    seats = Membership.objects.on(day).filter(role__edits_team=True, school__in=schools)
    return seats.with_people().select_related("school")


def is_in_team(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user sits in the team of this school on this day, by herself or as a stand-in."""
    return seats_of(user, day).filter(school=school).exists()


def can_fill_seat(user: User | AnonymousUser, school: School, roles: list[Role], day: date) -> bool:
    """Whether a user may seat somebody in one of these roles: an editor of the team, or the coordinator of an
    organisation that serves the school and whose people fill such roles."""
    if can_edit_team(user, school, day):
        return True
    kinds = {role.organisation_kind for role in roles}
    organisations = coordinated_organisations(user, day).filter(kind__in=kinds)
    return _served_by(organisations).open(day).filter(pk=school.pk).exists()


def _schools_served(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools that an organisation serves which a user coordinates, or where its people sit."""
    organisations = coordinated_organisations(user, day)
    people = Membership.objects.on(day).filter(professional__organisation__in=organisations).order_by()
    by_people = School.objects.filter(pk__in=people.values("school"))
    return School.objects.filter(
        pk__in=_served_by(organisations).order_by().values("pk").union(by_people.order_by().values("pk"))
    )


def _served_by(organisations: QuerySet[Organisation]) -> SchoolQuerySet:
    """Schools of the municipalities of these organisations; of their whole region where they name none."""
    everywhere = organisations.filter(region=OuterRef("region"), municipalities=None)
    here = organisations.filter(region=OuterRef("region"), municipalities=OuterRef("municipality"))
    return School.objects.filter(Exists(everywhere) | Exists(here))
