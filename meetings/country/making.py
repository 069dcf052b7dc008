"""Writes an invented country, region by region: a handful of queries for each, all of it or nothing.

The rows get no first image in history, which would double the work: the program makes one when it first changes a row
(`schools.changes.reload`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from random import Random
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from meetings.country.places import Province, provinces
from meetings.country.sessions import Calendar, invitations, meetings
from meetings.country.staff import Staff
from meetings.models import Invitation, Meeting
from meetings.moments.around import closed_days
from schools.enums import GrantKind
from schools.models import Board, Grant, Municipality, Region, School
from schools.school_year import SchoolYear
from teams import defaults
from teams.actions.region import give_default_seats
from teams.demo.days import DemoDays
from teams.demo.laying import demo_regions
from teams.enums import OrganisationKind
from teams.models import Membership, Organisation, Professional, Role, SeatTemplate, TeamConfirmation

BEHEERDER, SWV = "beheerder.land@example.nl", "swv.land@example.nl"
PROCESBEGELEIDER, IB = "procesbegeleider.land@example.nl", "ib.land@example.nl"
BATCH = 2000


@dataclass(frozen=True)
class Country:
    """What was made, and who can sign in."""

    schools: int
    regions: int
    people: int
    memberships: int
    meetings: int
    accounts: tuple[str, ...] = (BEHEERDER, SWV, PROCESBEGELEIDER, IB)


def may_be_filled() -> bool:
    """Whether nothing is in this database but perhaps the demo."""
    demo = demo_regions()
    return not (
        Region.objects.exclude(pk__in=demo.values("pk")).exists()
        or School.objects.exclude(region__in=demo.values("pk")).exists()
    )


@transaction.atomic
def make_country(*, schools: int, seed: int, today: date) -> Country:
    """The same country for the same number, seed and day."""
    work = _Making(Random(seed), today)  # noqa: S311 it must be the same every time
    for province, boards in provinces(schools, work.random):
        work.write(province, boards)
    if schools:
        work.give_accounts()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL counts what is in a table only now and then
    return work.made


class _Making:
    def __init__(self, random: Random, today: date) -> None:
        self.random, self.days = random, DemoDays(today)
        self.numbers = count(1)
        self.calendars: dict[str, Calendar] = {}
        self.model: Region | None = None  # the first region: others get the same seats
        self.made = Country(0, 0, 0, 0, 0)

    def write(self, province: Province, boards: Sequence[Board]) -> None:
        """One region, in the order in which rows refer to each other."""
        province.region.save()
        _keep(Municipality, province.towns)
        province.region.municipalities.set(province.towns)
        _keep(Board, boards)
        _keep(School, province.schools)
        self._give_seats(province.region)
        staff = Staff(province.region, self._roles(), self.days, self.random, self.numbers)
        staff.employ()
        _keep(Organisation, staff.organisations.values())
        staff.fill(province.schools)
        guide = staff.somebody(OrganisationKind.LEERPLICHT)
        _keep(Professional, staff.people)
        _keep(Membership, staff.memberships)
        _keep(TeamConfirmation, staff.confirmations(province.schools))
        held = _keep(Meeting, meetings(province.schools, self._calendar(province), self.days, self.random))
        _keep(Invitation, invitations(held, staff.memberships, guide, self.days.today, self.random))
        self.made = Country(
            self.made.schools + len(province.schools),
            self.made.regions + 1,
            self.made.people + len(staff.people),
            self.made.memberships + len(staff.memberships),
            self.made.meetings + len(held),
        )

    def give_accounts(self) -> None:
        """One of each kind: over everything, over the first region, and in the team of its first school."""
        users = {email: User.objects.get_or_create(email=email)[0] for email in self.made.accounts}
        for user in users.values():
            user.set_unusable_password()
            user.save()
        begin = self.days.begin
        Grant.objects.create(user=users[BEHEERDER], kind=GrantKind.BEHEERDER, starts_on=begin)
        Grant.objects.create(user=users[SWV], kind=GrantKind.SWV, region=self.model, starts_on=begin)
        guide = Grant(user=users[PROCESBEGELEIDER], kind=GrantKind.PROCESBEGELEIDER, region=self.model, starts_on=begin)
        guide.save()
        seats = Membership.objects.on(self.days.today).filter(role__code=defaults.INTERN_BEGELEIDER)
        ib = seats.filter(school__region=self.model).order_by("school__establishment_code").first()
        if ib is not None:
            ib.professional.user, ib.professional.email = users[IB], IB
            ib.professional.save()

    def _roles(self) -> dict[str, Role]:
        return {role.code: role for role in Role.objects.all()}

    def _give_seats(self, region: Region) -> None:
        """The seats that every region starts with; from the second region on copied in two queries."""
        if self.model is None:
            self.model = region
            give_default_seats(region=region)
            return
        first = list(SeatTemplate.objects.filter(region=self.model).prefetch_related("roles").order_by("pk"))
        copies = [
            SeatTemplate(region=region, sector=row.sector, name=row.name, need=row.need, position=row.position)
            for row in first
        ]
        _keep(SeatTemplate, copies)
        ties = SeatTemplate.roles.through
        pairs = ((copy, role) for copy, row in zip(copies, first, strict=True) for role in row.roles.all())
        _keep(ties, [ties(seattemplate=copy, role=role) for copy, role in pairs])

    def _calendar(self, province: Province) -> Calendar:
        """The days on which its schools are open; the same wherever the holidays are."""
        school = province.schools[0]
        if school.holiday_region not in self.calendars:
            years = (self.days.first_year, self.days.last_year, self.days.this_year)
            self.calendars[school.holiday_region] = {year: _school_days(school, year) for year in years}
        return self.calendars[school.holiday_region]


def _school_days(school: School, year: SchoolYear) -> list[date]:
    closed = closed_days(school, year)
    every = (date.fromordinal(day) for day in range(date(year.start, 9, 1).toordinal(), year.last_day.toordinal()))
    return [day for day in every if day.weekday() < 5 and not any(day in period for period in closed)]


def _keep(model: Any, rows: Iterable[Any]) -> list[Any]:
    made: list[Any] = model._base_manager.bulk_create(list(rows), batch_size=BATCH)
    return made
