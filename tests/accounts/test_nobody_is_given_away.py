"""Whether an address is known here is told to nobody who does not read its mail."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from accounts.adapter import AccountAdapter
from accounts.models import User
from tests.accounts.oidc import OpenIdProvider, sign_in_with
from tests.factories import MembershipFactory, ProfessionalFactory, UserFactory

PASSWORD = "een lang wachtwoord"
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture(autouse=True)
def addresses(db: None, time_machine: TimeMachineFixture) -> list[str]:
    """Everything an address can be here; all as long as each other. The clock stands still: answers carry the time."""
    time_machine.move_to(time.time(), tick=False)
    cache.clear()
    known = UserFactory(email="bekend01@example.nl")
    known.set_password(PASSWORD)
    known.save()
    UserFactory(email="code0001@example.nl").set_unusable_password()
    UserFactory(email="gesloten@example.nl", is_active=False)
    MembershipFactory(professional__email="plek0001@example.nl")
    MembershipFactory(professional__email="gedeeld1@example.nl")
    MembershipFactory(professional__email="gedeeld1@example.nl")
    ProfessionalFactory(email="zonder01@example.nl")
    return [
        "bekend01@example.nl",
        "code0001@example.nl",
        "gesloten@example.nl",
        "plek0001@example.nl",
        "gedeeld1@example.nl",
        "zonder01@example.nl",
        "vreemd01@example.nl",
    ]


def told(answer: Any, email: str) -> tuple[int, list[tuple[str, str]], str, list[tuple[str, int]]]:
    """All that a browser gets, but for the address itself and for what is new each time."""
    body = TOKENS.sub("", answer.content.decode()).replace(email, "ADRES")
    cookies = sorted((name, len(cookie.value)) for name, cookie in answer.cookies.items() if name != "messages")
    return answer.status_code, sorted(answer.headers.items()), body, cookies


def by_password(client: Client, email: str) -> list[Any]:
    return [client.post("/inloggen/", {"login": email, "password": "verkeerd geraden", "next": "/scholen/"})]


def by_code(client: Client, email: str) -> list[Any]:
    return [
        client.post("/inloggen/code/", {"email": email, "next": "/scholen/"}),
        client.get("/inloggen/code/invullen/"),
        *(client.post("/inloggen/code/invullen/", {"code": "BCDF-GHJK"}) for _ in range(5)),
        client.get("/inloggen/code/"),
    ]


def by_many_codes(client: Client, email: str) -> list[Any]:
    return [client.post("/inloggen/code/", {"email": email}) for _ in range(11)]


def by_many_passwords(client: Client, email: str) -> list[Any]:
    return [by_password(client, email)[0] for _ in range(11)]


def by_what_is_not_used(client: Client, email: str) -> list[Any]:
    paths = ("/inloggen/aanmelden/", "/inloggen/vergeten/", "/inloggen/tweede-stap/", "/inloggen/niet-actief/")
    return [client.post(path, {"email": email, "login": email}) for path in paths]


@pytest.mark.parametrize("way", [by_password, by_code, by_many_codes, by_many_passwords, by_what_is_not_used])
def test_every_address_gets_the_same(way: Callable[[Client, str], list[Any]], addresses: list[str]) -> None:
    found = {}
    for number, email in enumerate(addresses):
        client = Client(REMOTE_ADDR=f"10.0.0.{number + 1}")
        found[email] = [told(answer, email) for answer in way(client, email)]
    for answers in found.values():
        assert answers == found["vreemd01@example.nl"]


def test_a_provider_is_told_the_same_of_every_address_that_does_not_come_in(
    provider: OpenIdProvider, addresses: list[str]
) -> None:
    found = {}
    for email in ("gesloten@example.nl", "gedeeld1@example.nl", "zonder01@example.nl", "vreemd01@example.nl"):
        client = Client()
        provider.knows(email, email=email, email_verified=True)
        answer = sign_in_with(provider, client, email)
        found[email] = [told(answer, email), told(client.get("/inloggen/"), email)]
    for answers in found.values():
        assert answers == found["vreemd01@example.nl"]


def test_asking_for_a_code_does_the_same_work_for_every_address(addresses: list[str]) -> None:
    """Of an account that is there already: opening one for who has a seat happens once."""
    counts = {}
    for number, email in enumerate(["bekend01@example.nl", "vreemd01@example.nl", "gesloten@example.nl"]):
        client = Client(REMOTE_ADDR=f"10.0.1.{number + 1}")
        client.get("/inloggen/")
        with CaptureQueriesContext(connection) as queries:
            client.post("/inloggen/code/", {"email": email})
        counts[email] = len(queries)
    assert len(set(counts.values())) == 1, counts


def test_the_mail_is_written_for_an_unknown_address_too_and_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    original = AccountAdapter.render_mail
    monkeypatch.setattr(
        AccountAdapter, "render_mail", lambda self, *args: (written.append(args[:2]), original(self, *args))[1]
    )
    Client().post("/inloggen/code/", {"email": "vreemd01@example.nl"})
    assert (written, mail.outbox) == ([("account/email/login_code", "vreemd01@example.nl")], [])


def test_a_password_is_weighed_also_where_there_is_none(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    weighed: list[str] = []
    original = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *args: (weighed.append("x"), original(self, *args))[1]
    )
    for number, email in enumerate(addresses):
        by_password(Client(REMOTE_ADDR=f"10.0.0.{number + 1}"), email)
    assert (len(weighed), User.objects.count()) == (len(addresses), 3)
