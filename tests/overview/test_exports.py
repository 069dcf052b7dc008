"""The table as csv and xlsx: what was chosen, all of it, unharmed, and written in the logbook."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from overview import tables
from overview.figures import figures
from overview.filters import Filters
from overview.moment import Moment
from overview.seats import seat_plan
from overview.selection import Scope, selected
from overview.views.exports import XLSX
from schools.models import Region, School
from teams.models import LogEntry, PlannedMember
from teams.sheets.guarding import unguarded
from tests.factories import TODAY, BoardFactory, PlannedMemberFactory, SchoolFactory
from tests.overview.random_teams import lay_random_schools

NAMES = ["=cmd()", "'t Hof", "'=2", 'De "Regen" ;boog', "Twee\nregels", "Ûle <b>", "Z" * 120, "+31 6", " -x", "@a"]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def read_csv(answer: Any) -> list[list[str]]:
    text = body(answer).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline=""), delimiter=";"))


def read_xlsx(answer: Any) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(body(answer))).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    return [list(row) for row in sheet.values]


def plain(value: Any) -> str:
    """A cell of a sheet as the csv has it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)


@pytest.fixture
def take(region: Region, swv: Client) -> Callable[[str], HttpResponse]:
    return lambda path: swv.get(f"/regios/{region.pk}/overzicht/{path}")  # type: ignore[return-value]


@pytest.mark.parametrize("path", ["scholen.csv", "scholen.xlsx"])
def test_who_may_not_see_the_region_gets_nothing(client: Client, guide: Client, far: School, path: str) -> None:
    there = f"/regios/{far.region_id}/overzicht/{path}"
    assert (client.get(there).status_code, guide.get(there).status_code) == (302, 404)


@pytest.mark.parametrize("path", ["mensen.csv", "mensen.xlsx"])
def test_a_table_that_is_none_is_not_found(take: Callable[[str], HttpResponse], path: str) -> None:
    assert take(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "kind", "shown"),
    [("scholen.csv", "text/csv; charset=utf-8", "csv"), ("scholen.xlsx", XLSX, "Excel")],
)
def test_it_says_what_it_is_and_stands_in_the_logbook(
    take: Callable[[str], HttpResponse], school: School, path: str, kind: str, shown: str
) -> None:
    answer = take(f"{path}?zoek=zee")
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith('attachment; filename="scholen Zuid-Duinstreek 2026-11-22.')
    assert [entry.summary for entry in LogEntry.objects.all()] == [
        f"Gedownload: scholen van Zuid-Duinstreek, 1 school, stand op 22 november 2026 ({shown})."
    ]
    assert LogEntry.objects.get().region_id == school.region_id


def test_asking_what_it_is_writes_nothing(swv: Client, region: Region, school: School) -> None:
    for path in ("scholen.csv", "scholen.xlsx"):
        assert swv.head(f"/regios/{region.pk}/overzicht/{path}").status_code == 200
    assert not LogEntry.objects.exists()


def test_every_name_comes_back_as_it_was(take: Callable[[str], HttpResponse], region: Region) -> None:
    for name in NAMES:
        SchoolFactory(region=region, name=name)
    expected = sorted(NAMES)
    rows = read_csv(take("scholen.csv"))
    assert sorted(unguarded(row[1]) for row in rows[1:]) == expected
    assert [row[1] for row in rows[1:] if row[1][0] in "=+-@"] == []
    assert sorted(row[1] for row in read_xlsx(take("scholen.xlsx"))[1:]) == expected


def test_a_sign_that_a_sheet_cannot_hold_does_not_break_it(take: Callable[[str], HttpResponse], school: School) -> None:
    School.objects.update(name="De\x07Zee")
    assert read_xlsx(take("scholen.xlsx"))[1][1] == "De\ufffdZee"


@pytest.mark.parametrize(
    "table", ["vacatures", "gemeenten", "besturen", "verdeling", "door-de-tijd", "duur-van-vacatures"]
)
def test_every_table_is_the_same_as_csv_and_as_sheet(
    take: Callable[[str], HttpResponse], region: Region, school: School, table: str
) -> None:
    for each in lay_random_schools(region, 6):
        each.board = BoardFactory(name=f"=Bestuur {each.pk}")
        each.save()
    rows = [[unguarded(cell) for cell in row] for row in read_csv(take(f"{table}.csv"))]
    assert [[plain(cell) for cell in row] for row in read_xlsx(take(f"{table}.xlsx"))] == rows
    assert len(rows) > 1


@pytest.mark.parametrize("query", ["", "?kernteam=vacature", "?volgorde=vacatures&dag=2026-01-15", "?zonder-datum=1"])
def test_both_files_hold_the_same_and_its_sums_are_those_of_the_page(
    take: Callable[[str], HttpResponse], region: Region, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "AT_ONCE", 4)  # so that it takes several
    lay_random_schools(region, 10)
    head, *rows = read_csv(take(f"scholen.csv{query}"))
    assert [[plain(cell) for cell in row] for row in read_xlsx(take(f"scholen.xlsx{query}"))] == [head, *rows]
    asked = dict(pair.split("=") for pair in query[1:].split("&") if pair)
    moment = Moment(date.fromisoformat(asked.get("dag", str(TODAY))), TODAY)
    scope = Scope(School.objects.filter(region=region), seat_plan(region), moment)
    found = figures(selected(scope, Filters.of(asked)))
    column = {name: [row[place] for row in rows] for place, name in enumerate(head)}
    assert (
        len(rows),
        sum(map(int, column["vacatures"])),
        column["vacatures"].count("0"),
        column["kennismaking"].count("gehouden"),
        column["een jaar niet bevestigd"].count("ja"),
    ) == (found.schools, found.teams.vacancies, found.teams.whole, found.first.held, found.stale)


def test_the_order_is_that_of_the_page(take: Callable[[str], HttpResponse], region: Region) -> None:
    lay_random_schools(region, 8)
    rows = read_csv(take("scholen.csv?volgorde=vacatures"))
    vacancies = [int(row[rows[0].index("vacatures")]) for row in rows[1:]]
    assert vacancies == sorted(vacancies, reverse=True)


def test_a_plan_stays_with_who_may_know_it(swv: Client, guide: Client, region: Region, school: School) -> None:
    PlannedMemberFactory(school=school, starts_on=date(2027, 1, 1))
    assert PlannedMember.objects.exists()
    url = f"/regios/{region.pk}/overzicht/scholen.csv"
    assert [b"op het oog" in body(each.get(url)) for each in (swv, guide)] == [False, True]


def test_it_costs_as_many_queries_for_two_schools_as_for_ten(
    take: Callable[[str], HttpResponse], region: Region
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            body(take("scholen.csv"))
        return len(queries)

    lay_random_schools(region, 2, seed=1)
    cost()
    few = cost()
    lay_random_schools(region, 8, seed=2)
    assert cost() == few
