"""A browser for each role, signed in once. Whatever a request does is undone, so that every request meets one world."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core import mail, signing
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.access.marks import Mark, marks_in
from tests.access.matrix import SIGN_IN
from tests.access.people import OUTSIDE, POWERFUL, ROLES
from tests.access.watching import written_tables
from tests.access.world import World
from tests.pages import HTMX, sign_in

SEALED = re.compile(r'name="seen"[^>]* value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back: all that it says in `text`, and what was written to the database."""

    status: int
    location: str
    text: str
    headers: dict[str, str]
    written: frozenset[str]
    response: Any = field(repr=False, compare=False)

    @property
    def status_word(self) -> str:
        """The status, or `in` for being sent to sign in."""
        is_sent_in = self.status == 302 and self.location.startswith(f"{reverse(settings.LOGIN_URL)}?next=")
        return SIGN_IN if is_sent_in else str(self.status)

    @property
    def marks(self) -> set[Mark]:
        return set(marks_in(self.text))


class QuickClient(Client):
    """Answers without keeping a copy of every template's context, which would take longer than the answer."""

    def request(self, **request: Any) -> Any:
        response = self.handler(self._base_environ(**request))
        self.cookies.update(response.cookies)
        return response


@dataclass
class Browser:
    """One role's browser."""

    role: str
    client: Client
    cookies: str = ""

    def ask(
        self, method: str, url: str, data: Any = None, *, htmx: bool = False, keep: bool = False, **more: Any
    ) -> Answer:
        """Send a request, and undo what it did unless that is to be kept."""
        mail.outbox = []
        headers = HTMX if htmx else {}
        with transaction.atomic(), written_tables() as written:
            send = getattr(self.client, method.lower())
            response = send(url, **({"data": data} if data is not None else {}), headers=headers, **more)
            text = "\n".join(everything(response))
            transaction.set_rollback(not keep)
        if not keep:
            self.forget()
        return Answer(
            status=response.status_code,
            location=response.headers.get("Location", ""),
            text=text,
            headers=dict(response.headers),
            written=frozenset(written | ({"a mail"} if mail.outbox else set())),
            response=response,
        )

    def forget(self) -> None:
        """Be as signed in as at first."""
        self.client.cookies = SimpleCookie(self.cookies)


def everything(response: Any) -> Iterable[str]:
    """All that an answer tells: its body and headers, what its forms keep sealed, its messages, and its mails."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    page = body.decode(errors="replace")
    yield pdf_text(body) if body and response.headers.get("Content-Type") == "application/pdf" else page
    yield str(response.headers)
    yield str(response.cookies)
    for sealed in SEALED.findall(page):
        yield opened(sealed)
    waiting = getattr(get_messages(response.wsgi_request), "_queued_messages", ())  # none where the host was wrong
    yield from map(str, waiting)
    for letter in mail.outbox:
        yield f"{letter.to} {letter.subject} {letter.body}"


def opened(sealed: str) -> str:
    """A sealed snapshot as anybody can read it: it is signed, not hidden. What is no seal says only what it says."""
    payload = sealed.split(":", maxsplit=1)[0]
    try:
        data = signing.b64_decode(payload.removeprefix(".").encode())
        return (zlib.decompress(data) if payload.startswith(".") else data).decode()
    except (ValueError, zlib.error):
        return sealed


def pdf_text(body: bytes) -> str:
    """The words of a document, which stand in it compressed."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


def browsers(world: World) -> dict[str, Browser]:
    """Everybody at once, each in a browser of her own."""
    return {role: browser(world, role) for role in ROLES}


def browser(world: World, role: str) -> Browser:
    client = QuickClient()
    if role == "deactivated":
        user = world.users[role]
        user.is_active = True
        user.save(update_fields=["is_active"])
        client.force_login(user)
        user.is_active = False
        user.save(update_fields=["is_active"])
    elif role in POWERFUL:
        sign_in(client, world.users[role])
    elif role not in OUTSIDE:
        client.force_login(world.users[role])
    return Browser(role, client, client.cookies.output(header="", sep=";"))
