"""The table of schools by seats. Rows come as plain values from the database and are never model instances: making
those of ten thousand schools would take longer than all the rest."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localdate

from meetings.enums import MeetingKind
from meetings.models import Meeting
from overview.cells import NO_SEAT, Cell, SeatFacts, cell_of
from overview.meters import Team, answered
from overview.moment import Moment
from overview.seats import AskedSeat, Column
from overview.selection import STALE_AFTER, Scope
from overview.sessions import NOT_PLANNED, Stand, short_day, stand_of
from schools.models.dated import in_force
from schools.models.school import SchoolQuerySet
from teams.models import Membership, PlannedMember, StandIn, TeamConfirmation
from teams.roster import vacant_since

PLACE = ("pk", "establishment_code", "name", "sector", "city", "district", "municipality__name", "municipality__code")
BOARD = ("board__name", "board__code")
KINDS = (MeetingKind.KENNISMAKING, MeetingKind.VERDIEPING)


@dataclass(frozen=True, slots=True)
class Row:
    """One school: where it is, a cell for each column, its two sessions, when it was confirmed, and its meter."""

    code: str
    name: str
    sector: str
    city: str
    district: str
    municipality: str
    town: str  # the number of its municipality
    board: str
    cells: tuple[Cell, ...]
    first: Stand
    second: Stand
    confirmed_on: date | None
    is_stale: bool
    answered: int
    others: tuple[str, ...] = ()  # the roles that are filled though no seat asks for them

    @property
    def confirmed_text(self) -> str:
        """ "6 okt 2026"; "" when nobody ever said so."""
        return f"{short_day(self.confirmed_on)} {self.confirmed_on.year}" if self.confirmed_on else ""

    @property
    def vacancies(self) -> int:
        return sum(cell.is_vacancy for cell in self.cells)


@dataclass(frozen=True)
class Facts:
    """What is known of a number of schools on a day, by school and role or by school alone; and the names of roles."""

    seats: dict[tuple[int, int], SeatFacts]
    roles: dict[int, str]
    stands: dict[tuple[int, str], Stand]
    confirmed: dict[int, date]
    answered: dict[int, int]


def rows_of(scope: Scope, page: SchoolQuerySet, columns: Sequence[Column], plans: SchoolQuerySet | None) -> list[Row]:
    """The rows of the schools on this page, which are in order, in a fixed number of queries. `plans` are the schools
    of which this reader may know whom they have on the eye."""
    places = list(page.values_list(*PLACE, *BOARD))
    facts = _facts(scope, [place[0] for place in places], plans)
    filled = _filled(facts)
    return [_row(place, scope, columns, facts, filled.get(place[0], ())) for place in places]


def _filled(facts: Facts) -> dict[int, list[int]]:
    """By school the roles in which somebody sits."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for (school, role), seat in facts.seats.items():
        if seat.members:
            found[school].append(role)
    return found


def _row(place: Sequence[Any], scope: Scope, columns: Sequence[Column], facts: Facts, filled: Collection[int]) -> Row:
    pk, code, name, sector, city, district, municipality, number, board, board_number = place
    cells = {seat.name: _cell(pk, seat, scope.day, facts) for seat in scope.plan.of(sector)}
    confirmed_on = facts.confirmed.get(pk)
    return Row(
        code=code,
        name=name,
        sector=sector,
        city=city,
        district=district,
        municipality=municipality or f"gemeente {number}",
        town=number,
        board=board or (f"bestuur {board_number}" if board_number else ""),
        cells=tuple(cells.get(column.name, NO_SEAT) for column in columns),
        first=facts.stands.get((pk, MeetingKind.KENNISMAKING), NOT_PLANNED),
        second=facts.stands.get((pk, MeetingKind.VERDIEPING), NOT_PLANNED),
        confirmed_on=confirmed_on,
        is_stale=confirmed_on is None or scope.day - confirmed_on > STALE_AFTER,
        answered=facts.answered.get(pk, 0),
        others=tuple(sorted(facts.roles[role] for role in scope.plan.outside(sector, filled))),
    )


def _cell(school: int, seat: AskedSeat, day: date, facts: Facts) -> Cell:
    found = [facts.seats[school, role] for role in seat.roles if (school, role) in facts.seats]
    if len(found) == 1:
        return cell_of(seat.need, found[0], vacant_since((found[0].last_day,), day), day)
    together = SeatFacts(
        members=sum(each.members for each in found),
        stand_ins=sum(each.stand_ins for each in found),
        comes_on=min((each.comes_on for each in found if each.comes_on), default=None),
        wished_from=min((each.wished_from for each in found if each.wished_from), default=None),
    )
    return cell_of(seat.need, together, vacant_since((each.last_day for each in found), day), day)


