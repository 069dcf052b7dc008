"""A session that ends while somebody types: she is told, and what she typed can still be saved."""

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.e2e.conftest import Site, session_cookie
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World


def test_what_was_typed_is_saved_after_signing_in_again(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib)
    team = TeamPage(page, world.school).open()
    panel = team.edit().start("Contact met Samira Bakkali")
    panel.get_by_label("Vaste contacttijd").fill("do 9.00-10.00 uur")
    Session.objects.all().delete()
    site.complaints.expect_status(401)
    team.press("Bewaar")
    expect(page.locator("#storing")).to_contain_text("Je bent uitgelogd en er is niets bewaard.")
    page.context.add_cookies([{**session_cookie(world.ib), "url": site.url}])
    page.context.add_cookies([{"name": "csrftoken", "value": "a" * 32, "url": site.url}])
    team.press("Bewaar")
    team.says("Contact met Samira Bakkali is bijgewerkt.")
    expect(team.row("Samira Bakkali")).to_contain_text("do 9.00-10.00 uur")


def test_escape_does_not_throw_away_what_was_typed(team: TeamPage) -> None:
    panel = team.edit().start("Contact met Samira Bakkali")
    field = panel.get_by_label("Vaste contacttijd")
    field.fill("do 9.00-10.00 uur")
    field.press("Escape")
    expect(field).to_have_value("do 9.00-10.00 uur")
