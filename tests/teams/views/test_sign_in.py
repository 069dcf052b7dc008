"""Signing in: with a code by e-mail, with a password, and in a demo with one click."""

import importlib.util
import re
from types import ModuleType

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from pytest_django import Settings

import kernteam.urls
from accounts.models import User
from schools.models import School
from teams.demo.accounts import DEMO_ACCOUNTS, IB
from teams.models import Membership
from tests.factories import UserFactory, person
from tests.pages import all_words, errors, page

PASSWORD = "een lang wachtwoord"


def who(client: Client) -> str:
    """Who is signed in in this browser."""
    return str(get_user(client))  # type: ignore[arg-type]


@pytest.fixture
def anneke_too(anneke: Membership) -> User:
    user = User.objects.get(email="anneke@example.nl")
    user.set_password(PASSWORD)
    user.save()
    return user


# With a code


def code_sent() -> str:
    found = re.search(r"^\w{3,}-?\w*$", mail.outbox[-1].body.split("Kernteam is:")[1].strip(), re.MULTILINE)
    assert found is not None
    return found.group()


def test_a_code_by_mail_signs_in_and_leads_to_where_one_was_going(client: Client, anneke: Membership) -> None:
    asked = client.post("/inloggen/code/", {"email": "anneke@example.nl", "next": "/scholen/99AA00/"})
    answer = client.post(asked.url, {"code": code_sent(), "next": "/scholen/99AA00/"})  # type: ignore[attr-defined]
    assert (who(client), answer.url) == ("anneke@example.nl", "/scholen/99AA00/")  # type: ignore[attr-defined]


def test_somebody_with_a_seat_and_no_account_yet_can_ask_for_a_code(client: Client, samira: Membership) -> None:
    User.objects.all().delete()
    asked = client.post("/inloggen/code/", {"email": "Samira@example.nl"})
    client.post(asked.url, {"code": code_sent()})  # type: ignore[attr-defined]
    assert (who(client), client.get("/").url) == ("samira@example.nl", "/scholen/99AA00/")  # type: ignore[attr-defined]


def test_somebody_without_a_seat_gets_no_code(client: Client, school: School) -> None:
    person(school, "Jan", "", "Boer", email="jan@example.nl")
    client.post("/inloggen/code/", {"email": "jan@example.nl"})
    assert (mail.outbox, User.objects.count()) == ([], 0)


def test_the_mail_is_in_dutch_and_to_her_alone(client: Client, anneke: Membership) -> None:
    client.post("/inloggen/code/", {"email": "Anneke@Example.nl"})
    sent = mail.outbox[0]
    assert (len(mail.outbox), sent.to, sent.subject) == (
        1,
        ["anneke@example.nl"],
        "Je code om in te loggen bij Kernteam",
    )


def test_a_wrong_code_does_not_sign_in(client: Client, anneke: Membership) -> None:
    asked = client.post("/inloggen/code/", {"email": "anneke@example.nl"})
    answer = client.post(asked.url, {"code": "FOUT-FOUT"})  # type: ignore[attr-defined]
    assert (who(client), len(errors(answer))) == ("AnonymousUser", 1)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, anneke: Membership) -> None:
    known = client.post("/inloggen/code/", {"email": "anneke@example.nl"}, follow=True)
    unknown = Client().post("/inloggen/code/", {"email": "niemand@example.nl"}, follow=True)
    assert (known.redirect_chain, all_words(page(known), "//h1")) == (
        unknown.redirect_chain,
        all_words(page(unknown), "//h1"),
    )
    assert [sent.to for sent in mail.outbox] == [["anneke@example.nl"]]
    assert not User.objects.filter(email="niemand@example.nl").exists()


def test_somebody_whose_account_is_closed_does_not_come_in(client: Client, anneke: Membership) -> None:
    User.objects.update(is_active=False)
    asked = client.post("/inloggen/code/", {"email": "anneke@example.nl"})
    if mail.outbox:
        client.post(asked.url, {"code": code_sent()})  # type: ignore[attr-defined]
    assert who(client) == "AnonymousUser"


# With a password


