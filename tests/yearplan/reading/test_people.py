"""/mensen/ and /mensen/<id>/ of a plan: who carries how much, and the year of one person."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schools.models import School
from teams.models import Membership, Professional
from tests.factories import InvitationFactory, MeetingFactory, SchoolFactory, seat
from tests.meetings.conftest import TUESDAY
from tests.pages import all_words, of_class, page, words
from tests.yearplan.reading.conftest import BOOG, SPRING, add
from yearplan.models import Absence, Proposal, YearPlan
from yearplan.pages.loads import Load
from yearplan.pages.people import Bars, bars_of, mondays_between


def url(proposal: Proposal, rest: str = "") -> str:
    return f"/bijeenkomsten/jaarplanning/{proposal.plan_id}/mensen/{rest}"


def rows(client: Client, address: str) -> list[list[str]]:
    table = page(client.get(address)).xpath(of_class("loads") + "//tr[td]")
    return [[words(cell) for cell in row.xpath("./th | ./td")][:6] for row in table]


def facts(client: Client, address: str) -> dict[str, str]:
    shown = page(client.get(address)).xpath(of_class("facts-line") + "/div")
    return {words(each.xpath("dt")[0]): words(each.xpath("dd")[0]) for each in shown}


@pytest.fixture(autouse=True)
def _one_a_week(plan: YearPlan) -> None:
    """More than one session in a week is too much."""
    plan.busy_week = 1
    plan.save()


def test_a_region_decides_what_is_too_much(planner: Client, proposal: Proposal, plan: YearPlan) -> None:
    plan.busy_week = 2
    plan.save()
    said = words(page(planner.get(url(proposal))).xpath(of_class("intro"))[0])
    assert said == "Niemand heeft een week met meer dan 2 bijeenkomsten. Wijzig deze grens"
    assert "te veel" not in " ".join(" ".join(row) for row in rows(planner, url(proposal)))


def test_everybody_is_there_with_what_is_asked_of_her_the_busiest_first(planner: Client, proposal: Proposal) -> None:
    assert [row[0].split(",")[0] + " " + " | ".join(row[1:]) for row in rows(planner, url(proposal))] == [
        "Bakkali 2 | 3 | – | 2 | 2 in week 50 1 te veel",
        "Vermaat 2 | 2 | 3 | 2 | 1 in week 50",
        "Visser 1 | 2 | – | 2 | 1 in week 50",
    ]


def test_it_says_of_how_many_it_is_too_much(planner: Client, proposal: Proposal) -> None:
    said = words(page(planner.get(url(proposal))).xpath(of_class("intro"))[0])
    assert said == "1 van 3 mensen heeft een week met meer dan 1 bijeenkomst. Wijzig deze grens"


@pytest.mark.parametrize(
    ("order", "first"),
    [("naam", "Bakkali"), ("dagen", "Bakkali"), ("scholen", "Bakkali"), ("bijeenkomsten", "Bakkali"), ("x", "Bakkali")],
)
def test_it_can_be_put_in_another_order(planner: Client, proposal: Proposal, order: str, first: str) -> None:
    found = [row[0].split(",")[0] for row in rows(planner, url(proposal, f"?volgorde={order}"))]
    assert (found[0], len(found)) == (first, 3)


def test_somebody_is_found_by_name(planner: Client, proposal: Proposal) -> None:
    assert [row[0].split(",")[0] for row in rows(planner, url(proposal, "?zoek=ineke"))] == ["Vermaat"]
    assert all_words(page(planner.get(url(proposal, "?zoek=zzz"))), of_class("empty")) == [
        "Niemand gevonden. Toon iedereen"
    ]


def test_the_busiest_week_leads_to_that_week_of_hers(planner: Client, proposal: Proposal, samira: Membership) -> None:
    link = page(planner.get(url(proposal))).xpath(of_class("loads") + "//td/a")[0]
    assert link.get("href") == (
        f"/bijeenkomsten/jaarplanning/{proposal.plan_id}/week/?maandag=2026-12-07&persoon={samira.professional_id}"
    )


def test_bars_are_as_high_as_there_are_sessions(planner: Client, proposal: Proposal, samira: Membership) -> None:
    shown = page(planner.get(url(proposal))).xpath("//tbody/tr[1]//path/@d")
    assert shown == ["M0 4v-1h4v1zM60 4v-1h4v1z", "M0 3v-1h4v1z"]


def test_a_strip_has_a_bar_for_each_week() -> None:
    mondays = mondays_between(date(2026, 9, 8), date(2026, 9, 30))
    assert mondays == [date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 28)]
    load = Load(1, 1, 0, (), (), (), 0, {date(2026, 9, 14): 3}, share=1, limit=2)
    assert bars_of(load, mondays, 5) == Bars(20, 5, "M5 5v-2h4v2z", "M5 3v-1h4v1z")


def test_of_one_person_it_says_what_is_asked_in_short(planner: Client, proposal: Proposal, samira: Membership) -> None:
    day = date(2027, 3, 1)
    Absence.objects.create(plan=proposal.plan, professional=samira.professional, first_day=day, last_day=day)
    assert facts(planner, url(proposal, f"{samira.professional_id}/")) == {
        "Scholen": "2",
        "Bijeenkomsten": "3",
        "Dagen op weg": "2",
        "Drukste week": "week 50, vanaf ma 7 december: 2 bijeenkomsten",
        "Te volle weken": "1, met meer dan 1 bijeenkomsten",
        "Eerlijk verdeeld over het jaar": "hoogstens 1 per week",
        "Werkt op": "di, do",
        "Afwezig": "1 maart 2027",
    }


def test_her_sessions_are_there_in_words_with_the_way_between_them(
    planner: Client, proposal: Proposal, samira: Membership
) -> None:
    shown = page(planner.get(url(proposal, f"{samira.professional_id}/")))
    assert all_words(shown, of_class("person-lines") + "/li") == [
        (
            "di 8 december, 10.30-12.00 uur De Boog: kennismaking daarna 30 minuten onderweg naar De Zeester; "
            "er zijn 180 minuten tussen ○ voorstel"
        ),
        "di 8 december, 15.00-16.30 uur De Zeester: kennismaking ● gepland",
        "di 2 maart, 10.30-12.00 uur De Zeester: verdieping ○ voorstel",
    ]
    assert all_words(shown, of_class("notice")) == ["Heeft nog geen moment: verdieping van De Boog."]


def test_her_year_shows_when_she_works_when_she_is_away_and_where_she_is(
    planner: Client, proposal: Proposal, samira: Membership
) -> None:
    day = date(2027, 3, 4)
    Absence.objects.create(plan=proposal.plan, professional=samira.professional, first_day=day, last_day=day)
    shown = page(planner.get(url(proposal, f"{samira.professional_id}/")))
    march = shown.xpath("//table[caption='Maart 2027']//tbody/tr[1]/*")
    assert [(words(each), each.get("class") or "") for each in march] == [
        ("9", ""),
        ("1, werkt niet", "cell-free-0 cell-free-1"),
        ("2110.30-12.00 uur De Zeester, voorstel", ""),
        ("3, werkt niet", "cell-free-0 cell-free-1"),
        ("4, afwezig", "cell-absent"),
        ("5, werkt niet", "cell-free-0 cell-free-1"),
    ]
    assert all_words(shown, "//table[caption='December 2026']//td[contains(@class, 'cell-off')]") == [
        f"{number}, {label}"
        for number, label in [
            *((number, "Kerstvakantie") for number in (21, 22, 23, 24)),
            (25, "Eerste kerstdag"),
            *((number, "Kerstvakantie") for number in (28, 29, 30, 31)),
        ]
    ]


def test_the_calendar_has_the_months_of_the_plan(planner: Client, proposal: Proposal, ineke: Professional) -> None:
    names = all_words(page(planner.get(url(proposal, f"{ineke.pk}/"))), "//caption")
    assert (names[0], names[-1], len(names)) == ("September 2026", "Juni 2027", 10)


def test_what_she_may_come_to_and_cannot_is_named(
    planner: Client, proposal: Proposal, school: School, boog: School
) -> None:
    consulent = seat(boog, "consulent-passend-onderwijs")
    Professional.objects.filter(pk=consulent.professional_id).update(half_days=1)
    shown = page(planner.get(url(proposal, f"{consulent.professional_id}/")))
    assert all_words(shown, of_class("notice")) == [
        "Heeft nog geen moment: verdieping van De Boog.",
        "Kan niet komen, en hoeft niet: kennismaking van De Boog.",
    ]


def test_a_session_outside_the_plan_is_only_elsewhere(
    planner: Client, proposal: Proposal, samira: Membership, far: School
) -> None:
    elsewhere = MeetingFactory(school=far, starts_at=TUESDAY.replace(day=9), title="Kanarie")
    InvitationFactory(meeting=elsewhere, professional=samira.professional)
    shown = page(planner.get(url(proposal, f"{samira.professional_id}/")))
    assert all_words(shown, of_class("person-lines") + "/li")[2] == (
        "wo 9 december, 15.00-16.30 uur Elders: andere bijeenkomst ● gepland"
    )
    assert "Kanarie" not in shown.text_content()


def test_somebody_who_is_not_in_the_plan_is_not_found(planner: Client, proposal: Proposal, far_ib: Membership) -> None:
    assert planner.get(url(proposal, f"{far_ib.professional_id}/")).status_code == 404


@pytest.mark.parametrize("who", ["editor", "reader", "outsider"])
def test_who_does_not_see_the_plan_sees_none_of_it(
    request: pytest.FixtureRequest, proposal: Proposal, samira: Membership, who: str
) -> None:
    client = request.getfixturevalue(who)
    found = [client.get(url(proposal, rest)).status_code for rest in ("", f"{samira.professional_id}/")]
    assert found == [404, 404]


def test_it_takes_as_many_queries_for_many_schools_as_for_two(
    planner: Client, proposal: Proposal, boog: School, samira: Membership
) -> None:
    counts = []
    for number in (0, 9):
        for _ in range(number):
            row = SchoolFactory(region=boog.region, municipality=boog.municipality)
            seat(row, "cjg-coach")
            seat(row, "intern-begeleider", professional=samira.professional)
            add(proposal, row, "verdieping", SPRING)
            add(proposal, row, "kennismaking", BOOG)
        for rest in ("", f"{samira.professional_id}/"):
            with CaptureQueriesContext(connection) as queries:
                planner.get(url(proposal, rest))
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
