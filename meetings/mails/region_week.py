"""A region in the mail of the week: what changed in its teams, and which seats are empty the longest.

For who has a grant as SWV or procesbegeleider, over what that grant reaches; in a number of queries that does not
depend on how many schools that are.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import User
from meetings.models import Meeting
from schools.access import grants_of
from schools.enums import GrantKind
from schools.models import Grant, School
from schools.models.school import SchoolQuerySet
from teams.enums import Need
from teams.models import Membership, Professional, SeatTemplate

KINDS = (GrantKind.SWV, GrantKind.PROCESBEGELEIDER)
WEEK, SHOWN = timedelta(days=7), 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class EmptySeat:
    """A required seat that nobody fills; since when is None where nobody ever did."""

    school: str
    seat: str
    since: date | None


@dataclass(frozen=True)
class RegionWeek:
    """What is said of a region: who came and went (the first of them by name), what was held, what is empty."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    came_count: int
    went_count: int
    held: int
    coming: int
    empty: tuple[EmptySeat, ...]
    empty_count: int

    def __bool__(self) -> bool:
        return bool(self.came_count or self.went_count or self.held or self.coming or self.empty_count)


def week_of(user: User | None, today: date) -> RegionWeek | None:
    """The week before this day in the regions of somebody's grants; None for who has none, or nothing to tell."""
    reach = _reach(user, today) if user else None
    if reach is None:
        return None
    schools = School.objects.open(today).filter(reach)
    before = today - WEEK
    rows = Membership.objects.filter(school__in=schools.order_by()).select_related("professional", "role", "school")
    came = rows.filter(starts_on__gt=before, starts_on__lte=today).order_by("school__name", "role__position", "pk")
    went = rows.filter(ends_on__gte=before, ends_on__lt=today).order_by("school__name", "role__position", "pk")
    meetings = Meeting.objects.filter(school__in=schools.order_by())
    empty = empty_seats(schools, today)
    week = RegionWeek(
        came=tuple(map(str, came[:SHOWN])),
        went=tuple(map(str, went[:SHOWN])),
        came_count=came.count(),
        went_count=went.count(),
        held=meetings.held().filter(starts_at__date__gte=before, starts_at__date__lt=today).count(),
        coming=meetings.planned().filter(starts_at__date__gte=today, starts_at__date__lt=today + WEEK).count(),
        empty=tuple(empty[:SHOWN]),
        empty_count=len(empty),
    )
    return week or None


def region_readers(today: date) -> set[int]:
    """The numbers of the people who hear of a region."""
    users = _with_grants(today).values("pk")
    return set(Professional.objects.filter(user__in=users).values_list("pk", flat=True))


def readers_by_account(today: date) -> list[User]:
    """Who hears of a region and is not in the roster."""
    known = Professional._base_manager.filter(user__isnull=False).values("user")
    return list(_with_grants(today).exclude(pk__in=known).distinct().order_by("pk"))


def _with_grants(today: date) -> QuerySet[User]:
    return User.objects.filter(is_active=True, grants__in=Grant.objects.on(today).filter(kind__in=KINDS))


def empty_seats(schools: SchoolQuerySet, today: date) -> list[EmptySeat]:
    """The required seats that nobody fills today, the longest empty first; then those that nobody ever filled."""
    names = {row.pk: row for row in schools.order_by("name", "pk").only("name", "region", "sector")}
    held: dict[tuple[int, int], list[date | None]] = defaultdict(list)
    rows = Membership.objects.filter(school__in=schools.order_by(), starts_on__lte=today)
    for number, role, last_day in rows.order_by().values_list("school", "role", "ends_on"):
        held[number, role].append(last_day)
    required = _required(schools)
    found: list[EmptySeat] = []
    for school in names.values():
        for seat, roles in required.get((school.region_id, school.sector), ()):
            days = [day for role in roles for day in held[school.pk, role]]
            if all(day is not None and day < today for day in days):
                last = max((day for day in days if day), default=None)
                found.append(EmptySeat(str(school), seat, last + ONE_DAY if last else None))
    return sorted(found, key=lambda each: (each.since is None, each.since or today, each.school, each.seat))


def _required(schools: SchoolQuerySet) -> dict[tuple[int | None, str], list[tuple[str, list[int]]]]:
    found: dict[tuple[int | None, str], list[tuple[str, list[int]]]] = defaultdict(list)
    seats = SeatTemplate.objects.filter(need=Need.REQUIRED, region__in=schools.order_by().values("region"))
    for seat in seats.prefetch_related("roles"):
        found[seat.region_id, seat.sector].append((seat.name, [role.pk for role in seat.roles.all()]))
    return found


def _reach(user: User, today: date) -> Q | None:
    """The schools under her grants as SWV or procesbegeleider; not those of a beheerder, who sees all of them."""
    held = list(grants_of(user, today).filter(kind__in=KINDS).values_list("region", "municipality"))
    if not held:
        return None
    reach = Q(pk__in=())
    for region, municipality in held:
        reach |= Q(region=region, municipality=municipality) if municipality else Q(region=region)
    return reach
