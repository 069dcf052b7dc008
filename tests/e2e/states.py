"""Every page of the program, in every state it can be in: each function opens one and hands back the browser's page."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from schools.changes import undo
from schools.enums import GrantKind
from schools.models import School
from teams.actions.addresses import link_token
from teams.actions.people import update_professional
from teams.actions.seats import end_membership
from teams.models import Coordinator, Professional, SeatTemplate
from tests.e2e.conftest import Site
from tests.e2e.team_page import TeamPage
from tests.e2e.world import World, add_marks
from tests.factories import FreePeriodFactory, GrantFactory, RegionFactory, SchoolFactory, StandInFactory, UserFactory

State = Callable[[Site, World], Page]
STATES: dict[str, State] = {}


def state(name: str) -> Callable[[State], State]:
    def keep(function: State) -> State:
        STATES[name] = function
        return function

    return keep


def as_ib(site: Site, world: World, path: str) -> Page:
    page = site.visitor(user=world.ib)
    page.goto(path)
    return page


def _team(site: Site, world: World) -> TeamPage:
    return TeamPage(site.visitor(user=world.ib), world.school).open("?bewerken=1")


def _school(world: World, rest: str = "") -> str:
    return f"/scholen/{world.school.establishment_code}/{rest}"


def _coach(world: World, rest: str) -> str:
    return _school(world, f"leden/{world.member('Bakkali').pk}/{rest}/")


def _manager(site: Site, world: World, path: str) -> Page:
    page = site.visitor(user=GrantFactory(region=world.region, kind=GrantKind.PROCESBEGELEIDER).user)
    page.goto(path)
    return page


@state("sign-in page")
def sign_in(site: Site, world: World) -> Page:
    page = site.visitor()
    page.goto("/inloggen/")
    page.get_by_text("Met een wachtwoord").click()
    return page


@state("sign-in page with a wrong password")
def sign_in_refused(site: Site, world: World) -> Page:
    page = sign_in(site, world)
    form = page.locator(".sign-in-password")
    form.get_by_label("E-mailadres").fill(world.ib.email)
    form.get_by_label("Wachtwoord").fill("dit is het niet")
    form.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Er klopt iets niet")).to_be_visible()
    return page


@state("asking for a code")
def ask_code(site: Site, world: World) -> Page:
    page = site.visitor()
    page.goto("/inloggen/code/")
    return page


@state("code page")
def code(site: Site, world: World) -> Page:
    page = ask_code(site, world)
    page.get_by_label("E-mailadres").fill(world.ib.email)
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    return page


@state("closed account")
def closed_account(site: Site, world: World) -> Page:
    page = site.visitor()
    page.goto("/inloggen/niet-actief/")
    return page


@state("no school at all")
def no_school(site: Site, world: World) -> Page:
    page = site.visitor(user=UserFactory())
    page.goto("/")
    return page


@state("list of schools")
def schools(site: Site, world: World) -> Page:
    SchoolFactory.create_batch(31, region=world.region, municipality=world.school.municipality)
    return _manager(site, world, "/scholen/")


@state("list of schools, nothing found")
def no_school_found(site: Site, world: World) -> Page:
    return _manager(site, world, "/scholen/?zoek=zzz")


@state("school of somebody who may only look")
def school_to_read(site: Site, world: World) -> Page:
    return _manager(site, world, _school(world))


@state("school with every mark")
def school(site: Site, world: World) -> Page:
    add_marks(world)
    return as_ib(site, world, _school(world))


@state("school being edited, with every mark")
def editing(site: Site, world: World) -> Page:
    add_marks(world)
    page = _team(site, world).page
    page.get_by_text("bekijk een andere dag").click()
    page.get_by_text("Wie zat hier eerder").first.click()
    return page


@state("panel to choose a successor")
def successor(site: Site, world: World) -> Page:
    panel = _team(site, world).start("Vervang Samira Bakkali")
    panel.get_by_role("radio", name="Nieuwe persoon").check()
    return panel.page


@state("panel with mistakes")
def mistakes(site: Site, world: World) -> Page:
    team = _team(site, world)
    panel = team.start("Vervang Samira Bakkali")
    panel.get_by_role("radio", name="Nieuwe persoon").check()
    panel.get_by_label("Telefoon").fill("bel maar")
    team.fill_day("De opvolger begint op", date(1900, 1, 1))
    team.press("Vervang")
    expect(panel.get_by_text("Er klopt iets niet")).to_be_visible()
    return panel.page


@state("panel to correct")
def correct(site: Site, world: World) -> Page:
    return _team(site, world).start("Herstel een fout bij Samira Bakkali").page


@state("panel to plan somebody, with a mistake")
def plan(site: Site, world: World) -> Page:
    team = _team(site, world)
    team.start("Plan iemand: CJG-coach")
    team.press("Bewaar het plan")
    expect(team.panel.get_by_text("Er klopt iets niet")).to_be_visible()
    return team.page


@state("plan form as a page of its own")
def plan_page(site: Site, world: World) -> Page:
    seat = SeatTemplate.objects.for_school(world.school).get(name="CJG-coach")
    return as_ib(site, world, _school(world, f"plekken/{seat.pk}/plannen/"))


@state("panel of who agreed")
def agreed(site: Site, world: World) -> Page:
    add_marks(world)
    return _team(site, world).start("Akkoord, neem op: Tom de Vries").page


@state("panel of contact")
def contact(site: Site, world: World) -> Page:
    return _team(site, world).start("Contact met Samira Bakkali").page


@state("panel that somebody else was ahead of")
def conflict(site: Site, world: World) -> Page:
    site.complaints.expect_status(409)
    team = _team(site, world)
    team.start("Contact met Samira Bakkali")
    coach = world.member("Bakkali")
    coach.contact_hours = "ma 9.00 uur"
    coach.save()
    team.press("Bewaar")
    expect(team.panel.get_by_text("Iemand anders was je voor")).to_be_visible()
    return team.page


@state("school with a message")
def message(site: Site, world: World) -> Page:
    page = as_ib(site, world, _school(world))
    page.get_by_role("button", name="Ja, alles klopt nog").click()
    expect(page.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    return page


@state("school on a day past")
def day_past(site: Site, world: World) -> Page:
    return as_ib(site, world, _school(world, "?op=2025-10-01"))


@state("closed school")
def closed_school(site: Site, world: World) -> Page:
    School.objects.filter(pk=world.school.pk).update(closed_on=date(2026, 8, 1))
    return as_ib(site, world, _school(world))


@state("empty team")
def empty_team(site: Site, world: World) -> Page:
    empty = SchoolFactory(region=world.region)
    return _manager(site, world, f"/scholen/{empty.establishment_code}/")


@state("school without seats")
def no_seats(site: Site, world: World) -> Page:
    bare = SchoolFactory(region=RegionFactory(seats=False))
    page = site.visitor(user=GrantFactory(region=bare.region).user)
    page.goto(f"/scholen/{bare.establishment_code}/")
    return page


@state("form as a page of its own")
def form_page(site: Site, world: World) -> Page:
    return as_ib(site, world, _coach(world, "vervangen"))


@state("stand-in form as a page of its own")
def stand_in_page(site: Site, world: World) -> Page:
    return as_ib(site, world, _coach(world, "waarnemer"))


@state("somebody's page")
def person(site: Site, world: World) -> Page:
    return as_ib(site, world, f"/mensen/{world.member('Boon').professional_id}/")


@state("own page, menu open")
def own_page(site: Site, world: World) -> Page:
    page = as_ib(site, world, f"/mensen/{world.member('Visser').professional_id}/")
    page.get_by_label("Mijn menu").click()
    return page


@state("own data being edited, with a mistake")
def own_data(site: Site, world: World) -> Page:
    page = as_ib(site, world, f"/mensen/{world.member('Visser').professional_id}/bewerken/")
    page.get_by_label("Achternaam").fill("")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Er klopt iets niet")).to_be_visible()
    return page


@state("invitation to be read")
def invitation(site: Site, world: World) -> Page:
    return as_ib(site, world, f"/mensen/{world.member('Bakkali').professional_id}/uitnodigen/")


def _waiting(world: World, **fields: object) -> int:
    """The coach with an address that she has not confirmed yet."""
    coach = world.member("Bakkali").professional
    Professional.objects.filter(pk=coach.pk).update(email_is_confirmed=False, **fields)
    return coach.pk


@state("address that waits and is shared")
def waiting_address(site: Site, world: World) -> Page:
    return as_ib(site, world, f"/mensen/{_waiting(world, email=world.ib.email)}/")


@state("address to confirm")
def address_to_confirm(site: Site, world: World) -> Page:
    _waiting(world)
    page = site.visitor()
    page.goto(f"/adres-bevestigen/{link_token(world.member('Bakkali').professional)}/")
    return page


@state("link that works no more")
def link_no_more(site: Site, world: World) -> Page:
    site.complaints.expect_status(410)
    page = site.visitor()
    page.goto("/adres-bevestigen/verlopen/")
    return page


@state("holidays and free days")
def free_days(site: Site, world: World) -> Page:
    FreePeriodFactory(school=world.school)
    return as_ib(site, world, _school(world, "vrije-dagen/"))


@state("logbook of a school, unfolded")
def school_logbook(site: Site, world: World) -> Page:
    coach = world.member("Bakkali")
    undo(change=end_membership(membership=coach, last_day=world.today, actor=world.ib), actor=world.ib)
    update_professional(
        professional=coach.professional, values={"phone": "+31612345678"}, today=world.today, actor=UserFactory()
    )
    page = as_ib(site, world, _school(world, "logboek/"))
    for summary in page.get_by_text("Wat stond er, en wat werd het").all():
        summary.click()
    return page


@state("logbook of a region in which nothing was done")
def region_logbook(site: Site, world: World) -> Page:
    return _manager(site, world, f"/regios/{world.region.pk}/logboek/")


@state("403")
def forbidden(site: Site, world: World) -> Page:
    site.complaints.expect_status(403)
    return _manager_without_editing(site, world, _coach(world, "vervangen"))


@state("404")
def not_found(site: Site, world: World) -> Page:
    site.complaints.expect_status(404)
    return as_ib(site, world, "/scholen/99ZZ99/")


@state("signing out")
def sign_out(site: Site, world: World) -> Page:
    return as_ib(site, world, "/uitloggen/")


def _as_coordinator(site: Site, world: World, path: str) -> Page:
    user = UserFactory()
    Coordinator.objects.create(user=user, organisation=world.organisations["cjg"], starts_on=world.today)
    page = site.visitor(user=user)
    page.goto(path)
    return page


@state("school of a coordinator, being edited")
def coordinator_editing(site: Site, world: World) -> Page:
    add_marks(world)
    return _as_coordinator(site, world, _school(world, "?bewerken=1"))


@state("organisation")
def organisation(site: Site, world: World) -> Page:
    SchoolFactory(region=world.region)
    return _as_coordinator(site, world, f"/organisaties/{world.organisations['cjg'].pk}/")


@state("handing over")
def hand_over(site: Site, world: World) -> Page:
    return _as_coordinator(site, world, f"/mensen/{world.member('Bakkali').professional_id}/overdragen/")


@state("preview of handing over")
def hand_over_preview(site: Site, world: World) -> Page:
    page = hand_over(site, world)
    page.get_by_label("Opvolger voor alle scholen").select_option(label="Vries, Tom de (0 scholen, werkt ma)")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    page.locator(".letter summary").first.click()
    return page


@state("handing over, nothing chosen")
def hand_over_refused(site: Site, world: World) -> Page:
    page = hand_over(site, world)
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_text("Er klopt iets niet")).to_be_visible()
    return page


@state("looking for a double record")
def merge_choose(site: Site, world: World) -> Page:
    world.person("Samira Bakkali", "cjg")
    return _as_coordinator(site, world, f"/mensen/{world.member('Bakkali').professional_id}/samenvoegen/")


@state("merging two records")
def merge(site: Site, world: World) -> Page:
    coach = world.member("Bakkali")
    double = world.person("Samira Bakkeli", "cjg", expertise="rouw")
    world.sits(double, "cjg-coach", since=date(2025, 8, 1))
    StandInFactory(membership=coach, professional=double)
    return _as_coordinator(site, world, f"/mensen/{coach.professional_id}/samenvoegen/?met={double.pk}")


def _manager_without_editing(site: Site, world: World, path: str) -> Page:
    coach = world.member("Bakkali").professional
    coach.user = UserFactory(email="coach@example.nl")
    coach.save()
    page = site.visitor(user=coach.user)
    page.goto(path)
    return page
