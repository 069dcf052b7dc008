"""Which schools lie in the reach of somebody's grants. Seats are added by teams.access, which answers for everybody."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.asked_once import once
from accounts.models import User
from schools.enums import GrantKind
from schools.models import Grant, Municipality, Region, School
from schools.models.grant import GrantQuerySet
from schools.models.school import SchoolQuerySet

EDITING_KINDS = (GrantKind.PROCESBEGELEIDER, GrantKind.BEHEERDER)  # of teams
MANAGING_KINDS = (GrantKind.SWV, GrantKind.BEHEERDER)  # of what a region agreed on

Held = tuple[str, int | None, int | None]  # what a grant gives: its kind, region and municipality
HELD = ("kind", "region", "municipality")
EVERYTHING = ~Q(pk__in=())


def grants_of(user: User | AnonymousUser, day: date) -> GrantQuerySet:
    """The grants a user has on this day; nobody has any without signing in."""
    if not isinstance(user, User):
        return Grant.objects.none()
    return Grant.objects.on(day).filter(user=user)


@once
def held_by(user: User | AnonymousUser, day: date) -> frozenset[Held]:
    """What the grants of a user give her on this day: few rows, that every page asks for again and again."""
    return frozenset(grants_of(user, day).values_list(*HELD))


def reach_of(user: User | AnonymousUser, day: date, *, editing: bool = False) -> Q:
    """The schools under a user's grants: over everything, over their region, or over their municipality in that region.

    Her few grants are read first. Asked for by numbers, schools are found far faster than by grants inside each query
    (decision 30).
    """
    held = _of_kinds(held_by(user, day), EDITING_KINDS) if editing else held_by(user, day)
    if _is_everything(held):
        return EVERYTHING
    reach = Q(region__in={region for _, region, part in held if part is None})
    for _, region, part in held:
        if part is not None:
            reach |= Q(region=region, municipality=part)
    return reach


def schools_in_reach(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools a user may see by a grant over them, or all of them for a beheerder."""
    return School.objects.filter(reach_of(user, day))


def schools_in_editing_reach(user: User | AnonymousUser, day: date) -> SchoolQuerySet:
    """Schools whose teams a user may change by a grant: a SWV reads, a procesbegeleider and a beheerder also edit."""
    return School.objects.filter(reach_of(user, day, editing=True))


def _is_everything(held: Iterable[Held]) -> bool:
    return any(kind == GrantKind.BEHEERDER for kind, _, _ in held)


def _of_kinds(held: Iterable[Held], kinds: Iterable[str]) -> frozenset[Held]:
    return frozenset(each for each in held if each[0] in kinds)


def _regions(held: Iterable[Held]) -> QuerySet[Region]:
    held = frozenset(held)
    if _is_everything(held):
        return Region.objects.all()
    return Region.objects.filter(pk__in={region for _, region, _ in held})


def regions_in_reach(user: User | AnonymousUser, day: date, *, editing: bool = False) -> QuerySet[Region]:
    """Regions a user has a grant over as a whole; all of them for a beheerder."""
    held = (each for each in held_by(user, day) if each[2] is None)
    return _regions(_of_kinds(held, EDITING_KINDS) if editing else held)


def places_in_reach(
    user: User | AnonymousUser, day: date, *, editing: bool = False
) -> list[tuple[Region, Municipality | None]]:
    """The regions a user has a grant over as a whole, each with None; then single municipalities in other regions,
    which only a procesbegeleider has, who edits there too."""
    whole = list(regions_in_reach(user, day, editing=editing).order_by("name", "pk"))
    parts = grants_of(user, day).exclude(region__in=[region.pk for region in whole]).exclude(municipality=None)
    rows = parts.select_related("region", "municipality").order_by("region__name", "municipality__name", "pk")
    single = {(row.region_id, row.municipality_id): (row.region, row.municipality) for row in rows if row.region}
    return [*((region, None) for region in whole), *single.values()]


def regions_granted(user: User | AnonymousUser, day: date) -> QuerySet[Region]:
    """Regions in which a user has a grant of any kind, also over one municipality; all of them for a beheerder."""
    return _regions(held_by(user, day))


def can_edit_in_region(user: User | AnonymousUser, region: Region, day: date) -> bool:
    """Whether a user may change the teams of this region, or of a municipality of it, by a grant."""
    return _regions(_of_kinds(held_by(user, day), EDITING_KINDS)).filter(pk=region.pk).exists()


def regions_to_manage(user: User | AnonymousUser, day: date) -> QuerySet[Region]:
    """Regions whose seats, organisations and register a user may change: SWV staff and the beheerder."""
    return _regions(_of_kinds(held_by(user, day), MANAGING_KINDS))


def can_manage_region(user: User | AnonymousUser, region: Region, day: date) -> bool:
    """Whether a user may change the seats, the organisations and the register of this region."""
    return regions_to_manage(user, day).filter(pk=region.pk).exists()


def can_manage_school(user: User | AnonymousUser, school: School, day: date) -> bool:
    """Whether a user may change what the register says of a school; one without a region is for the beheerder."""
    return regions_to_manage(user, day).filter(schools=school).exists() or is_beheerder(user, day)


def is_beheerder(user: User | AnonymousUser, day: date) -> bool:
    """Whether a user may make regions and roles, and give and end grants."""
    return _is_everything(held_by(user, day))


def can_do_without(grant: Grant, first_day: date) -> bool:
    """Whether there is always a beheerder when this grant holds no more from this day: somebody else has one then
    already, without an end."""
    if grant.kind != GrantKind.BEHEERDER:
        return True
    others = Grant.objects.filter(kind=GrantKind.BEHEERDER, starts_on__lte=first_day, ends_on=None)
    return others.filter(user__is_active=True).exclude(pk=grant.pk).exists()
