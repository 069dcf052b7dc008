"""The circle in a real Chromium with its real font: what is measured is what is shown."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import Page, sync_playwright

from teams.circle.layout import draw
from teams.circle.team import Team
from tests.e2e.chromium import FLAGS, executable
from tests.teams.circle.teams import crowd_of, team_of, usual_places

pytestmark = pytest.mark.e2e

CSS = Path(__file__).parents[3] / "static" / "css"
FONTS = files("fontpkg_fira_sans") / "files"
# Pairs of places whose words overlap, words that leave the picture, and labels on the rim that were cut.
COMPLAINTS = """() => {
  const boxes = [...document.querySelectorAll(".circle-place")].map(place =>
    [...place.querySelectorAll("text, .circle-node")].map(part => part.getBoundingClientRect()));
  const svg = document.querySelector("svg.circle").getBoundingClientRect();
  const found = [];
  boxes.forEach((some, i) => some.forEach(a => {
    if (a.left < svg.left || a.right > svg.right || a.top < svg.top || a.bottom > svg.bottom) found.push(`out ${i}`);
    boxes.slice(i + 1).forEach((others, j) => others.forEach(b => {
      if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
        found.push(`${i} on ${i + 1 + j}`);
    }));
  }));
  document.querySelectorAll(".circle-rim").forEach(text => {
    const path = document.querySelector(text.querySelector("textPath").getAttribute("href"));
    if (text.getComputedTextLength() > path.getTotalLength()) found.push(`cut ${text.textContent}`);
  });
  return found;
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=[*FLAGS, "--allow-file-access-from-files"]
        )
        yield browser.new_page(viewport={"width": 1032, "height": 1100})
        browser.close()


def show(page: Page, team: Team, folder: Path) -> None:
    """Opens a page with the circle and its legend."""
    css = "".join((CSS / name).read_text() for name in ("tokens.css", "circle.css"))
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        source = f'url("../fonts/fira-sans-{weight}.woff2") format("woff2")'
        assert source in css
        css = css.replace(source, f'url("file://{FONTS / f"FiraSans-{name}.ttf"}")')
    parts = [
        render_to_string(f"teams/circle/{name}", {"drawing": draw(team)}) for name in ("circle.svg", "legend.html")
    ]
    (folder / "page.html").write_text(
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Cirkel</title><style>{css}</style></head>'
        f"<body><main><h1>Cirkel van invloed</h1>{''.join(parts)}</main></body></html>",
        encoding="utf-8",
    )
    page.goto(f"file://{folder / 'page.html'}")
    page.evaluate("Promise.all([400, 600].map(weight => document.fonts.load(`${weight} 16px 'Fira Sans'`)))")


def many(name: str, size: int) -> Team:
    usual = usual_places()
    places = [usual[i % 11] for i in range(size)]
    return team_of(
        *(
            type(place)(f"{i:02d}", place.role, place.ring, place.domain, name, url=f"/p/{i}/", days=place.days)
            for i, place in enumerate(places)
        )
    )


@pytest.mark.parametrize("size", [1, 2, 9, 15, 20, 40])
@pytest.mark.parametrize("name", ["Floor van den Berg", "Wilhelmina Theodora van den Heuvel-Bakkerszoon tot Wassenaar"])
def test_nothing_overlaps_on_screen(page: Page, tmp_path: Path, name: str, size: int) -> None:
    show(page, many(name, size), tmp_path)
    assert page.evaluate(COMPLAINTS) == []


@pytest.mark.parametrize("start", range(0, 100, 25))
def test_nothing_overlaps_in_a_hundred_teams_at_random(page: Page, tmp_path: Path, start: int) -> None:
    found = {}
    for seed in range(start, start + 25):
        show(page, crowd_of(seed), tmp_path)
        if complaints := page.evaluate(COMPLAINTS):
            found[seed] = complaints
    assert found == {}


def test_axe_finds_nothing(page: Page, tmp_path: Path) -> None:
    show(page, team_of(), tmp_path)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_keyboard_reaches_everybody_and_shows_where(page: Page, tmp_path: Path) -> None:
    show(page, team_of(), tmp_path)
    reached = []
    for _ in usual_places():
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.circle-hit')).strokeWidth")
        assert ring == "3px"
    assert sorted(reached) == sorted(place.url for place in usual_places())


def test_who_chose_her_own_colours_gets_those(page: Page, tmp_path: Path) -> None:
    page.emulate_media(forced_colors="active")
    show(page, team_of(), tmp_path)
    painted = "name => (style => [style.fill, style.stroke])(getComputedStyle(document.querySelector(name)))"
    text = page.evaluate("getComputedStyle(document.body).color")
    assert page.evaluate(painted, ".circle-role")[0] == text
    assert page.evaluate(painted, ".circle-node") == [page.evaluate(painted, ".circle-sector")[0], text]
    assert page.evaluate(painted, ".circle-node")[0] != text
    page.emulate_media(forced_colors="none")
