"""Somebody's own page, and the days a school is closed."""

from playwright.sync_api import expect

from tests.e2e.conftest import Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World


def test_the_ib_edits_her_own_data_and_it_is_right_at_her_school(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib)
    page.goto("/")
    page.get_by_label("Mijn menu").click()
    page.get_by_role("link", name="Mijn gegevens").click()
    page.get_by_role("link", name="Bewerk mijn gegevens").click()
    page.get_by_label("Telefoon").fill("0611112222")
    page.get_by_label("Achternaam").fill("Visser-Bakker")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator(".messages")).to_contain_text("De gegevens van Anneke Visser-Bakker zijn bijgewerkt.")
    team = TeamPage(page, world.school).open()
    team.shows("Anneke Visser-Bakker")
    expect(team.row("Anneke Visser-Bakker")).to_contain_text("06-11112222")


def test_a_person_in_the_circle_leads_to_her_card(team: TeamPage) -> None:
    team.circle.get_by_role("link", name="Samira Bakkali").click()
    expect(team.page.get_by_role("heading", name="Samira Bakkali", level=1)).to_be_visible()
    expect(team.page.get_by_role("link", name="06-87654321")).to_be_visible()


def test_a_wrong_phone_number_keeps_what_was_typed(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib)
    page.goto(f"/mensen/{world.member('Visser').professional_id}/bewerken/")
    page.get_by_label("Telefoon").fill("bel maar")
    page.get_by_label("Expertise").fill("rouw, verzuim")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert").filter(has_text="Telefoon: Dit is geen telefoonnummer.")).to_be_focused()
    expect(page.get_by_label("Telefoon")).to_have_value("bel maar")
    expect(page.get_by_label("Expertise")).to_have_value("rouw, verzuim")
    page.get_by_role("link", name="Telefoon: Dit is geen telefoonnummer.").click()
    expect(page.get_by_label("Telefoon")).to_be_focused()


def test_a_free_day_comes_and_goes(site: Site, world: World) -> None:
    page = site.visitor(user=world.ib)
    page.goto(f"/scholen/{world.school.establishment_code}/vrije-dagen/")
    page.get_by_label("Omschrijving").fill("Studiedag")
    page.get_by_label("Eerste dag").fill("2027-03-12")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.locator(".messages")).to_contain_text("Studiedag is toegevoegd aan de vrije dagen.")
    own = page.get_by_role("region", name="Eigen vrije dagen")
    expect(own).to_contain_text("vrijdag 12 maart 2027")
    own.get_by_role("button", name="Haal weg: Studiedag").click()
    expect(page.locator(".messages")).to_contain_text("Studiedag is weggehaald uit de vrije dagen.")
    expect(own).not_to_contain_text("Studiedag")
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(own).to_contain_text("Studiedag")