def test_a_password_signs_in(client: Client, anneke_too: User) -> None:
    answer = client.post("/inloggen/", {"login": "anneke@example.nl", "password": PASSWORD})
    assert (who(client), answer.url) == ("anneke@example.nl", "/")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("login", "password"), [("anneke@example.nl", "fout"), ("niemand@example.nl", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_are_told_the_same(
    client: Client, anneke_too: User, login: str, password: str
) -> None:
    answer = client.post("/inloggen/", {"login": login, "password": password})
    assert (who(client), errors(answer)) == (
        "AnonymousUser",
        ["Dit e-mailadres en wachtwoord horen niet bij elkaar."],
    )


@pytest.mark.parametrize("to", ["https://kwaad.example/", "//kwaad.example/"])
def test_signing_in_never_leads_to_another_site(client: Client, anneke_too: User, to: str) -> None:
    answer = client.post("/inloggen/", {"login": "anneke@example.nl", "password": PASSWORD, "next": to})
    assert answer.url == "/"  # type: ignore[attr-defined]


def test_who_mistyped_her_address_can_give_another(client: Client, anneke: Membership) -> None:
    client.post("/inloggen/code/", {"email": "aneke@example.nl"})
    asked = page(client.get("/inloggen/code/invullen/"))
    other = asked.xpath("//form[@id='ander-adres']")[0]
    answer = client.post(other.get("action"), {"next": other.xpath(".//input[@name='next']/@value")[0]}, follow=True)
    assert (answer.redirect_chain, all_words(page(answer), "//h1")) == ([("/inloggen/", 302)], ["Inloggen"])


def test_a_password_that_is_too_short_is_refused_in_dutch(client: Client, anneke_too: User) -> None:
    client.force_login(anneke_too)
    typed = {"oldpassword": PASSWORD, "password1": "duin-11kort", "password2": "duin-11kort"}
    answer = client.post("/wachtwoord/", typed)
    assert "Dit wachtwoord is te kort. Kies er een van minstens 12 tekens." in answer.content.decode()
    assert client.login(email=anneke_too.email, password=PASSWORD)


def test_nobody_signs_herself_up(client: Client) -> None:
    answer = client.post("/inloggen/aanmelden/", {"email": "nieuw@example.nl", "password1": PASSWORD}, follow=True)
    assert (answer.redirect_chain[-1][0].split("?")[0], User.objects.count()) == ("/inloggen/", 0)


def test_signing_out_asks_and_then_does(editor: Client) -> None:
    asked = editor.get("/uitloggen/")
    assert (asked.status_code, who(editor)) == (200, "anneke@example.nl")
    assert (editor.post("/uitloggen/").url, who(editor)) == ("/inloggen/", "AnonymousUser")  # type: ignore[attr-defined]


def test_the_sign_in_page_is_in_dutch_and_offers_no_demo(client: Client) -> None:
    assert all_words(page(client.get("/inloggen/")), "//main//h1 | //main//h2") == [
        "Inloggen",
        "Met een code in je mail",
        "Met een wachtwoord",
        "Voor wie is Kernteam?",
    ]


# In a demo


def urls_as_they_are_with(settings: Settings, *, demo: bool) -> ModuleType:
    """The project's own URLs, read anew while DEMO is on or off: whether the demo's address exists is decided there."""
    settings.DEMO = demo
    assert kernteam.urls.__file__ is not None
    spec = importlib.util.spec_from_file_location("kernteam_urls_read_anew", kernteam.urls.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    settings.ROOT_URLCONF = module
    return module


@pytest.fixture
def demo(settings: Settings) -> None:
    """The site as it is in demo mode, with its people."""
    urls_as_they_are_with(settings, demo=True)
    for account in DEMO_ACCOUNTS:
        UserFactory(email=account.email)


@pytest.mark.usefixtures("demo")
def test_the_demo_offers_everybody_with_one_click(client: Client) -> None:
    offered = page(client.get("/inloggen/")).xpath("//form[@action='/inloggen/demo/']/input[@name='email']/@value")
    assert offered == [account.email for account in DEMO_ACCOUNTS]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.email)
def test_one_click_signs_in(client: Client, account: object) -> None:
    email = account.email  # type: ignore[attr-defined]
    answer = client.post("/inloggen/demo/", {"email": email})
    assert (answer.status_code, who(client)) == (302, email)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("email", ["", "echt@example.nl", "ib.oosterveen@example.nl", "IB@example.nl"])
def test_the_demo_signs_nobody_else_in(client: Client, email: str) -> None:
    UserFactory(email="echt@example.nl")
    assert (client.post("/inloggen/demo/", {"email": email}).status_code, who(client)) == (404, "AnonymousUser")


@pytest.mark.usefixtures("demo")
def test_a_link_does_not_sign_in(client: Client) -> None:
    assert (client.get("/inloggen/demo/").status_code, who(client)) == (405, "AnonymousUser")


def test_outside_a_demo_the_address_does_not_exist(client: Client, settings: Settings) -> None:
    UserFactory(email=IB.email)
    urls_as_they_are_with(settings, demo=False)
    assert (client.post("/inloggen/demo/", {"email": IB.email}).status_code, who(client)) == (404, "AnonymousUser")


@pytest.mark.usefixtures("demo")
def test_even_with_the_address_the_view_refuses_outside_a_demo(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert (client.post("/inloggen/demo/", {"email": IB.email}).status_code, who(client)) == (404, "AnonymousUser")
