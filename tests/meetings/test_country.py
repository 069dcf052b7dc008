"""`manage.py make_country`: a reproducible country to measure with."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Max, Min
from django.test import Client

from accounts.models import User
from meetings.calendars.feeds import BACK
from meetings.country.making import BEHEERDER, IB, PROCESBEGELEIDER, SWV
from meetings.enums import MeetingKind
from meetings.models import CalendarFeed, Invitation, Meeting
from schools.models import School
from schools.school_year import SchoolYear
from teams.access import visible_schools
from teams.models import Membership, Professional
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
COLUMNS = {
    School: ("establishment_code", "name", "city", "sector", "board__name", "region__name"),
    Membership: ("school__establishment_code", "role__code", "professional__email", "starts_on", "ends_on"),
    Meeting: ("school__establishment_code", "kind", "state", "starts_at", "uid"),
    Invitation: ("meeting__uid", "professional__email", "answer", "attendance", "starts_at"),
}


def country(schools: int, *args: str) -> str:
    out = StringIO()
    call_command("make_country", f"--schools={schools}", f"--today={TODAY}", *args, stdout=out)
    return out.getvalue()


def everything() -> dict[str, list[object]]:
    return {
        model.__name__: sorted(map(repr, model.objects.values_list(*columns))) for model, columns in COLUMNS.items()
    }


def test_it_has_seven_seats_three_years_and_two_sessions_a_year() -> None:
    said = country(150)
    seats = Counter(
        Membership.objects.values_list("school")
        .annotate(Count("role", distinct=True))
        .values_list("role__count", flat=True)
    )
    span = Membership.objects.aggregate(Min("starts_on"), now=Max("starts_on"))
    year = SchoolYear(2026)
    held = Meeting.objects.values("year", "kind").annotate(schools=Count("school"))
    assert (School.objects.count(), seats) == (150, {7: 150})
    assert (span["starts_on__min"], span["now"]) == (year.previous.previous.first_day, year.next.first_day)
    assert {(row["year"], row["kind"]) for row in held if row["schools"] > 120} == {
        (start, kind) for start in (2024, 2025, 2026) for kind in (MeetingKind.KENNISMAKING, MeetingKind.VERDIEPING)
    }
    assert said.startswith("150 scholen in 2 regio's, ")


@pytest.mark.parametrize(("seed", "is_the_same"), [(7, True), (8, False)])
def test_the_same_seed_gives_the_same_country_and_another_seed_another(seed: int, is_the_same: bool) -> None:
    with transaction.atomic():
        country(12, "--seed=7")
        first = everything()
        transaction.set_rollback(True)
    country(12, f"--seed={seed}")
    second = everything()
    assert all(first.values())
    assert {name: rows == first[name] for name, rows in second.items()} == dict.fromkeys(first, is_the_same)


def test_nobody_is_in_two_places_at_once() -> None:
    country(150)
    booked = Invitation.objects.filter(blocks_time=True).values("professional", "starts_at").annotate(Count("pk"))
    assert booked.count() > 100
    assert not booked.filter(pk__count__gt=1).exists()


def test_each_account_sees_its_part_of_the_country() -> None:
    country(150)
    seen = {
        email: visible_schools(User.objects.get(email=email), TODAY).count()
        for email in (BEHEERDER, SWV, PROCESBEGELEIDER, IB)
    }
    assert seen == {BEHEERDER: 150, SWV: 130, PROCESBEGELEIDER: 130, IB: 1}


def test_it_is_refused_among_real_schools_unless_told() -> None:
    SchoolFactory(name="De Echte")
    with pytest.raises(CommandError, match="Er staan al scholen"):
        country(5)
    assert (School.objects.count(), Professional.objects.count()) == (1, 0)
    country(5, "--among-others")
    assert School.objects.count() == 6


def test_it_may_lie_beside_the_demo(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    call_command("demo", f"--today={TODAY}", stdout=StringIO())
    before = School.objects.count()
    country(5)
    assert School.objects.count() == before + 5


@pytest.mark.parametrize("number", ["0", "-1", "veel", "99999999"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="Kies een aantal van 1 tot en met 104000"):
        call_command("make_country", "--schools", number, stdout=StringIO())


def test_somebody_of_it_reads_her_sessions_in_her_calendar(client: Client, today: date) -> None:
    country(3)
    ib = Professional.objects.get(email=IB)
    feed = CalendarFeed.objects.create(professional=ib)
    answer = client.get(f"/agenda/{feed.secret}.ics")
    dated = Meeting.objects.filter(invitations__professional=ib, starts_at__date__gte=today - BACK).distinct()
    assert (answer.status_code, answer.content.count(b"BEGIN:VEVENT")) == (200, dated.count())
    assert dated.count() > 1
