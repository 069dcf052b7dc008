"""Pointing at somebody in the circle shows her row of the list beside her; a link stays a link."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World


def card(page: Page) -> Locator:
    return page.locator(".place-card")


def place(team: TeamPage, name: str) -> Locator:
    """Her place, which is a link."""
    team.page.wait_for_load_state()
    return team.page.locator(f"a.circle-place[aria-label^='{name}']")


def test_hovering_shows_what_the_list_says_and_leaving_hides_it(team: TeamPage) -> None:
    place(team, "Samira Bakkali").locator(".circle-node").hover()
    expect(card(team.page)).to_have_count(1)
    row = team.row("Samira Bakkali")
    assert card(team.page).locator(".seat-text").inner_text() == row.locator(".seat-text").inner_text()
    expect(card(team.page).get_by_text("Mail")).to_be_visible()
    team.page.get_by_role("heading", name="De school").hover()
    expect(card(team.page)).to_have_count(0)


def test_the_card_itself_can_be_reached_and_used(team: TeamPage) -> None:
    place(team, "Samira Bakkali").locator(".circle-node").hover()
    link = card(team.page).locator(".seat-name a")
    link.hover()
    team.page.wait_for_timeout(400)
    link.click()
    expect(team.page.get_by_role("heading", level=1)).to_have_text("Samira Bakkali")


def test_the_keyboard_shows_it_and_escape_hides_it(team: TeamPage) -> None:
    place(team, "Peter Groen").focus()
    team.page.keyboard.press("Tab")
    team.page.keyboard.press("Shift+Tab")
    expect(card(team.page)).to_contain_text("Directeur")
    team.page.keyboard.press("Escape")
    expect(card(team.page)).to_have_count(0)
    team.page.keyboard.press("Enter")
    expect(team.page.get_by_role("heading", level=1)).to_have_text("Peter Groen")


def test_who_hears_the_page_does_not_hear_it_twice(team: TeamPage) -> None:
    place(team, "Samira Bakkali").locator(".circle-node").hover()
    expect(card(team.page)).to_have_attribute("aria-hidden", "true")
    assert card(team.page).locator("a:not([tabindex='-1']), button:not([tabindex='-1'])").count() == 0
    ids = team.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.fixture
def by_finger(site: Site, world: World) -> TeamPage:
    return TeamPage(site.visitor(user=world.ib, **PHONE), world.school).open()


def test_a_finger_shows_first_and_goes_there_next(by_finger: TeamPage) -> None:
    place(by_finger, "Samira Bakkali").tap()
    expect(card(by_finger.page).locator(".seat-name")).to_contain_text("Samira Bakkali")
    expect(card(by_finger.page)).to_be_in_viewport()
    card(by_finger.page).locator(".seat-name a").tap()
    expect(by_finger.page.get_by_role("heading", level=1)).to_have_text("Samira Bakkali")


def test_a_tap_elsewhere_hides_it(by_finger: TeamPage) -> None:
    place(by_finger, "Samira Bakkali").tap()
    expect(card(by_finger.page)).to_have_count(1)
    by_finger.page.get_by_role("heading", name="Cirkel van invloed").tap()
    expect(card(by_finger.page)).to_have_count(0)
