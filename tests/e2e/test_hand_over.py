"""A coordinator hands over a coach at eleven schools in one go, and takes it back."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SCREENS, Site
from tests.e2e.probes import scrolls_sideways, small_targets, violations
from tests.teams.handing_over import Fleet, lay_fleet

SAMIRA, TOM = ("Samira Bakkali", None), ("Tom de Vries", None)


@pytest.fixture
def fleet(site: Site) -> Fleet:
    return lay_fleet(11)


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, site: Site, fleet: Fleet) -> Page:
    screen: dict[str, Any] = SCREENS[request.param]
    return site.visitor(user=fleet.leader, **screen)


def is_well_made(page: Page, least: int) -> None:
    found = {"axe": violations(page), "small": small_targets(page, least=least)}
    assert (found, scrolls_sideways(page)) == ({"axe": [], "small": []}, False)


def test_eleven_schools_at_once_and_back(page: Page, fleet: Fleet, mailoutbox: list[Any]) -> None:
    least = 44 if page.viewport_size and page.viewport_size["width"] < 700 else 24
    page.goto("/")
    expect(page.get_by_role("heading", name="CJG Duinveen", level=1)).to_be_visible()
    is_well_made(page, least)
    page.get_by_role("link", name="Draag de scholen van Samira Bakkali over").click()

    page.get_by_label("Vanaf").fill("2027-01-01")
    page.get_by_label("Opvolger voor alle scholen").select_option(str(fleet.tom.pk))
    page.get_by_label("Opvolger op De Aak als CJG-coach").select_option(str(fleet.noor.pk))
    is_well_made(page, least)
    page.get_by_role("button", name="Bekijk wat er verandert").click()

    steps = page.locator(".hand-over-steps > li")
    expect(steps).to_have_count(11)
    expect(steps.first).to_contain_text("Noor Smit volgt Samira Bakkali op als CJG-coach vanaf 1 januari 2027.")
    page.get_by_text("ib0@school.example").click()
    expect(page.locator("pre").first).to_be_visible()
    is_well_made(page, least)
    page.get_by_role("button", name="Draag over").click()

    said = "11 plekken van Samira Bakkali overgedragen vanaf 1 januari 2027: Noor Smit (1), Tom de Vries (10)."
    expect(page.locator(".messages")).to_contain_text(said)
    end = date(2026, 12, 31)
    assert fleet.coaches()["De Bark"] == [("Samira Bakkali", end), TOM]
    assert len(mailoutbox) == 11

    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator(".messages")).to_contain_text("Teruggedraaid: 11 plekken")
    assert set(map(tuple, fleet.coaches().values())) == {(SAMIRA,)}


def test_two_records_become_one_and_back(page: Page, fleet: Fleet) -> None:
    fleet.colleague("Samira", "", "Bakkali", email="", phone="")
    least = 44 if page.viewport_size and page.viewport_size["width"] < 700 else 24
    page.goto(f"/mensen/{fleet.samira.pk}/")
    page.get_by_role("link", name="Staat dubbel? Voeg samen").click()
    is_well_made(page, least)
    page.get_by_role("link", name="Bekijk samenvoegen met Samira Bakkali").click()
    is_well_made(page, least)
    page.get_by_role("button", name="Voeg samen").click()
    expect(page.locator(".messages")).to_contain_text("De twee keer Samira Bakkali zijn samengevoegd tot één.")
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator(".messages")).to_contain_text("Teruggedraaid")
