"""/scholen/<code>/door-de-tijd/: the team on two days beside each other, and what differs."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import School
from teams.models import Membership
from tests.factories import fill_required_seats, person, seat
from tests.pages import all_words, of_class, page

URL = "/scholen/99AA00/door-de-tijd/"
DAYS = "//h2[starts-with(@id, 'kop-dag')]"


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 200), ("editor", 200)])
def test_who_may_see_it(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(URL).status_code == status


def test_it_shows_today_beside_a_year_ago(reader: Client) -> None:
    assert all_words(page(reader.get(URL)), DAYS) == ["22 november 2025", "22 november 2026"]


def test_it_shows_any_two_days_the_earlier_first(reader: Client) -> None:
    tree = page(reader.get(f"{URL}?op=2024-10-01&met=2027-08-01"))
    assert all_words(tree, DAYS) == ["1 oktober 2024", "1 augustus 2027"]


def test_the_slider_stands_for_the_first_of_a_month(reader: Client, anneke: Membership) -> None:
    """The team is known since August 2024: month 14 is October 2025."""
    tree = page(reader.get(f"{URL}?stap=14"))
    assert all_words(tree, DAYS) == ["1 oktober 2024", "1 oktober 2025"]
    assert tree.xpath("//input[@type='range']/@value") == ["14"]


@pytest.mark.parametrize("query", ["stap=x", "stap=-1", "stap=99999", "op=gisteren", "met=0000-00-00"])
def test_what_is_no_day_is_left_aside(reader: Client, query: str) -> None:
    assert all_words(page(reader.get(f"{URL}?{query}")), DAYS)[-1] == "22 november 2026"


@pytest.mark.parametrize(
    ("query", "said"), [("", 0), ("op=2026-10-01&met=2025-10-01", 0), ("op=ooit", 1), ("met=2030-99-99", 1)]
)
def test_a_day_that_is_none_is_said(reader: Client, query: str, said: int) -> None:
    words = ["Dit is geen dag die wij kennen. Je ziet een dag die wel bestaat."]
    assert all_words(page(reader.get(f"{URL}?{query}")), of_class("banner")) == words * said


def test_without_a_slider_the_school_years_are_links(reader: Client, anneke: Membership) -> None:
    tree = page(reader.get(URL))
    assert all_words(tree, of_class("timeline-years") + "//a") == ["2024-2025", "2025-2026", "2026-2027", "2027-2028"]
    assert all_words(tree, of_class("timeline-years") + "//a[@aria-current]") == ["2026-2027"]


def test_a_leap_day_has_a_year_before(reader: Client) -> None:
    assert all_words(page(reader.get(f"{URL}?op=2028-02-29")), DAYS) == ["28 februari 2027", "29 februari 2028"]


def test_it_says_who_came_and_who_left(reader: Client, school: School, samira: Membership) -> None:
    seat(
        school,
        "directeur",
        professional=person(school, "Cees", "", "<Admiraal>"),
        starts_on=date(2024, 8, 1),
        ends_on=date(2026, 7, 31),
    )
    tree = page(reader.get(URL))
    assert all_words(tree, of_class("comparison") + "//li") == [
        "Samira Bakkali, CJG-coach, sinds 1 augustus 2026",
        "<Admiraal>, directeur, tot en met 31 juli 2026".replace("<", "Cees <"),
    ]


def test_when_nothing_changed_it_says_so(reader: Client, samira: Membership) -> None:
    tree = page(reader.get(f"{URL}?op=2026-11-20&met=2026-11-21"))
    assert "dezelfde mensen" in all_words(tree, of_class("empty"))[0]


def test_the_number_of_queries_does_not_depend_on_the_team(reader: Client, school: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            reader.get(URL)
        return len(counted)

    few = queries()
    fill_required_seats(school)
    seat(school, "wijkagent", starts_on=date(2025, 1, 1))
    assert queries() == few
