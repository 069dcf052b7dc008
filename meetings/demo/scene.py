"""What the sessions of the demo are laid upon: the schools of a region in order, their teams, and the day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from django.utils.timezone import make_aware

from schools.models import Region, School
from schools.school_year import SchoolYear
from teams.enums import Need
from teams.models import Membership, Professional, Role, SeatTemplate

EXAMPLE = "99XA00"  # De Zeester, the school that visitors see first


class Team(NamedTuple):
    """Who was in the team of a school, and in which roles a team must have somebody."""

    members: list[Membership]
    required: set[int]

    def on(self, day: date) -> list[Membership]:
        return [row for row in self.members if row.is_on(day)]

    def holder(self, role: str, day: date) -> Professional | None:
        """Who held this role on a day."""
        return next((row.professional for row in self.on(day) if row.role.code == role), None)


@dataclass(frozen=True)
class Scene:
    """A region on a day; `numbers` says the place of a school in the region, by which one differs from another."""

    region: Region
    today: date
    schools: list[School]
    numbers: dict[int, int]
    teams: dict[int, Team]
    roles: dict[str, Role]
    guide: Professional | None

    @property
    def year(self) -> SchoolYear:
        return SchoolYear.of(self.today)

    def latest(self, moment: datetime) -> datetime:
        """The moment itself, or the demo's morning when it is still to come."""
        return min(moment, morning(self.today))


def morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(9)))


def is_example(school: School) -> bool:
    return school.establishment_code == EXAMPLE


def scene_of(region: Region, today: date) -> Scene:
    """The same for the same day."""
    schools = list(School.objects.filter(region=region, closed_on=None).order_by("establishment_code"))
    return Scene(
        region=region,
        today=today,
        schools=schools,
        numbers={school.pk: number for number, school in enumerate(schools)},
        teams=_teams(schools),
        roles={role.code: role for role in Role.objects.all()},
        guide=Professional.objects.filter(user__grants__region=region, user__grants__kind="procesbegeleider").first(),
    )


def _teams(schools: list[School]) -> dict[int, Team]:
    members: dict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(school__in=schools).with_people():
        members[row.school_id].append(row)
    required: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    roles = Role.objects.filter(seat_templates__need=Need.REQUIRED)
    for region, sector, role in SeatTemplate.objects.filter(need=Need.REQUIRED, roles__in=roles).values_list(
        "region", "sector", "roles"
    ):
        required[region, sector].add(role)
    return {each.pk: Team(members[each.pk], required[each.region_id, each.sector]) for each in schools}
