"""The table says of every seat of every school what the school's own page says of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.after.four_questions import four_questions
from overview.cells import Mark
from overview.figures import figures
from overview.filters import Filters
from overview.matrix import Row, rows_of
from overview.moment import Moment
from overview.seats import seat_plan
from overview.selection import Scope, in_order, selected
from overview.standing import standing
from schools.models import Region, School
from teams.enums import Need
from teams.models import Membership, PlannedMember, SeatTemplate
from teams.roster import Roster, Seat, roster_on
from teams.vacancies import with_vacancies
from tests.factories import TODAY, RoleFactory, seat
from tests.overview.random_teams import lay_random_schools

DAYS = [TODAY, TODAY - timedelta(days=200), date(2025, 8, 1), TODAY + timedelta(days=100)]


def scope_on(region: Region, day: date) -> Scope:
    return Scope(School.objects.filter(region=region).open(day), seat_plan(region), Moment(day, TODAY))


def table(region: Region, day: date, *, knows_plans: bool) -> dict[str, dict[str, tuple[Mark, date | None]]]:
    """Per school, by the name of the seat: what it shows, and since when a vacancy is one."""
    scope = scope_on(region, day)
    columns = scope.plan.columns(scope.schools.in_sectors())
    rows = rows_of(scope, scope.schools, columns, scope.schools if knows_plans else None)
    return {row.code: _by_name(row, [column.name for column in columns]) for row in rows}


def _by_name(row: Row, names: list[str]) -> dict[str, tuple[Mark, date | None]]:
    pairs = zip(names, row.cells, strict=True)
    return {name: (cell.mark, cell.since) for name, cell in pairs if cell.mark != Mark.NONE}


def derived(region: Region, day: date, *, knows_plans: bool) -> dict[str, dict[str, tuple[Mark, date | None]]]:
    """The same, derived school by school from the roster."""
    found = {}
    for school in School.objects.filter(region=region):
        plans = PlannedMember.objects.filter(school=school).with_people() if knows_plans else ()
        roster = roster_on(school, day, today=TODAY, plans=plans)
        found[school.establishment_code] = {seat.name: _seen(seat) for seat in roster.seats if seat.template}
    return found


def _seen(seat: Seat) -> tuple[Mark, date | None]:
    since = seat.vacant_since if seat.is_missing else None
    if seat.members:
        return (Mark.STAND_IN if all(member.stand_in for member in seat.members) else Mark.FULL), None
    if seat.planned or seat.plans:
        return Mark.PLANNED, since
    return (Mark.EMPTY if seat.need == Need.REQUIRED else Mark.OPTIONAL), since


@pytest.fixture
def schools(region: Region) -> list[School]:
    return lay_random_schools(region, 12)


def rosters(schools: list[School], day: date) -> list[Roster]:
    return [roster_on(school, day, today=TODAY) for school in schools]


@pytest.mark.usefixtures("schools")
@pytest.mark.parametrize("knows_plans", [True, False])
@pytest.mark.parametrize("day", DAYS)
def test_every_cell_is_what_the_roster_says_of_the_seat(region: Region, day: date, knows_plans: bool) -> None:
    assert table(region, day, knows_plans=knows_plans) == derived(region, day, knows_plans=knows_plans)


@pytest.mark.usefixtures("schools")
def test_every_mark_occurs_in_these_teams() -> None:
    """Else the comparison would compare little."""
    found = table(Region.objects.get(), TODAY, knows_plans=True)
    marks = {mark for cells in found.values() for mark, _ in cells.values()}
    assert marks == set(Mark) - {Mark.NONE}


@pytest.mark.parametrize("day", DAYS)
def test_the_figures_are_the_sums_of_the_rosters(region: Region, schools: list[School], day: date) -> None:
    found = standing(scope_on(region, day))
    teams = rosters(schools, day)
    assert (found.schools, found.required, found.whole, found.vacancies) == (
        len(teams),
        sum(team.required for team in teams),
        sum(team.is_complete for team in teams),
        sum(team.vacancies for team in teams),
    )
    missing = [seat.roles[0].organisation_kind for team in teams for seat in team.seats if seat.is_missing]
    assert {each.kind.value: each.count for each in found.missing} == {kind: missing.count(kind) for kind in missing}


@pytest.mark.parametrize("day", DAYS)
def test_the_choices_leave_the_schools_that_the_rosters_do(region: Region, schools: list[School], day: date) -> None:
    scope, teams = scope_on(region, day), rosters(schools, day)

    def left(**fields: str) -> set[School]:
        return set(selected(scope, Filters(**fields)).schools)

    assert left(team="volledig") == {team.school for team in teams if team.is_complete}
    assert left(team="vacature") == {team.school for team in teams if not team.is_complete}
    assert left(stale="1") == {team.school for team in teams if team.is_stale}
    assert left(missing_at="leerplicht") == {
        team.school
        for team in teams
        if any(seat.is_missing and seat.roles[0].organisation_kind == "leerplicht" for seat in team.seats)
    }
    counted = with_vacancies(scope.schools, day).filter(vacancies__gt=0)
    assert left(team="vacature") == set(counted)


@pytest.mark.parametrize("day", DAYS)
def test_stale_teams_are_counted_as_each_roster_says(region: Region, schools: list[School], day: date) -> None:
    assert figures(scope_on(region, day)).stale == sum(team.is_stale for team in rosters(schools, day))


def test_the_meter_is_that_of_the_four_questions(region: Region, schools: list[School]) -> None:
    scope = scope_on(region, TODAY)
    rows = {row.code: row.answered for row in rows_of(scope, scope.schools, (), None)}
    asked = {each.establishment_code: four_questions(each, scope.moment.year, today=TODAY) for each in schools}
    assert rows == {code: found.answered for code, found in asked.items()}
    assert len(set(rows.values())) > 2


@pytest.mark.parametrize("sort", ["", "gemeente", "bestuur", "vacatures", "bijeenkomst1", "bijeenkomst2", "bevestigd"])
def test_every_order_holds_every_school_once(region: Region, schools: list[School], sort: str) -> None:
    found = in_order(School.objects.filter(region=region), sort, Moment(TODAY, TODAY))
    assert sorted(school.pk for school in found) == sorted(school.pk for school in schools)


@pytest.mark.usefixtures("schools")
def test_the_most_vacancies_come_first(region: Region) -> None:
    found = in_order(School.objects.filter(region=region), "vacatures", Moment(TODAY, TODAY))
    counted = [roster_on(school, TODAY, today=TODAY).vacancies for school in found]
    assert counted == sorted(counted, reverse=True)


def test_rows_and_figures_cost_as_many_queries_for_three_schools_as_for_fifteen(region: Region) -> None:
    def cost() -> int:
        scope = scope_on(region, TODAY)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows_of(scope, scope.schools, scope.plan.columns(scope.plan.by_sector), scope.schools)
            figures(scope)
        return len(queries)

    lay_random_schools(region, 3, seed=1)
    few = cost()
    lay_random_schools(region, 12, seed=2)
    assert cost() == few


def test_who_sits_there_though_no_seat_asks_for_it_is_named_too(region: Region) -> None:
    lay_random_schools(region, 6, seed=3)
    school = School.objects.filter(region=region).earliest("pk")
    asked = SeatTemplate.objects.filter(region=region, sector=school.sector).values("roles")
    logopedist = RoleFactory(code="logopedist", name="logopedist")
    for day, ends_on in ((TODAY, None), (TODAY - timedelta(days=90), TODAY - timedelta(days=9))):
        seat(school, "logopedist", role=logopedist, starts_on=day, ends_on=ends_on)
    scope = scope_on(region, TODAY)
    found = {row.code: row.others for row in rows_of(scope, scope.schools, (), None)}
    here = Membership.objects.on(TODAY).filter(school=school).exclude(role__in=asked)
    names = {row.role.name for row in here.select_related("role")}
    assert found[school.establishment_code] == tuple(sorted(names))
    assert [code for code, others in found.items() if "logopedist" in others] == [school.establishment_code]
