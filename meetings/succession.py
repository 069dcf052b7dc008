"""Whom a session is for as the year goes on: the teams of many schools over a span of days, in which people are
succeeded and stood in for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.invitees import Invitee
from schools.models import School
from schools.models.dated import overlapping
from schools.periods import Period
from teams.enums import Need, Ring
from teams.models import Membership, Professional, Role, SeatTemplate, StandIn

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Spell:
    """Days in a row on which a team is the same, and which seats are empty then that must be filled (by number)."""

    period: Period
    team: tuple[Invitee, ...]
    empty: frozenset[int]


def teams_between(schools: Iterable[School], first: date, last: date) -> dict[int, list[Spell]]:
    """Whom to invite from the first day up to and including the last, per school by its number, spell by spell.

    On each day as `invitees.team_on` and `vacancies_on` say of a school, in a number of queries that does not depend
    on how many they are.
    """
    schools = list(schools)
    keys = [school.pk for school in schools]
    rows: dict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(overlapping(first, last), school__in=keys).with_people():
        rows[row.school_id].append(row)
    stand_ins: dict[int, list[StandIn]] = defaultdict(list)
    standing_in = StandIn.objects.filter(overlapping(first, last), membership__school__in=keys)
    for each in standing_in.select_related("professional__organisation"):
        stand_ins[each.membership_id].append(each)
    seats = _seats_of({school.region_id for school in schools})
    return {
        row.pk: list(_spells(seats[row.region_id, row.sector], rows[row.pk], stand_ins, Period(first, last, "")))
        for row in schools
    }


def _spells(
    seats: Sequence[SeatTemplate],
    rows: Sequence[Membership],
    stand_ins: Mapping[int, Sequence[StandIn]],
    span: Period,
) -> Iterator[Spell]:
    changes = {span.first_day}
    stints: list[Membership | StandIn] = [*rows, *(each for row in rows for each in stand_ins.get(row.pk, ()))]
    for stint in stints:
        changes.update({stint.starts_on, stint.ends_on + ONE_DAY} if stint.ends_on else {stint.starts_on})
    days = sorted(day for day in changes if day in span)
    for day, following in zip(days, [*days[1:], span.last_day + ONE_DAY], strict=True):
        here: dict[Role, list[Membership]] = defaultdict(list)
        for row in rows:
            if _holds(row, day):
                here[row.role].append(row)
        instead: dict[int, Professional] = {}
        for each in (each for row in rows for each in stand_ins.get(row.pk, ()) if _holds(each, day)):
            instead.setdefault(each.membership_id, each.professional)
        team = tuple(_seated(seats, here, instead))
        yield Spell(Period(day, following - ONE_DAY, ""), team, _empty(seats, here))


def _holds(row: Membership | StandIn, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _empty(seats: Iterable[SeatTemplate], rows: Mapping[Role, Sequence[Membership]]) -> frozenset[int]:
    required = (seat for seat in seats if seat.need == Need.REQUIRED)
    return frozenset(seat.pk for seat in required if not any(rows.get(role) for role in seat.roles.all()))


def _seats_of(regions: set[int | None]) -> dict[tuple[int | None, str], list[SeatTemplate]]:
    """The seats of these regions by region and sector, in order."""
    found: dict[tuple[int | None, str], list[SeatTemplate]] = defaultdict(list)
    for seat in SeatTemplate.objects.filter(region__in=[each for each in regions if each]).prefetch_related("roles"):
        found[seat.region_id, seat.sector].append(seat)
    return found


def _seated(
    seats: Iterable[SeatTemplate], rows: Mapping[Role, Sequence[Membership]], stand_ins: Mapping[int, Professional]
) -> Iterator[Invitee]:
    """Who fills the seats of one school in their order, then who is there without a seat; each once."""
    seen: set[int] = set()
    needs = [(role, Need(seat.need)) for seat in seats for role in seat.roles.all()]
    known = {role for role, _ in needs}
    extra = sorted(rows.keys() - known, key=lambda role: (role.position, role.name))
    for role, need in [*needs, *((role, Need.IF_THERE_IS_ONE) for role in extra)]:
        for row in rows.get(role, ()):
            who = stand_ins.get(row.pk, row.professional)
            if who.pk not in seen and role.ring != Ring.ON_CALL:
                seen.add(who.pk)
                yield Invitee(who, role, need == Need.REQUIRED)
