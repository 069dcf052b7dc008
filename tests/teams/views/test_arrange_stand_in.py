"""/scholen/<code>/leden/<lid>/waarnemer/: somebody takes a member's place for a period."""

from datetime import date

import pytest
from django.test import Client

from schools.models import School
from teams.models import Membership, Professional, StandIn
from tests.factories import StandInFactory, person
from tests.pages import all_words, beside, meanwhile, messages, of_class, page, send, values

DAYS = {"starts_on": "2026-12-01", "ends_on": "2027-01-31"}


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/scholen/99AA00/leden/{samira.pk}/waarnemer/"


@pytest.fixture
def tom(school: School) -> Professional:
    return person(school, "Tom", "de", "Vries")


def rows() -> list[tuple[str, date, date]]:
    return [(str(row.professional), row.starts_on, row.ends_on) for row in StandIn.objects.all()]


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_open_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, tom: Professional, url: str, who: str, status: int
) -> None:
    data = {**values(editor.get(url), url), **DAYS, "professional": tom.pk}
    assert (request.getfixturevalue(who).post(url, data).status_code, rows()) == (status, [])


def test_somebody_stands_in_and_the_page_says_so(editor: Client, tom: Professional, url: str) -> None:
    send(editor, url, professional=tom.pk, **DAYS)
    assert rows() == [("Tom de Vries", date(2026, 12, 1), date(2027, 1, 31))]
    answer = editor.get("/scholen/99AA00/")
    assert messages(answer) == [
        "Tom de Vries neemt waar voor Samira Bakkali, van 1 december 2026 tot en met 31 januari 2027."
    ]
    assert all_words(page(answer), of_class("stand-in") + "/p") == [
        "Van 1 december tot en met 31 januari 2027 neemt Tom de Vries waar"
    ]


def test_the_member_herself_is_not_offered(editor: Client, url: str) -> None:
    assert "Samira Bakkali" not in all_words(page(editor.get(url)), of_class("people-found") + "//strong")


@pytest.mark.parametrize(
    ("days", "field", "said"),
    [
        ({**DAYS, "ends_on": ""}, "ends_on", "Dit is nog leeg. Vul het in."),
        ({**DAYS, "ends_on": "2026-11-30"}, "ends_on", "De laatste dag ligt voor de eerste dag."),
        ({**DAYS, "starts_on": "2026-07-31"}, "starts_on", "Samira Bakkali begint zelf pas op 1 augustus 2026."),
    ],
)
def test_a_wrong_period_is_said_beside_the_day_and_keeps_what_was_typed(
    editor: Client, tom: Professional, url: str, days: dict[str, str], field: str, said: str
) -> None:
    answer = send(editor, url, professional=tom.pk, **days)
    kept = values(answer, url)
    assert (beside(answer, field), kept["professional"], kept[field]) == (said, [str(tom.pk)], [days[field]])
    assert rows() == []


def test_who_comes_second_is_told(
    editor: Client, school: School, samira: Membership, tom: Professional, url: str
) -> None:
    opened = editor.get(url)
    StandInFactory(membership=samira, professional=person(school, "Noor", "", "Smit"))
    answer = send(editor, url, opened, professional=tom.pk, **DAYS)
    assert (answer.status_code, len(meanwhile(answer)), len(rows())) == (409, 1, 1)
    refused = send(editor, url, answer)
    assert beside(refused, "starts_on") == "Noor Smit neemt al waar van 1 november 2026 tot en met 31 december 2026."
