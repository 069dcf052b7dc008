"""/adres-bevestigen/<link>/: the owner of a new address says that it is hers; and the page on which that is awaited."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from outbox.models import Mail
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import GrantFactory, SchoolFactory, person, seat
from tests.pages import all_words, messages, of_class, page, send
from tests.teams.mail import link_in, sent, text_to

NEW = "samira@nieuw.nl"


@pytest.fixture
def url(samira: Membership) -> str:
    return f"/mensen/{samira.professional_id}/"


def samira_now() -> Professional:
    return Professional.objects.select_related("user").get(surname="Bakkali")


@pytest.fixture
def link(editor: Client, url: str) -> str:
    """Anneke fills in another address for Samira."""
    send(editor, f"{url}bewerken/", email=NEW)
    return link_in(text_to(NEW))


def heading(client: Client, link: str) -> tuple[int, list[str]]:
    answer = client.get(link)
    return answer.status_code, all_words(page(answer), "//h1")


def notes(client: Client, url: str) -> list[str]:
    """What the page of a person says about her address."""
    return all_words(page(client.get(url)), of_class("address-state") + "/p")


def sign_in_by_code(email: str) -> Client:
    """A browser in which somebody signed in with a code, as she does herself."""
    client = Client()
    asked = client.post("/inloggen/code/", {"email": email})
    code = re.findall(r"^\S{4,}$", text_to(email), re.MULTILINE)[-1]
    client.post(asked.url, {"code": code})  # type: ignore[attr-defined]
    return client


def is_signed_in(client: Client) -> bool:
    return get_user(client).is_authenticated  # type: ignore[arg-type]


def test_opening_the_link_only_asks(client: Client, link: str) -> None:
    assert (heading(client, link), samira_now().email_is_confirmed, Change.objects.count()) == (
        (200, ["Is dit jouw e-mailadres?"]),
        False,
        1,
    )


def test_pressing_the_button_confirms_without_signing_in(client: Client, link: str) -> None:
    answer = client.post(link, follow=True)
    assert (all_words(page(answer), "//h1"), samira_now().email_is_confirmed, is_signed_in(client)) == (
        ["Je e-mailadres is bevestigd"],
        True,
        False,
    )


def test_pressing_twice_confirms_once(client: Client, link: str) -> None:
    statuses = [client.post(link).status_code for _ in range(2)]
    assert (statuses, Change.objects.count()) == ([302, 200], 2)


def test_then_she_signs_in_with_the_new_address(client: Client, link: str) -> None:
    User.objects.filter(email="samira@example.nl").update(last_login=timezone.now())
    client.post(link)
    assert str(get_user(sign_in_by_code(NEW))) == NEW  # type: ignore[arg-type]


def test_before_that_no_code_goes_to_the_new_address(client: Client, link: str) -> None:
    client.post("/inloggen/code/", {"email": NEW})
    assert [to for to, subject in sent() if "code" in subject] == []


def test_her_other_sessions_end_and_the_one_she_confirms_in_stays(link: str) -> None:
    here, elsewhere = sign_in_by_code("samira@example.nl"), sign_in_by_code("samira@example.nl")
    here.post(link)
    assert (is_signed_in(here), is_signed_in(elsewhere), elsewhere.get("/scholen/").status_code) == (True, False, 302)


def test_a_link_that_is_none_is_a_clear_page_and_changes_nothing(client: Client, link: str) -> None:
    forged = link[:-3] + "xx/"
    assert (heading(client, forged), client.post(forged).status_code, samira_now().email_is_confirmed) == (
        (410, ["Deze link werkt niet meer"]),
        410,
        False,
    )


def test_an_undone_change_voids_the_link(editor: Client, client: Client, link: str) -> None:
    change = Change.objects.get()
    editor.post(f"/wijzigingen/{change.pk}/terugdraaien/")
    assert (heading(client, link)[0], samira_now().email, samira_now().email_is_confirmed) == (
        410,
        "samira@example.nl",
        True,
    )


def test_an_address_that_is_also_somebody_elses_is_not_confirmed(client: Client, link: str, school: School) -> None:
    person(school, "Kanarie", "", "Geheim", email=NEW)
    answer = client.post(link, follow=True)
    assert (all_words(page(answer), "//h1"), samira_now().email_is_confirmed, b"Kanarie" in answer.content) == (
        ["Dit adres is van meer mensen"],
        False,
        False,
    )


def test_the_page_shows_no_other_address_and_is_not_kept(client: Client, link: str) -> None:
    answer = client.get(link)
    assert (b"samira@example.nl" in answer.content, "no-store" in answer["Cache-Control"]) == (False, True)


def test_it_says_what_happens_to_the_old_address_only_when_she_uses_one(client: Client, link: str) -> None:
    told = ["oude adres" in client.get(link).content.decode()]
    User.objects.filter(email="samira@example.nl").update(last_login=timezone.now())
    assert [*told, "oude adres" in client.get(link).content.decode()] == [False, True]


# Waiting for it, on her page and in the form


WAITING = "! Nog niet bevestigd: met dit adres kan nog niemand inloggen."


def test_her_page_says_so_to_who_edits_and_to_herself(editor: Client, reader: Client, url: str, link: str) -> None:
    assert (notes(editor, url), notes(reader, url)) == ([WAITING], [WAITING])


def test_and_to_nobody_else(url: str, link: str, school: School, sign_in: Callable[[User], Client]) -> None:
    user = User.objects.create_user("tom@example.nl")
    seat(school, "jeugdarts", user=user)
    assert notes(sign_in(user), url) == []


def test_the_form_says_so_too(editor: Client, url: str, link: str) -> None:
    assert WAITING.removeprefix("! ") in editor.get(f"{url}bewerken/").content.decode()


def resend(client: Client, url: str) -> object:
    forms = page(client.get(url)).xpath(f"//form[@action='{url}adres-bevestigen/']")
    data = {name: value for name, value in forms[0].form_values() if name == "key"}
    return client.post(f"{url}adres-bevestigen/", data, follow=True)


def test_the_mail_can_be_sent_again(editor: Client, client: Client, url: str, link: str) -> None:
    answer = resend(editor, url)
    said = ["Er is een mail om te bevestigen onderweg naar Samira Bakkali."]
    assert (messages(answer), len(mail.outbox)) == (said, 2)
    assert heading(client, link_in(text_to(NEW)))[0] == 200


def test_pressing_that_twice_sends_once(editor: Client, url: str, link: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    key = {"key": "0b7e2a52-6f4c-4c53-9b4e-2f6f1a3c9d10"}
    for _ in range(2):
        editor.post(f"{url}adres-bevestigen/", key)
    assert Mail.objects.count() == 1


def test_there_is_nothing_to_send_once_it_is_confirmed(editor: Client, client: Client, url: str, link: str) -> None:
    client.post(link)
    mails = len(mail.outbox)
    assert (editor.post(f"{url}adres-bevestigen/").status_code, len(mail.outbox)) == (403, mails)


def test_others_cannot_have_it_sent(outsider: Client, client: Client, url: str, link: str) -> None:
    path = f"{url}adres-bevestigen/"
    assert (outsider.post(path).status_code, client.post(path).status_code, len(mail.outbox)) == (404, 302, 1)


# A shared address


def test_a_shared_address_says_whose_it_is_too(editor: Client, url: str, samira: Membership) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(email="anneke@example.nl")
    said = "Dit adres hoort ook bij Anneke Visser. Inloggen kan er pas mee als ieder een eigen adres heeft."
    assert notes(editor, url) == [f"! {said}"]
    assert said in editor.get(f"{url}bewerken/").content.decode()


def test_of_people_the_viewer_does_not_see_no_name_is_said(
    editor: Client, url: str, samira: Membership, far: School, school: School
) -> None:
    person(far, "Kara", "", "Kanarie", email="samira@example.nl")
    assert notes(editor, url) == [
        "! Dit adres hoort ook bij iemand anders. Inloggen kan er pas mee als ieder een eigen adres heeft."
    ]
    other = person(school, "Tom", "de", "Vries", email="samira@example.nl")
    seat(school, "jeugdarts", professional=other)
    assert "bij Tom de Vries en iemand anders." in notes(editor, url)[0]


def test_no_code_goes_to_it_and_the_answer_is_the_same(client: Client, samira: Membership, school: School) -> None:
    person(school, "Tom", "de", "Vries", email="samira@example.nl")
    shared = client.post("/inloggen/code/", {"email": "samira@example.nl"}, follow=True)
    unknown = Client().post("/inloggen/code/", {"email": "niemand@example.nl"}, follow=True)
    assert (mail.outbox, shared.redirect_chain, all_words(page(shared), "//h1")) == (
        [],
        unknown.redirect_chain,
        all_words(page(unknown), "//h1"),
    )


def test_nobody_shuts_out_a_procesbegeleider_by_typing_her_address(client: Client, school: School) -> None:
    GrantFactory(user=User.objects.create_user("pb@example.nl"), region=school.region)
    for name in ("Jan", "Piet"):
        person(school, name, "", "Boer", email="pb@example.nl", email_is_confirmed=False)
    client.post("/inloggen/code/", {"email": "pb@example.nl"})
    assert [to for to, _ in sent()] == [["pb@example.nl"]]


def test_what_the_page_asks_does_not_grow_with_who_shares(
    editor: Client, url: str, samira: Membership, school: School
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            editor.get(url)
        return len(captured)

    person(school, "Tom", "de", "Vries", email="samira@example.nl")
    two = queries()
    for number in range(10):
        seat(
            SchoolFactory(region=school.region),
            "cjg-coach",
            professional=person(school, f"T{number}", "", "Vries", email="samira@example.nl"),
        )
    assert queries() == two
