"""What can be chosen above the table: only what occurs among the schools that somebody may see."""

from dataclasses import dataclass

from overview.filters import HELD, PLANNED, SORTS, UNDATED, VACANT, WHOLE, Filters
from overview.moment import years_to_choose
from overview.seats import SeatPlan
from overview.selection import Scope
from overview.standing import words_for
from schools.enums import Sector
from schools.models.school import SchoolQuerySet

Choice = tuple[str, str]  # what the address says, and what is read


@dataclass(frozen=True)
class Choices:
    municipalities: tuple[Choice, ...]
    boards: tuple[Choice, ...]
    districts: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    years: tuple[Choice, ...]
    teams: tuple[Choice, ...] = ((VACANT, "alleen met vacature"), (WHOLE, "alleen volledig"))
    stands: tuple[Choice, ...] = ((HELD, "gehouden"), (PLANNED, "gepland"), (UNDATED, "zonder datum"))
    sorts: tuple[Choice, ...] = tuple(SORTS.items())


def choices_of(scope: Scope, filters: Filters) -> Choices:
    """In three queries, and one for the sectors if nobody asked for them yet."""
    schools = scope.schools.order_by()
    return Choices(
        municipalities=_pairs(schools, "municipality", "gemeente"),
        boards=_pairs(schools.filter(board__isnull=False), "board", "bestuur"),
        districts=districts_of(scope, filters),
        sectors=tuple((sector, str(Sector(sector).label)) for sector in sorted(scope.sectors, key=_place)),
        organisations=organisations_of(scope.plan),
        years=tuple((str(year.start), year.label) for year in years_to_choose(scope.moment.today)),
    )


def districts_of(scope: Scope, filters: Filters) -> tuple[Choice, ...]:
    """The wijken of the municipality that is chosen, or of all."""
    schools = scope.schools.order_by().exclude(district="")
    if filters.municipality:
        schools = schools.filter(municipality__code=filters.municipality)
    names = schools.values_list("district", flat=True).distinct().order_by("district")
    return tuple((name, name) for name in names)


def organisations_of(plan: SeatPlan) -> tuple[Choice, ...]:
    """Who fills a required seat somewhere."""
    seats = [seat for sector in plan.sectors_that_require for seat in plan.required(sector)]
    return tuple((kind.value, words_for(kind)) for kind in dict.fromkeys(seat.kind for seat in seats))


def _pairs(schools: SchoolQuerySet, field: str, noun: str) -> tuple[Choice, ...]:
    rows = (
        schools.values_list(f"{field}__code", f"{field}__name").distinct().order_by(f"{field}__name", f"{field}__code")
    )
    return tuple((code, name or f"{noun} {code}") for code, name in rows)


def _place(sector: str) -> int:
    return Sector.values.index(sector)
