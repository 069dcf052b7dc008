"""A real OpenID provider on this machine, and somebody who goes there and comes back."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from django.core.cache import cache
from django.test import Client, override_settings

from kernteam import oidc
from tests.pages import page

# In a process of its own: its warnings are not ours. It lives by the clock of the test that starts it.
SERVER = """
import sys, time_machine
from oidc_provider_mock import run_server_in_thread
time_machine.travel(float(sys.argv[1])).start()
with run_server_in_thread() as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""
PATH = "/inloggen/met/bestuur/"
BACK = f"{PATH}terug/"


@dataclass
class OpenIdProvider:
    """The provider of an invented school board."""

    url: str

    def knows(self, uid: str, **claims: Any) -> None:
        """Somebody can sign in there, and this is what it says about her."""
        requests.put(f"{self.url}/users/{uid}", json=claims, timeout=5).raise_for_status()

    def asked(self, to: str, *, uid: str | None) -> str:
        """The address it sends her back to, after she signed in there, or refused."""
        typed = {"sub": uid} if uid else {"action": "deny"}
        answer = requests.post(to, data=typed, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@contextmanager
def open_id_provider() -> Iterator[OpenIdProvider]:
    """A provider that runs until the end of this block."""
    command = [sys.executable, "-W", "ignore", "-c", SERVER, str(time.time())]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield OpenIdProvider(f"http://localhost:{int(server.stdout.readline())}")
        server.kill()


@contextmanager
def named(issuer: str, **options: Any) -> Iterator[None]:
    """The settings name a provider at this address."""
    one = {"id": "bestuur", "name": "Stichting Duinscholen", "issuer": issuer, "client_id": "kern", "secret": "geheim"}
    cache.clear()
    with override_settings(SOCIALACCOUNT_PROVIDERS=oidc.settings_of([one | options], needs_https=False)):
        yield


def leave(client: Client, **typed: str) -> str:
    """The address at the provider that the button leads to."""
    found = page(client.post(PATH, typed)).xpath("//main//a[1]/@href")
    return str(found[0])


def query(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def sign_in_with(provider: OpenIdProvider, client: Client, uid: str | None, **typed: str) -> Any:
    """Press the button, sign in at the provider, and come back."""
    return client.get(provider.asked(leave(client, **typed), uid=uid))
