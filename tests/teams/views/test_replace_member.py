"""/scholen/<code>/leden/<lid>/vervangen/: a coach is succeeded from a day."""

import json
from datetime import date

import pytest
from django.test import Client

from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import SchoolFactory, person, seat
from tests.pages import HTMX, all_words, beside, errors, meanwhile, messages, of_class, page, send, undo_url, values

AUGUST = date(2026, 8, 1)
SAMIRA = ("Samira Bakkali", AUGUST, None)


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/scholen/99AA00/leden/{samira.pk}/vervangen/"


@pytest.fixture
def tom(school: School) -> Professional:
    return person(school, "Tom", "de", "Vries")


def coaches(school: School) -> list[tuple[str, date, date | None]]:
    rows = school.memberships.filter(role__code="cjg-coach").select_related("professional")
    return [(str(row.professional), row.starts_on, row.ends_on) for row in rows]


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403), ("editor", 200)])
def test_who_may_open_it(request: pytest.FixtureRequest, url: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(url).status_code == status


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 403)])
def test_who_may_not_changes_nothing(
    request: pytest.FixtureRequest, editor: Client, school: School, tom: Professional, url: str, who: str, status: int
) -> None:
    data = {**values(editor.get(url), url), "professional": tom.pk}
    answer = request.getfixturevalue(who).post(url, data)
    assert (answer.status_code, coaches(school)) == (status, [SAMIRA])


def test_a_member_of_another_school_is_not_found(editor: Client, school: School, url: str) -> None:
    neighbour = seat(SchoolFactory(region=school.region), "cjg-coach")
    assert editor.get(f"/scholen/99AA00/leden/{neighbour.pk}/vervangen/").status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 19, "x"])
def test_a_member_that_does_not_exist_is_not_found(editor: Client, number: str) -> None:
    assert editor.get(f"/scholen/99AA00/leden/{number}/vervangen/").status_code == 404


def test_a_panel_for_htmx(editor: Client, url: str) -> None:
    panel = editor.get(url, headers=HTMX)
    assert (b"<!doctype html>" in panel.content, all_words(page(panel), "//h3")) == (
        False,
        ["Wie volgt Samira Bakkali op?"],
    )


def test_a_boosted_page_is_a_whole_page(editor: Client, url: str) -> None:
    assert b"<!doctype html>" in editor.get(url, headers={**HTMX, "HX-Boosted": "true"}).content


def test_the_one_to_be_replaced_is_not_offered(editor: Client, school: School, tom: Professional, url: str) -> None:
    seat(SchoolFactory(region=school.region), "cjg-coach", professional=tom)
    assert all_words(page(editor.get(url)), of_class("people-found") + "//strong") == ["Tom de Vries"]


def test_a_successor_takes_over_today(editor: Client, school: School, tom: Professional, url: str) -> None:
    answer = send(editor, url, professional=tom.pk)
    assert (answer.status_code, answer.url) == (302, "/scholen/99AA00/")  # type: ignore[attr-defined]
    assert coaches(school) == [
        ("Samira Bakkali", AUGUST, date(2026, 11, 21)),
        ("Tom de Vries", date(2026, 11, 22), None),
    ]


def test_list_and_circle_show_the_successor_at_once(editor: Client, tom: Professional, url: str) -> None:
    tree = page(send(editor, url, professional=tom.pk) and editor.get("/scholen/99AA00/"))
    assert all_words(tree, of_class("message") + "/p") == [
        "Tom de Vries volgt Samira Bakkali op als CJG-coach vanaf 22 november 2026."
    ]
    assert all_words(tree, of_class("seat-name") + "/a") == ["Anneke Visser", "Tom de Vries"]
    labels = tree.xpath("//svg//*[@role='listitem']/*/@aria-label")
    assert [label for label in labels if label.startswith(("Tom", "Samira"))] == [
        "Tom de Vries, CJG-coach, nieuw, al een half jaar niet bevestigd"
    ]


def test_a_successor_in_the_future_is_shown_as_planned(editor: Client, tom: Professional, url: str) -> None:
    send(editor, url, professional=tom.pk, starts_on="2027-08-01")
    tree = page(editor.get("/scholen/99AA00/"))
    assert all_words(tree, of_class("seat-planned") + of_class("seat-name")) == [
        "Tom de Vries straks vanaf 1 augustus 2027"
    ]
    assert "stopt 31 jul 2027" in all_words(tree, of_class("seat-name") + "/span")


def test_htmx_goes_on_in_place_and_still_editing(editor: Client, tom: Professional, url: str) -> None:
    data = {**values(editor.get(url), url), "professional": tom.pk}
    current = {"HX-Current-URL": "http://testserver/scholen/99AA00/?bewerken=1"}
    answer = editor.post(url, data, headers={**HTMX, **current})
    assert json.loads(answer["HX-Location"])["path"] == "/scholen/99AA00/?bewerken=1"


