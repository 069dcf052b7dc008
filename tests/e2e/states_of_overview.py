"""The overview of a region with long names, gaps, and sessions of all kinds, for somebody who works there."""

from datetime import timedelta
from functools import partial

from playwright.sync_api import Page

from meetings.enums import MeetingKind, MeetingState
from overview.filters import VACANT
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership
from tests.e2e.conftest import Site
from tests.e2e.region_states import LONG
from tests.e2e.states import STATES
from tests.e2e.world import World
from tests.factories import BoardFactory, GrantFactory, MeetingFactory, SchoolFactory, fill_required_seats, seat

PAGES = {
    "the overview": "",
    "the overview with every choice shown": f"?kernteam={VACANT}&volgorde=vacatures&bijeenkomst1=zonder-datum",
    "the overview in which nothing fits": "?zoek=nergens",
    "municipalities and boards": "gebieden/",
    "a municipality for the OOGO": "gemeente/{town}/",
    "a region through time": "door-de-tijd/",
    "who carries how much": "verdeling/?wie=nieuw-leerplicht&erbij=2",
    "keys for a report": "koppelen/",
    "choices to keep": "bewaren/?kernteam=vacature",
}


def _of_the_region(site: Site, world: World, path: str) -> Page:
    board = BoardFactory(name=LONG)
    School.objects.filter(pk=world.school.pk).update(board=board)
    other = SchoolFactory(region=world.region, municipality=world.school.municipality, name=LONG, board=board)
    fill_required_seats(other, starts_on=world.today - timedelta(days=300))
    left = Membership.objects.filter(school=other, role__code="leerplichtambtenaar")
    left.update(ends_on=world.today - timedelta(days=30))
    seat(other, "leerplichtambtenaar", starts_on=world.today + timedelta(days=30))
    for kind, state in ((MeetingKind.KENNISMAKING, MeetingState.HELD), (MeetingKind.VERDIEPING, MeetingState.PLANNED)):
        MeetingFactory(school=other, kind=kind, state=state)
    page = site.visitor(user=GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=world.region).user)
    town = world.school.municipality.code
    page.goto(f"/regios/{world.region.pk}/overzicht/{path.format(town=town)}")
    return page


STATES.update({name: partial(_of_the_region, path=path) for name, path in PAGES.items()})