def _facts(scope: Scope, schools: Collection[int], plans: SchoolQuerySet | None) -> Facts:
    known = _Known()
    seats = _seats(scope.moment, schools, plans, known)
    return Facts(
        seats=seats,
        roles=known.roles,
        stands=_stands(scope.moment, schools),
        confirmed=_confirmed(scope.moment, schools),
        answered=answered(schools, known.teams, scope.moment),
    )


@dataclass
class _Known:
    """What the one question about all seats tells beside them: the names of roles, and of each school its team."""

    roles: dict[int, str] = field(default_factory=dict)
    teams: defaultdict[int, Team] = field(default_factory=lambda: defaultdict(Team))


def _seats(
    moment: Moment, schools: Collection[int], plans: SchoolQuerySet | None, known: _Known
) -> dict[tuple[int, int], SeatFacts]:
    """What is known of every seat. Of a day in the past nobody was known to come."""
    stand_ins, wishes = _stand_ins(moment, schools), _wishes(moment, schools, plans)
    found: dict[tuple[int, int], SeatFacts] = {}
    for school, role, name, ring, members, silent, hours, last_day, first_day in _members(moment, schools):
        key, comes_on = (school, role), None if moment.is_past else first_day
        known.roles[role] = name
        known.teams[school].add(ring, members, silent, hours)
        found[key] = SeatFacts(members, stand_ins.get(key, 0), last_day, comes_on, wishes.pop(key, None))
    return found | {key: SeatFacts(wished_from=day) for key, day in wishes.items()}


def _members(moment: Moment, schools: Collection[int]) -> Iterable[Any]:
    """Per school and role how many sit there, how many of them say nothing of what they are good at, and how many say
    when they are there; the last day of who left before, and the first day of who comes."""
    here, known = in_force(moment.day), ("school", "role", "role__name", "role__ring")
    counted = {
        "members": Count("pk", filter=here),
        "silent": Count("pk", filter=here & Q(professional__expertise="")),
        "hours": Count("pk", filter=here & (~Q(contact_hours="") | Q(contact_days__gt=0))),
        "last_day": Max("ends_on", filter=Q(ends_on__lt=moment.day)),
        "comes_on": Min("starts_on", filter=Q(starts_on__gt=moment.day)),
    }
    rows = Membership.objects.filter(school__in=schools).order_by().values(*known)
    found: Iterable[Any] = rows.annotate(**counted).values_list(*known, *counted)
    return found


def _stand_ins(moment: Moment, schools: Collection[int]) -> dict[tuple[int, int], int]:
    """Per school and role for how many of its members somebody stands in."""
    member = in_force(moment.day, prefix="membership__")
    rows = StandIn.objects.on(moment.day).filter(member, membership__school__in=schools).order_by()
    counted = rows.values_list("membership__school", "membership__role").annotate(Count("membership", distinct=True))
    return {(school, role): count for school, role, count in counted}


def _wishes(moment: Moment, schools: Collection[int], plans: SchoolQuerySet | None) -> dict[tuple[int, int], date]:
    """Per school and role from when somebody is wished for or asked, as teams.roster shows it."""
    if moment.is_past or plans is None:
        return {}
    known = plans.order_by().values("pk")
    rows = PlannedMember.objects.filter(school__in=schools).filter(school__in=known).order_by()
    asked = rows if moment.is_today else rows.filter(starts_on__gt=moment.day)
    counted = asked.values_list("school", "role").annotate(Min("starts_on"))
    return {(school, role): day for school, role, day in counted}


def _stands(moment: Moment, schools: Collection[int]) -> dict[tuple[int, str], Stand]:
    rows = Meeting.objects.standing().of_year(moment.year).filter(school__in=schools, kind__in=KINDS).order_by()
    return {
        (school, kind): stand_of(pk, state, _day(starts_at), moment)
        for pk, school, kind, state, starts_at in rows.values_list("pk", "school", "kind", "state", "starts_at")
    }


def _day(starts_at: datetime | None) -> date | None:
    return localdate(starts_at) if starts_at else None


def _confirmed(moment: Moment, schools: Collection[int]) -> dict[int, date]:
    rows = TeamConfirmation.objects.filter(school__in=schools, confirmed_on__lte=moment.day).order_by()
    return dict(rows.values_list("school").annotate(Max("confirmed_on")))
