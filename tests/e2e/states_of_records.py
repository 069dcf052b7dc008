"""The pages of date polls, of what comes out of a session, of casussen and of choices, in the states they can be in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from meetings.actions.planning import Plan
from meetings.actions.polls import Question, start_poll
from meetings.enums import Attendance, DateReply, MeetingKind, MeetingState, Theme
from meetings.links import dates_path
from meetings.mails.choices import choices_path, reader_of
from meetings.models import DateAnswer, DateOption, Meeting, Minutes, Ownership
from schools.enums import GrantKind
from schools.school_year import SchoolYear
from teams.models import Membership, Professional
from tests.e2e.conftest import Site
from tests.e2e.states import as_ib, state
from tests.e2e.world import World
from tests.factories import (
    AgreementFactory,
    CasusFactory,
    CasusPerspectiveFactory,
    CasusStepFactory,
    EvaluationFactory,
    GrantFactory,
    GuestFactory,
    InvitationFactory,
    LibraryCasusFactory,
    MeetingFactory,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 11, 22, 12, tzinfo=AMSTERDAM)
LONG = "Wie hoort er <b>nog meer</b> bij hooggevoelige-overgangsproblematiek-van-groep-acht-naar-de-brugklas û?"
SAID = [Attendance.PRESENT, Attendance.LATE, Attendance.STAND_IN, Attendance.ABSENT]


def held(world: World) -> Meeting:
    """A verdieping of two weeks ago, with everything that came out of it."""
    Ownership.objects.get_or_create(school=world.school, since=world.today)
    meeting: Meeting = MeetingFactory(
        school=world.school,
        kind=MeetingKind.VERDIEPING,
        state=MeetingState.HELD,
        starts_at=NOON - timedelta(days=13, hours=-3),
        title=LONG,
    )
    members = Membership.objects.on(world.today).filter(school=world.school).select_related("professional", "role")
    for number, member in enumerate(members.order_by("pk")):
        came = SAID[number % len(SAID)]
        row = InvitationFactory(
            meeting=meeting,
            professional=member.professional,
            role=member.role,
            attendance=came,
            stand_in_name="Jan-Peter van Oldenbarnevelt" if came == Attendance.STAND_IN else "",
        )
        EvaluationFactory(invitation=row, gained=LONG)
    GuestFactory(meeting=meeting, attendance=Attendance.PRESENT)
    Minutes.objects.create(meeting=meeting, text=f"{LONG}\n\n- korte lijnen\n- bellen op maandag", version=3)
    mine = Professional.objects.get(user=world.ib)
    late, soon = world.today - timedelta(days=3), world.today + timedelta(days=9)
    AgreementFactory(meeting=meeting, text=LONG, theme=Theme.values[0], owner=mine, due_on=late)
    AgreementFactory(meeting=meeting, owner=mine, due_on=soon)
    AgreementFactory(meeting=meeting, text="We delen onze werkdagen.", owner=mine, done_on=late)
    return meeting


def polled(world: World) -> Meeting:
    """A session whose date is asked: one moment suits, one does not, one nobody answered."""
    Ownership.objects.get_or_create(school=world.school, since=world.today)
    plan = Plan(kind=MeetingKind.KENNISMAKING, year=SchoolYear(2026))
    moments = [NOON + timedelta(days=days, hours=3) for days in (24, 51, 58)]
    question = Question(
        moments=moments, deadline=world.today + timedelta(days=7), wants_holds=True, although="Zo is het"
    )
    start_poll(school=world.school, plan=plan, question=question, now=NOON, actor=world.ib)
    meeting = Meeting.objects.latest("pk")
    first, second, _ = DateOption.objects.filter(meeting=meeting).order_by("starts_at")
    for row in meeting.invitations.all():
        DateAnswer.objects.create(option=first, invitation=row, answer=DateReply.YES)
        DateAnswer.objects.create(option=second, invitation=row, answer=DateReply.NO)
    return meeting


def told(world: World) -> dict[str, int]:
    """A casus of a session that is to come, and one that another team shared."""
    Ownership.objects.get_or_create(school=world.school, since=world.today)
    meeting = MeetingFactory(school=world.school, kind=MeetingKind.VERDIEPING, starts_at=NOON + timedelta(days=23))
    InvitationFactory(meeting=meeting, professional=Professional.objects.get(user=world.ib))
    casus = CasusFactory(meeting=meeting, story=f"{LONG}\n\nEen jongen is vaak te laat.")
    CasusPerspectiveFactory(casus=casus, text=LONG)
    for number in range(3):
        CasusStepFactory(casus=casus, moment=f"week {number + 1}", what=LONG)
    shared = LibraryCasusFactory(
        region=world.region,
        label=LONG[:60],
        perspectives=[["CJG-coach", LONG]],
        steps=[["week 1", "de leerkracht", LONG]],
    )
    return {"meeting": meeting.pk, "casus": casus.pk, "shared": shared.pk}


def _page(path: str, made: Callable[[World], dict[str, int]]) -> Callable[[Site, World], Page]:
    def open_page(site: Site, world: World) -> Page:
        about = {"code": world.school.establishment_code, "region": world.region.pk, **made(world)}
        return as_ib(site, world, path.format(**about))

    return open_page


def _of(make: Callable[[World], Meeting]) -> Callable[[World], dict[str, int]]:
    return lambda world: {"meeting": make(world).pk}


for name, (path, made) in {
    "a session that was held": ("/bijeenkomsten/{meeting}/", _of(held)),
    "the agenda of a session": ("/bijeenkomsten/{meeting}/agenda/", _of(held)),
    "who was there": ("/bijeenkomsten/{meeting}/aanwezig/", _of(held)),
    "minutes": ("/bijeenkomsten/{meeting}/verslag/", _of(held)),
    "writing minutes": ("/bijeenkomsten/{meeting}/verslag/schrijven/", _of(held)),
    "a new agreement": ("/bijeenkomsten/{meeting}/afspraken/nieuw/", _of(held)),
    "my agreements": ("/mijn-afspraken/", _of(held)),
    "the four questions": ("/scholen/{code}/vier-vragen/", _of(held)),
    "answering one of the four questions": ("/scholen/{code}/vier-vragen/2026/routes/", _of(held)),
    "what people thought of a session": ("/bijeenkomsten/{meeting}/evaluatie/", _of(held)),
    "asking what people thought": ("/bijeenkomsten/{meeting}/evaluatie/mails/", _of(held)),
    "starting a date poll": ("/scholen/{code}/bijeenkomsten/datumprikker/", _of(held)),
    "a date poll": ("/bijeenkomsten/{meeting}/datumprikker/", _of(polled)),
    "asking for other dates": ("/bijeenkomsten/{meeting}/datumprikker/vragen/", _of(polled)),
    "mails of a date poll": ("/bijeenkomsten/{meeting}/datumprikker/mails/", _of(polled)),
    "a session whose date is asked": ("/bijeenkomsten/{meeting}/", _of(polled)),
    "casussen of a session": ("/bijeenkomsten/{meeting}/casus/", told),
    "a new casus": ("/bijeenkomsten/{meeting}/casus/nieuw/", told),
    "a casus": ("/bijeenkomsten/{meeting}/casus/{casus}/", told),
    "how one role looks at a casus": ("/bijeenkomsten/{meeting}/casus/{casus}/perspectief/cjg-coach/", told),
    "a step of a casus": ("/bijeenkomsten/{meeting}/casus/{casus}/stappen/nieuw/", told),
    "sharing a casus": ("/bijeenkomsten/{meeting}/casus/{casus}/delen/", told),
    "shared casussen": ("/regios/{region}/casussen/", told),
    "a shared casus": ("/regios/{region}/casussen/{shared}/", told),
    "using a shared casus": ("/regios/{region}/casussen/{shared}/gebruiken/", told),
}.items():
    state(name)(_page(path, made))


@state("no agreements of mine")
def no_agreements(site: Site, world: World) -> Page:
    return as_ib(site, world, "/mijn-afspraken/")


@state("no shared casussen")
def no_shared(site: Site, world: World) -> Page:
    return as_ib(site, world, f"/regios/{world.region.pk}/casussen/")


@state("minutes that somebody else saved meanwhile")
def minutes_apart(site: Site, world: World) -> Page:
    site.complaints.expect_status(409)
    meeting = held(world)
    page = as_ib(site, world, f"/bijeenkomsten/{meeting.pk}/verslag/schrijven/")
    Minutes.objects.filter(meeting=meeting).update(text="Wat een ander schreef.", version=4)
    page.get_by_role("textbox").first.fill(LONG)
    page.get_by_role("button", name="Bewaar").first.click()
    expect(page.get_by_text("Wat een ander schreef.").first).to_be_visible()
    return page


@state("answering a date poll")
def answering_dates(site: Site, world: World) -> Page:
    row = polled(world).invitations.order_by("pk")[0]
    page = site.visitor()
    page.goto(dates_path(row))
    return page


@state("choosing which mails one gets")
def choosing_mail(site: Site, world: World) -> Page:
    page = site.visitor()
    page.goto(choices_path(reader_of(polled(world).invitations.order_by("pk")[0])))
    return page


@state("the agenda of a region")
def region_agenda(site: Site, world: World) -> Page:
    page = site.visitor(user=GrantFactory(region=world.region, kind=GrantKind.SWV).user)
    page.goto(f"/regios/{world.region.pk}/agenda/")
    page.get_by_role("button", name="eigen").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page
