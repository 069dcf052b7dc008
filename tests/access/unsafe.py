"""Requests that need the token of their own page, and requests that should change nothing at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from tests.access.browser import Browser
from tests.access.dump import differences, dump
from tests.access.people import ROLES
from tests.access.table import BY_NAME
from tests.access.walk import Cell, Walker, addresses
from tests.pages import page

UNSAFE, SAFE = ("POST", "PUT", "PATCH", "DELETE"), ("GET", "HEAD", "OPTIONS")
WHO = ("anonymous", "ib", "coordinator", "swv", "beheerder")
ANOTHER_TOKEN = "x" * 32


@dataclass(frozen=True)
class Request:
    """A method and an address, in somebody's browser."""

    role: str
    name: str
    method: str
    url: str

    def __str__(self) -> str:
        return f"{self.role}: {self.method} {self.name} ({self.url})"


def requests(walker: Walker, methods: tuple[str, ...], roles: tuple[str, ...] = WHO) -> Iterator[Request]:
    """Every address about what is her own or everybody's, by each of these methods."""
    known = {address.name for address in addresses()}
    for name, route in BY_NAME.items():
        place = route.who.places[0] if "own" not in route.who.places else "own"
        for role in (role for role in ROLES if role in roles and name in known):
            url = walker.url(Cell(route, role, place, "GET"))
            yield from (Request(role, name, method, url) for method in methods if url)


def without_token(walker: Walker, request: Request, *, token: str = "") -> int:
    """What is answered to a request that brings no token of its own page, or a made up one."""
    browser = walker.browsers[request.role]
    data = {"csrfmiddlewaretoken": token} if token else {}
    with enforcing(browser):
        more = {"content_type": "application/x-www-form-urlencoded"} if request.method != "POST" else {}
        body: Any = "&".join(f"{name}={value}" for name, value in data.items()) if more else data
        return browser.ask(request.method, request.url, body, **more).status


class enforcing:  # noqa: N801 it reads as a sentence: with enforcing(browser)
    """A browser whose server asks for the token, as it does outside tests."""

    def __init__(self, browser: Browser) -> None:
        self.handler: Any = browser.client.handler

    def __enter__(self) -> None:
        self.handler.enforce_csrf_checks = True

    def __exit__(self, *_: object) -> None:
        self.handler.enforce_csrf_checks = False


def with_token(walker: Walker) -> int:
    """What is answered to a form with the token of its own page: that it works."""
    cell = Cell(BY_NAME["teams:set_contact"], "ib", "own", "POST", filled=True)
    browser, url = walker.browsers["ib"], str(walker.url(cell))
    with enforcing(browser):
        shown = browser.ask("GET", url).response
        token = page(shown).xpath("//main//input[@name='csrfmiddlewaretoken']")[0].get("value")
        browser.client.cookies.update(SimpleCookie(shown.cookies.output(header="", sep=";")))
        status = browser.ask("POST", url, {**walker.body(cell), "csrfmiddlewaretoken": token}).status
    browser.forget()
    return status


def changed_by(walker: Walker, chosen: list[Request]) -> list[str]:
    """What is other in the database after these requests, none of which is undone."""
    before = dump()
    for request in chosen:
        browser = walker.browsers[request.role]
        browser.ask(request.method, request.url, keep=True)
        browser.forget()
    return sorted(map(str, differences(before, dump())))
