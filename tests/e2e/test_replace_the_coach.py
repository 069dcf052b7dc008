"""The IB replaces the CJG-coach of her school: in under a minute, with mouse, thumb, keyboard or without scripts."""

import time
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World


def test_with_a_mouse_or_a_thumb(site: Site, world: World, screen: dict[str, Any]) -> None:
    team = TeamPage(site.visitor(user=world.ib, **screen), world.school)
    began = time.perf_counter()
    team.open().edit()
    team.start("Vervang Samira Bakkali")
    team.choose("tom", "Tom de Vries")
    team.press("Vervang")
    team.says("Tom de Vries volgt Samira Bakkali op als CJG-coach vanaf 22 november 2026.")
    team.shows("Tom de Vries")
    team.shows_no("Samira Bakkali")
    assert time.perf_counter() - began < 10  # five presses and three letters


def test_it_is_still_so_after_loading_the_page_again(team: TeamPage) -> None:
    replace_by_tom(team)
    team.open()
    team.shows("Tom de Vries", "Anneke Visser", "Peter Groen", "Eva Jansen")
    team.shows_no("Samira Bakkali")


def test_who_sat_there_before_stays_to_be_read(team: TeamPage) -> None:
    replace_by_tom(team)
    seat = team.seat("Tom de Vries")
    seat.get_by_text("Wie zat hier eerder (2)").click()
    expect(seat.locator(".seat-past li").first).to_contain_text(
        "Samira Bakkali, CJG-coach, 1 augustus 2026 tot en met 21 november 2026"
    )


def test_undone_from_the_message(team: TeamPage) -> None:
    replace_by_tom(team)
    team.undo()
    team.says("Teruggedraaid: Tom de Vries volgt Samira Bakkali op")
    team.shows("Samira Bakkali")
    team.shows_no("Tom de Vries")


def test_undoing_can_be_undone(team: TeamPage) -> None:
    replace_by_tom(team)
    team.undo()
    team.shows("Samira Bakkali")
    team.undo()
    team.shows("Tom de Vries")
    team.shows_no("Samira Bakkali")


def test_with_the_keyboard_only(team: TeamPage) -> None:
    keys = Keys(team.page)
    keys.to("Kernteam bewerken").press("Enter")
    expect(team.page.get_by_role("link", name="Klaar met bewerken")).to_be_visible()
    keys.to("Vervang Samira Bakkali").press("Enter")
    expect(team.panel.get_by_role("heading")).to_be_focused()
    keys.to("Zoek op naam").type("tom")
    expect(team.panel.locator(".people-found .choice")).to_have_count(1)
    keys.to("Tom de Vries").press("Space")
    keys.to("De opvolger begint op").to("Vervang").press("Enter")
    team.says("Tom de Vries volgt Samira Bakkali op")
    team.shows("Tom de Vries")
    keys.to("Maak ongedaan").press("Enter")
    team.says("Teruggedraaid")
    team.shows("Samira Bakkali")


def test_without_scripts(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib, java_script_enabled=False)
    team = TeamPage(page, world.school).open().edit()
    page.get_by_role("link", name="Vervang Samira Bakkali").click()
    page.get_by_label("Zoek op naam").fill("tom")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("radio", name="Tom de Vries").check()
    page.get_by_role("button", name="Vervang").click()
    team.says("Tom de Vries volgt Samira Bakkali op")
    team.shows("Tom de Vries")
    team.undo()
    team.says("Teruggedraaid")
    team.shows("Samira Bakkali")
    team.shows_no("Tom de Vries")


def replace_by_tom(team: TeamPage) -> None:
    team.edit().start("Vervang Samira Bakkali")
    team.choose("tom", "Tom de Vries")
    team.press("Vervang")
    team.says("Tom de Vries volgt Samira Bakkali op")


class Keys:
    """Somebody without a mouse: Tab until something is reached that is called so."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> "Keys":
        for _ in range(80):
            self.page.keyboard.press("Tab")
            if self._focused().startswith(name):
                return self
        raise AssertionError(f"Tab never reaches {name!r}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.page.wait_for_load_state("networkidle")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def _focused(self) -> str:
        return self.page.evaluate(
            """() => { const at = document.activeElement;
                 const label = at.labels && at.labels[0];
                 return (at.ariaLabel || (label || at).innerText || "").trim() }"""
        )
