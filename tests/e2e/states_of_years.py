"""The pages of the plan of a year in every state they can be in."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.states import state
from tests.e2e.world import World
from tests.yearplan.test_sending import begin
from tests.yearplan.years import NOW, Around
from yearplan.actions.computing import start_run, take_step
from yearplan.actions.sending import take_step as send_one
from yearplan.models import Absence, Batch, ClosedDay, Run

LONG = "Openbare Jenaplanschool <b>De Schimmelpenninck</b> van Oldenbarnevelt û’s-Gravenbroek"


def a_year(is_computed: bool = True) -> Around:
    """Three schools, of which one has a long name, and one an IB who is never there with the coach."""
    around = Around(schools=2)
    around.schools.append(around.add_school(LONG))
    ib = around.schools[0].memberships.get(role__code="intern-begeleider").professional
    ib.half_days = 0b11 << 6
    ib.save()
    if is_computed:
        around.computed()
    return around


def open_as_planner(site: Site, around: Around, path: str) -> Page:
    page = site.visitor(user=around.user)
    page.goto(f"/bijeenkomsten/jaarplanning/{path}")
    return page


def _page(path: str) -> Callable[[Site, World], Page]:
    def open_page(site: Site, world: World) -> Page:
        around = a_year()
        fits, misfit = around.session(2).pk, around.session(0).pk
        at = {"code": around.schools[2].establishment_code, "coach": around.coach.pk, "fits": fits, "misfit": misfit}
        return open_as_planner(site, around, path.format(plan=around.plan.pk, **at))

    return open_page


for name, path in {
    "plans of years": "",
    "plan of a year": "{plan}/",
    "plan of a year, nothing found": "{plan}/?zoek=zq",
    "session of a year": "{plan}/sessies/{fits}/",
    "session that does not fit": "{plan}/sessies/{misfit}/",
    "settings of a year": "{plan}/instellingen/",
    "sending a year": "{plan}/versturen/",
    "week of a year": "{plan}/week/?maandag=2027-01-11",
    "day of a year": "{plan}/week/?dag=2027-01-12",
    "people of a year": "{plan}/mensen/",
    "somebody's year": "{plan}/mensen/{coach}/",
    "school in a year": "{plan}/scholen/{code}/",
    "proposals of a year": "{plan}/voorstellen/",
}.items():
    state(name)(_page(path))


@state("year without a proposal")
def empty(site: Site, world: World) -> Page:
    around = a_year(is_computed=False)
    return open_as_planner(site, around, f"{around.plan.pk}/")


@state("year that is being computed")
def computing(site: Site, world: World) -> Page:
    around = a_year()
    around.plan.seconds = 600
    around.plan.save()
    run = start_run(plan=around.plan, now=NOW, actor=around.user, enqueue=lambda *_: None)
    take_step(run.pk, 1, lambda *_: None)
    Run.objects.update(moved_at=NOW + timedelta(days=1))
    page = open_as_planner(site, around, f"{around.plan.pk}/")
    expect(page.get_by_role("button", name="Stop, dit is goed genoeg")).to_be_visible()
    return page


@state("settings of a year, refused")
def refused_settings(site: Site, world: World) -> Page:
    page = _page("{plan}/instellingen/")(site, world)
    page.get_by_label("Begintijden").fill("half negen")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Er klopt iets niet")).to_be_visible()
    return page


@state("a school said no to a day")
def refused(site: Site, world: World) -> Page:
    around = a_year()
    row = around.session(2)
    ClosedDay.objects.create(plan=around.plan, school=row.school, day=row.day)
    return open_as_planner(site, around, f"{around.plan.pk}/")


@state("a move that can be undone")
def moved(site: Site, world: World) -> Page:
    around = a_year()
    page = open_as_planner(site, around, f"{around.plan.pk}/sessies/{around.session(2).pk}/")
    page.get_by_role("button", name="Verplaats hierheen").nth(3).click()
    expect(page.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    page.locator("summary", has_text="De school kan niet").click()
    return page


@state("somebody is away")
def away(site: Site, world: World) -> Page:
    around = a_year()
    days = {"first_day": date(2027, 1, 11), "last_day": date(2027, 6, 1)}
    Absence.objects.create(plan=around.plan, professional=around.coach, **days)
    page = open_as_planner(site, around, f"{around.plan.pk}/opnieuw/")
    page.locator("summary").first.click()
    return page


@state("sending a year, asked once")
def sending(site: Site, world: World) -> Page:
    page = _page("{plan}/versturen/")(site, world)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("button", name="Verstuur 12 mails")).to_be_visible()
    return page


@state("two proposals compared")
def compared(site: Site, world: World) -> Page:
    around = a_year()
    row = around.session(2)
    around.run()
    around.plan.proposals.get(number=2).sessions.filter(school=row.school).update(starts_at=row.starts_at)
    return open_as_planner(site, around, f"{around.plan.pk}/voorstellen/vergelijken/?een=1&ander=2")


@state("year that was sent")
def sent(site: Site, world: World) -> Page:
    around = a_year()
    batch = begin(around)
    for _ in range(6):
        send_one(batch.pk, 1, lambda *_: None)
    batch.lines.filter(school=around.schools[2]).update(
        state="refused", why=f"Kim Bos is dan bij {LONG}.", meeting=None
    )
    Batch.objects.update(moved_at=NOW)
    return open_as_planner(site, around, f"{around.plan.pk}/versturen/{batch.pk}/")
