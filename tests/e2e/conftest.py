"""A real Chromium against the running program. Every page that says something in its console fails its test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.urls import clear_url_caches, path
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from time_machine import TimeMachineFixture

from accounts.models import User
from kernteam import urls
from teams.access import has_power
from teams.views.demo import demo_sign_in
from tests.e2e.chromium import FLAGS, PATIENCE, Browsers, executable
from tests.e2e.complaints import Complaints
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World, lay_world
from tests.pages import second_step_taken

# Playwright's sync API keeps an asyncio loop running in this thread, and Django refuses its database beside one.
# Nothing here is asynchronous: tests and browser take turns.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DESKTOP = {"viewport": {"width": 1400, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCREENS = {"desktop": DESKTOP, "phone": PHONE}

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it is used: a browser asks for several things at once, which one in memory cannot answer."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "e2e.sqlite3")


@pytest.fixture(scope="session")
def browsers() -> Iterator[Browsers]:
    path = executable()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield Browsers(chromium)
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
    browsers: Browsers
    complaints: Complaints

    def visitor(self, *, user: User | None = None, **screen: Any) -> Page:
        """A page of a browser of her own, signed in as this user."""
        context = self.browsers.lend(base_url=self.url, **(screen or DESKTOP))
        if user is not None:
            context.add_cookies([{**session_cookie(user), "url": self.url}])
        page = context.new_page()
        self.complaints.listen(page)
        return page


@pytest.fixture
def site(browsers: Browsers, live_server: LiveServer, today: date) -> Iterator[Site]:
    cache.clear()  # the limits on signing in survive the flush between tests
    complaints = Complaints(live_server.url)
    yield Site(live_server.url, browsers, complaints)
    browsers.take_back()
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


@contextmanager
def demo_mode() -> Iterator[None]:
    """The program as `make run` shows it: with one-click sign-in."""
    urls.urlpatterns.append(path("inloggen/demo/", demo_sign_in, name="demo_sign_in"))
    clear_url_caches()
    try:
        with override_settings(DEMO=True):
            yield
    finally:
        urls.urlpatterns.pop()
        clear_url_caches()


def session_cookie(user: User, *, a_moment_ago: bool = False) -> dict[str, str]:
    """What the browser gets when this user signs in; in two steps when she has power, or did so a moment ago."""
    from django.conf import settings

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    if a_moment_ago or has_power(user, localdate()):
        session.update(second_step_taken(user))
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}
