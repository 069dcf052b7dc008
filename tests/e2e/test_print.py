"""On paper: the circle and the list, and nothing to press."""

from playwright.sync_api import expect

from tests.e2e.conftest import Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World, add_marks


def test_the_school_on_paper(site: Site, world: World) -> None:
    add_marks(world)
    team = TeamPage(site.visitor(user=world.ib), world.school).open("?bewerken=1")
    team.page.emulate_media(media="print")
    expect(team.page.get_by_role("heading", name="De Zeester", level=1)).to_be_visible()
    expect(team.page.locator("svg.circle")).to_be_visible()
    team.shows("Samira Bakkali", "Anneke Visser")
    seen = team.page.locator("button, .btn, input, nav, .topbar").filter(visible=True)
    assert [one.inner_text() for one in seen.all()] == []


def test_the_circle_fits_on_one_sheet(team: TeamPage) -> None:
    team.page.set_viewport_size({"width": 718, "height": 1046})  # A4 with margins of a centimetre, at 96 dots
    team.page.emulate_media(media="print")
    box = team.page.locator("svg.circle").bounding_box()
    assert box is not None
    assert (box["width"] <= 718, box["height"] <= 1046) == (True, True)
