"""Through time: on each day the lines tell what the figures of that day tell, and how long seats stay empty."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overview.figures import figures
from overview.moment import Moment
from overview.seats import seat_plan
from overview.selection import Scope
from overview.trends import Counts, days_of, trend
from schools.models import Region, School
from schools.school_year import SchoolYear
from tests.factories import TODAY, MunicipalityFactory, SchoolFactory, fill_required_seats, seat
from tests.overview.random_teams import lay_random_schools
from tests.pages import all_words, of_class, page


def scope_of(region: Region, day: date = TODAY) -> Scope:
    return Scope(School.objects.filter(region=region), seat_plan(region), Moment(day, TODAY))


def told(region: Region, day: date) -> Counts:
    """What the figures of one day say."""
    scope = scope_of(region, day)
    found = figures(scope.narrowed(scope.schools.open(day)))
    return Counts(
        day,
        found.teams.filled,
        found.teams.required,
        found.first.held + found.second.held,
        found.schools,
        found.schools - found.stale,
    )


def test_every_point_is_the_figure_of_its_day(region: Region) -> None:
    for number, each in enumerate(lay_random_schools(region, 10)):
        if number % 4 == 0:
            each.closed_on = TODAY - timedelta(days=60 * number)
            each.save()
    found = trend(scope_of(region)).all
    assert found == tuple(told(region, each.day) for each in found)
    assert len({each.required for each in found}) > 1


@pytest.mark.parametrize(
    ("until", "last"),
    [
        (TODAY, [date(2026, 11, 1), TODAY]),
        (date(2026, 11, 1), [date(2026, 10, 1), date(2026, 11, 1)]),
        (date(2027, 7, 31), [date(2027, 7, 1), date(2027, 7, 31)]),
        (date(2030, 1, 1), [date(2027, 7, 1), date(2027, 7, 31)]),
        (date(2026, 7, 31), []),
    ],
)
def test_the_days_are_the_firsts_of_months_up_to_the_day_itself(until: date, last: list[date]) -> None:
    assert days_of(SchoolYear(2026), until)[-2:] == last


def test_how_long_seats_stay_empty_per_organisation(region: Region, school: School) -> None:
    for first, last in ((date(2025, 8, 1), date(2025, 9, 30)), (date(2025, 10, 11), date(2026, 10, 31))):
        seat(school, "leerplichtambtenaar", starts_on=first, ends_on=last)
    seat(school, "jeugdarts", starts_on=date(2025, 8, 1), ends_on=date(2025, 12, 31))
    seat(school, "jeugdverpleegkundige", starts_on=date(2025, 12, 1))
    seat(school, "cjg-coach", starts_on=date(2024, 8, 1), ends_on=date(2025, 6, 30))
    closed = SchoolFactory(region=region, closed_on=date(2026, 3, 1))
    seat(closed, "leerplichtambtenaar", starts_on=date(2025, 8, 1), ends_on=date(2026, 2, 28))
    found = trend(scope_of(region)).durations
    assert [(each.name, each.begun, each.filled, each.usual, each.open, each.longest) for each in found] == [
        ("leerplicht", 2, 1, 10, 1, 22)
    ]


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/overzicht/door-de-tijd/"


def test_the_page_draws_two_years_and_says_the_same_in_a_table(swv: Client, url: str, school: School) -> None:
    fill_required_seats(school, starts_on=date(2025, 10, 1))
    tree = page(swv.get(url))
    assert all_words(tree, "//figcaption") == ["Gevulde plekken", "Gehouden bijeenkomsten", "Bevestigde kernteams"]
    assert all_words(tree, "//*[local-name()='svg']/*[local-name()='title']")[0] == (
        "Gevulde plekken: 100% in 2026-2027; 100% in 2025-2026 op het eind."
    )
    rows = [all_words(row, "td") for row in tree.xpath("//details//tbody/tr")]
    assert (len(rows), rows[0][:2], rows[2][:2], rows[5][:2]) == (
        12,
        ["5 van 5", "0 van 5"],
        ["5 van 5", "5 van 5"],
        ["–", "5 van 5"],
    )
    lines = [each.get("points") for each in tree.xpath("//*[local-name()='polyline']")]
    assert [len(each.split()) for each in lines] == [13, 5] * 3


def test_the_place_and_the_year_are_chosen(swv: Client, url: str, region: Region, school: School) -> None:
    SchoolFactory.create_batch(2, region=region, municipality=MunicipalityFactory(code="9802"))
    tree = page(swv.get(f"{url}?gemeente=9802&schooljaar=2025&kernteam=volledig"))
    compared = all_words(tree, "//section[@aria-labelledby='kop-eerder']//tbody/tr[1]/td")
    assert (compared, all_words(tree, of_class("page-head") + of_class("chip"))) == (
        ["2", "2", "gelijk"],
        ["schooljaar 2025-2026 naast 2024-2025"],
    )


def test_it_costs_as_many_queries_for_one_school_as_for_ten(
    swv: Client, url: str, region: Region, school: School
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            swv.get(url)
        return len(queries)

    cost()
    few = cost()
    lay_random_schools(region, 9)
    assert cost() == few
