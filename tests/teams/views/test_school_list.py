"""/scholen/: the schools somebody may see, searched and paged, with how each team stands."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from tests.factories import GrantFactory, SchoolFactory, UserFactory, fill_required_seats
from tests.pages import HTMX, all_words, of_class, page, sign_in

URL = "/scholen/"
NAMES = of_class("school-rows") + "/li//a"


@pytest.fixture
def swv(school: School) -> Client:
    """Somebody who sees the whole region."""
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=school.region).user)


def names(client: Client, query: str = "") -> list[str]:
    return all_words(page(client.get(URL + query)), NAMES)


def test_a_stranger_signs_in_first(client: Client) -> None:
    answer = client.get(URL)
    assert (answer.status_code, answer.url) == (302, "/inloggen/?next=/scholen/")  # type: ignore[attr-defined]


def test_the_schools_of_a_region_in_order(swv: Client, school: School, far: School) -> None:
    SchoolFactory(region=school.region, name="De Albatros")
    assert names(swv) == ["De Albatros", "De Zeester"]


def test_who_has_a_seat_sees_that_school_only(reader: Client, school: School) -> None:
    SchoolFactory(region=school.region, name="De Albatros")
    assert names(reader) == ["De Zeester"]


def test_another_region_is_never_named(swv: Client, far: School) -> None:
    assert b"Kanarie" not in swv.get(URL).content
    assert b"De Kanarie" not in swv.get(f"{URL}?zoek=kanarie").content


def test_each_school_links_to_its_page_and_says_where_it_is(swv: Client, school: School) -> None:
    tree = page(swv.get(URL))
    assert tree.xpath(NAMES + "/@href") == ["/scholen/99AA00/"]
    assert all_words(tree, of_class("school-rows") + "/li/div/span") == ["Basisschool · Duinveen"]


def test_how_each_team_stands(swv: Client, school: School) -> None:
    complete = SchoolFactory(region=school.region, name="Compleet")
    fill_required_seats(complete)
    one = SchoolFactory(region=school.region, name="Een tekort")
    fill_required_seats(one)
    one.memberships.filter(role__code="cjg-coach").delete()
    assert all_words(page(swv.get(URL)), of_class("school-rows") + "/li/span") == [
        "✓ compleet",
        "! 5 vacatures",
        "! 1 vacature",
    ]


@pytest.mark.parametrize("role", ["intern-begeleider"])
def test_a_vacancy_that_was_filled_till_yesterday_counts(swv: Client, school: School, role: str) -> None:
    fill_required_seats(school)
    school.memberships.filter(role__code=role).update(ends_on=date(2026, 11, 21))
    assert all_words(page(swv.get(URL)), of_class("school-rows") + "/li/span") == ["! 1 vacature"]


def test_a_closed_school_says_so_and_not_that_it_has_vacancies(swv: Client, school: School) -> None:
    SchoolFactory(region=school.region, name="De Dichte", closed_on=date(2026, 11, 22))
    SchoolFactory(region=school.region, name="De Morgen Dichte", closed_on=date(2026, 11, 23))
    assert all_words(page(swv.get(URL)), of_class("school-rows") + "/li/span") == [
        "gesloten",
        "! 5 vacatures",
        "! 5 vacatures",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zee", ["De Zeester"]),
        ("ZEESTER", ["De Zeester"]),
        ("de ster", ["De Zeester"]),
        ("99aa00", ["De Zeester"]),
        ("duin ûle", ["Ûle's Nêst"]),
        ("Ûle", ["Ûle's Nêst"]),
        ("duinveen", ["De Zeester", "Ûle's Nêst"]),
        ("", ["De Zeester", "Ûle's Nêst"]),
        ("   ", ["De Zeester", "Ûle's Nêst"]),
        ("99aa", []),
        ("%", []),
        ("zee_ter", []),
        ("'; drop table", []),
        ("zee\x00ster", ["De Zeester"]),
    ],
)
def test_schools_are_found_by_every_word_of_name_place_or_code(
    swv: Client, school: School, text: str, found: list[str]
) -> None:
    SchoolFactory(region=school.region, name="Ûle's Nêst", city="Duinveen")
    answer = swv.get(URL, {"zoek": text})
    assert all_words(page(answer), NAMES) == found


def test_nothing_found_says_so_and_keeps_what_was_typed(swv: Client) -> None:
    tree = page(swv.get(URL, {"zoek": '"><script>x'}))
    assert tree.xpath("//input[@id='zoek']/@value") == ['"><script>x']
    assert all_words(tree, "//section[@id='gevonden']/p") == ['0 scholen gevonden met ‘"><script>x’']
    assert all_words(tree, of_class("school-rows") + "/li") == ["Geen school gevonden. Probeer een deel van de naam."]


def test_a_very_long_search_finds_nothing_and_breaks_nothing(swv: Client) -> None:
    assert names(swv, "?zoek=" + "a+" * 2000) == []


def test_without_a_seat_somebody_is_told_what_to_do(sign_in: Callable[[User], Client]) -> None:
    said = "Je hebt op dit moment geen plek in een kernteam. Klopt dat niet? "
    assert all_words(page(sign_in(UserFactory()).get(URL)), of_class("empty")) == [
        f"{said}Vraag het de intern begeleider van jouw school."
    ]


@pytest.fixture
def many(school: School) -> None:
    for number in range(64):
        SchoolFactory(region=school.region, name=f"School {number:02}")


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("query", "count", "said"),
    [
        ("", 30, "Bladzijde 1 van 3"),
        ("?pagina=3", 5, "Bladzijde 3 van 3"),
        ("?pagina=99", 5, "Bladzijde 3 van 3"),
        ("?pagina=0", 5, "Bladzijde 3 van 3"),
        ("?pagina=x", 30, "Bladzijde 1 van 3"),
    ],
)
def test_thirty_schools_a_page(swv: Client, query: str, count: int, said: str) -> None:
    tree = page(swv.get(URL + query))
    assert (len(tree.xpath(NAMES)), all_words(tree, of_class("pages") + "/span")) == (count, [said])


@pytest.mark.usefixtures("many")
def test_the_next_page_keeps_the_search(swv: Client) -> None:
    tree = page(swv.get(URL, {"zoek": "School"}))
    assert tree.xpath(of_class("pages") + "/a/@href") == ["?zoek=School&pagina=2"]


@pytest.mark.usefixtures("many")
def test_the_pages_together_hold_every_school_once(swv: Client) -> None:
    found = [name for number in (1, 2, 3) for name in names(swv, f"?pagina={number}")]
    assert found == ["De Zeester", *(f"School {number:02}" for number in range(64))]


def test_htmx_gets_the_list_it_selects(swv: Client) -> None:
    assert all_words(page(swv.get(URL, headers=HTMX)), "//section[@id='gevonden']" + NAMES) == ["De Zeester"]


def test_posting_is_not_allowed(swv: Client) -> None:
    assert swv.post(URL).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_schools(swv: Client, school: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            swv.get(URL)
        return len(captured)

    for _ in range(2):
        SchoolFactory(region=school.region)
    three = queries()
    for _ in range(27):
        fill_required_seats(SchoolFactory(region=school.region))
    assert (queries(), len(names(swv))) == (three, 30)
