"""What the rows about signing in share: people who sign in from the start, and several who do the same at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.contrib.auth import get_user
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from proof.rows import Figure
from tests.factories import UserFactory
from tests.second_steps import enter_first_step

PASSWORD = "een lang wachtwoord"  # noqa: S105 of people who only exist here
Property = tuple[str, Callable[[], bool]]


def somebody() -> User:
    """A new account with a password, whom nobody tried to sign in as before."""
    cache.clear()
    user: User = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


def half_in(user: User) -> Client:
    """A browser after the first step."""
    client = Client(raise_request_exception=False)
    enter_first_step(client, user, PASSWORD)
    return client


def is_in(client: Client) -> bool:
    return bool(get_user(client).is_authenticated)


def at_once(trial: Callable[[Client], bool], clients: Sequence[Client]) -> int:
    """From several threads that wait for each other; how often it worked."""
    together = Barrier(len(clients))

    def one(client: Client) -> bool:
        together.wait()
        try:
            return trial(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as threads:
        return sum(threads.map(one, clients))


def figure(properties: Sequence[Property], extra: str = "", *, holds: bool = True, details: Any = ()) -> Figure:
    """How many of the properties pass; all must."""
    wrong = [name for name, passes in properties if not passes()]
    text = f"{len(properties) - len(wrong)} of {len(properties)} properties pass on {connection.vendor}{extra}"
    return Figure(text, holds and not wrong, (*details, *wrong))
