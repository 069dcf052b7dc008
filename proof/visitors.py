"""Visitors at the door: browsers somewhere else, that guess, ask for a code, and come in."""

import re
from typing import Any

from django.contrib.auth import get_user
from django.core import mail
from django.test import Client, override_settings

from accounts.models import User
from tests.factories import UserFactory

# What is left to the worker is done at once: a mail is there when it is looked for.
at_once = override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}})
PASSWORD = "een lang wachtwoord"  # noqa: S105 of invented people


def account(email: str, **fields: Any) -> User:
    """An account with a password."""
    user: User = UserFactory(email=email, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def at(network: int) -> Client:
    """A browser in a network of its own, that was never here before."""
    address = f"10.{network // 40_000 % 250}.{network // 200 % 200}.{network % 200 + 1}"
    return Client(REMOTE_ADDR=address, raise_request_exception=False)


def who(client: Client) -> str:
    """Whose browser it is; "" of nobody."""
    user = get_user(client)
    return user.email if isinstance(user, User) else ""


def try_password(client: Client, email: str, password: str) -> Any:
    return client.post("/inloggen/", {"login": email, "password": password})


def ask_code(client: Client, email: str) -> Any:
    return client.post("/inloggen/code/", {"email": email})


def enter_code(client: Client, code: str) -> Any:
    return client.post("/inloggen/code/invullen/", {"code": code})


def code_mailed(email: str) -> str:
    """The newest code that was mailed to this address; "" without one."""
    bodies = [str(sent.body) for sent in mail.outbox if sent.to == [email]]
    found = re.findall(r"^[A-Z]{4}-[A-Z]{4}$", bodies[-1], re.MULTILINE) if bodies else []
    return found[0] if found else ""


def comes_in_by_code(client: Client, email: str) -> bool:
    """Whether the owner of this address gets in, now, with a code of her own."""
    ask_code(client, email)
    enter_code(client, code_mailed(email))
    return who(client) == email
