"""The shared casussen of a region, and how long a casus of a team is kept."""

import json
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from time_machine import TimeMachineFixture

from meetings.access import can_withdraw_shared, libraries
from meetings.actions.library import offer_casus, use_shared, withdraw_shared
from meetings.actions.retention import forget_casussen
from meetings.casus.counting import casus_counts
from meetings.enums import CasusTheme
from meetings.models import Casus, CasusPerspective, CasusStep, LibraryCasus, Meeting
from schools.changes import Stale
from schools.enums import GrantKind
from schools.models import Change, School
from teams.models import Coordinator, LogEntry, Membership
from tests.factories import (
    CasusFactory,
    CasusPerspectiveFactory,
    CasusStepFactory,
    GrantFactory,
    LibraryCasusFactory,
    MeetingFactory,
    SchoolFactory,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def casus(meeting: Meeting) -> Casus:
    row: Casus = CasusFactory(meeting=meeting)
    CasusPerspectiveFactory(casus=row)
    CasusStepFactory(casus=row)
    return row


# Giving and taking back


def test_a_copy_holds_the_whole_casus_and_no_school_or_person(casus: Casus, school: School) -> None:
    offer_casus(casus=casus, today=TODAY)
    row = LibraryCasus.objects.values().get()
    assert {name: value for name, value in row.items() if name != "id"} == {
        "region_id": school.region_id,
        "source_id": casus.pk,
        "label": "Casus A",
        "theme": "verzuim",
        "age_band": "7-9",
        "story": "Een jongen is vaak te laat.",
        "perspectives": [["CJG-coach", "Wat speelt er thuis?"]],
        "steps": [["week 1", "de leerkracht", "belt de ouders"]],
        "offered_on": TODAY,
    }


def test_giving_and_taking_back_name_no_school_in_any_logbook(casus: Casus) -> None:
    before = Change.objects.count()
    withdraw_shared(shared=offer_casus(casus=casus, today=TODAY))
    assert (Change.objects.count() - before, LogEntry.objects.count(), LibraryCasus.objects.count()) == (0, 0, 0)


def test_given_again_the_copy_is_what_the_casus_is_now(casus: Casus) -> None:
    offer_casus(casus=casus, today=TODAY)
    casus.story = "Nu anders."
    casus.save()
    assert LibraryCasus.objects.get().story == "Een jongen is vaak te laat."
    offer_casus(casus=casus, today=TODAY)
    assert LibraryCasus.objects.get().story == "Nu anders."


def test_what_looks_like_a_real_pupil_is_not_given(casus: Casus) -> None:
    CasusStepFactory(casus=casus, what="belt 06-12345678")
    with pytest.raises(ValidationError, match="telefoonnummer"):
        offer_casus(casus=casus, today=TODAY)
    assert LibraryCasus.objects.count() == 0


def test_the_name_of_a_club_is_given_once_she_says_that_it_is_no_pupil(casus: Casus) -> None:
    CasusStepFactory(casus=casus, what="belt de Haarlemse Hockeyclub")
    with pytest.raises(ValidationError, match="Haarlemse Hockeyclub"):
        offer_casus(casus=casus, today=TODAY)
    offer_casus(casus=casus, are_no_pupils=True, today=TODAY)
    assert LibraryCasus.objects.get().steps[-1][2] == "belt de Haarlemse Hockeyclub"


def test_taken_back_twice_tells(casus: Casus) -> None:
    shared = offer_casus(casus=casus, today=TODAY)
    again = LibraryCasus.objects.get()
    withdraw_shared(shared=shared)
    with pytest.raises(Stale):
        withdraw_shared(shared=again)


def test_the_team_that_gave_it_and_who_manages_the_region_take_it_back(
    casus: Casus, samira: Membership, far_ib: Membership, school: School
) -> None:
    shared = offer_casus(casus=casus, today=TODAY)
    swv = GrantFactory(region=school.region, kind=GrantKind.SWV).user
    pb = GrantFactory(region=school.region).user
    people = (samira.professional.user, swv, pb, far_ib.professional.user)
    assert [can_withdraw_shared(user, shared, TODAY) for user in people] == [True, True, False, False]


# Using one


def test_a_shared_casus_becomes_the_teams_own(casus: Casus, samira: Membership) -> None:
    shared = offer_casus(casus=casus, today=TODAY)
    other = MeetingFactory(school=SchoolFactory(region=casus.meeting.school.region))
    change = use_shared(shared=shared, meeting=other, actor=samira.professional.user)
    copy = other.casussen.get()
    assert (str(change), copy.label, copy.story, copy.perspectives.get().text, copy.steps.get().what) == (
        "Er is een casus bij Kennismaking.",
        "Casus A",
        "Een jongen is vaak te laat.",
        "Wat speelt er thuis?",
        "belt de ouders",
    )
    assert copy.pk != casus.pk


def test_beside_one_of_the_same_name_it_gets_the_next(casus: Casus, samira: Membership) -> None:
    shared = LibraryCasusFactory(region=casus.meeting.school.region)
    use_shared(shared=shared, meeting=casus.meeting, actor=samira.professional.user)
    assert [row.label for row in casus.meeting.casussen.all()] == ["Casus A", "Casus B"]


def test_one_that_was_taken_back_meanwhile_is_not_used(casus: Casus, samira: Membership) -> None:
    shared = offer_casus(casus=casus, today=TODAY)
    withdraw_shared(shared=LibraryCasus.objects.get())
    with pytest.raises(Stale):
        use_shared(shared=shared, meeting=casus.meeting, actor=samira.professional.user)
    assert casus.meeting.casussen.count() == 1


# Who reads the library, and what a grant tells


def test_a_seat_or_a_grant_in_the_region_opens_its_library(school: School, samira: Membership) -> None:
    swv = GrantFactory(region=school.region, kind=GrantKind.SWV).user
    leader = GrantFactory().user
    Coordinator.objects.create(user=leader, organisation=samira.professional.organisation, starts_on=date(2026, 1, 1))
    found = [list(libraries(user, TODAY)) for user in (samira.professional.user, swv, leader)]
    assert [school.region in each for each in found] == [True, True, False]


def test_a_grant_counts_themes_of_this_year_in_its_own_region(casus: Casus, school: School, far: School) -> None:
    swv = GrantFactory(region=school.region, kind=GrantKind.SWV).user
    CasusFactory(meeting=casus.meeting, label="Casus B")
    CasusFactory(meeting=casus.meeting, label="Casus C", theme=CasusTheme.GEDRAG)
    CasusFactory(meeting=MeetingFactory(school=far), theme=CasusTheme.PESTEN)
    CasusFactory(meeting=MeetingFactory(school=school, year=2025, title="Vorig jaar"), theme=CasusTheme.LEREN)
    assert school.region is not None
    found = casus_counts(swv, school.region, TODAY)
    assert (str(found.year), found.total, found.themes) == ("2026-2027", 3, (("Verzuim", 2), ("Gedrag", 1)))


# How long


@pytest.mark.parametrize(
    ("today", "years", "left"),
    [
        (date(2028, 7, 31), 1, 1),
        (date(2028, 8, 1), 1, 0),
        (date(2027, 8, 1), 0, 0),
        (date(2027, 7, 31), 0, 1),
        (date(2028, 8, 1), 2, 1),
    ],
)
def test_a_casus_goes_after_the_next_school_year(casus: Casus, today: date, years: int, left: int) -> None:
    assert (forget_casussen(today=today, years=years, dry_run=True), Casus.objects.count()) == (1 - left, 1)
    assert (forget_casussen(today=today, years=years), Casus.objects.count()) == (1 - left, left)
    assert forget_casussen(today=today, years=years) == 0


def test_all_its_text_goes_with_it_and_the_shared_copy_stays(casus: Casus) -> None:
    offer_casus(casus=casus, today=TODAY)
    forget_casussen(today=date(2028, 8, 1), years=1)
    assert (CasusPerspective.objects.count(), CasusStep.objects.count()) == (0, 0)
    assert [(row.label, row.source) for row in LibraryCasus.objects.all()] == [("Casus A", None)]


def test_the_command_of_every_night_takes_it_away(casus: Casus, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2028, 8, 1, 3, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
    found = []
    for options in (["--dry-run"], [], []):
        out = StringIO()
        call_command("retention", "--json", *options, stdout=out)
        found.append((json.loads(out.getvalue())["casussen"], Casus.objects.count()))
    assert found == [(1, 1), (1, 0), (0, 0)]
