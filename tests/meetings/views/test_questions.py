"""/scholen/<code>/vier-vragen/: what is known, what the team says."""

import pytest
from django.test import Client

from meetings.models import Meeting, TeamAnswer
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import GrantFactory
from tests.pages import all_words, beside, of_class, page, send, sign_in, values

URL = "/scholen/99AA00/vier-vragen/"
ROUTES = f"{URL}2026/routes/"


@pytest.fixture
def swv(school: School) -> Client:
    return sign_in(Client(), GrantFactory(region=school.region, kind=GrantKind.SWV).user)


@pytest.fixture
def planner(ineke: Professional) -> Client:
    """The procesbegeleider, who plans here, with her second step taken."""
    assert ineke.user is not None
    return sign_in(Client(), ineke.user)


@pytest.mark.usefixtures("samira")
@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("client", 302, 302),
        ("outsider", 404, 404),
        ("swv", 200, 403),
        ("reader", 200, 200),
        ("editor", 200, 200),
        ("planner", 200, 200),
    ],
)
def test_who_sees_the_school_reads_and_the_team_writes(
    request: pytest.FixtureRequest, who: str, reads: int, writes: int
) -> None:
    client = request.getfixturevalue(who)
    assert (client.get(URL).status_code, client.get(ROUTES).status_code) == (reads, writes)


def test_the_team_writes_its_line_and_the_meter_rises(reader: Client) -> None:
    assert all_words(page(reader.get(URL)), of_class("question-meter")) == ["0 van 4 beantwoord"]
    answer = send(reader, ROUTES, text="Eerst de IB’er, dan samen verder.")
    assert (answer.status_code, answer["Location"]) == (302, f"{URL}?jaar=2026")
    tree = page(reader.get(URL))
    assert all_words(tree, of_class("own-answer")) == ["Eerst de IB’er, dan samen verder."]
    assert all_words(tree, of_class("question-meter")) == ["1 van 4 beantwoord"]
    assert len(tree.xpath(of_class("meter-part"))) == 4
    assert (len(tree.xpath(of_class("meter-done"))), len(tree.xpath(of_class("meter-half")))) == (1, 1)
    assert all_words(tree, of_class("meter-sources")) == ["1 door het team, 1 half"]


def test_sent_twice_it_is_written_once(reader: Client) -> None:
    data = {**values(reader.get(ROUTES), ROUTES), "text": "Zo."}
    assert [reader.post(ROUTES, data).status_code for _ in range(2)] == [302, 302]
    assert TeamAnswer.history.count() == 1


def test_data_of_a_pupil_is_refused(reader: Client) -> None:
    answer = send(reader, ROUTES, text="Over 123456782")
    assert beside(answer, "text").startswith("Dit lijkt op een burgerservicenummer (123 … 782).")
    assert not TeamAnswer.objects.exists()


@pytest.mark.parametrize("path", [f"{URL}2026/waarom/", f"{URL}2025/routes/", f"{URL}9999/routes/"])
def test_a_question_or_a_year_that_is_none_is_not_there(reader: Client, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_an_earlier_year_has_its_own_answers(reader: Client, school: School) -> None:
    TeamAnswer.objects.create(school=school, year=2025, question="routes", text="Van toen")
    tree = page(reader.get(URL))
    assert (all_words(tree, of_class("own-answer")), all_words(tree, of_class("tabs") + "/a")) == (
        [],
        ["2026-2027", "2025-2026"],
    )
    assert all_words(page(reader.get(f"{URL}?jaar=2025")), of_class("own-answer")) == ["Van toen"]
    assert reader.get(f"{URL}?jaar=x").status_code == 200


def test_data_answers_too(reader: Client, samira: Membership, meeting: Meeting) -> None:
    tree = page(reader.get(URL))
    facts = all_words(tree, of_class("bullets") + "/li")
    assert "Samira Bakkali, CJG-coach" in facts
    assert f"Volgende bijeenkomst: {meeting.when}" in facts
