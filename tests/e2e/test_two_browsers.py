"""Two people change the same seat at the same time: the second is told, loses nothing, and decides."""

from playwright.sync_api import expect

from teams.models import Membership
from tests.e2e.conftest import Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World
from tests.factories import UserFactory


def two_editors(site: Site, world: World) -> tuple[TeamPage, TeamPage]:
    head = world.member("Groen").professional
    head.user = UserFactory(email="directeur@example.nl")
    head.save()
    pages = (site.visitor(user=user) for user in (world.ib, head.user))
    first, second = (TeamPage(page, world.school).open().edit() for page in pages)
    return first, second


def test_the_second_sees_what_changed_loses_nothing_and_saves(site: Site, world: World) -> None:
    site.complaints.expect_status(409)
    first, second = two_editors(site, world)
    second.start("Contact met Samira Bakkali").get_by_label("Vaste contacttijd").fill("ma 8.30-9.00 uur")
    first.start("Contact met Samira Bakkali").get_by_role("checkbox", name="vrijdag").check()
    first.press("Bewaar")
    first.says("Contact met Samira Bakkali is bijgewerkt.")

    second.press("Bewaar")
    meanwhile = second.panel.get_by_role("alert")
    expect(meanwhile).to_contain_text("Iemand anders was je voor")
    expect(meanwhile).to_contain_text("op school op is nu vr (was leeg)")
    expect(meanwhile).to_be_focused()
    expect(second.panel.get_by_label("Vaste contacttijd")).to_have_value("ma 8.30-9.00 uur")

    second.press("Bewaar")
    second.says("Contact met Samira Bakkali is bijgewerkt.")
    expect(second.row("Samira Bakkali")).to_contain_text("ma 8.30-9.00 uur")


def test_both_replace_the_same_coach(site: Site, world: World) -> None:
    site.complaints.expect_status(409)
    world.person("Xavier Doest", "cjg")
    first, second = two_editors(site, world)
    for team, typed, name in ((first, "tom", "Tom de Vries"), (second, "xav", "Xavier Doest")):
        team.start("Vervang Samira Bakkali")
        team.choose(typed, name)
    first.press("Vervang")
    first.says("Tom de Vries volgt Samira Bakkali op")

    second.press("Vervang")
    expect(second.panel.get_by_role("alert")).to_contain_text("Tom de Vries, CJG-coach vanaf 22 november 2026")
    expect(second.panel.get_by_role("radio", name="Xavier Doest")).to_be_checked()
    assert Membership.objects.filter(professional__surname="Doest").count() == 0


def test_what_was_changed_since_cannot_be_undone_from_an_old_message(site: Site, world: World) -> None:
    first, second = two_editors(site, world)
    first.start("Contact met Samira Bakkali").get_by_label("Vaste contacttijd").fill("ma 8.30-9.00 uur")
    first.press("Bewaar")
    first.says("Contact met Samira Bakkali is bijgewerkt.")
    second.open("?bewerken=1").start("Laat Samira Bakkali stoppen")
    second.press("Laat stoppen")
    second.says("Samira Bakkali stopt als CJG-coach")
    first.undo()
    expect(first.page.locator(".message-error")).to_be_visible()
    expect(first.row("Samira Bakkali")).to_contain_text("stopt 22 nov")
