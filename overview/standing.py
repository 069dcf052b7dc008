"""How the teams of any number of schools stand on a day: which required seats are empty, counted in three queries.

The database tells which roles each team has, as the bits of one number; what that makes of the seats is thought here,
once for every combination that occurs. So a seat is filled by the same rule as on a school's page: by any of its roles.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Case, Count, Max, QuerySet, Sum, Value, When

from overview.seats import AskedSeat, SeatPlan
from overview.selection import Scope
from teams.enums import Domain, OrganisationKind

BITS = 62  # of one number in the database


@dataclass(frozen=True)
class Pattern:
    """A number of schools of one sector whose teams have the same roles."""

    sector: str
    roles: frozenset[int]
    schools: int
    area: int = 0  # the municipality or board where these are, when that is asked


@dataclass(frozen=True)
class Missing:
    """How many seats of one kind of organisation are empty."""

    kind: OrganisationKind
    domain: Domain
    count: int

    @property
    def at(self) -> str:
        """ "bij leerplicht"."""
        return f"bij {words_for(self.kind)}"


WORDS = {
    OrganisationKind.SCHOOL: "de school zelf",
    OrganisationKind.LEERPLICHT: "leerplicht",
    OrganisationKind.SWV: "het SWV",
    OrganisationKind.JEUGDHULP: "een jeugdhulpaanbieder",
}


def words_for(kind: OrganisationKind) -> str:
    """How a sentence names who fills a seat."""
    return WORDS.get(kind, str(kind.label))


@dataclass(frozen=True)
class Standing:
    """The teams of all schools looked at."""

    plan: SeatPlan
    patterns: tuple[Pattern, ...]

    @cached_property
    def schools(self) -> int:
        return sum(pattern.schools for pattern in self.patterns)

    @cached_property
    def required(self) -> int:
        """How many seats must be filled."""
        return sum(pattern.schools * len(self.plan.required(pattern.sector)) for pattern in self.patterns)

    @cached_property
    def whole(self) -> int:
        """At how many schools every required seat is filled."""
        return sum(
            pattern.schools
            for pattern in self.patterns
            if self.plan.required(pattern.sector) and not any(self._missing_in(pattern))
        )

    @cached_property
    def vacancies(self) -> int:
        return sum(each.count for each in self.missing)

    @property
    def filled(self) -> int:
        return self.required - self.vacancies

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What is empty per kind of organisation, the most first."""
        counts: Counter[tuple[OrganisationKind, Domain]] = Counter()
        for pattern in self.patterns:
            for seat in self._missing_in(pattern):
                counts[seat.kind, self._domain_of(seat.kind, seat)] += pattern.schools
        found = (Missing(kind, domain, count) for (kind, domain), count in counts.items())
        return tuple(sorted(found, key=lambda each: (-each.count, each.kind)))

    def _missing_in(self, pattern: Pattern) -> Iterator[AskedSeat]:
        for seat in self.plan.required(pattern.sector):
            if pattern.roles.isdisjoint(seat.roles):
                yield seat

    def _domain_of(self, kind: OrganisationKind, seat: AskedSeat) -> Domain:
        """One domain a kind: that of the first seat which it fills anywhere."""
        seats = (each for sector in self.plan.by_sector for each in self.plan.required(sector))
        return next((each.domain for each in seats if each.kind == kind), seat.domain)


def standing(scope: Scope) -> Standing:
    """How all these teams stand."""
    return Standing(scope.plan, tuple(_with_empty(_patterns(scope), dict(scope.sectors))))


def standings(scope: Scope, place: str) -> dict[int, Standing]:
    """The same for each municipality or board (`place` names the field), by its number."""
    counted: defaultdict[int, dict[str, int]] = defaultdict(dict)
    schools = scope.schools.order_by().exclude(**{place: None}).values_list(place, "sector").annotate(Count("pk"))
    for area, sector, count in schools:
        counted[area][sector] = count
    patterns: defaultdict[int, list[Pattern]] = defaultdict(list)
    for pattern in _patterns(scope, place):
        patterns[pattern.area].append(pattern)
    return {
        area: Standing(scope.plan, tuple(_with_empty(patterns[area], sectors))) for area, sectors in counted.items()
    }


def _with_empty(patterns: Iterable[Pattern], left: dict[str, int]) -> Iterator[Pattern]:
    """The patterns, and the schools that are left: those where nobody has a role that is required."""
    for pattern in patterns:
        left[pattern.sector] -= pattern.schools
        yield pattern
    yield from (Pattern(sector, frozenset(), count) for sector, count in left.items() if count)


def _patterns(scope: Scope, place: str = "") -> Iterator[Pattern]:
    """Every combination of roles that occurs (in each place), of the schools where somebody has one that is asked."""
    parts = list(_parts(scope.plan.required_roles))
    if not parts:
        return
    masks = {f"mask{number}": _mask(part) for number, part in enumerate(parts)}
    area = Max(f"school__{place}") if place else Max(Value(0))
    members = scope.members().filter(role__in=scope.plan.required_roles)
    rows = members.values("school").annotate(area=area, sector=Max("school__sector"), **masks)
    names = ("area", "sector", *masks)
    for number, sector, *found, schools in _counted(rows.values(*names), names):
        yield Pattern(sector, frozenset(_roles(parts, found)), schools, number or 0)


def _counted(rows: QuerySet[Any, Any], names: Iterable[str]) -> list[tuple[Any, ...]]:
    """How often each combination of these columns occurs: Django cannot group what was grouped."""
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}, COUNT(*) FROM ({sql}) AS teams GROUP BY {columns}", params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _parts(roles: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(roles), BITS):
        yield roles[start : start + BITS]


def _mask(roles: Iterable[int]) -> Any:
    """One bit for each role that somebody has in the team: each counts once, however many have it."""
    bits = [When(role=role, then=Value(1 << place)) for place, role in enumerate(roles)]
    return Sum(Case(*bits, default=Value(0), output_field=BigIntegerField()), distinct=True)


def _roles(parts: Iterable[tuple[int, ...]], masks: Iterable[int]) -> Iterator[int]:
    for roles, mask in zip(parts, masks, strict=True):
        for place, role in enumerate(roles):
            if int(mask) >> place & 1:  # a sum of PostgreSQL is no int
                yield role
