"""Somebody who asks the server for pages over one connection that stays open, as a browser does."""

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.speed.server import HOST

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    queries: int | None
    seconds: float
    to: str = ""


@dataclass
class Browser:
    """One session; `cookie` is "" for who is not signed in."""

    port: int
    cookie: str = ""
    token: str = ""
    secret: str = ""
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(HOST, self.port, timeout=300)

    def get(self, path: str, *, counted: bool = False) -> Answer:
        return self._ask("GET", path, None, {"X-Count": "1"} if counted else {})

    def post(self, path: str, data: dict[str, str], *, counted: bool = False) -> Answer:
        head = {"Content-Type": FORM} | ({"X-Count": "1"} if counted else {})
        return self._ask("POST", path, urlencode(data | {"csrfmiddlewaretoken": self.token}).encode(), head)

    def upload(self, path: str, content: bytes, data: dict[str, str], *, counted: bool) -> Answer:
        """A file in the field `bestand`, with what else the form holds."""
        edge = uuid4().hex
        fields = data | {"csrfmiddlewaretoken": self.token}
        parts = [_part(edge, key, value.encode()) for key, value in fields.items()]
        body = b"".join([*parts, _part(edge, 'bestand"; filename="scholen.csv', content), f"--{edge}--\r\n".encode()])
        head = {"Content-Type": f"multipart/form-data; boundary={edge}"} | ({"X-Count": "1"} if counted else {})
        return self._ask("POST", path, body, head)

    def form(self, path: str) -> dict[str, str]:
        """The fields of the form on a page as they are filled in; what is sent after is sent from this page."""
        reader = _Fields()
        reader.feed(self.get(path).body.decode())
        self.token = reader.found.get("csrfmiddlewaretoken", self.token)
        return reader.found

    def _ask(self, method: str, path: str, body: bytes | None, head: dict[str, str]) -> Answer:
        cookies = [f"sessionid={self.cookie}"] if self.cookie else []
        cookies += [f"csrftoken={self.secret}"] if self.secret else []
        headers = {**head, "Cookie": "; ".join(cookies), "Referer": f"http://{HOST}:{self.port}/"}
        begun = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - begun
        self._keep(answer)
        queries = answer.headers.get("X-Queries")
        to = answer.headers.get("Location") or ""
        return Answer(answer.status, content, int(queries) if queries else None, seconds, to)

    def _keep(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            if line.startswith("csrftoken="):
                self.secret = line.split(";")[0].removeprefix("csrftoken=")


class _Fields(HTMLParser):
    """Every input and the chosen option of every list, by name; of boxes and radio buttons those that are on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known: dict[str, Any] = dict(attrs)
        name, kind = known.get("name"), known.get("type", "text")
        if tag == "input" and name and (kind not in {"checkbox", "radio", "submit"} or "checked" in known):
            self.found.setdefault(name, known.get("value") or "")


def _part(edge: str, name: str, content: bytes) -> bytes:
    return f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + content + b"\r\n"
