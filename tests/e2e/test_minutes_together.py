"""Two people type in the same minutes, and everybody of a list is there: what the scripts of a session do."""

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Meeting, Minutes
from tests.e2e.conftest import Site
from tests.e2e.states_of_records import held
from tests.e2e.world import World
from tests.factories import UserFactory

AREA = "#id_text"
STATE = "#verslag-stand"


@pytest.fixture
def meeting(world: World) -> Meeting:
    """A session that was held, of which two lines of minutes were kept."""
    row = held(world)
    Minutes.objects.filter(meeting=row).update(text="Een\nTwee")
    return row


def writers(site: Site, world: World, meeting: Meeting) -> list[Page]:
    """The intern begeleider and the directeur, who both began with what was kept."""
    head = world.member("Groen").professional
    head.user = UserFactory(email="directeur@example.nl")
    head.save()
    pages = [site.visitor(user=user) for user in (world.ib, head.user)]
    for page in pages:
        page.goto(f"/bijeenkomsten/{meeting.pk}/verslag/schrijven/")
    return pages


def type_at(page: Page, key: str, text: str) -> None:
    page.locator(AREA).focus()
    page.keyboard.press(key)
    page.keyboard.type(text)
    expect(page.locator(STATE)).to_contain_text("✓ Bewaard")


def test_the_lines_of_the_other_appear_and_the_cursor_stays(site: Site, world: World, meeting: Meeting) -> None:
    first, second = writers(site, world, meeting)
    type_at(first, "Control+Home", "Boven\n")
    type_at(second, "Control+End", "\nOnder")
    expect(second.locator(AREA)).to_have_value("Boven\nEen\nTwee\nOnder")
    expect(second.locator(STATE)).to_contain_text("samen met wat er intussen bij kwam")
    second.keyboard.type("aan")
    expect(second.locator("#verslag-basis")).to_have_value("Boven\nEen\nTwee\nOnderaan")
    first.keyboard.type("Ook\n")
    expect(first.locator(AREA)).to_have_value("Boven\nOok\nEen\nTwee\nOnderaan")
    assert Minutes.objects.get(meeting=meeting).text == "Boven\nOok\nEen\nTwee\nOnderaan"


def test_everybody_is_there_by_one_click_that_keeps_what_was_chosen(site: Site, world: World, meeting: Meeting) -> None:
    page = site.visitor(user=world.ib)
    page.goto(f"/bijeenkomsten/{meeting.pk}/aanwezig/")
    meeting.invitations.update(attendance="unknown")
    page.reload()
    rows = page.locator(".attendance-row")
    rows.first.get_by_role("radio", name="Afwezig").check()
    page.get_by_role("link", name="Iedereen is er").click()
    expect(rows.first.get_by_role("radio", name="Afwezig")).to_be_checked()
    assert page.locator(".stands input[value=present]:checked").count() == rows.count() - 1


def test_a_text_says_how_much_still_fits(site: Site, world: World, meeting: Meeting) -> None:
    page = site.visitor(user=world.ib)
    page.goto(f"/bijeenkomsten/{meeting.pk}/afspraken/nieuw/")
    box = page.get_by_label("Wat spreken jullie af?")
    for length, said in ((390, "Nog 10 van 400 tekens."), (410, "10 te veel: maak het korter.")):
        box.fill("a" * length)
        expect(page.locator("[data-left]")).to_have_text(said)
