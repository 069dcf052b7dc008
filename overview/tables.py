"""A table to take away: its head, and its rows one after the other. Every table of the overview is one of these."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from overview.areas import BESTUUR, COUNTED, GEMEENTE, areas_of, vacancies_of
from overview.load import Load
from overview.matrix import Row, rows_of
from overview.seats import Column
from overview.selection import Scope, in_order
from overview.trends import Trend
from schools.enums import Sector
from schools.models import School
from schools.models.school import SchoolQuerySet

Value = str | int | float | date | None

AT_ONCE = 500  # schools that are fetched together, so that a country needs no more memory than a region


@dataclass(frozen=True)
class Table:
    """`name` is that of its file and its sheet; `rows` can be read once."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]


def schools_table(scope: Scope, sort: str, plans: SchoolQuerySet) -> Table:
    """The schools in the order that is asked for, all of them, as the table on the page shows them."""
    columns = scope.plan.columns(scope.sectors)
    head = (
        *("vestigingscode", "school", "soort", "plaats", "wijk", "gemeente", "bestuur"),
        *(column.name for column in columns),
        "andere rollen",
        *("verplichte plekken", "vacatures", "oudste vacature sinds"),
        *("kennismaking", "kennismaking op", "verdieping", "verdieping op"),
        *("bevestigd op", "een jaar niet bevestigd", "vragen beantwoord"),
    )
    rows = school_rows(scope, sort, columns, plans)
    return Table("scholen", head, (_values(row, len(scope.plan.required(row.sector))) for row in rows))


def vacancies_table(scope: Scope) -> Table:
    """Every empty seat, the longest empty first."""
    rows = ((each.code, each.school, each.seat, each.since, each.note) for each in vacancies_of(scope))
    return Table("vacatures", ("vestigingscode", "school", "plek", "open sinds", "straks"), rows)


def areas_table(scope: Scope, kind: str) -> Table:
    """Each municipality or board with all that is counted."""
    name = {GEMEENTE: "gemeenten", BESTUUR: "besturen"}[kind]
    rows: Iterator[Sequence[Value]] = (
        (row.code, row.name, *(of(row.figures) for _, of in COUNTED)) for row in areas_of(scope, kind)
    )
    return Table(name, ("code", kind, *(what.lower() for what, _ in COUNTED)), rows)


def trend_table(found: Trend) -> Table:
    """What the charts show, day by day."""
    head = (
        *("dag", "verplichte plekken", "gevulde plekken"),
        *("scholen", "bijeenkomsten gehouden", "kernteams bevestigd"),
    )
    days = ((each.day, each.required, each.filled, each.schools, each.held, each.fresh) for each in found.all)
    return Table("door de tijd", head, days)


def durations_table(found: Trend) -> Table:
    """How long seats stay empty, per kind of organisation."""
    head = ("bij", "leeg geworden", "weer gevuld", "meestal na dagen", "nog open", "langst open dagen")
    rows = ((each.name, each.begun, each.filled, each.usual, each.open, each.longest) for each in found.durations)
    return Table("duur van vacatures", head, rows)


def load_table(found: Load) -> Table:
    """Everybody of a partner with what she carries, the most first."""
    head = ("wie", "organisatie", "scholen", "plekken", "dagdelen", "bijeenkomsten", "uren", "meer dan de grens")
    rows: Iterator[Sequence[Value]] = (
        (
            *(each.name, found.names[each.organisation], each.schools, each.seats, each.half_days or None),
            *(each.sessions, each.minutes / 60, "ja" if each.is_over(found.norm) else "nee"),
        )
        for each in found.people
    )
    return Table("verdeling", head, rows)


def school_rows(scope: Scope, sort: str, columns: Sequence[Column], plans: SchoolQuerySet | None) -> Iterator[Row]:
    """The rows of all these schools, some hundreds at a time."""
    ordered = list(in_order(scope.schools, sort, scope.moment).values_list("pk", flat=True))
    for start in range(0, len(ordered), AT_ONCE):
        part = scope.narrowed(School.objects.filter(pk__in=ordered[start : start + AT_ONCE]))
        yield from rows_of(part, in_order(part.schools, sort, scope.moment), columns, plans)


def _values(row: Row, required: int) -> Sequence[Value]:
    return (
        *(row.code, row.name, str(Sector(row.sector).label), row.city, row.district, row.municipality, row.board),
        *(cell.words for cell in row.cells),
        ", ".join(row.others),
        *(required, row.vacancies, min((cell.since for cell in row.cells if cell.since), default=None)),
        *(row.first.kind, row.first.day, row.second.kind, row.second.day),
        *(row.confirmed_on, "ja" if row.is_stale else "nee", row.answered),
    )
