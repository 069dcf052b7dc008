"""The region in the mail of the week: for who works for it, with what changed and what is empty the longest."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from meetings.actions.choices import choose_mail
from meetings.actions.digests import send_digests
from meetings.mails.choices import Reader, choices_path
from meetings.mails.region_week import EmptySeat, empty_seats, week_of
from outbox.models import Mail
from schools.enums import GrantKind
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import GrantFactory, SchoolFactory, person, seat
from tests.meetings.conftest import TUESDAY
from tests.pages import page

MONDAY = datetime(2026, 11, 23, 9, tzinfo=TUESDAY.tzinfo)
DAY = MONDAY.date()


def digests() -> dict[str, str]:
    mail.outbox.clear()
    send_digests(now=MONDAY)
    return {letter.to[0]: letter.body for letter in mail.outbox}


def lines(body: str, after: str) -> list[str]:
    return [line for line in body.split(after)[1].split("\n\n", maxsplit=1)[0].splitlines() if line.startswith("- ")]


def test_who_guides_a_region_reads_who_came_and_went(school: School, samira: Membership, ineke: Professional) -> None:
    seat(school, "directeur", professional=person(school, "Loes", "", "Nieuw"), starts_on=date(2026, 11, 20))
    samira.ends_on = date(2026, 11, 18)
    samira.save()
    assert lines(digests()[ineke.email], "vorige week:\n") == [
        "- 0 bijeenkomsten gehouden; deze week staan er 0 gepland",
        "- nieuw: Loes Nieuw, directeur van De Zeester",
        "- gestopt: Samira Bakkali, CJG-coach van De Zeester",
    ]


def test_what_is_empty_the_longest_stands_first_and_what_nobody_ever_filled_last(
    school: School, samira: Membership
) -> None:
    samira.ends_on = date(2026, 10, 1)
    samira.save()
    seat(school, "leerplichtambtenaar", starts_on=date(2024, 8, 1), ends_on=date(2026, 1, 31))
    found = empty_seats(School.objects.filter(pk=school.pk), DAY)
    assert found[:2] == [
        EmptySeat("De Zeester", "Leerplichtambtenaar", date(2026, 2, 1)),
        EmptySeat("De Zeester", "CJG-coach", date(2026, 10, 2)),
    ]
    assert {row.since for row in found[2:]} <= {None}


@pytest.mark.parametrize("kind", [GrantKind.SWV, GrantKind.PROCESBEGELEIDER])
def test_it_is_about_her_own_region_only(school: School, samira: Membership, far_ib: Membership, kind: str) -> None:
    grant = GrantFactory(kind=kind, region=school.region)
    reader = person(school, "Vera", "", "Vos", user=grant.user, email=grant.user.email)
    Membership.objects.filter(pk=far_ib.pk).update(starts_on=DAY)
    body = digests()[reader.email]
    assert ("De Zeester" in body, "Kanarie" in body) == (True, False)


def test_of_a_municipality_it_is_about_its_schools_only(school: School, samira: Membership) -> None:
    elsewhere = SchoolFactory(name="Het Zand", region=school.region)
    seat(elsewhere, "cjg-coach", starts_on=DAY)
    grant = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=school.region, municipality=school.municipality)
    week = week_of(grant.user, DAY)
    assert week is not None
    assert (week.came_count, {row.school for row in week.empty}) == (0, {"De Zeester"})


def test_a_member_a_beheerder_and_who_has_no_account_hear_nothing_of_it(school: School, samira: Membership) -> None:
    beheerder = GrantFactory(kind=GrantKind.BEHEERDER, region=None)
    users = [samira.professional.user, beheerder.user, None]
    assert [week_of(user, DAY) for user in users] == [None, None, None]


def test_a_grant_that_ended_tells_nothing(school: School, samira: Membership) -> None:
    ended = GrantFactory(kind=GrantKind.SWV, region=school.region, ends_on=DAY - timedelta(days=1))
    assert week_of(ended.user, DAY) is None


def test_it_is_one_mail_a_week_and_can_be_switched_off(school: School, samira: Membership, ineke: Professional) -> None:
    first, again = digests(), digests()
    assert (ineke.email in first, again) == (True, {})
    assert "Kies wat je krijgt" in first[ineke.email]


def test_who_switched_the_overview_off_gets_none(school: School, samira: Membership, ineke: Professional) -> None:
    choose_mail(reader=Reader(ineke), digest=False)
    assert ineke.email not in digests()


def test_who_has_a_grant_and_is_not_in_the_roster_is_told_too(school: School, samira: Membership) -> None:
    grant = GrantFactory(kind=GrantKind.SWV, region=school.region)
    seat(school, "directeur", professional=person(school, "Loes", "", "Nieuw"), starts_on=date(2026, 11, 20))
    body = digests()[grant.user.email]
    assert lines(body, "vorige week:\n")[1:] == ["- nieuw: Loes Nieuw, directeur van De Zeester"]
    assert body.startswith(f"Beste {grant.user.email},")


def test_she_is_told_once_a_week(school: School, samira: Membership, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    reader = GrantFactory(kind=GrantKind.SWV, region=school.region).user
    counts = []
    for now in (MONDAY, MONDAY + timedelta(hours=1), MONDAY + timedelta(weeks=1)):
        send_digests(now=now)
        counts.append(Mail.objects.filter(recipient=reader.email).count())
    assert counts == [1, 1, 2]


def test_who_is_not_in_the_roster_switches_it_off_by_the_link_in_it(
    client: Client, school: School, samira: Membership
) -> None:
    reader = Reader(account=GrantFactory(kind=GrantKind.SWV, region=school.region).user)
    path = choices_path(reader)
    assert page(client.get(path)).xpath("//form//input[@type='checkbox']/@name") == ["digest"]
    client.post(path, {})
    assert (reader.choice.digest, reader.address in digests()) == (False, False)
    User.objects.filter(email=reader.address).update(is_active=False)
    assert client.get(path).status_code == 410


def test_a_grant_that_ended_sends_an_account_nothing(school: School, samira: Membership) -> None:
    ended = GrantFactory(kind=GrantKind.SWV, region=school.region, ends_on=DAY - timedelta(days=1))
    beheerder = GrantFactory(kind=GrantKind.BEHEERDER, region=None)
    assert digests().keys().isdisjoint({ended.user.email, beheerder.user.email})


def test_the_number_of_queries_does_not_grow_with_the_schools(
    school: School, samira: Membership, ineke: Professional
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            week_of(ineke.user, DAY)
        return len(captured)

    few = queries()
    for number in range(8):
        other = SchoolFactory(name=f"School {number}", region=school.region)
        seat(other, "cjg-coach", starts_on=DAY)
    assert queries() == few
