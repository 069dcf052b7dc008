"""The second step in a real browser: an app with codes, recovery codes, a passkey, and another device signed out."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from time_machine import TimeMachineFixture

from accounts.models import User
from tests.e2e.chromium import give_authenticator
from tests.e2e.conftest import Site
from tests.e2e.world import World
from tests.factories import GrantFactory
from tests.second_steps import app_code, give_app, recovery_codes_of

CodeIn = Callable[[], str]


@pytest.fixture
def ineke(world: World) -> User:
    """A procesbegeleider of the region, who has no second step yet."""
    user: User = GrantFactory(region=world.region).user
    return user


@pytest.fixture
def mailed_code(mailoutbox: list[Any]) -> CodeIn:
    return lambda: re.findall(r"^\S{4,}$", mailoutbox[-1].body, re.MULTILINE)[-1]


def by_mail(page: Page, user: User, mailed_code: CodeIn) -> None:
    """The first step: a code from the mail."""
    page.goto("/")
    page.get_by_label("E-mailadres").first.fill(user.email)
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    page.get_by_label("Code").fill(mailed_code())
    page.get_by_role("button", name="Log in").click()


def second(page: Page, code: str) -> None:
    expect(page.get_by_role("heading", name="De tweede stap")).to_be_visible()
    page.get_by_label("Code uit je app, of een herstelcode").fill(code)
    page.get_by_role("button", name="Log in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_label("Mijn menu").click()
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_role("heading", name="Inloggen", exact=True)).to_be_visible()


def at_the_schools(page: Page) -> None:
    expect(page.get_by_label("Mijn menu")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/scholen/"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_app_is_set_up_and_used_once_per_code(
    site: Site, ineke: User, mailed_code: CodeIn, time_machine: TimeMachineFixture, scripts: bool
) -> None:
    page = site.visitor(viewport={"width": 1400, "height": 900}, java_script_enabled=scripts)
    by_mail(page, ineke, mailed_code)
    expect(page.get_by_role("heading", name="Nog een stap")).to_be_visible()
    page.get_by_role("link", name="Stel een app in").click()
    page.get_by_text("Lukt scannen niet?").click()
    secret = page.locator(".secret").inner_text()
    code = app_code(secret)
    page.get_by_label("Code uit je app").fill(code)
    page.get_by_role("button", name="Zet aan").click()
    expect(page.locator(".codes li")).to_have_text(recovery_codes_of(ineke))
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    at_the_schools(page)
    sign_out(page)
    by_mail(page, ineke, mailed_code)
    second(page, code)
    expect(page.get_by_role("alert").filter(has_text="Er klopt iets niet")).to_be_visible()
    time_machine.shift(60)
    second(page, app_code(secret))
    at_the_schools(page)


def test_a_recovery_code_is_good_for_one_time(site: Site, ineke: User, mailed_code: CodeIn) -> None:
    give_app(ineke)
    code = recovery_codes_of(ineke)[0]
    page = site.visitor()
    by_mail(page, ineke, mailed_code)
    second(page, code)
    at_the_schools(page)
    sign_out(page)
    by_mail(page, ineke, mailed_code)
    second(page, code)
    expect(page.get_by_role("alert").filter(has_text="Er klopt iets niet")).to_be_visible()


def test_a_passkey_is_made_and_is_both_steps(site: Site, ineke: User, mailed_code: CodeIn) -> None:
    page = site.visitor()
    give_authenticator(page)
    by_mail(page, ineke, mailed_code)
    page.get_by_role("link", name="Maak een passkey").click()
    page.get_by_label("Naam").fill("Mijn laptop")
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.goto("/beveiliging/")
    expect(page.get_by_text("Passkey: Mijn laptop")).to_be_visible()
    sign_out(page)
    page.goto("/scholen/?zoek=zee")
    page.get_by_role("button", name="Log in met een passkey").click()
    expect(page).to_have_url(re.compile(r"/scholen/\?zoek=zee$"))


def test_a_passkey_as_second_step_and_once_more(site: Site, ineke: User, mailed_code: CodeIn) -> None:
    page = site.visitor()
    give_authenticator(page)
    by_mail(page, ineke, mailed_code)
    page.get_by_role("link", name="Maak een passkey").click()
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    sign_out(page)
    by_mail(page, ineke, mailed_code)
    page.get_by_role("button", name="Gebruik je passkey").click()
    at_the_schools(page)
    page.goto("/beveiliging/")
    page.get_by_role("link", name="Bekijk herstelcodes").click()
    page.get_by_role("link", name="Met je passkey").click()
    page.get_by_role("button", name="Gebruik je passkey").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()


def test_a_passkey_that_this_browser_does_not_have_is_told(site: Site, world: World) -> None:
    page = site.visitor()
    give_authenticator(page)
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    expect(page.get_by_text("Dat lukte niet, of je stopte.")).to_be_visible()


def test_another_device_is_signed_out_from_the_list(site: Site, world: World) -> None:
    here, there = site.visitor(user=world.ib), site.visitor(user=world.ib)
    there.goto("/scholen/")
    here.goto("/beveiliging/")
    expect(here.locator("#apparaten li")).to_have_count(2)
    here.get_by_role("button", name="Log uit op Chrome op Linux").click()
    expect(here.get_by_text("Je bent op dat apparaat uitgelogd.")).to_be_visible()
    expect(here.locator("#apparaten li")).to_have_count(1)
    there.goto("/scholen/")
    expect(there.get_by_role("heading", name="Inloggen", exact=True)).to_be_visible()


def test_after_signing_out_the_page_before_is_not_shown_again(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib)
    page.goto(f"/scholen/{world.school.establishment_code}/")
    sign_out(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Inloggen", exact=True)).to_be_visible()
    expect(page.get_by_text("Samira Bakkali")).to_have_count(0)
