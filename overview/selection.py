"""The schools that a choice leaves, asked of the database in sets: never school by school."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Case, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from meetings.enums import MeetingKind
from meetings.models import Meeting
from overview.filters import HELD as HELD_CHOICE
from overview.filters import PLANNED, UNDATED, VACANT, WHOLE, Filters
from overview.moment import Moment
from overview.seats import AskedSeat, SeatPlan
from overview.sessions import held_by, on_calendar
from schools.models import School
from schools.models.school import SchoolQuerySet
from teams.models import Membership, TeamConfirmation
from teams.vacancies import with_vacancies

STALE_AFTER = timedelta(days=366)  # as TeamConfirmation.is_stale has it
NONE = Q(pk__in=())
MOST_NUMBERS = 30_000  # in one question to SQLite


@dataclass(frozen=True)
class Scope:
    """The schools that are looked at on a day, with what their region asks of them."""

    schools: SchoolQuerySet
    plan: SeatPlan
    moment: Moment

    @property
    def day(self) -> date:
        return self.moment.day

    def members(self) -> QuerySet[Membership]:
        """Who sits at these schools on the day."""
        return Membership.objects.on(self.day).filter(school__in=self.schools.order_by().values("pk")).order_by()

    @cached_property
    def sectors(self) -> dict[str, int]:
        """How many schools there are of each sector that occurs."""
        return self.schools.in_sectors()

    def narrowed(self, schools: SchoolQuerySet) -> "Scope":
        return Scope(schools, self.plan, self.moment)

    def settled(self) -> "Scope":
        """The same schools by their numbers, asked once: what is counted over them asks no hard question again."""
        numbers = list(self.schools.order_by().values_list("pk", flat=True))
        return self.narrowed(School.objects.filter(pk__in=numbers)) if len(numbers) <= MOST_NUMBERS else self


def selected(scope: Scope, filters: Filters) -> Scope:
    """What the filters leave of these schools."""
    if not filters.narrows:
        return scope
    schools = _in_place(scope.schools, filters)
    narrowed = scope.narrowed(schools)
    conditions = [
        _team(narrowed, filters.team),
        _missing_at(narrowed, filters.missing_at),
        _session(narrowed, MeetingKind.KENNISMAKING, filters.first),
        _session(narrowed, MeetingKind.VERDIEPING, filters.second),
        _undated(narrowed) if filters.undated else Q(),
        ~fresh(narrowed) if filters.stale else Q(),
    ]
    asked = [condition for condition in conditions if condition]
    return scope.narrowed(schools.filter(*asked)).settled() if asked else narrowed


def in_order(schools: SchoolQuerySet, sort: str, moment: Moment) -> SchoolQuerySet:
    """The schools in the order that is asked for, by name where that leaves them equal."""
    name = ("name", "city", "establishment_code")
    if sort == "gemeente":
        return schools.order_by("municipality__name", *name)
    if sort == "bestuur":
        return schools.order_by("board__name", "board__code", *name)
    if sort == "vacatures":
        return with_vacancies(schools, moment.day).order_by(F("vacancies").desc(), *name)
    if sort in {"bijeenkomst1", "bijeenkomst2"}:
        kind = MeetingKind.KENNISMAKING if sort == "bijeenkomst1" else MeetingKind.VERDIEPING
        return schools.annotate(sorted_on=_session_day(kind, moment)).order_by(
            F("sorted_on").asc(nulls_first=True), *name
        )
    if sort == "bevestigd":
        return schools.annotate(sorted_on=_confirmed_on(moment)).order_by(F("sorted_on").asc(nulls_first=True), *name)
    return schools.order_by(*name)


def complete(scope: Scope) -> Q:
    """The schools whose every required seat is filled, as `teams.vacancies.with_vacancies` counts them. Where nothing
    is required a team is neither complete nor not."""
    found = NONE
    for sector in scope.plan.sectors_that_require:
        found |= Q(sector=sector, pk__in=_with_all(scope, sector, scope.plan.required(sector)))
    return found


def fresh(scope: Scope) -> Q:
    """The schools of which somebody said within a year that the team is right."""
    said = TeamConfirmation.objects.filter(confirmed_on__lte=scope.day, confirmed_on__gte=scope.day - STALE_AFTER)
    return Q(pk__in=said.filter(school__in=_keys(scope)).order_by().values("school"))


def with_session(scope: Scope, kind: MeetingKind, choice: str) -> QuerySet[Meeting]:
    """The sessions of a kind that stand as one of the choices says, in the school year of the day."""
    rows = Meeting.objects.standing().of_year(scope.moment.year).filter(kind=kind).order_by()
    return rows.filter(held_by(scope.moment) if choice == HELD_CHOICE else on_calendar(scope.moment))


def _in_place(schools: SchoolQuerySet, filters: Filters) -> SchoolQuerySet:
    asked = {
        "municipality__code": filters.municipality,
        "board__code": filters.board,
        "district": filters.district,
        "sector": filters.sector,
    }
    found = schools.filter(**{field: value for field, value in asked.items() if value})
    return found.search(filters.text) if filters.text else found


def _keys(scope: Scope) -> Any:
    return scope.schools.order_by().values("pk")


def _with_all(scope: Scope, sector: str, required: Sequence[AskedSeat]) -> Any:
    roles = {role for seat in required for role in seat.roles}
    rows = scope.members().filter(school__sector=sector, role__in=roles)
    filled = sum((_is_filled(seat) for seat in required[1:]), _is_filled(required[0]))
    return rows.values("school").annotate(filled=filled).filter(filled=len(required)).values("school")


def _is_filled(seat: AskedSeat) -> Any:
    return Max(Case(When(role__in=seat.roles, then=Value(1)), default=Value(0), output_field=IntegerField()))


def _team(scope: Scope, choice: str) -> Q:
    if choice == WHOLE:
        return complete(scope)
    return Q(sector__in=scope.plan.sectors_that_require) & ~complete(scope) if choice == VACANT else Q()


def _missing_at(scope: Scope, kind: str) -> Q:
    """The schools that miss somebody of this kind of organisation."""
    if not kind:
        return Q()
    found = NONE
    for sector in scope.plan.by_sector:
        for seat in scope.plan.required(sector):
            if seat.kind == kind:
                filled = scope.members().filter(role__in=seat.roles).values("school")
                found |= Q(sector=sector) & ~Q(pk__in=filled)
    return found


def _session(scope: Scope, kind: MeetingKind, choice: str) -> Q:
    if choice == UNDATED:
        rows = Meeting.objects.standing().of_year(scope.moment.year).filter(kind=kind, starts_at__isnull=False)
        return ~Q(pk__in=rows.order_by().values("school"))
    if choice in {HELD_CHOICE, PLANNED}:
        return Q(pk__in=with_session(scope, kind, choice).values("school"))
    return Q()


def _undated(scope: Scope) -> Q:
    """One of the two sessions of the year has no date."""
    return _session(scope, MeetingKind.KENNISMAKING, UNDATED) | _session(scope, MeetingKind.VERDIEPING, UNDATED)


def _session_day(kind: MeetingKind, moment: Moment) -> Subquery:
    rows = Meeting.objects.standing().of_year(moment.year).filter(kind=kind, school=OuterRef("pk"))
    return Subquery(rows.order_by("starts_at").values("starts_at")[:1])


def _confirmed_on(moment: Moment) -> Subquery:
    rows = TeamConfirmation.objects.filter(school=OuterRef("pk"), confirmed_on__lte=moment.day)
    return Subquery(rows.order_by("-confirmed_on").values("confirmed_on")[:1])
