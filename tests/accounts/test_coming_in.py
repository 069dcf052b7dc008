"""What signing in keeps to: it leads nowhere else, starts a new session, and a code is good once, here, and now."""

import re
import time
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from time_machine import TimeMachineFixture

from accounts.models import User
from tests.factories import UserFactory
from tests.pages import all_words, page

PASSWORD = "een lang wachtwoord"
PLANTED = "geplantgeplantgeplantgeplant1234"
ELSEWHERE = [
    "https://kwaad.example/",
    "http:kwaad.example",
    "//kwaad.example/",
    "///kwaad.example",
    "/\\kwaad.example",
    "\\\\kwaad.example",
    "http://testserver@kwaad.example/",
    "http://testserver.kwaad.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/kwaad.example",
    "\x01//kwaad.example",
]


@pytest.fixture(autouse=True)
def anneke(db: None) -> User:
    cache.clear()
    user: User = UserFactory(email="anneke@example.nl")
    user.set_password(PASSWORD)
    user.save()
    return user


def who(client: Client) -> str:
    return str(get_user(client))  # type: ignore[arg-type]


def ask(client: Client, **more: str) -> Any:
    return client.post("/inloggen/code/", {"email": "anneke@example.nl", **more})


def enter(client: Client, code: str, **more: str) -> Any:
    return client.post("/inloggen/code/invullen/", {"code": code, **more})


def codes_sent() -> list[str]:
    return [re.findall(r"^[A-Z]{4}-[A-Z]{4}$", sent.body, re.MULTILINE)[0] for sent in mail.outbox]


# Where it leads


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_password_leads_to_no_other_site(client: Client, to: str) -> None:
    for path in ("/inloggen/", f"/inloggen/?next={to}"):
        answer = client.post(path, {"login": "anneke@example.nl", "password": PASSWORD, "next": to})
        assert answer.url == "/"  # type: ignore[attr-defined]
        client.post("/uitloggen/")


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_code_leads_to_no_other_site(client: Client, to: str) -> None:
    asked = ask(client, next=to)
    assert asked.url == "/inloggen/code/invullen/"
    assert enter(client, codes_sent()[-1], next=to).url == "/"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_signing_out_leads_to_no_other_site(client: Client, anneke: User, to: str) -> None:
    client.force_login(anneke)
    assert client.post("/uitloggen/", {"next": to}).url == "/inloggen/"  # type: ignore[attr-defined]


@pytest.mark.parametrize("to", ELSEWHERE)
@pytest.mark.parametrize("path", ["/inloggen/", "/inloggen/code/"])
def test_who_is_signed_in_already_is_led_to_no_other_site(client: Client, anneke: User, path: str, to: str) -> None:
    client.force_login(anneke)
    assert client.get(path, {"next": to}).url == "/"  # type: ignore[attr-defined]


# The host that a request asks for


