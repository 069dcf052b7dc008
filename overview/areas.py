"""The municipalities and boards of a region: how each stands, and everything about one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from overview.figures import Figures, figures, figures_by
from overview.filters import VACANT, Filters
from overview.matrix import Row, rows_of
from overview.seats import Column
from overview.selection import Scope, in_order, selected
from overview.what_if import OpenSeat
from overview.words import Area, Vacancy, sentences
from schools.models import Board, Municipality

GEMEENTE, BESTUUR = "gemeente", "bestuur"
FIELDS = {GEMEENTE: "municipality", BESTUUR: "board"}

COUNTED: tuple[tuple[str, Callable[[Figures], int]], ...] = (
    ("Scholen", lambda each: each.schools),
    ("Volledig kernteam", lambda each: each.teams.whole),
    ("Open plekken", lambda each: each.teams.vacancies),
    ("Kennismaking gehouden", lambda each: each.first.held),
    ("Verdieping gehouden", lambda each: each.second.held),
    ("Een jaar niet bevestigd", lambda each: each.stale),
)


@dataclass(frozen=True)
class AreaRow:
    """One municipality or board in a list."""

    kind: str
    code: str
    name: str
    figures: Figures


@dataclass(frozen=True)
class Report:
    """All that a page or a paper tells of one municipality or board."""

    kind: str
    code: str
    area: Area
    figures: Figures
    before: Figures | None
    vacancies: tuple[Vacancy, ...]
    undated: tuple[Row, ...]

    @property
    def rows(self) -> tuple[tuple[str, int, int | None], ...]:
        """What is counted, now and a year before."""
        now, before = self.figures, self.before
        return tuple((what, of(now), of(before) if before else None) for what, of in COUNTED)

    @property
    def sentences(self) -> tuple[str, ...]:
        return sentences(self.area, self.figures, self.before, self.vacancies)


def areas_of(scope: Scope, kind: str) -> list[AreaRow]:
    """How each of a kind stands, by name."""
    found = figures_by(scope, FIELDS[kind])
    places = Municipality.objects.all() if kind == GEMEENTE else Board.objects.all()
    rows = places.filter(pk__in=found).order_by("name", "code")
    return [AreaRow(kind, row.code, str(row), found[row.pk]) for row in rows]


def area_named(kind: str, code: str) -> Area | None:
    """What the page calls it; None when there is none."""
    if kind == GEMEENTE:
        town = Municipality.objects.filter(code=code).first()
        return Area(str(town), f"in {town}") if town else None
    board = Board.objects.filter(code=code).first()
    return Area(str(board), f"van {board}") if board else None


def in_area(scope: Scope, kind: str, code: str) -> Scope:
    """Its schools, of those that are looked at."""
    return selected(scope, Filters(municipality=code) if kind == GEMEENTE else Filters(board=code))


def report(here: Scope, before: Scope, kind: str, code: str, area: Area) -> Report:
    """Everything of one area: its figures now and a year before, what is empty and what has no date."""
    then = figures(before)
    return Report(
        kind=kind,
        code=code,
        area=area,
        figures=figures(here),
        before=then if then.schools else None,
        vacancies=vacancies_of(here),
        undated=tuple(_rows(selected(here, Filters(undated="1")), ())),
    )


def vacancies_of(scope: Scope) -> tuple[Vacancy, ...]:
    """Every seat that is empty and should not be: what was never filled first, then the longest empty."""
    columns = scope.plan.columns(scope.sectors)
    found = [
        Vacancy(row.code, row.name, column.name, cell.since, cell.comes)
        for row in _rows(selected(scope, Filters(team=VACANT)), columns)
        for column, cell in zip(columns, row.cells, strict=True)
        if cell.is_vacancy
    ]
    return tuple(sorted(found, key=lambda each: (each.since is not None, each.since, each.school)))


def open_seats(scope: Scope) -> tuple[OpenSeat, ...]:
    """The same with what it takes to fill each."""
    columns = scope.plan.columns(scope.sectors)
    return tuple(
        OpenSeat(row.code, row.name, row.town, column.name, scope.plan.roles_of(row.sector, column.name), cell.since)
        for row in _rows(selected(scope, Filters(team=VACANT)), columns)
        for column, cell in zip(columns, row.cells, strict=True)
        if cell.is_vacancy
    )


def _rows(scope: Scope, columns: Sequence[Column]) -> Sequence[Row]:
    return rows_of(scope, in_order(scope.schools, "", scope.moment), columns, None)
