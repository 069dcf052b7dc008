"""Which schools lie in the reach of somebody's grants. Seats are added by teams.access, which answers for everybody."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Q, QuerySet

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Grant, Region, School
from schools.models.grant import GrantQuerySet
from schools.models.school import SchoolQuerySet

EDITING_KINDS = (GrantKind.PROCESBEGELEIDER, GrantKind.BEHEERDER)


def grants_of(user: User | AnonymousUser, day: date) -> GrantQuerySet:
    """The grants a user has on this day; nobody has any without signing in."""
    if not isinstance(user, User):
        return Grant.objects.none()
    return Grant.objects.on(day).filter(user=user)


def _reach(grants: GrantQuerySet) -> SchoolQuerySet:
    everything = grants.filter(kind=GrantKind.BEHEERDER)
    return School.objects.filter(Q(region__in=grants.values("region")) | Exists(everything))


def schools_in_reach(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools a user may see by a grant over their region, or all of them for a beheerder."""
    return _reach(grants_of(user, day))


def schools_in_editing_reach(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools whose teams a user may change by a grant: a SWV reads, a procesbegeleider and a beheerder also edit."""
    return _reach(grants_of(user, day).filter(kind__in=EDITING_KINDS))


def regions_in_reach(user: User | AnonymousUser, day: date, *, editing: bool = False) -> QuerySet[Region]:
    """Regions a user has a grant over; all of them for a beheerder."""
    grants = grants_of(user, day)
    if editing:
        grants = grants.filter(kind__in=EDITING_KINDS)
    everything = grants.filter(kind=GrantKind.BEHEERDER)
    return Region.objects.filter(Q(pk__in=grants.values("region")) | Exists(everything))
