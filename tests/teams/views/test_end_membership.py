"""/scholen/<code>/leden/<lid>/stoppen/: somebody leaves after her last day."""

from datetime import date

import pytest
from django.test import Client

from schools.models import School
from teams.models import Membership
from tests.factories import seat
from tests.pages import beside, meanwhile, messages, send, values


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/scholen/99AA00/leden/{samira.pk}/stoppen/"


def last_day(membership: Membership) -> date | None:
    return Membership.objects.get(pk=membership.pk).ends_on


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_open_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, samira: Membership, url: str, who: str, status: int
) -> None:
    answer = request.getfixturevalue(who).post(url, values(editor.get(url), url))
    assert (answer.status_code, last_day(samira)) == (status, None)


def test_it_proposes_today(editor: Client, url: str) -> None:
    assert values(editor.get(url), url)["ends_on"] == ["2026-11-22"]


def test_somebody_stops_after_her_last_day(editor: Client, samira: Membership, url: str) -> None:
    send(editor, url, ends_on="2026-12-31")
    assert last_day(samira) == date(2026, 12, 31)
    assert messages(editor.get("/scholen/99AA00/")) == [
        "Samira Bakkali stopt als CJG-coach, laatste dag 31 december 2026."
    ]


def test_a_last_day_before_the_first_is_said_beside_the_day(editor: Client, samira: Membership, url: str) -> None:
    answer = send(editor, url, ends_on="2026-07-31")
    assert beside(answer, "ends_on") == "De laatste dag kan niet voor 1 augustus 2026 liggen, de eerste dag."
    assert (values(answer, url)["ends_on"], last_day(samira)) == (["2026-07-31"], None)


def test_a_last_day_within_her_own_next_stay_is_said_on_the_page(
    editor: Client, school: School, samira: Membership, url: str
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 12, 31))
    seat(school, "cjg-coach", professional=samira.professional, starts_on=date(2027, 2, 1))
    assert send(editor, url, ends_on="2027-03-01").status_code == 200
    assert last_day(samira) == date(2026, 12, 31)


def test_who_comes_second_is_told_and_may_go_on(editor: Client, samira: Membership, url: str) -> None:
    opened = editor.get(url)
    send(editor, url, ends_on="2026-12-31")
    answer = send(editor, url, opened, ends_on="2027-01-31")
    assert (answer.status_code, meanwhile(answer), values(answer, url)["ends_on"]) == (
        409,
        ["Samira Bakkali, CJG-coach vanaf 1 augustus 2026: laatste dag is nu 31 december 2026 (was leeg)."],
        ["2027-01-31"],
    )
    send(editor, url, answer)
    assert last_day(samira) == date(2027, 1, 31)
