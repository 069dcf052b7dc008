"""A real Chromium against the running program. Every page that says something in its console fails its test."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from time_machine import TimeMachineFixture

from accounts.models import User
from tests.e2e.chromium import FLAGS, executable
from tests.e2e.complaints import Complaints
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World, lay_world

# Playwright's sync API keeps an asyncio loop running in this thread, and Django refuses its database beside one.
# Nothing here is asynchronous: tests and browser take turns.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DESKTOP = {"viewport": {"width": 1400, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCREENS = {"desktop": DESKTOP, "phone": PHONE}
PATIENCE = 5_000  # milliseconds for anything that is waited for

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = executable()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def today(time_machine: TimeMachineFixture) -> date:
    """The clock starts at noon on Sunday 22 November 2026, and runs: browser and server wait for each other."""
    time_machine.move_to(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=True)
    return date(2026, 11, 22)


@dataclass
class Site:
    """The running program, and the browsers that are open on it."""

    url: str
    new_context: Callable[..., BrowserContext]
    complaints: Complaints

    def visitor(self, *, user: User | None = None, **screen: Any) -> Page:
        """A page of a browser of her own, signed in as this user."""
        context = self.new_context(base_url=self.url, **(screen or DESKTOP))
        if user is not None:
            context.add_cookies([{**session_cookie(user), "url": self.url}])
        page = context.new_page()
        self.complaints.listen(page)
        return page


@pytest.fixture
def site(browser: Browser, live_server: LiveServer, today: date) -> Iterator[Site]:
    cache.clear()  # the limits on signing in survive the flush between tests
    contexts: list[BrowserContext] = []

    def new_context(**options: Any) -> BrowserContext:
        context = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    complaints = Complaints()
    yield Site(live_server.url, new_context, complaints)
    for context in contexts:
        context.close()
    assert complaints.heard == []


@pytest.fixture
def world(today: date, live_server: LiveServer) -> World:
    """A region with one school that has a team, and people to choose from."""
    return lay_world(today)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> dict[str, Any]:
    """On a desk and on a phone."""
    return SCREENS[request.param]


@pytest.fixture
def team(site: Site, world: World) -> TeamPage:
    """The intern begeleider at her school, at a desk."""
    return TeamPage(site.visitor(user=world.ib), world.school).open()


def session_cookie(user: User) -> dict[str, str]:
    """What the browser gets when this user signs in."""
    from django.conf import settings

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}
