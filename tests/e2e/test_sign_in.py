"""Coming in: with one click in the demo, with a code from the mail, and out again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from teams.demo.accounts import DEMO_ACCOUNTS
from tests.e2e.conftest import Site, demo_mode
from tests.e2e.world import World


@pytest.fixture
def demo(site: Site) -> Iterator[Site]:
    with demo_mode():
        call_command("demo", verbosity=0)
        yield site


def test_the_demo_is_one_click_away_for_each_of_its_people(demo: Site) -> None:
    page = demo.visitor()
    for account in DEMO_ACCOUNTS:
        page.goto("/")
        page.get_by_role("button", name=account.title).click()
        expect(page.get_by_label("Mijn menu")).to_be_visible()
        page.context.clear_cookies()


def test_the_demos_ib_sees_her_school_and_its_vacancy(demo: Site, screen: dict[str, Any]) -> None:
    page = demo.visitor(**screen)
    page.goto("/")
    page.get_by_role("button", name="Anneke Visser").click()
    expect(page.get_by_role("heading", name="De Zeester", level=1)).to_be_visible()
    expect(page.get_by_role("img", name="Cirkel van invloed")).to_be_visible()
    expect(page.get_by_text("1 vacature")).to_be_visible()
    expect(page.get_by_role("link", name="Vul in: Leerplichtambtenaar")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_with_a_code_from_the_mail(site: Site, world: World, mailoutbox: list[Any], scripts: bool) -> None:
    page = site.visitor(viewport={"width": 1400, "height": 900}, java_script_enabled=scripts)
    page.goto("/")
    page.get_by_label("E-mailadres").first.fill("ib@example.nl")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    (mail,) = mailoutbox
    page.get_by_label("Code").fill(re.findall(r"^\S{4,}$", mail.body, re.MULTILINE)[-1])
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="De Zeester", level=1)).to_be_visible()


def test_with_a_password(site: Site, world: World) -> None:
    world.ib.set_password("een lang wachtwoord")
    world.ib.save()
    page = site.visitor()
    page.goto("/")
    page.get_by_text("Met een wachtwoord").click()
    form = page.locator(".sign-in-password")
    form.get_by_label("E-mailadres").fill("ib@example.nl")
    form.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    form.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="De Zeester", level=1)).to_be_visible()


def test_a_wrong_code_is_told_and_can_be_mended(site: Site, world: World) -> None:
    page = site.visitor()
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").first.fill("ib@example.nl")
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_label("Code").fill("ZZZZZZ")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert").filter(has_text="Er klopt iets niet")).to_be_focused()
    expect(page.get_by_label("Code")).to_be_visible()


def test_a_stranger_hears_the_same_as_somebody_known(site: Site, world: World, mailoutbox: list[Any]) -> None:
    page = site.visitor()
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").first.fill("vreemd@example.nl")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    assert mailoutbox == []


def test_out_again(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib)
    page.goto("/")
    page.get_by_label("Mijn menu").click()
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.goto(f"/scholen/{world.school.establishment_code}/")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
