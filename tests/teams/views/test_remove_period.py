"""/scholen/<code>/vrije-dagen/<nummer>/weghalen/: a school works on those days after all."""

from uuid import uuid4

import pytest
from django.test import Client

from schools.models import FreePeriod, School
from tests.factories import FreePeriodFactory, SchoolFactory
from tests.pages import messages, undo_url

pytestmark = pytest.mark.usefixtures("samira")


@pytest.fixture
def period(school: School) -> FreePeriod:
    row: FreePeriod = FreePeriodFactory(school=school, label="Studiedag")
    return row


@pytest.fixture
def url(period: FreePeriod) -> str:
    return f"/scholen/99AA00/vrije-dagen/{period.pk}/weghalen/"


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_removes_nothing(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert (request.getfixturevalue(who).post(url).status_code, FreePeriod.objects.count()) == (status, 1)


def test_a_link_removes_nothing(editor: Client, url: str) -> None:
    assert (editor.get(url).status_code, FreePeriod.objects.count()) == (405, 1)


def test_the_days_go_and_the_message_undoes_it(editor: Client, url: str) -> None:
    before = list(FreePeriod.objects.values())
    editor.post(url, {"key": uuid4()})
    assert FreePeriod.objects.count() == 0
    editor.post(undo_url(editor))
    assert list(FreePeriod.objects.values()) == before


def test_the_button_pressed_twice_says_twice_what_was_done_once(editor: Client, url: str) -> None:
    key = uuid4()
    said = [messages(editor.post(url, {"key": key}, follow=True)) for _ in range(2)]
    assert said == [["Studiedag is weggehaald uit de vrije dagen."]] * 2


def test_days_of_another_school_are_not_found(editor: Client, school: School) -> None:
    other = FreePeriodFactory(school=SchoolFactory(region=school.region))
    assert editor.post(f"/scholen/99AA00/vrije-dagen/{other.pk}/weghalen/").status_code == 404