def test_the_message_undoes_it(editor: Client, school: School, tom: Professional, url: str) -> None:
    before = list(Membership.objects.values())
    send(editor, url, professional=tom.pk)
    editor.post(undo_url(editor))
    assert list(Membership.objects.values()) == before


def test_the_same_form_sent_twice_replaces_once_and_says_so_twice(
    editor: Client, school: School, tom: Professional, url: str
) -> None:
    data = {**values(editor.get(url), url), "professional": tom.pk}
    said = [messages(editor.post(url, data, follow=True)) for _ in range(2)]
    assert said == [["Tom de Vries volgt Samira Bakkali op als CJG-coach vanaf 22 november 2026."]] * 2
    assert (len(coaches(school)), Change.objects.count()) == (2, 1)


def test_a_day_too_early_is_said_beside_the_day(editor: Client, school: School, tom: Professional, url: str) -> None:
    answer = send(editor, url, professional=tom.pk, starts_on="2026-08-01")
    assert beside(answer, "starts_on").startswith("Samira Bakkali begon op 1 augustus 2026. Kies een latere dag")
    assert (values(answer, url)["starts_on"], coaches(school)) == (["2026-08-01"], [SAMIRA])


def test_who_is_replaced_cannot_succeed_herself(editor: Client, school: School, samira: Membership, url: str) -> None:
    answer = send(editor, url, professional=samira.professional_id)
    assert (len(errors(answer)), coaches(school)) == (1, [SAMIRA])


def test_two_who_replace_the_same_coach(
    editor: Client, school: School, samira: Membership, tom: Professional, url: str
) -> None:
    opened = editor.get(url)
    noor = person(school, "Noor", "", "Smit")
    send(editor, url, professional=noor.pk, starts_on="2026-12-01")
    answer = send(editor, url, opened, professional=tom.pk, starts_on="2027-01-01")
    assert (answer.status_code, meanwhile(answer)) == (
        409,
        [
            "Noor Smit, CJG-coach vanaf 1 december 2026 is erbij gekomen.",
            "Samira Bakkali, CJG-coach vanaf 1 augustus 2026: laatste dag is nu 30 november 2026 (was leeg).",
        ],
    )
    kept = values(answer, url)
    assert (kept["professional"], kept["starts_on"]) == ([str(tom.pk)], ["2027-01-01"])
    assert [row[0] for row in coaches(school)] == ["Samira Bakkali", "Noor Smit"]


def test_who_was_succeeded_already_is_not_succeeded_again_and_it_says_what_to_do(
    editor: Client, school: School, tom: Professional, url: str
) -> None:
    opened = editor.get(url)
    send(editor, url, professional=person(school, "Noor", "", "Smit").pk, starts_on="2026-12-01")
    conflict = send(editor, url, opened, professional=tom.pk, starts_on="2027-01-01")
    refused = send(editor, url, conflict)
    said = "Noor Smit heeft deze plek al overgenomen van Samira Bakkali. "
    assert (refused.status_code, errors(refused)) == (
        200,
        [f"{said}Ga terug en vervang Noor Smit, of zet er iemand bij."],
    )
    assert [row[0] for row in coaches(school)] == ["Samira Bakkali", "Noor Smit"]


@pytest.mark.parametrize("is_first_contact", [False, True])
def test_the_second_of_two_can_send_it_again_when_the_other_changed_something_else(
    editor: Client, school: School, samira: Membership, tom: Professional, url: str, is_first_contact: bool
) -> None:
    opened = editor.get(url)
    Membership.objects.filter(pk=samira.pk).update(is_first_contact=is_first_contact, contact_days=1)
    conflict = send(editor, url, opened, professional=tom.pk, starts_on="2027-01-01")
    answer = send(editor, url, conflict)
    assert (conflict.status_code, answer.status_code, [row[0] for row in coaches(school)]) == (
        409,
        302,
        ["Samira Bakkali", "Tom de Vries"],
    )
    assert Membership.objects.get(professional=tom).is_first_contact is is_first_contact


@pytest.mark.parametrize("is_first_contact", [False, True])
def test_somebody_may_come_in_between_before_a_planned_successor(
    editor: Client, school: School, tom: Professional, url: str, is_first_contact: bool
) -> None:
    Membership.objects.filter(role__code="cjg-coach").update(is_first_contact=is_first_contact)
    send(editor, url, professional=tom.pk, starts_on="2027-08-01")
    answer = send(editor, url, professional=person(school, "Noor", "", "Smit").pk, starts_on="2027-01-01")
    assert (errors(answer) if answer.status_code == 200 else [], [row[0] for row in coaches(school)]) == (
        [],
        ["Samira Bakkali", "Noor Smit", "Tom de Vries"],
    )


def test_a_conflict_in_place_is_a_panel(editor: Client, school: School, tom: Professional, url: str) -> None:
    opened = editor.get(url, headers=HTMX)
    seat(school, "cjg-coach")
    answer = send(editor, url, opened, htmx=True, professional=tom.pk)
    assert (answer.status_code, b"<!doctype html>" in answer.content) == (409, False)
