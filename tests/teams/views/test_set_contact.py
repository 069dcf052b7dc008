"""/scholen/<code>/leden/<lid>/contact/: when somebody is at school, and who is called first."""

import pytest
from django.test import Client

from schools.models import School
from teams.models import Membership
from tests.factories import seat
from tests.pages import beside, meanwhile, send, values


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/scholen/99AA00/leden/{samira.pk}/contact/"


def contact(membership: Membership) -> tuple[str, str, bool]:
    now = Membership.objects.get(pk=membership.pk)
    return str(now.days_at_school), now.contact_hours, now.is_first_contact


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_open_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, samira: Membership, url: str, who: str, status: int
) -> None:
    data = {**values(editor.get(url), url), "contact_days": ["1"]}
    assert (request.getfixturevalue(who).post(url, data).status_code, contact(samira)) == (status, ("", "", False))


def test_days_hours_and_first_contact_are_saved_and_shown_again(editor: Client, samira: Membership, url: str) -> None:
    send(editor, url, contact_days=["1", "3"], contact_hours="di 8.30-10.00 uur", is_first_contact="on")
    assert contact(samira) == ("di, do", "di 8.30-10.00 uur", True)
    shown = values(editor.get(url), url)
    assert (shown["contact_days"], shown["contact_hours"], shown["is_first_contact"]) == (
        ["1", "3"],
        ["di 8.30-10.00 uur"],
        ["on"],
    )


def test_first_contact_moves_here(editor: Client, school: School, samira: Membership, url: str) -> None:
    other = seat(school, "cjg-coach", is_first_contact=True)
    opened = editor.get(url)
    send(editor, url, opened, is_first_contact="on")
    assert (contact(samira)[2], contact(other)[2]) == (True, False)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (
            "111222333",
            "Dit lijkt op een burgerservicenummer (111 … 333). Haal het weg: hier horen geen gegevens van leerlingen.",
        ),
        (
            "geb. 3-4-2016",
            "Dit lijkt op een geboortedatum (geb. 3-4-2016). Haal het weg: hier horen geen gegevens van leerlingen.",
        ),
    ],
)
def test_what_looks_like_a_pupils_data_is_refused(
    editor: Client, samira: Membership, url: str, hours: str, said: str
) -> None:
    answer = send(editor, url, contact_hours=hours)
    assert (beside(answer, "contact_hours"), values(answer, url)["contact_hours"]) == (said, [hours])
    assert contact(samira) == ("", "", False)


@pytest.mark.parametrize("day", ["5", "-1", "x"])
def test_a_day_that_is_no_school_day_is_refused(editor: Client, samira: Membership, url: str, day: str) -> None:
    assert send(editor, url, contact_days=[day]).status_code == 200
    assert contact(samira) == ("", "", False)


def test_who_comes_second_is_told_and_keeps_what_was_ticked(editor: Client, samira: Membership, url: str) -> None:
    opened = editor.get(url)
    send(editor, url, contact_days=["0"])
    answer = send(editor, url, opened, contact_days=["1"], is_first_contact="on")
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        ["Samira Bakkali, CJG-coach vanaf 1 augustus 2026: op school op is nu ma (was leeg)."],
    )
    kept = values(answer, url)
    assert (kept["contact_days"], kept["is_first_contact"]) == (["1"], ["on"])
    send(editor, url, answer)
    assert contact(samira) == ("di", "", True)
