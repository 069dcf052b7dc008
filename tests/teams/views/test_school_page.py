"""/scholen/<code>/: circle and list of a school's team on a day, and what may be done there."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import School
from teams.models import Membership, TeamConfirmation
from tests.factories import (
    OrganisationFactory,
    SchoolFactory,
    StandInFactory,
    fill_required_seats,
    person,
    seat,
)
from tests.pages import all_words, messages, of_class, page

URL = "/scholen/99AA00/"
SEATS, NAMES, VACANT = of_class("seats"), of_class("seat-name") + "/a", of_class("seat-missing") + of_class("seat-name")


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 200), ("editor", 200)])
def test_who_may_see_a_school(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(URL).status_code == status


def test_a_stranger_comes_back_here_after_signing_in(client: Client, school: School) -> None:
    assert client.get(URL).url == f"/inloggen/?next={URL}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["98ZZ99", "99aa00", "99AA0", "99AA000", "1"])
def test_a_code_that_is_none_is_not_found(editor: Client, code: str) -> None:
    assert editor.get(f"/scholen/{code}/").status_code == 404


def test_the_list_names_who_is_there_in_the_order_of_the_seats(
    reader: Client, anneke: Membership, samira: Membership
) -> None:
    assert all_words(page(reader.get(URL)), NAMES) == ["Anneke Visser", "Samira Bakkali"]


def test_the_list_names_the_vacancies(reader: Client, anneke: Membership) -> None:
    assert all_words(page(reader.get(URL)), VACANT) == [
        "Directeur",
        "Jeugdarts en/of jeugdverpleegkundige",
        "Leerplichtambtenaar",
    ]


def test_list_and_circle_name_the_same_people(reader: Client, school: School, anneke: Membership) -> None:
    seat(school, "directeur", professional=person(school, "Tom", "de", "Vries"), starts_on=date(2027, 1, 1))
    seat(school, "jeugdarts", professional=person(school, "Weg", "", "Gegaan"), ends_on=date(2026, 11, 21))
    tree = page(reader.get(URL))
    labels = [label.split(",")[0] for label in tree.xpath("//svg//*[@role='listitem']/*/@aria-label")]
    in_circle = sorted(label for label in labels if label not in {"Vacature", "Gewenst"})
    assert in_circle == sorted(all_words(tree, NAMES)) == ["Anneke Visser", "Samira Bakkali", "Tom de Vries"]


def test_list_and_circle_name_the_same_vacancies(reader: Client) -> None:
    tree = page(reader.get(URL))
    labels = tree.xpath("//svg//*[@role='listitem']/*/@aria-label")
    in_circle = [label.removeprefix("Vacature, ") for label in labels if label.startswith("Vacature")]
    assert sorted(in_circle) == sorted(all_words(tree, VACANT))


def test_how_complete_the_team_is(reader: Client, school: School) -> None:
    tree = page(reader.get(URL))
    assert all_words(tree, of_class("page-head") + "/span") == ["4 vacatures"]
    assert all_words(tree, of_class("roster") + of_class("card-head") + "/p") == ["1 van 5 rollen"]


def test_a_complete_team_says_so(reader: Client, school: School) -> None:
    fill_required_seats(school)
    assert all_words(page(reader.get(URL)), of_class("page-head") + "/span") == ["✓ compleet"]


def test_since_when_a_seat_is_empty_and_who_must_fill_it(reader: Client, school: School, samira: Membership) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 10, 31))
    seat(school, "wijkagent", professional=samira.professional)
    tree = page(reader.get(URL))
    row = tree.xpath(of_class("seat-missing") + "[.//*[text()='CJG-coach']]")[0]
    assert all_words(row, ".//p[2]") == ["Vacature · geen lid sinds 1 november 2026 · in te vullen door CJG Duinveen"]


def test_phone_days_and_first_contact_are_shown(reader: Client, samira: Membership) -> None:
    Membership.objects.filter(pk=samira.pk).update(contact_days=10, contact_hours="di 8.30 uur", is_first_contact=True)
    row = page(reader.get(URL)).xpath(of_class("seat-row") + "[.//a[text()='Samira Bakkali']]")[0]
    assert all_words(row, ".//div/p[2]") == ["CJG-coach · CJG Duinveen · op school: di, do · di 8.30 uur"]
    assert all_words(row, ".//a[starts-with(@href, 'tel:')]") == ["06-12345678"]
    assert "★ eerste contact" in all_words(row, ".//span")


def test_who_sat_there_before_is_listed_the_last_first(reader: Client, school: School) -> None:
    for surname, start in (("Eerst", 2024), ("Toen", 2025)):
        seat(
            school,
            "cjg-coach",
            professional=person(school, "", "", surname),
            starts_on=date(start, 8, 1),
            ends_on=date(start + 1, 7, 31),
        )
    assert all_words(page(reader.get(URL)), of_class("seat-past") + "//li") == [
        "Toen, CJG-coach, 1 augustus 2025 tot en met 31 juli 2026",
        "Eerst, CJG-coach, 1 augustus 2024 tot en met 31 juli 2025",
    ]


def test_who_stands_in_now_and_who_will(reader: Client, samira: Membership, school: School) -> None:
    StandInFactory(membership=samira, professional=person(school, "Tom", "de", "Vries"))
    StandInFactory(
        membership=samira,
        professional=person(school, "Noor", "", "Smit"),
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 1, 31),
    )
    assert all_words(page(reader.get(URL)), of_class("stand-in") + "/p") == [
        "Waarnemer tot en met 31 december: Tom de Vries · 06-12345678",
        "Van 1 januari tot en met 31 januari 2027 neemt Noor Smit waar",
    ]


def test_who_confirmed_the_team_and_when(reader: Client, school: School, anneke: Membership) -> None:
    assert all_words(page(reader.get(URL)), of_class("confirmation") + "/p") == ["Nog niet bevestigd."]
    TeamConfirmation.objects.create(school=school, confirmed_on=date(2025, 9, 1), confirmed_by=anneke.professional.user)
    assert all_words(page(reader.get(URL)), of_class("confirmation") + "/p") == [
        "Bevestigd door Anneke Visser op 1 september 2025 ! langer dan een jaar geleden"
    ]


def test_this_years_meetings_are_an_honest_heading(reader: Client) -> None:
    assert "Bijeenkomsten 2026-2027" in all_words(page(reader.get(URL)), "//h2")


def test_a_school_of_another_region_is_never_named(editor: Client, far_ib: Membership) -> None:
    OrganisationFactory(region=far_ib.school.region, name="GGD Kanarie")
    assert b"anarie" not in editor.get(f"{URL}?bewerken=1").content


def test_people_of_a_closed_school_are_still_shown_and_it_says_closed(reader: Client, school: School) -> None:
    School.objects.filter(pk=school.pk).update(closed_on=date(2026, 8, 1))
    assert "gesloten op 1 augustus 2026" in all_words(page(reader.get(URL)), of_class("page-head") + "/span")


# What may be done


def actions(client: Client, query: str = "") -> list[str]:
    tree = page(client.get(URL + query))
    return all_words(tree, of_class("page-actions") + "/*") + sorted(
        set(all_words(tree, of_class("seats") + "//a[contains(@class, 'btn')]"))
    )


@pytest.mark.parametrize(
    ("who", "query", "offered"),
    [
        ("reader", "", ["Poster"]),
        ("reader", "?bewerken=1", ["Poster"]),
        ("editor", "", ["Poster", "Kernteam bewerken", "Vul in"]),
        (
            "editor",
            "?bewerken=1",
            ["Klaar met bewerken", "Contact", "Herstel fout", "Laat stoppen", "Vervang", "Vul in", "Waarnemer"],
        ),
        ("editor", "?bewerken=1&op=2025-10-01", ["Poster"]),
    ],
)
def test_what_is_offered_to_whom(request: pytest.FixtureRequest, who: str, query: str, offered: list[str]) -> None:
    assert actions(request.getfixturevalue(who), query) == offered


def test_every_action_that_is_offered_opens(editor: Client, samira: Membership) -> None:
    urls = page(editor.get(f"{URL}?bewerken=1")).xpath(SEATS + "//a/@hx-get")
    assert len(urls) > 10
    assert {url: editor.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_every_link_on_the_page_leads_somewhere(
    request: pytest.FixtureRequest, who: str, school: School, samira: Membership
) -> None:
    StandInFactory(membership=samira, professional=person(school, "Tom", "de", "Vries"))
    seat(school, "directeur", starts_on=date(2027, 8, 1))
    seat(school, "directeur", ends_on=date(2026, 8, 31))
    client = request.getfixturevalue(who)
    links = {url.split("#")[0] for url in page(client.get(f"{URL}?bewerken=1")).xpath("//a/@href") if url[0] in "/?"}
    urls = sorted(URL + url if url.startswith("?") else url for url in links)
    assert {url: client.get(url, follow=True).status_code for url in urls} == dict.fromkeys(urls, 200)


# ?op=


@pytest.mark.parametrize(
    ("op", "names"),
    [
        ("2025-10-01", ["Oud Lid"]),
        ("2026-07-31", ["Oud Lid"]),
        ("2026-08-01", ["Nu Lid"]),
        ("2026-11-22", ["Nu Lid", "Straks Lid"]),
        ("2026-12-01", ["Nu Lid", "Straks Lid"]),
        ("2027-09-01", ["Straks Lid"]),
    ],
)
def test_the_team_of_another_day_and_from_today_on_who_is_to_come(
    reader: Client, school: School, samira: Membership, op: str, names: list[str]
) -> None:
    days = {
        "Oud": (date(2025, 8, 1), date(2026, 7, 31)),
        "Nu": (date(2026, 8, 1), date(2027, 7, 31)),
        "Straks": (date(2027, 8, 1), None),
    }
    for first_name, (first, last) in days.items():
        who = person(school, first_name, "", "Lid")
        seat(school, "jeugdarts", professional=who, starts_on=first, ends_on=last)
    found = all_words(page(reader.get(f"{URL}?op={op}")), NAMES)
    assert [name for name in found if name.endswith("Lid")] == names


@pytest.mark.parametrize(
    ("op", "said"),
    [
        ("2025-10-01", "Je kijkt naar het kernteam van woensdag 1 oktober 2025. Terug naar vandaag"),
        ("2027-09-01", "Je kijkt naar het kernteam van woensdag 1 september 2027. Terug naar vandaag"),
    ],
)
def test_another_day_says_so(reader: Client, op: str, said: str) -> None:
    assert all_words(page(reader.get(f"{URL}?op={op}")), of_class("banner")) == [said]


def test_today_says_nothing(reader: Client) -> None:
    assert all_words(page(reader.get(f"{URL}?op=2026-11-22")), of_class("banner")) == []


@pytest.mark.parametrize(
    "op",
    ["", "nonsens", "2026-02-30", "2026-13-01", "1066-01-01", "9999-12-31", "0", "%00"],
)
def test_what_is_no_day_is_today_and_says_so(reader: Client, op: str) -> None:
    answer = reader.get(f"{URL}?op={op}")
    assert (answer.status_code, all_words(page(answer), of_class("banner"))) == (
        200,
        ["Dit is geen dag die wij kennen. Je ziet het kernteam van vandaag."],
    )


def test_access_is_todays_also_when_looking_at_the_past(reader: Client, samira: Membership, school: School) -> None:
    Membership.objects.filter(pk=samira.pk).update(starts_on=date(2024, 8, 1), ends_on=date(2026, 11, 21))
    assert reader.get(f"{URL}?op=2025-10-01").status_code == 404


# Names


@pytest.mark.parametrize(
    ("first_name", "infix", "surname"),
    [
        ("<script>alert(1)</script>", "", "O'Brien"),
        ('"Anna"', "", "& Zoon"),
        ("Ïnez", "van der", "Ûbels-İnan"),
        ("a" * 60, "b" * 20, "c" * 60),
        ("W" * 60, "", "{{ user }}{% csrf_token %}"),
        ("", "", "李"),
    ],
)
def test_any_name_is_shown_as_it_is_and_does_nothing(
    reader: Client, school: School, first_name: str, infix: str, surname: str
) -> None:
    somebody = seat(school, "directeur", professional=person(school, first_name, infix, surname)).professional
    answer = reader.get(URL)
    assert str(somebody) in all_words(page(answer), NAMES)
    assert b"<script>alert" not in answer.content


def test_a_school_of_any_name_is_shown_as_it_is(reader: Client, school: School) -> None:
    School.objects.filter(pk=school.pk).update(name='<b>\'s-Gravenhof</b> & "Zoon"')
    assert all_words(page(reader.get(URL)), of_class("page-head") + "/h1") == ['<b>\'s-Gravenhof</b> & "Zoon"']


# Speed


def test_the_number_of_queries_does_not_grow_with_the_team(reader: Client, school: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            reader.get(URL)
        return len(captured)

    seat(school, "cjg-coach")
    StandInFactory(membership=seat(school, "jeugdarts"))
    three = queries()
    for _ in range(27):
        StandInFactory(membership=seat(school, "leerplichtambtenaar"))
    assert queries() == three


def test_nothing_is_reported_that_was_not_done(reader: Client) -> None:
    assert messages(reader.get(URL)) == []


def test_posting_is_not_allowed(editor: Client) -> None:
    assert editor.post(URL).status_code == 405


def test_a_neighbouring_school_of_the_region_stays_closed(editor: Client, school: School) -> None:
    SchoolFactory(region=school.region, establishment_code="99AA01")
    assert editor.get("/scholen/99AA01/").status_code == 404
