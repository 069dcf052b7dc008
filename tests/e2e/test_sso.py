"""Signing in with the account of a school board: to another site and back, under our strict policy."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.oidc import named, open_id_provider
from tests.e2e.conftest import Site
from tests.e2e.world import World


def visitor(site: Site, **screen: object) -> Page:
    """A browser in which the provider's own page, which is not ours to judge, finds its decoration."""
    page = site.visitor(**screen)
    page.route(re.compile(r"picocss|favicon\.ico"), lambda route: route.fulfill(body=""))
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_with_the_account_of_the_school_board(site: Site, world: World, scripts: bool) -> None:
    page = visitor(site, viewport={"width": 1400, "height": 900}, java_script_enabled=scripts)
    with open_id_provider() as provider, named(provider.url):
        provider.knows("uid-1", email="ib@example.nl", email_verified=True)
        page.goto(f"/scholen/{world.school.establishment_code}/")
        page.get_by_role("button", name="Log in met Stichting Duinscholen").click()
        expect(page).to_have_url(re.compile(re.escape(provider.url)))
        page.locator("input[name=sub]").fill("uid-1")
        page.get_by_role("button", name="Authorize").click()
        expect(page.get_by_role("heading", name="De Zeester", level=1)).to_be_visible()


def test_a_stranger_comes_back_to_the_sign_in_page(site: Site, world: World) -> None:
    page = visitor(site)
    with open_id_provider() as provider, named(provider.url):
        provider.knows("uid-9", email="vreemd@example.nl", email_verified=True)
        page.goto("/inloggen/")
        page.get_by_role("button", name="Log in met Stichting Duinscholen").click()
        page.locator("input[name=sub]").fill("uid-9")
        page.get_by_role("button", name="Authorize").click()
        expect(page.get_by_role("heading", name="Inloggen", level=1)).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("Met dit account van Stichting Duinscholen kun je hier niet")
