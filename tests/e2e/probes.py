"""What is measured in a page that is shown: its accessibility, its width, its targets, its letters."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (360, 390, 1400, 2560)
AXE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
SEEN = """const seen = e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  return e.checkVisibility() && r.width > 1 && r.height > 1 && s.visibility !== "hidden" };"""
# A link inside a sentence may be as high as its line; so may a choice whose label is the target.
SMALL_TARGETS = f"""least => {{ {SEEN}
  const inline = e => e.tagName === "A" && getComputedStyle(e).display === "inline";
  const boxed = e => e.closest("label, .choice") || e;
  return [...document.querySelectorAll("a[href],button,input,select,textarea,summary")]
    .filter(e => seen(e) && !inline(e) && e.type !== "hidden" && !e.closest("svg"))
    .map(e => [boxed(e).getBoundingClientRect(), e])
    .filter(([r, e]) => Math.min(r.width, r.height) < (e.matches("button,.btn,input,select") ? least : 24) - 0.5)
    .map(([r, e]) => `${{e.tagName}} ${{e.textContent.trim().slice(0, 30)}} ${{r.width}}x${{r.height}}`) }}"""
OUTSIDE = f"""() => {{ {SEEN}
  return [...document.querySelectorAll(".card")].flatMap(card => {{
    const box = card.getBoundingClientRect();
    const apart = ".visually-hidden, [role][tabindex='0'] *";  // a wide table scrolls in a part of its own
    return [...card.querySelectorAll("*")].filter(seen).filter(e => !e.closest(apart))
      .map(e => [e.getBoundingClientRect(), e]).filter(([r]) => r.right > box.right + 1 || r.left < box.left - 1)
      .map(([, e]) => `${{e.tagName}} ${{e.getAttribute("class")}} ${{e.textContent.trim().slice(0, 30)}}`) }}) }}"""
OVERLAPPING = """() => {
  const boxes = found => [...found].map(e => [e.getBoundingClientRect(), e.textContent]);
  const places = [...document.querySelectorAll(".circle-place")]
    .map(place => boxes(place.querySelectorAll("text, .circle-node")));
  const core = boxes(document.querySelectorAll("[class^=circle-core-]"));
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const groups = [core, ...places];
  return groups.flatMap((group, i) => groups.slice(i + 1).flatMap(other =>
    group.flatMap(([a, x]) => other.filter(([b]) => meet(a, b)).map(([, y]) => `${x} | ${y}`)))) }"""
SMALLEST_LETTER = """() => Math.min(...[...document.querySelectorAll(".circle text")].map(text => {
  const scale = text.ownerSVGElement.getScreenCTM().a;
  return parseFloat(getComputedStyle(text).fontSize) * scale }))"""


def violations(page: Page) -> list[str]:
    """What axe says is wrong, as "rule: element"."""
    found: list[dict[str, Any]] = Axe().run(page, options=AXE).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def outside_their_card(page: Page) -> list[str]:
    found: list[str] = page.evaluate(OUTSIDE)
    return found


def overlapping_in_circle(page: Page) -> list[str]:
    found: list[str] = page.evaluate(OVERLAPPING)
    return found


def small_targets(page: Page, least: int) -> list[str]:
    """Controls smaller than 24 pixels; buttons and fields smaller than `least`."""
    found: list[str] = page.evaluate(SMALL_TARGETS, least)
    return found


def smallest_letter_in_circle(page: Page) -> float:
    return float(page.evaluate(SMALLEST_LETTER))
