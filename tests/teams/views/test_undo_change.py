"""/wijzigingen/<sleutel>/terugdraaien/: "maak ongedaan"."""

import json
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from schools.models import Change, School
from teams.actions.people import update_professional
from teams.actions.seats import end_membership
from teams.models import Membership, Professional
from tests.factories import TODAY, UserFactory, seat
from tests.pages import HTMX, messages, undo_url


@pytest.fixture
def change(samira: Membership) -> Change:
    """Samira stops; done by somebody else."""
    return end_membership(membership=samira, last_day=date(2026, 12, 31), actor=UserFactory())


@pytest.fixture
def url(change: Change) -> str:
    return f"/wijzigingen/{change.pk}/terugdraaien/"


def last_day() -> date | None:
    return Membership.objects.get(role__code="cjg-coach").ends_on


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_undoes_nothing(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert (request.getfixturevalue(who).post(url).status_code, last_day()) == (status, date(2026, 12, 31))


def test_a_link_does_not_undo(editor: Client, url: str) -> None:
    assert (editor.get(url).status_code, last_day()) == (405, date(2026, 12, 31))


def test_a_change_that_does_not_exist_is_not_found(editor: Client) -> None:
    assert editor.post(f"/wijzigingen/{uuid4()}/terugdraaien/").status_code == 404


def test_an_editor_undoes_what_a_colleague_did(editor: Client, url: str) -> None:
    answer = editor.post(url, follow=True)
    assert messages(answer) == ["Teruggedraaid: Samira Bakkali stopt als CJG-coach, laatste dag 31 december 2026."]
    assert last_day() is None


def test_an_undo_can_be_undone(editor: Client, url: str) -> None:
    editor.post(url)
    editor.post(undo_url(editor))
    assert last_day() == date(2026, 12, 31)


def test_undoing_twice_says_so(editor: Client, url: str) -> None:
    editor.post(url)
    editor.get("/scholen/")
    assert messages(editor.post(url, follow=True)) == ["Dit is al teruggedraaid."]


def test_what_changed_since_says_so_and_stays(editor: Client, samira: Membership, url: str) -> None:
    end_membership(membership=samira, last_day=date(2027, 1, 31), actor=UserFactory())
    assert messages(editor.post(url, follow=True)) == [
        "Dit kan niet meer terug: er is sindsdien opnieuw iets veranderd."
    ]
    assert last_day() == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/scholen/99AA00/", "/scholen/99AA00/"),
        ("/scholen/?zoek=zee", "/scholen/?zoek=zee"),
        ("", "/"),
        ("https://kwaad.example/", "/"),
        ("//kwaad.example/", "/"),
        ("\\\\kwaad.example", "/"),
        ("javascript:alert(1)", "/"),
        ("nergens", "/"),
        ("account_logout", "/"),
    ],
)
def test_it_goes_back_to_a_page_of_this_site_only(editor: Client, url: str, back: str, to: str) -> None:
    answer = editor.post(url, {"terug": back})
    assert (answer.status_code, answer.url) == (302, to)  # type: ignore[attr-defined]


def test_in_place(editor: Client, url: str) -> None:
    answer = editor.post(url, {"terug": "/scholen/99AA00/"}, headers=HTMX)
    assert json.loads(answer["HX-Location"])["path"] == "/scholen/99AA00/"


@pytest.fixture
def update(anneke: Membership, samira: Membership) -> Change:
    """Anneke corrects Samira's data: that belongs to no school."""
    actor = User.objects.get(email="anneke@example.nl")
    return update_professional(professional=samira.professional, values={"phone": ""}, today=TODAY, actor=actor)


def test_who_corrected_somebody_undoes_that(editor: Client, update: Change) -> None:
    editor.post(f"/wijzigingen/{update.pk}/terugdraaien/")
    assert Professional.objects.get(surname="Bakkali").phone == "+31612345678"


def test_nobody_else_knows_of_that(
    reader: Client, school: School, update: Change, sign_in: Callable[[User], Client]
) -> None:
    directeur = UserFactory()
    seat(school, "directeur", user=directeur)
    statuses = [who.post(f"/wijzigingen/{update.pk}/terugdraaien/").status_code for who in (reader, sign_in(directeur))]
    assert (statuses, Professional.objects.get(surname="Bakkali").phone) == ([404, 404], "")
