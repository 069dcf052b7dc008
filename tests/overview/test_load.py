"""Who carries how much, who is over the norm, and what is tried out on the page."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from meetings.after.time_spent import time_spent
from meetings.enums import Attendance, MeetingState
from overview.load import Load, load_of
from overview.moment import Moment
from overview.seats import seat_plan
from overview.selection import Scope
from schools.models import Municipality, Region, School
from teams.enums import OrganisationKind
from teams.models import Membership, Organisation, Professional
from tests.factories import (
    TODAY,
    InvitationFactory,
    MeetingFactory,
    MunicipalityFactory,
    OrganisationFactory,
    SchoolFactory,
    StandInFactory,
    fill_required_seats,
    person,
    seat,
)
from tests.overview.random_teams import lay_random_schools
from tests.pages import all_words, of_class, page

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def load_on(region: Region, day: date = TODAY) -> Load:
    scope = Scope(School.objects.filter(region=region), seat_plan(region), Moment(day, TODAY))
    return load_of(scope, 2)


def carried(found: Load) -> dict[str, tuple[int, int, int, str]]:
    return {each.name: (each.schools, each.seats, each.sessions, each.hours) for each in found.people}


@pytest.fixture
def cjg(region: Region) -> Organisation:
    row: Organisation = OrganisationFactory(region=region, name="CJG Duinveen", kind=OrganisationKind.CJG)
    return row


@pytest.fixture
def samira(school: School, cjg: Organisation) -> Professional:
    """CJG-coach of three schools, who works four half-days."""
    somebody = person(school, "Samira", "", "Bakkali", organisation=cjg, half_days=0b1111)
    more = SchoolFactory.create_batch(2, region=school.region, municipality=school.municipality)
    for each in (school, *more):
        fill_required_seats(each)
        Membership.objects.filter(school=each, role__code="cjg-coach").delete()
        seat(each, "cjg-coach", professional=somebody)
    return somebody


def held(school: School, day: int, **came: Professional) -> None:
    """A session of an hour and a half; `came` are keyed by how they were there."""
    starts_at = datetime(2026, 10, day, 15, tzinfo=AMSTERDAM)
    meeting = MeetingFactory(school=school, kind="other", title="Overleg", state=MeetingState.HELD, starts_at=starts_at)
    for how, who in came.items():
        InvitationFactory(meeting=meeting, professional=who, attendance=Attendance[how.upper()])


def test_schools_seats_sessions_and_hours(region: Region, school: School, samira: Professional) -> None:
    seat(school, "jeugdarts", professional=samira)
    held(school, 6, present=samira)
    held(school, 7, late=samira)
    held(school, 8, absent=samira)
    held(school, 9, stand_in=samira)
    MeetingFactory(school=school)
    assert carried(load_on(region))["Samira Bakkali"] == (3, 4, 4, "3 uur")


def test_hours_are_those_of_the_school_itself(region: Region, school: School, samira: Professional) -> None:
    for day, how in enumerate(Attendance.names, start=1):
        held(school, day, **{how: samira})
    spent = {row.who: row.hours for row in time_spent(school)[2026].rows}
    assert carried(load_on(region))["Samira Bakkali"][3] == spent["Samira Bakkali"]


def test_a_stand_in_carries_the_seat_and_the_member_does_not(
    region: Region, school: School, samira: Professional, cjg: Organisation
) -> None:
    tom = person(school, "Tom", "de", "Vries", organisation=cjg)
    StandInFactory(membership=Membership.objects.get(school=school, role__code="cjg-coach"), professional=tom)
    found = carried(load_on(region))
    assert (found["Samira Bakkali"][:2], found["Tom de Vries"][:2]) == ((2, 2), (1, 1))
    assert "Tom de Vries" not in carried(load_on(region, date(2027, 1, 1)))


def test_the_schools_own_people_are_left_out(region: Region, school: School) -> None:
    seat(school, "intern-begeleider")
    seat(school, "directeur")
    assert load_on(region).people == ()


def test_who_is_over_the_norm(region: Region, samira: Professional) -> None:
    assert [each.name for each in load_on(region).over] == ["Samira Bakkali"]


def test_an_organisation_is_the_sum_of_its_people(region: Region) -> None:
    lay_random_schools(region, 8)
    found = load_on(region)
    assert sum(each.seats for each in found.organisations) == sum(each.seats for each in found.people) > 0
    for each in found.organisations:
        seats = Membership.objects.on(TODAY).filter(professional__organisation=each.pk)
        assert each.schools <= seats.values("school").distinct().count()


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/overzicht/verdeling/"


def test_the_page_tells_who_is_over_the_norm(swv: Client, url: str, samira: Professional, settings: Settings) -> None:
    settings.LOAD_NORM_SCHOOLS = 2
    tree = page(swv.get(url))
    rows = all_words(tree, "//section[@aria-labelledby='kop-mensen']//tbody/tr[1]/*")
    assert rows == ["Samira Bakkali", "CJG Duinveen", "! 3", "3", "4", "0", "0 uur"]
    assert all_words(tree, "//*[@id='spreiding']") == ["6 met 1 school; 1 met 3 scholen; de grens is 2."]


def test_one_organisation_at_a_time(swv: Client, url: str, samira: Professional, cjg: Organisation) -> None:
    tree = page(swv.get(f"{url}?organisatie={cjg.pk}"))
    assert all_words(tree, "//section[@aria-labelledby='kop-mensen']//tbody//th") == ["Samira Bakkali"]


def trial(client: Client, url: str) -> str:
    found = all_words(page(client.get(url)), of_class("ov-trial") + "/p")
    return found[0] if found else ""


def test_what_if_she_gets_more_schools(
    swv: Client, url: str, region: Region, duinveen: Municipality, samira: Professional, settings: Settings
) -> None:
    settings.LOAD_NORM_SCHOOLS = 4
    for name in ("De Albatros", "De Tureluur"):
        row = SchoolFactory(name=name, region=region, municipality=duinveen)
        fill_required_seats(row)
        Membership.objects.filter(school=row, role__code="cjg-coach").delete()
    before = Membership.objects.count()
    assert trial(swv, f"{url}?wie={samira.pk}&erbij=2") == (
        "Samira Bakkali krijgt 2 scholen erbij. Dan worden 2 kernteams volledig, "
        "en heeft Samira Bakkali 3 + 2 scholen. ! meer dan 4"
    )
    assert trial(swv, f"{url}?wie={samira.pk}&erbij=dagdeel") == (
        "Samira Bakkali kan met een dagdeel 1 school erbij, en krijgt 1 school erbij. Dan wordt 1 kernteam volledig, "
        "en heeft Samira Bakkali 3 + 1 scholen."
    )
    assert trial(swv, f"{url}?wie=nieuw-cjg&erbij=10") == (
        "Een nieuwe collega bij CJG krijgt 2 scholen erbij. Dan worden 2 kernteams volledig."
    )
    assert Membership.objects.count() == before


def test_her_organisation_stays_in_its_municipalities(
    swv: Client, url: str, region: Region, samira: Professional, cjg: Organisation
) -> None:
    SchoolFactory(region=region, municipality=MunicipalityFactory())
    cjg.municipalities.set([MunicipalityFactory()])
    assert trial(swv, f"{url}?wie={samira.pk}&erbij=2") == (
        "Samira Bakkali vult hier geen enkele open plek: er is er geen in deze rol en in deze gemeenten."
    )


@pytest.mark.parametrize("query", ["?wie=0&erbij=2", "?wie=nieuw-geen&erbij=2", "?wie=nieuw-cjg&erbij=999", "?wie=%00"])
def test_what_cannot_be_tried_is_not(swv: Client, url: str, samira: Professional, query: str) -> None:
    assert trial(swv, url + query) == ""


def test_somebody_of_another_region_cannot_be_tried(swv: Client, url: str, samira: Professional, far: School) -> None:
    stranger = seat(far, "cjg-coach").professional
    assert trial(swv, f"{url}?wie={stranger.pk}&erbij=2") == ""


def test_without_partners_it_says_what_to_do(swv: Client, url: str, school: School) -> None:
    assert all_words(page(swv.get(url)), of_class("empty"))[0].startswith("Er zit op deze dag niemand van een partner")


def test_it_costs_as_many_queries_for_one_school_as_for_ten(
    swv: Client, url: str, region: Region, school: School
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            swv.get(f"{url}?wie=nieuw-leerplicht&erbij=2")
        return len(queries)

    seat(school, "cjg-coach", starts_on=TODAY - timedelta(days=9))
    cost()
    few = cost()
    lay_random_schools(region, 9)
    assert cost() == few
