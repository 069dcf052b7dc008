"""The team of a school on a day, as list and circle show it: seats, who fills them, and since when one is empty."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from schools.models import School
from teams.enums import Need
from teams.extensions import Guest
from teams.models import (
    Membership,
    Organisation,
    PlannedMember,
    Professional,
    Role,
    SeatTemplate,
    StandIn,
    TeamConfirmation,
)


@dataclass(frozen=True)
class Member:
    """Somebody in a seat on the day, and who stands in for her that day."""

    membership: Membership
    stand_in: StandIn | None
    coming_stand_ins: tuple[StandIn, ...]
    leaves_on: date | None
    is_new: bool
    is_faded: bool


@dataclass(frozen=True)
class Plan:
    """Who is wished for or asked in a seat, and whether the day on which that was to begin has gone by."""

    row: PlannedMember
    is_overdue: bool


@dataclass(frozen=True)
class Seat:
    """A seat the school should have (or, without a template, one it has all the same), on a day."""

    template: SeatTemplate | None
    name: str
    roles: tuple[Role, ...]
    members: tuple[Member, ...]
    planned: tuple[Membership, ...]
    past: tuple[Membership, ...]
    organisation: Organisation | None
    vacant_since: date | None
    empty_from: date | None
    plans: tuple[Plan, ...] = ()

    @property
    def key(self) -> str:
        """Stable name of the place in page and circle."""
        return f"plek-{self.template.pk}" if self.template else f"rol-{self.roles[0].code}"

    @property
    def need(self) -> Need:
        return Need(self.template.need) if self.template else Need.IF_THERE_IS_ONE

    @property
    def is_vacant(self) -> bool:
        """Nobody fills a seat that should be filled; "als die er is" is never vacant."""
        return not self.members and self.need != Need.IF_THERE_IS_ONE

    @property
    def is_missing(self) -> bool:
        """The team is not complete because of this seat."""
        return not self.members and self.need == Need.REQUIRED

    @property
    def is_of_school(self) -> bool:
        """Filled by the school's own people rather than by a partner."""
        return self.roles[0].is_of_school


@dataclass(frozen=True)
class Roster:
    """Everything there is to show of a school's team on a day."""

    school: School
    day: date
    seats: tuple[Seat, ...]
    confirmation: TeamConfirmation | None
    guests: tuple[Guest, ...] = ()

    @property
    def memberships(self) -> list[Membership]:
        """Everybody it shows: who is there, who comes and who was."""
        return [
            row
            for seat in self.seats
            for row in (*(each.membership for each in seat.members), *seat.planned, *seat.past)
        ]

    @cached_property
    def required(self) -> int:
        return sum(seat.need == Need.REQUIRED for seat in self.seats)

    @cached_property
    def vacancies(self) -> int:
        return sum(seat.is_missing for seat in self.seats)

    @property
    def filled(self) -> int:
        return self.required - self.vacancies

    @property
    def is_complete(self) -> bool:
        return self.vacancies == 0

    @property
    def is_empty(self) -> bool:
        return not any(seat.members or seat.planned for seat in self.seats)

    @property
    def people(self) -> list[Professional]:
        """Who can be reached: everybody in a seat, and who stands in for her."""
        members = [member for seat in self.seats for member in seat.members]
        stand_ins = [member.stand_in.professional for member in members if member.stand_in]
        return [*(member.membership.professional for member in members), *stand_ins]

    @property
    def is_stale(self) -> bool:
        """Nobody said within the year that this team is right."""
        return self.confirmation is None or self.confirmation.is_stale(self.day)


def vacant_since(ends: Iterable[date | None], day: date) -> date | None:
    """The first day that a seat was empty up to this day, from the last days of who filled it; None: never filled."""
    before = [end for end in ends if end is not None and end < day]
    return max(before) + timedelta(days=1) if before else None


def empty_from(rows: Sequence[Membership], day: date) -> date | None:
    """The first day after this one on which nobody fills a seat that is filled now; None when somebody goes on."""
    filled_until = day
    for row in sorted((row for row in rows if not row.is_over(day)), key=lambda row: row.starts_on):
        if row.starts_on > filled_until + timedelta(days=1):
            break
        if row.ends_on is None:
            return None
        filled_until = max(filled_until, row.ends_on)
    return filled_until + timedelta(days=1)


