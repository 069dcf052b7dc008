"""/scholen/<code>/bevestigen/: "ja, dit klopt nog"."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from schools.models import School
from teams.models import Membership, TeamConfirmation
from tests.factories import person, seat
from tests.pages import all_words, messages, of_class, page, undo_url

URL = "/scholen/99AA00/bevestigen/"


def confirmed() -> list[tuple[str, date]]:
    return [(str(row.confirmed_by), row.confirmed_on) for row in TeamConfirmation.objects.all()]


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_confirms_nothing(request: pytest.FixtureRequest, school: School, who: str, status: int) -> None:
    assert (request.getfixturevalue(who).post(URL).status_code, confirmed()) == (status, [])


def test_a_link_does_not_confirm(editor: Client) -> None:
    assert (editor.get(URL).status_code, confirmed()) == (405, [])


def pressed(client: Client) -> dict[str, Any]:
    """What the button on the school's page sends."""
    return dict(page(client.get("/scholen/99AA00/")).xpath(f"//form[@action='{URL}']")[0].form_values())


def test_one_click_confirms_the_team_and_its_people(editor: Client, samira: Membership) -> None:
    answer = editor.post(URL, pressed(editor), follow=True)
    assert messages(answer) == ["Het kernteam van De Zeester is bevestigd."]
    assert confirmed() == [("anneke@example.nl", date(2026, 11, 22))]
    assert all_words(page(answer), of_class("confirmation") + "/p") == ["✓ Vandaag bevestigd door Anneke Visser"]
    assert all_words(page(answer), of_class("seat-faded")) == []


def test_the_button_pressed_twice_confirms_once(editor: Client) -> None:
    data = pressed(editor)
    assert [editor.post(URL, data).status_code for _ in range(2)] == [302, 302]
    assert len(confirmed()) == 1


@pytest.mark.parametrize("key", ["", "geen sleutel"])
def test_without_a_key_it_confirms_all_the_same(editor: Client, key: str) -> None:
    editor.post(URL, {**pressed(editor), "key": key})
    assert len(confirmed()) == 1


def test_a_team_that_changed_meanwhile_is_not_confirmed_and_it_says_what_changed(
    editor: Client, school: School, samira: Membership
) -> None:
    data = pressed(editor)
    seat(school, "cjg-coach", professional=person(school, "Noor", "", "Smit"))
    said = "Er is niets gedaan, want intussen is er iets veranderd. Noor Smit, CJG-coach is erbij gekomen."
    assert (messages(editor.post(URL, data, follow=True)), confirmed()) == ([said], [])


@pytest.mark.parametrize("seen", ["", "gekraakt"])
def test_without_what_was_seen_it_is_refused(editor: Client, seen: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = editor.post(URL, {**pressed(editor), "seen": seen})
    caplog.clear()  # Django logs the suspicious form as an error, as it should
    assert (answer.status_code, confirmed()) == (400, [])


def test_the_message_undoes_it(editor: Client, samira: Membership) -> None:
    editor.post(URL, pressed(editor))
    editor.post(undo_url(editor))
    samira.professional.refresh_from_db()
    assert (confirmed(), samira.professional.confirmed_on) == ([], None)
