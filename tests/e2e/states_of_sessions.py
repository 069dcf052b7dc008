"""The pages of sessions in every state they can be in, for who plans and for who reads."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from meetings.actions.feeds import renew_feed
from meetings.actions.notices import send_notices
from meetings.actions.planning import Plan, plan_meeting
from meetings.enums import MeetingKind
from meetings.links import token_of
from meetings.models import Meeting, Ownership
from outbox.models import Mail
from schools.school_year import SchoolYear
from teams.models import Professional
from tests.e2e.conftest import Site
from tests.e2e.states import as_ib, state
from tests.e2e.world import World
from tests.factories import GuestFactory

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
LONG = "Casus over <b>verzuim</b> en hooggevoelige-overgangsproblematiek û’s-Gravenbroek"


def planned(world: World, **fields: object) -> Meeting:
    """A session that the school plans itself: the team is asked, and a guest with a long name."""
    Ownership.objects.get_or_create(school=world.school, since=world.today)
    values = {
        "kind": MeetingKind.VERDIEPING,
        "year": SchoolYear(2026),
        "starts_at": NOON + timedelta(days=107, hours=3),
        "title": LONG,
        "reason": "Alleen dan kan iedereen",
        "place": "Teamkamer",
        **fields,
    }
    plan_meeting(school=world.school, plan=Plan(**values), now=NOON, actor=world.ib)  # type: ignore[arg-type]
    meeting: Meeting = Meeting.objects.latest("pk")
    GuestFactory(meeting=meeting, guest_name="Wilhelmina van Oldenbarnevelt-Schimmelpenninck van der Oye")
    return meeting


def _page(path: str) -> Callable[[Site, World], Page]:
    def open_page(site: Site, world: World) -> Page:
        meeting = planned(world)
        return as_ib(site, world, path.format(code=world.school.establishment_code, meeting=meeting.pk))

    return open_page


for name, path in {
    "my sessions": "/bijeenkomsten/",
    "sessions of all my schools": "/bijeenkomsten/?alle=1&zoek=e",
    "taking the sessions back": "/scholen/{code}/bijeenkomsten/eigenaar/",
    "sessions of a month": "/bijeenkomsten/?maand=2027-03",
    "sessions of a school": "/scholen/{code}/bijeenkomsten/",
    "planning a session": "/scholen/{code}/bijeenkomsten/nieuw/",
    "good moments": "/scholen/{code}/bijeenkomsten/momenten/?soort=kennismaking",
    "a session": "/bijeenkomsten/{meeting}/",
    "changing a session": "/bijeenkomsten/{meeting}/wijzigen/",
    "calling a session off": "/bijeenkomsten/{meeting}/afzeggen/",
    "asking a guest": "/bijeenkomsten/{meeting}/gast/",
    "mails before they are sent": "/bijeenkomsten/{meeting}/mails/",
    "the school page with a guest": "/scholen/{code}/",
    "getting an address for a calendar": "/mijn-agenda/",
}.items():
    state(name)(_page(path))


@state("no sessions yet")
def no_sessions(site: Site, world: World) -> Page:
    return as_ib(site, world, f"/scholen/{world.school.establishment_code}/bijeenkomsten/")


@state("a session with a mail that does not arrive")
def mail_fails(site: Site, world: World) -> Page:
    meeting = planned(world)
    send_notices(meeting=meeting, now=NOON, actor=world.ib)
    Mail.objects.update(state="failed", last_error="550 5.1.1 Adres-bestaat-niet" * 4)
    page = as_ib(site, world, f"/bijeenkomsten/{meeting.pk}/")
    page.get_by_text("Meer over").first.click()
    return page


@state("a session that something speaks against")
def objected(site: Site, world: World) -> Page:
    Ownership.objects.create(school=world.school, since=world.today)
    page = as_ib(site, world, f"/scholen/{world.school.establishment_code}/bijeenkomsten/nieuw/")
    page.get_by_label("Dag", exact=False).first.fill("2026-12-28")
    page.get_by_label("Begint om").fill("15:00")
    page.get_by_role("button", name="Bewaar").last.click()
    expect(page.get_by_label("Waarom toch dan?")).to_be_visible()
    return page


@state("answering an invitation")
def answering(site: Site, world: World) -> Page:
    meeting = planned(world)
    page = site.visitor()
    page.goto(f"/antwoord/{token_of(meeting.invitations.get(professional=None))}/")
    return page


@state("an invitation that was answered")
def answered(site: Site, world: World) -> Page:
    page = answering(site, world)
    page.get_by_label("Nee, ik kom niet").check()
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.get_by_role("status")).to_contain_text("komt niet")
    return page


@state("a link that works no more")
def gone(site: Site, world: World) -> Page:
    site.complaints.expect_status(410)
    page = site.visitor()
    page.goto("/antwoord/oud/")
    return page


@state("an address for a calendar")
def calendar_address(site: Site, world: World) -> Page:
    renew_feed(of=Professional.objects.get(user=world.ib), actor=world.ib)
    return as_ib(site, world, "/mijn-agenda/")


@state("handing the sessions to the school")
def handing_over(site: Site, world: World) -> Page:
    return as_ib(site, world, f"/scholen/{world.school.establishment_code}/bijeenkomsten/eigenaar/")
