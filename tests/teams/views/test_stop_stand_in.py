"""/scholen/<code>/waarnemingen/<id>/stoppen/: the member is back."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from schools.models import School
from teams.models import Membership, StandIn
from tests.factories import SchoolFactory, StandInFactory, person, seat
from tests.pages import HTMX, messages, of_class, page


@pytest.fixture
def stand_in(school: School, samira: Membership) -> StandIn:
    row: StandIn = StandInFactory(membership=samira, professional=person(school, "Tom", "de", "Vries"))
    return row


@pytest.fixture
def url(stand_in: StandIn) -> str:
    return f"/scholen/99AA00/waarnemingen/{stand_in.pk}/stoppen/"


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    answer = request.getfixturevalue(who).post(url)
    assert (answer.status_code, StandIn.objects.get().ends_on) == (status, date(2026, 12, 31))


def test_a_link_does_not_stop_it(editor: Client, url: str) -> None:
    assert (editor.get(url).status_code, StandIn.objects.get().ends_on) == (405, date(2026, 12, 31))


def test_only_an_editor_is_offered_it(editor: Client, reader: Client, url: str) -> None:
    forms = [page(who.get("/scholen/99AA00/")).xpath(f"//form[@action='{url}']") for who in (editor, reader)]
    assert [len(found) for found in forms] == [1, 0]


def test_it_stops_yesterday(editor: Client, url: str) -> None:
    answer = editor.post(url, {"key": uuid4()}, follow=True)
    assert messages(answer) == ["De waarneming door Tom de Vries is gestopt."]
    assert StandIn.objects.get().ends_on == date(2026, 11, 21)
    assert page(answer).xpath(of_class("stand-in")) == []


def test_in_place(editor: Client, url: str) -> None:
    assert json.loads(editor.post(url, headers=HTMX)["HX-Location"])["path"] == "/scholen/99AA00/"


@pytest.mark.parametrize("starts_on", [date(2026, 11, 1), date(2026, 12, 1)], ids=["begun", "not begun"])
def test_the_button_pressed_twice_says_twice_what_was_done_once(editor: Client, url: str, starts_on: date) -> None:
    StandIn.objects.update(starts_on=starts_on)
    key = uuid4()
    said = [messages(editor.post(url, {"key": key}, follow=True)) for _ in range(2)]
    assert said == [["De waarneming door Tom de Vries is gestopt."]] * 2


def test_a_stand_in_at_another_school_is_not_found(editor: Client, school: School) -> None:
    other = StandInFactory(membership=seat(SchoolFactory(region=school.region), "cjg-coach"))
    assert editor.post(f"/scholen/99AA00/waarnemingen/{other.pk}/stoppen/").status_code == 404
