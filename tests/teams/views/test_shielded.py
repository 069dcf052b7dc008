"""What is only for somebody's own teams: nowhere in a page of others, and a look at it is kept."""

import base64
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.enums import LogKind, Visibility
from teams.models import LogEntry, Membership, Professional
from tests.factories import GrantFactory, SchoolFactory, StandInFactory, UserFactory, person, seat
from tests.pages import HTMX, all_words, of_class, page, send, sign_in, values

NUMBER, ADDRESS = "12345678", "samira@example.nl"
TEMPLATES = Path(__file__).parents[3] / "templates"


@pytest.fixture(autouse=True)
def _all_for_teams(samira: Membership) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(email_visibility=Visibility.TEAMS)


def power(kind: GrantKind, school: School) -> Client:
    return sign_in(Client(), GrantFactory(kind=kind, region=school.region).user)


@pytest.fixture
def swv(school: School) -> Client:
    return power(GrantKind.SWV, school)


@pytest.fixture
def procesbegeleider(school: School) -> Client:
    return power(GrantKind.PROCESBEGELEIDER, school)


@pytest.fixture
def neighbour(school: School, sign_in: Callable[[User], Client]) -> Client:
    """Edits another school of the region."""
    user = UserFactory()
    seat(SchoolFactory(region=school.region, establishment_code="99AA01"), "intern-begeleider", user=user)
    return sign_in(user)


@pytest.fixture
def urls(samira: Membership) -> dict[str, str]:
    mine = f"/mensen/{samira.professional_id}/"
    return {"person": mine, "phone": f"{mine}nummer/", "edit": f"{mine}bewerken/", "school": "/scholen/99AA00/"}


def opened(content: bytes) -> str:
    """What a page says, also in what it carries signed: that can be read by anybody."""
    text = content.decode()
    for sealed in re.findall(r'name="seen"[^>]*value="(\.?)([\w-]+):', text):
        raw = base64.urlsafe_b64decode(sealed[1] + "=" * (-len(sealed[1]) % 4))
        text += (zlib.decompress(raw) if sealed[0] else raw).decode()
    return text


def traces(content: bytes) -> tuple[bool, bool]:
    return NUMBER in opened(content), ADDRESS in opened(content)


@pytest.mark.parametrize(
    ("who", "sees"), [("reader", True), ("editor", True), ("swv", False), ("procesbegeleider", False)]
)
@pytest.mark.parametrize("name", ["person", "school"])
def test_it_is_in_the_pages_of_her_own_team_only(
    request: pytest.FixtureRequest, urls: dict[str, str], name: str, who: str, sees: bool
) -> None:
    assert traces(request.getfixturevalue(who).get(urls[name]).content) == (sees, sees)


def test_the_page_of_an_earlier_day_keeps_to_it_too(procesbegeleider: Client, urls: dict[str, str]) -> None:
    answer = procesbegeleider.get(f"{urls['school']}?op=2026-09-01")
    assert (b"Samira Bakkali" in answer.content, traces(answer.content)) == (True, (False, False))


def test_who_stands_in_is_shielded_as_well(procesbegeleider: Client, school: School, samira: Membership) -> None:
    StandInFactory(membership=samira, professional=person(school, "Tom", "de", "Vries", phone="+31687654321"))
    answer = procesbegeleider.get("/scholen/99AA00/")
    assert (b"Tom de Vries" in answer.content, b"87654321" in answer.content) == (True, False)


def test_the_search_for_people_shows_no_shielded_address(editor: Client, neighbour: Client) -> None:
    answers = [
        editor.get("/scholen/99AA00/mensen/?search=bakkali"),
        neighbour.get("/scholen/99AA01/mensen/?search=bakkali"),
    ]
    assert [(b"Bakkali" in answer.content, ADDRESS.encode() in answer.content) for answer in answers] == [
        (True, False)
    ] * 2


@pytest.mark.parametrize("text", ["samira@example", "example.nl", "@"])
def test_a_shielded_address_cannot_be_guessed_by_searching(neighbour: Client, text: str) -> None:
    assert b"Samira Bakkali<" not in neighbour.get(f"/scholen/99AA01/mensen/?search={text}").content


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_shows_contact_data_that_were_not_asked_for(path: Path) -> None:
    assert re.findall(r"(?:person|professional|member)\.(?:phone|email)\b(?!_)", path.read_text()) == []


# Asking for the number


def log() -> list[tuple[str, str, str]]:
    return [(row.kind, str(row.about), row.summary) for row in LogEntry.objects.all()]


LOOKED = [(LogKind.PHONE_SHOWN, "Samira Bakkali", "Bekeken: afgeschermd telefoonnummer van Samira Bakkali.")]


