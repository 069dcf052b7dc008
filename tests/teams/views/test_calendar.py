"""/scholen/<code>/vrije-dagen/: holidays, and a school's own days off."""

from datetime import date

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from schools.enums import HolidayRegion
from schools.models import FreePeriod, School
from tests.factories import FreePeriodFactory, SchoolFactory
from tests.pages import all_words, beside, messages, of_class, page, send, undo_url, values

URL = "/scholen/99AA00/vrije-dagen/"
DAYS = {"label": "Studiedag", "first_day": "2026-12-17", "last_day": "2026-12-18"}


def rows() -> list[tuple[str, date, date]]:
    return list(FreePeriod.objects.values_list("label", "first_day", "last_day"))


def listed(client: Client, heading: str) -> list[str]:
    return all_words(page(client.get(URL)), f"//h2[starts-with(., '{heading}')]/following-sibling::ul[1]/li")


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 200), ("editor", 200)])
def test_who_may_see_it(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(URL).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_adds_nothing(request: pytest.FixtureRequest, editor: Client, who: str, status: int) -> None:
    data = {**values(editor.get(URL), URL), **DAYS}
    assert (request.getfixturevalue(who).post(URL, data).status_code, rows()) == (status, [])


def test_only_an_editor_is_offered_the_form(editor: Client, reader: Client) -> None:
    offered = [page(who.get(URL)).xpath("//input[@name='first_day']") for who in (editor, reader)]
    assert [len(found) for found in offered] == [1, 0]


def test_the_school_holidays_of_its_region(reader: Client, school: School) -> None:
    School.objects.filter(pk=school.pk).update(holiday_region=HolidayRegion.ZUID)
    assert listed(reader, "Schoolvakanties regio Zuid") == [
        "Herfstvakantie 17 oktober 2026 tot en met 25 oktober 2026",
        "Kerstvakantie 19 december 2026 tot en met 3 januari 2027",
        "Voorjaarsvakantie 13 februari 2027 tot en met 21 februari 2027",
        "Meivakantie 24 april 2027 tot en met 2 mei 2027",
        "Zomervakantie 24 juli 2027 tot en met 5 september 2027",
    ]


def test_public_holidays_with_their_day_of_the_week(reader: Client) -> None:
    found = listed(reader, "Feestdagen")
    assert (len(found), found[0], found[6]) == (
        11,
        "Eerste kerstdag vrijdag 25 december 2026",
        "Koningsdag dinsdag 27 april 2027",
    )


def test_a_year_whose_holidays_are_not_known_says_so(
    request: pytest.FixtureRequest, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(date(2030, 11, 22))
    reader = request.getfixturevalue("reader")  # only now: nobody stays signed in for four years
    assert "De schoolvakanties van 2030-2031 zijn nog niet bekend." in all_words(page(reader.get(URL)), "//p")


def test_own_days_of_this_and_next_school_year_and_no_other_schools(reader: Client, school: School) -> None:
    for day, label in (
        (date(2026, 7, 31), "Vorig jaar"),
        (date(2026, 12, 17), "Dit jaar"),
        (date(2028, 7, 31), "Volgend jaar"),
        (date(2028, 8, 1), "Te ver"),
    ):
        FreePeriodFactory(school=school, first_day=day, last_day=day, label=label)
    FreePeriodFactory(label="Kanarie")
    FreePeriodFactory(school=SchoolFactory(region=school.region), label="Van de buren")
    assert listed(reader, "Eigen vrije dagen") == [
        "Dit jaardonderdag 17 december 2026",
        "Volgend jaarmaandag 31 juli 2028",
    ]


def test_days_off_are_added(editor: Client) -> None:
    answer = send(editor, URL, **DAYS)
    assert (answer.status_code, answer.url, rows()) == (  # type: ignore[attr-defined]
        302,
        URL,
        [("Studiedag", date(2026, 12, 17), date(2026, 12, 18))],
    )
    assert messages(editor.get(URL)) == ["Studiedag is toegevoegd aan de vrije dagen."]


def test_one_day_needs_no_last_day(editor: Client) -> None:
    send(editor, URL, **{**DAYS, "last_day": ""})
    assert rows() == [("Studiedag", date(2026, 12, 17), date(2026, 12, 17))]


def test_the_message_undoes_it(editor: Client) -> None:
    send(editor, URL, **DAYS)
    editor.post(undo_url(editor))
    assert rows() == []


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"label": ""}, "label", "Dit is nog leeg. Vul het in."),
        ({"first_day": ""}, "first_day", "Dit is nog leeg. Vul het in."),
        ({"first_day": "morgen"}, "first_day", "Dit is geen dag. Schrijf bijvoorbeeld 6-10-2026."),
        ({"last_day": "2026-12-16"}, "last_day", "De laatste dag ligt voor de eerste dag."),
        (
            {"label": "Jan geb. 3-4-2016"},
            "label",
            "Dit lijkt op een geboortedatum (geb. 3-4-2016). Haal het weg: hier horen geen gegevens van leerlingen.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_keeps_what_was_typed(
    editor: Client, typed: dict[str, str], field: str, said: str
) -> None:
    answer = send(editor, URL, **{**DAYS, **typed})
    assert (beside(answer, field), values(answer, URL)[field], rows()) == (said, [typed[field]], [])


def test_the_same_days_twice_are_refused(editor: Client) -> None:
    send(editor, URL, **DAYS)
    answer = send(editor, URL, **DAYS)
    assert (beside(answer, "first_day"), len(rows())) == ("Deze vrije dagen staan er al.", 1)


def test_the_same_form_sent_twice_adds_once(editor: Client) -> None:
    data = {**values(editor.get(URL), URL), **DAYS}
    assert ([editor.post(URL, data).status_code for _ in range(2)], len(rows())) == ([302, 302], 1)


def test_any_label_is_shown_as_it_is(reader: Client, school: School) -> None:
    FreePeriodFactory(school=school, label="<script>alert(1)</script>")
    assert all_words(page(reader.get(URL)), of_class("rows") + "/li//strong")[0] == "<script>alert(1)</script>"
