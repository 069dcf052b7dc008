"""/bijeenkomsten/jaarplanning/<id>/week/: who is where in a week, or on a day of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from schools.models import School
from teams.models import Membership, Professional
from tests.factories import (
    FreePeriodFactory,
    GrantFactory,
    InvitationFactory,
    MeetingFactory,
    SchoolFactory,
    UserFactory,
)
from tests.meetings.conftest import THURSDAY, TUESDAY
from tests.pages import all_words, of_class, page, sign_in, words
from tests.yearplan.reading.conftest import SPRING, add
from yearplan.models import Absence, Proposal, YearPlan

BLOCKS = of_class("week-session")
ZEESTER = "● 15.00-16.30 uur De Zeester Kennismaking, gepland"
AT_BOOG = "○ 10.30-12.00 uur De Boog Kennismaking, voorstel Ineke Vermaat"


def url(plan: YearPlan, query: str = "") -> str:
    return f"/bijeenkomsten/jaarplanning/{plan.pk}/week/{query}"


def blocks(client: Client, address: str) -> list[str]:
    return all_words(page(client.get(address)), BLOCKS)


def days(client: Client, address: str) -> list[str]:
    return all_words(page(client.get(address)), of_class("week-name", "h3"))


def test_a_week_has_what_is_on_the_calendar_and_what_is_proposed_in_order(planner: Client, proposal: Proposal) -> None:
    assert blocks(planner, url(proposal.plan, "?maandag=2026-12-07")) == [AT_BOOG, ZEESTER]


def test_any_day_names_its_week(planner: Client, proposal: Proposal) -> None:
    shown = days(planner, url(proposal.plan, "?maandag=2026-12-10"))
    assert shown == ["ma 7 december", "di 8 december", "wo 9 december", "do 10 december", "vr 11 december"]


def test_without_a_day_it_is_the_first_week_from_now_in_which_there_is_something(
    planner: Client, proposal: Proposal
) -> None:
    assert words(page(planner.get(url(proposal.plan))).xpath("//h1")[0]) == (
        "Week 50: ma 7 december tot en met vr 11 december 2026"
    )


@pytest.mark.parametrize("text", ["geen", "2026-13-01", "", "9999999999"])
def test_what_is_no_day_is_as_none(planner: Client, proposal: Proposal, text: str) -> None:
    assert days(planner, url(proposal.plan, f"?maandag={text}"))[0] == "ma 7 december"


def test_a_day_outside_the_year_is_the_nearest_in_it(planner: Client, proposal: Proposal) -> None:
    assert days(planner, url(proposal.plan, "?maandag=1990-01-01"))[0] == "ma 27 juli"
    assert days(planner, url(proposal.plan, "?maandag=2090-01-01"))[0] == "ma 26 juli"


def test_a_day_by_itself(planner: Client, proposal: Proposal) -> None:
    shown = page(planner.get(url(proposal.plan, "?dag=2026-12-08")))
    assert all_words(shown, of_class("week-name", "h3")) == ["di 8 december"]
    assert all_words(shown, BLOCKS) == [AT_BOOG, ZEESTER]
    assert [each.get("href") for each in shown.xpath(of_class("week-steps") + "/a")] == [
        "?dag=2026-12-07",
        "?maandag=2026-12-07",
        "?dag=2026-12-09",
    ]


def test_the_day_before_a_monday_is_a_friday(planner: Client, proposal: Proposal) -> None:
    shown = page(planner.get(url(proposal.plan, "?dag=2026-12-07")))
    assert shown.xpath(of_class("week-steps") + "/a")[0].get("href") == "?dag=2026-12-04"


def test_only_of_a_school(planner: Client, proposal: Proposal) -> None:
    assert blocks(planner, url(proposal.plan, "?maandag=2026-12-07&school=99BB00")) == [AT_BOOG]


def test_only_of_a_person(planner: Client, proposal: Proposal, anneke: Membership) -> None:
    query = f"?maandag=2026-12-07&persoon={anneke.professional_id}"
    assert blocks(planner, url(proposal.plan, query)) == [ZEESTER]


def test_steps_keep_to_the_school_and_the_person(
    planner: Client, proposal: Proposal, anneke: Membership, school: School
) -> None:
    query = f"&school=99AA00&persoon={anneke.professional_id}"
    shown = page(planner.get(url(proposal.plan, f"?maandag=2026-12-07{query}")))
    assert [each.get("href") for each in shown.xpath(of_class("week-steps") + "/a")] == [
        f"?maandag=2026-11-30{query}",
        f"?maandag=2026-12-14{query}",
    ]


def test_the_weeks_in_which_there_is_something_can_be_jumped_to(planner: Client, proposal: Proposal) -> None:
    shown = page(planner.get(url(proposal.plan, "?maandag=2026-12-14")))
    assert all_words(shown, "//select[@id='maandag']/option") == [
        "Week 51, die je nu ziet",
        "week 50, vanaf ma 7 december: 2 bijeenkomsten",
        "week 9, vanaf ma 1 maart: 1 bijeenkomst",
    ]
    assert all_words(shown, of_class("week-nothing")) == [
        "Hier staat niets. Kies hierboven een week waarin wel iets staat."
    ]


def test_a_session_leads_to_its_own_page(planner: Client, proposal: Proposal) -> None:
    shown = page(planner.get(url(proposal.plan, "?maandag=2027-03-01")))
    row = proposal.sessions.get(starts_at=SPRING)
    assert [each.get("href") for each in shown.xpath(BLOCKS + "/a")] == [
        f"/bijeenkomsten/jaarplanning/{proposal.plan_id}/sessies/{row.pk}/"
    ]


def test_a_session_lies_at_its_quarter_of_an_hour(planner: Client, proposal: Proposal) -> None:
    shown = page(planner.get(url(proposal.plan, "?maandag=2026-12-07")))
    assert [each.get("class").split()[2:] for each in shown.xpath(BLOCKS)] == [["at-11", "for-6"], ["at-29", "for-6"]]


def test_a_move_that_was_not_sent_says_where_it_was(planner: Client, proposal: Proposal, meeting: Meeting) -> None:
    row = proposal.sessions.get(starts_at=TUESDAY)
    row.starts_at, row.moves_from = THURSDAY, TUESDAY
    row.save()
    assert blocks(planner, url(proposal.plan, "?maandag=2027-03-08")) == [
        "→ 15.00-16.30 uur De Zeester Kennismaking, verplaatsing, nog niet verstuurd was di 8 december, 15.00-16.30 uur"
    ]


def test_holidays_free_days_and_absence_are_named(
    planner: Client, proposal: Proposal, boog: School, ineke: Professional
) -> None:
    FreePeriodFactory(school=boog, label="Studiedag", first_day=SPRING.date(), last_day=SPRING.date())
    Absence.objects.create(plan=proposal.plan, professional=ineke, first_day=SPRING.date(), last_day=SPRING.date())
    query = f"?maandag=2027-03-01&persoon={ineke.pk}"
    notes = all_words(page(planner.get(url(proposal.plan, query))), of_class("week-why"))
    assert notes == ["", "Studiedag: De BoogIneke Vermaat is afwezig", "", "", ""]
    off = all_words(page(planner.get(url(proposal.plan, "?maandag=2026-12-21"))), of_class("week-why"))
    assert off == ["Kerstvakantie"] * 4 + ["Eerste kerstdag"]


def test_what_somebody_does_outside_the_plan_is_not_told(
    planner: Client, proposal: Proposal, samira: Membership, far: School
) -> None:
    elsewhere = MeetingFactory(school=far, starts_at=TUESDAY.replace(day=9), title="Kanarie")
    InvitationFactory(meeting=elsewhere, professional=samira.professional)
    assert blocks(planner, url(proposal.plan, "?maandag=2026-12-07")) == [AT_BOOG, ZEESTER]
    query = f"?maandag=2026-12-07&persoon={samira.professional_id}"
    assert blocks(planner, url(proposal.plan, query)) == [
        AT_BOOG,
        ZEESTER,
        "● 15.00-16.30 uur elders Andere bijeenkomst, gepland",
    ]


def test_before_anything_is_computed_there_is_what_is_on_the_calendar(
    planner: Client, plan: YearPlan, meeting: Meeting
) -> None:
    shown = page(planner.get(url(plan, "?maandag=2026-12-07")))
    assert all_words(shown, BLOCKS) == [ZEESTER]
    assert [each.get("href") for each in shown.xpath(BLOCKS + "/a")] == [f"/bijeenkomsten/{meeting.pk}/"]


def test_who_reads_the_region_reads_it(proposal: Proposal, school: School) -> None:
    user = UserFactory()
    GrantFactory(user=user, region=school.region, kind="swv")
    assert blocks(sign_in(Client(), user), url(proposal.plan, "?maandag=2026-12-07")) == [AT_BOOG, ZEESTER]


@pytest.mark.parametrize("who", ["editor", "reader", "outsider"])
def test_nobody_else_does(request: pytest.FixtureRequest, proposal: Proposal, who: str) -> None:
    assert request.getfixturevalue(who).get(url(proposal.plan)).status_code == 404


def test_a_name_of_signs_is_shown_unharmed(planner: Client, proposal: Proposal, boog: School) -> None:
    School.objects.filter(pk=boog.pk).update(name="<script>=cmd()")
    assert blocks(planner, url(proposal.plan, "?maandag=2026-12-07"))[0] == (
        "○ 10.30-12.00 uur <script>=cmd() Kennismaking, voorstel Ineke Vermaat"
    )


def test_it_takes_as_many_queries_for_many_schools_as_for_two(
    planner: Client, proposal: Proposal, boog: School
) -> None:
    counts = []
    for number in (0, 9):
        for _ in range(number):
            row = SchoolFactory(region=boog.region, municipality=boog.municipality)
            FreePeriodFactory(school=row, first_day=SPRING.date(), last_day=SPRING.date())
            add(proposal, row, "verdieping", SPRING)
        with CaptureQueriesContext(connection) as queries:
            planner.get(url(proposal.plan, "?maandag=2027-03-01"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
