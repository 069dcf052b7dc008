"""Whether an address is known here is told to nobody who does not read its mail."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from time_machine import TimeMachineFixture

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


def test_asking_for_a_code_and_trying_one_look_nobody_up(addresses: list[str], settings: Settings) -> None:
    """The worker does, so that the time an answer takes tells nothing."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    counts = set()
    for number, email in enumerate(addresses):
        client = Client(REMOTE_ADDR=f"10.0.1.{number + 1}")
        client.get("/inloggen/")
        with CaptureQueriesContext(connection) as queries:
            client.post("/inloggen/code/", {"email": email})
            client.post("/inloggen/code/invullen/", {"code": "BCDF-GHJK"})
        looked_at = [query["sql"] for query in queries if re.search("accounts_user|teams_|schools_", query["sql"])]
        counts.add((len(queries), len(looked_at)))
    assert (len(counts), {looked_at for _, looked_at in counts}) == (1, {0})


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
