"""The pages about somebody's own data, and the one that anybody may read, in every state they can be in."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from teams.actions.public_page import open_public_page
from teams.enums import Visibility
from teams.models import Professional
from tests.e2e.conftest import Site
from tests.e2e.states import _manager, as_ib, state
from tests.e2e.world import World


def _coach(world: World) -> Professional:
    return world.member("Bakkali").professional


def _gone(world: World) -> Professional:
    """Somebody without a seat who asks to be erased."""
    somebody: Professional = world.person("Noor Smit", "cjg", erasure_asked_on=world.today - timedelta(days=3))
    return somebody


@state("a shielded number")
def shielded(site: Site, world: World) -> Page:
    return _manager(site, world, f"/mensen/{_coach(world).pk}/")


@state("a shielded number that was asked for")
def asked_number(site: Site, world: World) -> Page:
    page = shielded(site, world)
    page.get_by_role("button", name="Toon nummer").click()
    expect(page.get_by_role("link", name="06-87654321")).to_be_focused()
    return page


@state("my data")
def my_data(site: Site, world: World) -> Page:
    return as_ib(site, world, "/mijn-gegevens/")


@state("asking to be erased")
def ask_erasure(site: Site, world: World) -> Page:
    return as_ib(site, world, "/mijn-gegevens/wissen/")


@state("asked to be erased")
def asked_erasure(site: Site, world: World) -> Page:
    page = ask_erasure(site, world)
    page.get_by_role("button", name="Vraag om wissen").click()
    expect(page.get_by_role("button", name="Trek mijn verzoek in")).to_be_visible()
    return page


@state("requests to be erased")
def erasures(site: Site, world: World) -> Page:
    _gone(world)
    return _manager(site, world, f"/regios/{world.region.pk}/wissen/")


@state("erasing somebody")
def erase(site: Site, world: World) -> Page:
    return _manager(site, world, f"/mensen/{_gone(world).pk}/wissen/")


@state("erasing somebody who has a seat still")
def erase_too_early(site: Site, world: World) -> Page:
    return _manager(site, world, f"/mensen/{_coach(world).pk}/wissen/")


@state("an oud-lid")
def oud_lid(site: Site, world: World) -> Page:
    gone = _gone(world)
    page = _manager(site, world, f"/mensen/{gone.pk}/wissen/")
    page.get_by_role("button", name="Wis de gegevens van Noor Smit").click()
    expect(page.get_by_text("De gegevens van een oud-lid zijn gewist.")).to_be_visible()
    page.goto(f"/mensen/{gone.pk}/")
    return page


@state("public page")
def public_page(site: Site, world: World) -> Page:
    open_public_page(school=world.school, today=world.today, actor=world.ib)
    Professional.objects.filter(pk=_coach(world).pk).update(phone_visibility=Visibility.PUBLIC)
    page = site.visitor()
    page.goto(f"/openbaar/{world.school.establishment_code}/")
    return page


@state("public circle, as inside another page")
def public_circle(site: Site, world: World) -> Page:
    page = public_page(site, world)
    page.goto(f"/openbaar/{world.school.establishment_code}/cirkel/")
    return page


@state("school with a public page")
def school_with_public_page(site: Site, world: World) -> Page:
    open_public_page(school=world.school, today=world.today, actor=world.ib)
    return as_ib(site, world, f"/scholen/{world.school.establishment_code}/")


@state("poster")
def poster(site: Site, world: World) -> Page:
    return as_ib(site, world, f"/scholen/{world.school.establishment_code}/poster/")
