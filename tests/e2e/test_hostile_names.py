"""Names that are code, or long, or from far away: shown as they are, run never, and overlapping nothing."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from schools.models import School
from teams.models import Organisation, Professional
from tests.e2e.conftest import Site
from tests.e2e.probes import (
    outside_their_card,
    overlapping_in_circle,
    resize,
    scrolls_sideways,
    smallest_letter_in_circle,
)
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World, add_marks
from tests.factories import FreePeriodFactory, StandInFactory

SCRIPT = "<script>window.__xss=1</script>"
IMAGE = "\"'><img src=x onerror=window.__xss=1>"
LONG = "W" * 60
NAMES = {
    "sixty letters": LONG,
    "sixty words": "Wim " * 15,
    "diacritics": "Zoë Ïsbrandt-İlkay Gürsû Şahin",
    "right to left": "محمد الأمين بن عبد الله",
    "emoji": "👩🏽‍🏫🎉👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "signs": 'Ben & <b>Bo</b> "O\'Neil" {{ x }} {% y %}',
}


def not_run(page: Page) -> None:
    assert page.evaluate("window.__xss") is None
    assert page.locator("img[src=x]").count() == 0


def give_hostile_names(world: World) -> None:
    School.objects.update(name=f"De {SCRIPT}", district=IMAGE, street=IMAGE)
    Organisation.objects.filter(kind="cjg").update(name=f"CJG {IMAGE}")
    for person in Professional.objects.all():
        person.first_name, person.surname = SCRIPT, f"{person.surname} {IMAGE}"
        person.expertise = person.introduction = SCRIPT
        person.save()
    FreePeriodFactory(school=world.school, label=f"Vrij {IMAGE}")
    StandInFactory(membership=world.member(f"Jansen {IMAGE}"), professional=Professional.objects.order_by("pk").last())


def test_no_name_is_run_on_any_page(site: Site, world: World) -> None:
    give_hostile_names(world)
    coach = world.member(f"Bakkali {IMAGE}")
    page = site.visitor(user=world.ib)
    school = f"/scholen/{world.school.establishment_code}/"
    for path in (
        school,
        f"{school}?bewerken=1",
        f"{school}?op=2025-10-01",
        f"{school}vrije-dagen/",
        f"{school}leden/{coach.pk}/vervangen/",
        f"{school}leden/{coach.pk}/corrigeren/",
        f"/mensen/{coach.professional_id}/",
        f"/mensen/{coach.professional_id}/bewerken/",
        f"/scholen/?zoek={SCRIPT}",
    ):
        page.goto(path)
        expect(page.get_by_text("<script>window.__xss=1</script>").or_(page.locator("input")).first).to_be_attached()
        not_run(page)


def test_no_name_is_run_in_what_is_swapped_in(site: Site, world: World) -> None:
    give_hostile_names(world)
    page = site.visitor(user=world.ib)
    team = TeamPage(page, world.school).open("?bewerken=1")
    page.locator("a[aria-label^=Vervang]").nth(2).click()
    expect(team.panel.get_by_role("heading").first).to_be_focused()
    not_run(page)
    team.panel.get_by_label("Zoek op naam").press_sequentially("vries")
    expect(team.panel.locator(".people-found .choice")).to_have_count(1)
    not_run(page)
    with page.expect_response("**/mensen/*"):
        team.panel.get_by_label("Zoek op naam").fill(IMAGE)
    expect(
        team.panel.locator(".people-found .choice").or_(team.panel.get_by_text("Niemand gevonden")).nth(0)
    ).to_be_visible()
    not_run(page)
    with page.expect_response("**/mensen/*"):
        team.panel.get_by_label("Zoek op naam").fill("vries")
    expect(team.panel.locator(".people-found .choice")).to_have_count(1)
    team.panel.get_by_role("radio").first.check()
    team.press("Vervang")
    expect(team.message).to_contain_text("<img src=x onerror=window.__xss=1>")
    not_run(page)
    team.undo()
    expect(team.message).to_contain_text("Teruggedraaid")
    not_run(page)


@pytest.mark.parametrize("kind", NAMES)
def test_nothing_overlaps_or_sticks_out(site: Site, world: World, kind: str) -> None:
    add_marks(world)
    name = NAMES[kind].strip()
    School.objects.update(name=name, district=name[:60], city=name[:60])
    Organisation.objects.filter(kind="cjg").update(name=name)
    for person in Professional.objects.all():
        person.first_name, person.surname = name[:60], name[:60]
        person.save()
    TeamPage(page := site.visitor(user=world.ib), world.school).open("?bewerken=1")
    found: dict[str, Any] = {}
    for width in (360, 1400):
        resize(page, width)
        found[f"sideways at {width}"] = scrolls_sideways(page)
        found[f"outside at {width}"] = outside_their_card(page)
        found[f"overlapping at {width}"] = overlapping_in_circle(page)
    assert {what: names for what, names in found.items() if names} == {}


def test_a_name_is_shown_as_it_was_typed(site: Site, world: World) -> None:
    team = TeamPage(site.visitor(user=world.ib), world.school).open("?bewerken=1")
    panel = team.start("Vul in: Leerplichtambtenaar")
    panel.get_by_role("radio", name="Nieuwe persoon").check()
    panel.get_by_label("Voornaam").fill("Zoë <b>")
    panel.get_by_label("Achternaam").fill("İlkay-Gürsû O'Neil")
    panel.get_by_role("combobox", name="Organisatie").select_option("SWV Duin")
    team.press("Zet in het kernteam")
    team.shows("Zoë <b> İlkay-Gürsû O'Neil")


def test_letters_in_the_circle_can_be_read_at_a_desk(team: TeamPage) -> None:
    assert smallest_letter_in_circle(team.page) >= 11


def test_one_long_name_leaves_the_others_readable(site: Site, world: World) -> None:
    coach = world.member("Bakkali").professional
    coach.surname = LONG
    coach.save()
    page = site.visitor(user=world.ib)
    page.goto(f"/scholen/{world.school.establishment_code}/")
    assert smallest_letter_in_circle(page) >= 9