def test_another_host_is_not_answered(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    answers = [
        client.get("/inloggen/", headers={"host": "kwaad.example"}),
        client.post("/inloggen/code/", {"email": "anneke@example.nl"}, headers={"host": "kwaad.example"}),
    ]
    assert ([answer.status_code for answer in answers], mail.outbox) == ([400, 400], [])
    caplog.clear()  # Django logs a wrong host as an error


def test_no_mail_repeats_a_host(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.post(
        "/inloggen/code/",
        {"email": "anneke@example.nl"},
        headers={"host": "kwaad.example", "x-forwarded-host": "kwaad.example"},
    )
    assert "kwaad" not in str(mail.outbox[0].message())


# The session


def test_a_password_starts_a_new_session(client: Client) -> None:
    before = _session_of(client)
    client.post("/inloggen/", {"login": "anneke@example.nl", "password": PASSWORD})
    assert (who(client), who(_with_session(before))) == ("anneke@example.nl", "AnonymousUser")


def test_a_code_starts_a_new_session(client: Client) -> None:
    ask(client)
    before = str(client.session.session_key)
    enter(client, codes_sent()[-1])
    assert (who(client), who(_with_session(before))) == ("anneke@example.nl", "AnonymousUser")


def _session_of(client: Client) -> str:
    """The session of a visitor, as a stranger could have planted it."""
    session = client.session
    session["x"] = "y"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    return str(session.session_key)


def _with_session(key: str) -> Client:
    client = Client()
    client.cookies["sessionid"] = key
    return client


def test_a_session_that_somebody_planted_is_not_taken_over(client: Client) -> None:
    client.cookies["sessionid"] = PLANTED
    client.post("/inloggen/", {"login": "anneke@example.nl", "password": PASSWORD})
    assert client.cookies["sessionid"].value != PLANTED
    assert who(_with_session(PLANTED)) == "AnonymousUser"


def test_another_password_ends_the_sessions_elsewhere(client: Client, anneke: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(anneke)
    anneke.set_password("een heel ander wachtwoord")
    anneke.save()
    assert who(elsewhere) == "AnonymousUser"


# A code


def test_a_code_is_good_once(client: Client) -> None:
    ask(client)
    (code,) = codes_sent()
    enter(client, code)
    client.post("/uitloggen/")
    answer = enter(client, code)
    assert (who(client), answer.url) == ("AnonymousUser", "/inloggen/code/")


def test_a_code_is_good_in_the_browser_that_asked_for_it(client: Client) -> None:
    ask(client)
    other = Client()
    assert (enter(other, codes_sent()[0]).url, who(other)) == ("/inloggen/code/", "AnonymousUser")
    ask(other)
    enter(other, codes_sent()[0])
    assert who(other) == "AnonymousUser"


def test_a_newer_code_takes_the_place_of_an_older_one(client: Client) -> None:
    ask(client)
    client.post("/uitloggen/")  # the button "Een ander adres"
    ask(client)
    older, newer = codes_sent()
    enter(client, older)
    assert who(client) == "AnonymousUser"
    enter(client, newer)
    assert who(client) == "anneke@example.nl"


def test_a_code_that_another_browser_asks_for_leaves_hers_alone(client: Client) -> None:
    ask(client)
    ask(Client())
    enter(client, codes_sent()[0])
    assert who(client) == "anneke@example.nl"


@pytest.mark.parametrize(("minutes", "comes_in"), [(14, True), (16, False)])
def test_a_code_is_good_for_a_quarter_of_an_hour(
    client: Client, minutes: int, comes_in: bool, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(time.time(), tick=False)
    ask(client)
    time_machine.move_to(time.time() + minutes * 60, tick=False)
    enter(client, codes_sent()[0])
    assert (who(client) == "anneke@example.nl") is comes_in


def test_a_code_may_be_typed_as_it_comes(client: Client) -> None:
    ask(client)
    enter(client, f" {codes_sent()[0].replace('-', '').lower()} ")
    assert who(client) == "anneke@example.nl"


@pytest.mark.parametrize("code", ["", " ", "-", "\x00", "é" * 8, "B" * 10_000])
def test_what_is_no_code_is_refused(client: Client, code: str) -> None:
    ask(client)
    assert (enter(client, code).status_code, who(client)) == (200, "AnonymousUser")


def test_an_account_that_is_closed_meanwhile_stays_closed(client: Client) -> None:
    ask(client)
    User.objects.update(is_active=False)
    enter(client, codes_sent()[0])
    assert who(client) == "AnonymousUser"


# There is no reset by a link


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/password/reset/",
        "/accounts/password/reset/key/1-abc-def/",
        "/accounts/signup/",
        "/accounts/confirm-email/abc/",
        "/accounts/login/code/confirm/",
        "/accounts/3rdparty/",
    ],
)
def test_the_addresses_that_such_programs_usually_have_lead_to_signing_in(client: Client, path: str) -> None:
    answers = [client.get(path), client.post(path, {"email": "anneke@example.nl"})]
    assert ([answer.status_code for answer in answers], mail.outbox) == ([404, 404], [])


def test_forgotten_leads_to_a_code_by_mail(client: Client) -> None:
    answer = client.post("/inloggen/vergeten/", {"email": "anneke@example.nl"}, follow=True)
    assert (answer.redirect_chain, all_words(page(answer), "//h1"), mail.outbox) == (
        [("/inloggen/", 302)],
        ["Inloggen"],
        [],
    )
