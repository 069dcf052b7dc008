"""The table of schools by seats. Rows come as plain values from the database and are never model instances: making
those of ten thousand schools would take longer than all the rest."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localdate

from meetings.enums import MeetingKind
from meetings.models import Meeting
from overview.cells import NO_SEAT, Cell, SeatFacts, cell_of
from overview.meters import answered
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

    @property
    def confirmed_text(self) -> str:
        """ "6 okt 2026"; "" when nobody ever said so."""
        return f"{short_day(self.confirmed_on)} {self.confirmed_on.year}" if self.confirmed_on else ""

    @property
    def vacancies(self) -> int:
        return sum(cell.is_vacancy for cell in self.cells)


@dataclass(frozen=True)
class Facts:
    """What is known of a number of schools on a day, by school and role or by school alone."""

    seats: dict[tuple[int, int], SeatFacts]
    stands: dict[tuple[int, str], Stand]
    confirmed: dict[int, date]
    answered: dict[int, int]


def rows_of(scope: Scope, page: SchoolQuerySet, columns: Sequence[Column], plans: SchoolQuerySet | None) -> list[Row]:
    """The rows of the schools on this page, which are in order, in a fixed number of queries. `plans` are the schools
    of which this reader may know whom they have on the eye."""
    places = list(page.values_list(*PLACE, *BOARD))
    facts = _facts(scope, [place[0] for place in places], plans)
    return [_row(place, scope, columns, facts) for place in places]


def _row(place: Sequence[Any], scope: Scope, columns: Sequence[Column], facts: Facts) -> Row:
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
    return Facts(
        seats=_seats(scope.moment, schools, plans),
        stands=_stands(scope.moment, schools),
        confirmed=_confirmed(scope.moment, schools),
        answered=answered(schools, scope.moment),
    )


def _seats(moment: Moment, schools: Collection[int], plans: SchoolQuerySet | None) -> dict[tuple[int, int], SeatFacts]:
    stand_ins, wishes = _stand_ins(moment, schools), _wishes(moment, schools, plans)
    found = {
        (school, role): SeatFacts(
            members, stand_ins.get((school, role), 0), last_day, comes_on, wishes.pop((school, role), None)
        )
        for school, role, members, last_day, comes_on in _members(moment, schools)
    }
    return found | {key: SeatFacts(wished_from=day) for key, day in wishes.items()}


def _members(moment: Moment, schools: Collection[int]) -> Iterator[tuple[int, int, int, date | None, date | None]]:
    """Per school and role how many sit there, the last day of who left before, and the first day of who comes; of a day
    in the past nobody was known to come."""
    rows = Membership.objects.filter(school__in=schools).order_by().values("school", "role")
    counted = rows.annotate(
        members=Count("pk", filter=in_force(moment.day)),
        last_day=Max("ends_on", filter=Q(ends_on__lt=moment.day)),
        comes_on=Min("starts_on", filter=Q(starts_on__gt=moment.day)),
    )
    for *known, comes_on in counted.values_list("school", "role", "members", "last_day", "comes_on"):
        yield *known, None if moment.is_past else comes_on


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
