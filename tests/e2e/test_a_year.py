"""The procesbegeleider plans a year in one sitting: computes, moves, notes an absence, plans again, and sends."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Meeting
from tests.e2e.conftest import SCREENS, Site
from tests.yearplan.years import Around


@pytest.fixture
def around(today: date) -> Around:
    return Around(schools=2)


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, site: Site, around: Around) -> Page:
    screen: dict[str, Any] = SCREENS[request.param]
    return site.visitor(user=around.user, **screen)


def test_a_year_in_one_sitting(page: Page, around: Around) -> None:
    page.goto("/bijeenkomsten/")
    page.get_by_role("link", name="Jaarplanning").click()
    page.get_by_role("button", name="Open de jaarplanning").click()
    page.get_by_role("button", name="Maak een voorstel").click()
    expect(page.locator(".tile-figure").first).to_have_text("4 van 4")

    before = around.session(0).starts_at
    page.locator(".strip-line").first.locator("a.mark").nth(1).click()
    page.get_by_role("button", name="Verplaats hierheen").first.click()
    expect(page.locator(".message-success")).to_contain_text("De verdieping van De Boog 0 staat nu op")
    assert around.session(0).starts_at != before
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator(".message-success")).to_contain_text("de verdieping van De Boog 0 staat weer waar die stond")
    assert around.session(0).starts_at == before
    page.get_by_role("link", name="Jaarplanning 2026-2027").click()

    page.get_by_role("link", name="Verstuur 4 bijeenkomsten").click()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Verstuur 12 mails").click()
    expect(page.get_by_role("heading", name="Klaar")).to_be_visible()
    assert Meeting.objects.count() == 4

    page.get_by_role("link", name="Terug naar het jaar").click()
    page.get_by_role("link", name="Iemand is afwezig").click()
    day = str(around.session(0).day)
    page.get_by_label("Wie").select_option(str(around.coach.pk))
    page.get_by_label("Eerste dag").fill(day)
    page.get_by_label("Laatste dag").fill(day)
    page.get_by_role("button", name="Noteer").click()
    expect(page.get_by_text("dan niet")).to_be_visible()
    page.get_by_role("button", name="Plan opnieuw, met weinig verschuivingen").click()
    expect(page.get_by_role("link", name="Vergelijk en kies")).to_be_visible()


def test_the_moments_are_reached_by_keyboard(site: Site, around: Around) -> None:
    around.computed()
    page = site.visitor(user=around.user)
    page.goto(f"/bijeenkomsten/jaarplanning/{around.plan.pk}/sessies/{around.session(0).pk}/")
    button = page.get_by_role("button", name="Verplaats hierheen").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".message-success")).to_contain_text("en staat daar vast")
