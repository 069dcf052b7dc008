"""Where the keyboard is: on what just appeared, always to be seen, and back when somebody changes her mind."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World

# The ring around the focus: an outline, or for a place in the circle the line of its background.
RING = """() => { const at = document.activeElement;
  const around = at.closest(".choice-person") || at;
  const outlined = [at, around].some(e => parseFloat(getComputedStyle(e).outlineWidth) >= 2
    && getComputedStyle(e).outlineStyle !== "none");
  const hit = at.querySelector(".circle-hit");
  const calendarOfDay = at.type === "date" && !at.matches(":focus-visible");  // the browser draws the ring in there
  return outlined || calendarOfDay || (hit !== null && parseFloat(getComputedStyle(hit).strokeWidth) >= 2) }"""
NAME = "() => document.activeElement.outerHTML.slice(0, 160)"


def test_after_saving_on_the_message(team: TeamPage) -> None:
    team.edit().start("Laat Samira Bakkali stoppen")
    team.press("Laat stoppen")
    team.says("Samira Bakkali stopt als CJG-coach")
    expect(team.message).to_be_focused()


def test_the_message_is_brought_into_view_on_a_phone(site: Site, world: World) -> None:
    team = TeamPage(site.visitor(user=world.ib, **PHONE), world.school).open()
    team.page.get_by_role("button", name="Ja, alles klopt nog").click()
    expect(team.message).to_be_focused()
    expect(team.message).to_be_in_viewport()


def test_after_opening_a_panel_on_its_heading(team: TeamPage) -> None:
    panel = team.edit().start("Vervang Samira Bakkali")
    expect(panel.get_by_role("heading", name="Wie volgt Samira Bakkali op?")).to_be_focused()
    expect(panel.get_by_role("heading").first).to_be_in_viewport()


def test_after_a_mistake_on_the_summary_and_from_there_to_the_field(team: TeamPage) -> None:
    panel = team.edit().start("Laat Samira Bakkali stoppen")
    team.fill_day("Laatste dag", date(2020, 1, 1))
    team.press("Laat stoppen")
    summary = panel.get_by_role("alert").filter(has_text="Er klopt iets niet")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(panel.get_by_label("Laatste dag")).to_be_focused()
    expect(panel.get_by_label("Laatste dag")).to_have_value("2020-01-01")


def test_one_panel_at_a_time(team: TeamPage) -> None:
    team.edit().start("Laat Samira Bakkali stoppen")
    team.start("Contact met Eva Jansen")
    expect(team.panel).to_have_count(1)


def test_cancelling_changes_nothing(team: TeamPage) -> None:
    team.edit().start("Laat Samira Bakkali stoppen")
    team.panel.get_by_role("link", name="Annuleer").click()
    expect(team.panel).to_have_count(0)
    team.shows("Samira Bakkali")
    expect(team.row("Samira Bakkali")).not_to_contain_text("stopt 22 nov")


def test_everything_on_the_page_shows_that_it_has_the_focus(site: Site, world: World) -> None:
    team = TeamPage(site.visitor(user=world.ib), world.school).open("?bewerken=1")
    team.start("Vervang Samira Bakkali")
    assert without_ring(team.page, presses=45) == []


def test_the_first_tab_skips_to_the_content(team: TeamPage) -> None:
    team.page.keyboard.press("Tab")
    expect(team.page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    team.page.keyboard.press("Enter")
    expect(team.page.locator("main")).to_be_focused()


def without_ring(page: Page, *, presses: int) -> list[str]:
    """What Tab reaches without showing it."""
    missing = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body") and not page.evaluate(RING):
            missing.append(page.evaluate(NAME))
    return missing