def roster_on(
    school: School,
    day: date,
    *,
    today: date,
    plans: Iterable[PlannedMember] = (),
    guests: tuple[Guest, ...] = (),
) -> Roster:
    """The team on a day as known today, in a number of queries that does not depend on its size.

    Of a day in the past it tells who sat there, not who came later; nothing fades in days that are still to come.
    It knows of no plans but those handed to it: only some may know of them (`teams.access.plans_shown`); and of no
    guests: another app knows who comes once.
    """
    templates = SeatTemplate.objects.for_school(school).prefetch_related("roles")
    stand_ins = _stand_ins_from(school, day)
    rows = defaultdict(list)
    for row in Membership.objects.filter(school=school).with_people():
        rows[row.role].append(row)
    planned = defaultdict(list)
    for plan in plans:
        planned[plan.role].append(plan)
    organisations = _organisations_of(school)
    places = [(template, template.name, tuple(template.roles.all())) for template in templates]
    places = [place for place in places if place[2]]
    known = {role for _, _, roles in places for role in roles}
    extra = sorted((rows.keys() | planned.keys()) - known, key=lambda role: (role.position, role.name))
    seats = (
        _seat(
            _Place(template, name, roles, organisations.get(roles[0].organisation_kind)),
            [row for role in roles for row in rows[role]],
            [plan for role in roles for plan in planned[role]],
            stand_ins,
            _Moment(day, today),
        )
        for template, name, roles in [*places, *((None, role.name.capitalize(), (role,)) for role in extra)]
    )
    confirmation = TeamConfirmation.objects.filter(school=school, confirmed_on__lte=day)
    return Roster(
        school=school,
        day=day,
        seats=tuple(seats),
        confirmation=confirmation.select_related("confirmed_by__professional").first(),
        guests=guests,
    )


class _Place(NamedTuple):
    template: SeatTemplate | None
    name: str
    roles: tuple[Role, ...]
    organisation: Organisation | None


class _Moment(NamedTuple):
    """The day that is shown, and the day it is."""

    day: date
    today: date

    @property
    def is_past(self) -> bool:
        return self.day < self.today


def _seat(
    place: _Place,
    rows: Sequence[Membership],
    plans: Sequence[PlannedMember],
    stand_ins: dict[int, list[StandIn]],
    at: _Moment,
) -> Seat:
    here = [row for row in rows if row.is_on(at.day)]
    past = [row for row in rows if row.is_over(at.day)]
    return Seat(
        template=place.template,
        name=place.name,
        roles=place.roles,
        members=tuple(_member(row, stand_ins[row.pk], at) for row in here),
        planned=() if at.is_past else tuple(row for row in rows if row.starts_on > at.day),
        past=tuple(sorted(past, key=lambda row: (row.ends_on or at.day, row.pk), reverse=True)),
        organisation=place.organisation,
        vacant_since=None if here else vacant_since((row.ends_on for row in rows), at.day),
        empty_from=None if at.is_past or not here else empty_from(rows, at.day),
        plans=tuple(_plans(plans, at)),
    )


def _plans(plans: Iterable[PlannedMember], at: _Moment) -> Iterator[Plan]:
    """What is planned as seen from today, or from a day to come before it begins; the past knew nothing of it."""
    if not at.is_past:
        for plan in plans:
            if at.day == at.today or plan.starts_on > at.day:
                yield Plan(plan, is_overdue=plan.starts_on < at.today)


def _member(row: Membership, stand_ins: Sequence[StandIn], at: _Moment) -> Member:
    return Member(
        membership=row,
        stand_in=next((each for each in stand_ins if each.starts_on <= at.day), None),
        coming_stand_ins=() if at.is_past else tuple(each for each in stand_ins if each.starts_on > at.day),
        leaves_on=None if at.is_past else row.ends_on,
        is_new=row.is_new(at.day),
        is_faded=row.professional.is_faded(min(at)),
    )


def _stand_ins_from(school: School, day: date) -> dict[int, list[StandIn]]:
    found = defaultdict(list)
    rows = StandIn.objects.filter(membership__school=school, ends_on__gte=day)
    for row in rows.select_related("professional__organisation"):
        found[row.membership_id].append(row)
    return found


def _organisations_of(school: School) -> dict[str, Organisation]:
    rows = Organisation.objects.filter(region=school.region_id).prefetch_related("municipalities")
    return serving(rows, school)


def serving(organisations: Iterable[Organisation], school: School) -> dict[str, Organisation]:
    """Per kind the organisation that serves this school: one of its municipality before one of the whole region."""
    found: dict[str, Organisation] = {}
    for row in organisations:
        if row.serves(school) and row.municipalities.all():
            found[row.kind] = row
        elif row.serves(school):
            found.setdefault(row.kind, row)
    return found
