"""Every page in every state: nothing for axe to find, no sideways scroll, targets large enough, a silent console."""

import pytest
from playwright.sync_api import expect

from tests.e2e import (  # noqa: F401 each adds its states
    region_states,
    states_of_overview,
    states_of_records,
    states_of_sessions,
    states_of_signing_in,
    states_of_years,
    states_privacy,
)
from tests.e2e.conftest import Site, demo_mode
from tests.e2e.probes import WIDTHS, outside_their_card, resize, scrolls_sideways, small_targets, violations
from tests.e2e.states import STATES
from tests.e2e.world import World

PHONE, DESKTOP = 390, 1400


@pytest.mark.parametrize("name", STATES)
def test_page(site: Site, world: World, name: str) -> None:
    page = STATES[name](site, world)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    wrong = {}
    for width in WIDTHS:
        resize(page, width)
        wrong[f"sideways at {width}"] = [page.url] if scrolls_sideways(page) else []
        wrong[f"outside at {width}"] = outside_their_card(page)
    for width in (PHONE, DESKTOP):
        resize(page, width)
        wrong[f"axe at {width}"] = violations(page)
        wrong[f"small at {width}"] = small_targets(page, least=44 if width == PHONE else 24)
    assert {what: found for what, found in wrong.items() if found} == {}


def test_sign_in_page_of_the_demo(site: Site, world: World) -> None:
    with demo_mode():
        page = site.visitor()
        page.goto("/inloggen/")
        expect(page.get_by_role("heading", name="Probeer het als")).to_be_visible()
        for width in (PHONE, DESKTOP):
            resize(page, width)
            assert violations(page) == []
            assert small_targets(page, least=44) == []


def test_the_fonts_of_the_design_are_there(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib)
    page.goto("/")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].map(font => `${font.family} ${font.weight} ${font.status}`)")
    assert loaded == ["Fira Sans 400 loaded", "Fira Sans 600 loaded"]


def test_the_policy_allows_nothing_inline(site: Site, world: World) -> None:
    answer = site.visitor().goto("/inloggen/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
