"""/scholen/<code>/leden/<lid>/weghalen/: takes away who never sat there."""

from typing import Any

import pytest
from django.test import Client

from schools.models import School
from teams.models import Membership
from tests.factories import SchoolFactory, person, seat
from tests.pages import messages, page, undo_url


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/scholen/99AA00/leden/{samira.pk}/weghalen/"


def sent(editor: Client, samira: Membership, url: str) -> dict[str, Any]:
    """What the button on the page of corrections would send."""
    tree = page(editor.get(f"/scholen/99AA00/leden/{samira.pk}/corrigeren/"))
    return dict(tree.xpath(f"//form[@action='{url}']")[0].form_values())


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, samira: Membership, url: str, who: str, status: int
) -> None:
    answer = request.getfixturevalue(who).post(url, sent(editor, samira, url))
    assert (answer.status_code, Membership.objects.filter(pk=samira.pk).exists()) == (status, True)


def test_a_link_does_not_remove_anybody(editor: Client, samira: Membership, url: str) -> None:
    assert (editor.get(url).status_code, Membership.objects.filter(pk=samira.pk).exists()) == (405, True)


def test_somebody_is_removed_and_the_message_undoes_it(editor: Client, samira: Membership, url: str) -> None:
    before = list(Membership.objects.values())
    editor.post(url, sent(editor, samira, url))
    assert not Membership.objects.filter(pk=samira.pk).exists()
    editor.post(undo_url(editor))
    assert list(Membership.objects.values()) == before


def test_it_says_who_was_removed(editor: Client, samira: Membership, url: str) -> None:
    answer = editor.post(url, sent(editor, samira, url), follow=True)
    assert messages(answer) == ["Samira Bakkali is weggehaald als CJG-coach."]


def test_the_button_pressed_twice_says_twice_what_was_done_once(editor: Client, samira: Membership, url: str) -> None:
    data = sent(editor, samira, url)
    said = [messages(editor.post(url, data, follow=True)) for _ in range(2)]
    assert said == [["Samira Bakkali is weggehaald als CJG-coach."]] * 2


def test_when_the_seat_changed_meanwhile_nothing_is_removed_and_it_says_what_changed(
    editor: Client, school: School, samira: Membership, url: str
) -> None:
    data = sent(editor, samira, url)
    seat(school, "cjg-coach", professional=person(school, "Noor", "", "Smit"))
    said = "Er is niets gedaan, want intussen is er iets veranderd. "
    assert messages(editor.post(url, data, follow=True)) == [
        f"{said}Noor Smit, CJG-coach vanaf 1 augustus 2026 is erbij gekomen."
    ]
    assert Membership.objects.filter(pk=samira.pk).exists()


def test_without_what_was_seen_it_is_refused(
    editor: Client, samira: Membership, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = editor.post(url)
    caplog.clear()  # Django logs the suspicious form as an error, as it should
    assert (answer.status_code, Membership.objects.filter(pk=samira.pk).exists()) == (400, True)


def test_a_member_of_another_school_is_not_found(editor: Client, school: School) -> None:
    other = seat(SchoolFactory(region=school.region), "cjg-coach")
    assert editor.post(f"/scholen/99AA00/leden/{other.pk}/weghalen/").status_code == 404