@pytest.mark.parametrize("who", ["swv", "procesbegeleider"])
def test_who_sees_her_by_a_grant_is_offered_the_number(
    request: pytest.FixtureRequest, urls: dict[str, str], who: str
) -> None:
    tree = page(request.getfixturevalue(who).get(urls["person"]))
    assert (all_words(tree, of_class("shielded")), all_words(tree, of_class("ask-phone") + "/button")) == (
        ["afgeschermd", "afgeschermd"],
        ["Toon nummer"],
    )


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["a page", "in place"])
def test_asking_shows_it_once_and_is_kept(
    swv: Client, school: School, urls: dict[str, str], headers: dict[str, str]
) -> None:
    answer = swv.post(urls["phone"], headers=headers)
    assert (answer.status_code, traces(answer.content), b"<!doctype html>" in answer.content) == (
        200,
        (True, False),
        not headers,
    )
    entry = LogEntry.objects.get()
    assert (log(), entry.actor, entry.region) == (LOOKED, User.objects.get(grants__kind="swv"), school.region)
    assert traces(swv.get(urls["person"]).content) == (False, False)


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_who_sees_it_anyway_leaves_no_trace(request: pytest.FixtureRequest, urls: dict[str, str], who: str) -> None:
    answer = request.getfixturevalue(who).post(urls["phone"])
    assert (answer.status_code, traces(answer.content)[0], log()) == (200, True, [])


@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("neighbour", 404)])
def test_who_may_not_ask(request: pytest.FixtureRequest, urls: dict[str, str], who: str, status: int) -> None:
    assert (request.getfixturevalue(who).post(urls["phone"]).status_code, log()) == (status, [])


def test_a_later_team_may_not_ask_for_who_left(
    school: School, samira: Membership, urls: dict[str, str], sign_in: Callable[[User], Client]
) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on="2026-11-21")
    user = UserFactory()
    seat(school, "directeur", user=user)
    directeur = sign_in(user)
    seen = directeur.get(urls["person"])
    assert (seen.status_code, traces(seen.content), b"Toon nummer" in seen.content) == (200, (False, False), False)
    assert (directeur.post(urls["phone"]).status_code, log()) == (403, [])


def test_a_link_does_not_show_it(swv: Client, urls: dict[str, str]) -> None:
    assert (swv.get(urls["phone"]).status_code, log()) == (405, [])


# Editing and confirming


def test_opening_the_form_is_a_look(procesbegeleider: Client, urls: dict[str, str]) -> None:
    answer = procesbegeleider.get(urls["edit"])
    assert (traces(answer.content), [row[2] for row in log()]) == (
        (True, True),
        ["Bekeken: afgeschermd telefoonnummer en e-mailadres van Samira Bakkali."],
    )


def test_so_is_a_mistake_in_it_but_not_saving(procesbegeleider: Client, urls: dict[str, str]) -> None:
    opened_form = procesbegeleider.get(urls["edit"])
    mistake = send(procesbegeleider, urls["edit"], opened_form, surname="")
    saved = send(procesbegeleider, urls["edit"], opened_form, expertise="rouw")
    assert (mistake.status_code, saved.status_code, len(log())) == (200, 302, 2)


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_in_her_own_team_it_is_no_look(request: pytest.FixtureRequest, urls: dict[str, str], who: str) -> None:
    request.getfixturevalue(who).get(urls["edit"])
    assert log() == []


def test_who_does_not_see_the_number_confirms_the_rest(procesbegeleider: Client, urls: dict[str, str]) -> None:
    confirm = f"{urls['person']}bevestigen/"
    data = values(procesbegeleider.get(urls["person"]), confirm)
    Professional.objects.filter(surname="Bakkali").update(phone="+31687654321")
    procesbegeleider.post(confirm, data)
    assert str(Professional.objects.get(surname="Bakkali").confirmed_on) == "2026-11-22"


# Who chooses


def test_she_chooses_per_field_who_sees_it(reader: Client, urls: dict[str, str]) -> None:
    shown = values(reader.get(urls["edit"]), urls["edit"])
    assert (shown["phone_visibility"], shown["email_visibility"]) == (["teams"], ["teams"])
    send(reader, urls["edit"], phone_visibility="public", email_visibility="region")
    row = Professional.objects.get(surname="Bakkali")
    assert (row.phone_visibility, row.email_visibility) == (Visibility.PUBLIC, Visibility.REGION)


def test_a_colleague_neither_sees_nor_alters_her_choice(editor: Client, urls: dict[str, str]) -> None:
    assert "phone_visibility" not in values(editor.get(urls["edit"]), urls["edit"])
    send(editor, urls["edit"], phone_visibility="public", email_visibility="public", expertise="rouw")
    row = Professional.objects.get(surname="Bakkali")
    assert (row.phone_visibility, row.email_visibility, row.expertise) == (Visibility.TEAMS, Visibility.TEAMS, "rouw")


@pytest.mark.parametrize("typed", ["iedereen", "", "TEAMS"])
def test_another_choice_than_these_is_refused(reader: Client, urls: dict[str, str], typed: str) -> None:
    answer = send(reader, urls["edit"], phone_visibility=typed)
    assert (answer.status_code, Professional.objects.get(surname="Bakkali").phone_visibility) == (200, Visibility.TEAMS)
