"""On paper: the same poster as the PDF, from the page of the poster and from that of the school; nothing to press."""

import re
from collections import Counter
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from teams.poster.paint import Paint
from teams.poster.paper import Paper, Way
from tests.e2e.conftest import Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World, add_marks

MILLIMETRE = 72 / 25.4
VARIANTS = list(product(Paper, Way, Paint))


def printed(page: Page) -> Any:
    """What the browser prints of a page, on the paper that the page asks for."""
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def letters(document: Any) -> Counter[str]:
    """Every letter on its paper; words along the rim are set letter by letter."""
    return Counter("".join(re.findall(r"\S", "".join(page.extract_text() for page in document.pages))))


def size(document: Any) -> tuple[int, int]:
    box = document.pages[0].mediabox
    return round(float(box.width) / MILLIMETRE), round(float(box.height) / MILLIMETRE)


def crowd(world: World, number: int) -> None:
    """More people, with long names and roles."""
    roles = ("jeugdarts", "cjg-coach", "jeugdverpleegkundige", "wijkagent")
    kinds = ("ggd", "cjg", "ggd", "school")
    for i in range(number):
        name = f"Wilhelmina{i} Alexandrina van Oranje tot Nassau-Dietzerbos"
        world.sits(world.person(name, kinds[i % 4]), roles[i % 4])


@pytest.mark.parametrize(("paper", "way", "paint"), VARIANTS)
@pytest.mark.parametrize("more", [0, 30])
def test_the_page_of_the_poster_prints_the_pdf(
    site: Site, world: World, paper: Paper, way: Way, paint: Paint, more: int
) -> None:
    add_marks(world)
    crowd(world, more)
    page = site.visitor(user=world.ib)
    path = f"/scholen/{world.school.establishment_code}"
    query = f"papier={paper}&stand={way}&kleur={paint}"
    pdf = PdfReader(BytesIO(page.request.get(f"{path}/poster.pdf?{query}").body()))
    page.goto(f"{path}/poster/?{query}")
    mine = printed(page)
    assert (len(mine.pages), size(mine)) == (1, size(pdf))
    assert letters(mine) == letters(pdf)


@pytest.mark.parametrize("query", ["", "?bewerken=1"])
@pytest.mark.parametrize("more", [0, 20])
def test_the_page_of_the_school_prints_the_poster(site: Site, world: World, query: str, more: int) -> None:
    add_marks(world)
    crowd(world, more)
    page = TeamPage(site.visitor(user=world.ib), world.school).open(query).page
    path = f"/scholen/{world.school.establishment_code}/poster.pdf?papier=a4"
    pdf = PdfReader(BytesIO(page.request.get(path).body()))
    mine = printed(page)
    assert (len(mine.pages), size(mine), letters(mine)) == (1, (297, 210), letters(pdf))


def test_nothing_to_press_is_on_paper(site: Site, world: World) -> None:
    add_marks(world)
    team = TeamPage(site.visitor(user=world.ib), world.school).open("?bewerken=1")
    team.page.emulate_media(media="print")
    expect(team.page.get_by_role("heading", name="De Zeester", level=1)).to_be_visible()
    expect(team.page.locator("svg.circle")).to_be_visible()
    seen = team.page.locator("button, .btn, input, nav, .topbar").filter(visible=True)
    assert [one.inner_text() for one in seen.all()] == []


def test_what_is_set_fits_in_its_column(site: Site, world: World) -> None:
    crowd(world, 30)
    page = site.visitor(user=world.ib)
    page.goto(f"/scholen/{world.school.establishment_code}/poster/?papier=a4")
    page.emulate_media(media="print")
    out = page.evaluate(
        """() => [...document.querySelectorAll('.sheet-words > *, .sheet-columns > *')]
        .filter(box => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
        .map(box => box.className)"""
    )
    assert out == []
