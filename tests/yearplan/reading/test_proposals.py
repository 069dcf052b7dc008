"""/voorstellen/ of a plan: which there are, which is worked on, and in what two differ."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from schools.models import School
from schools.school_year import SchoolYear
from tests.factories import GrantFactory, SchoolFactory, UserFactory
from tests.meetings.conftest import THURSDAY, TUESDAY
from tests.pages import all_words, messages, of_class, page, sign_in, words
from tests.yearplan.reading.conftest import BOOG, SPRING, add, proposed
from yearplan.models import Proposal, YearPlan

NOTHING = "niets, niemand hoeft iets te horen"
LATER = SPRING.replace(day=4, hour=13)


def url(proposal: Proposal, rest: str = "") -> str:
    return f"/bijeenkomsten/jaarplanning/{proposal.plan_id}/voorstellen/{rest}"


@pytest.fixture
def other(proposal: Proposal, school: School, boog: School, meeting: Meeting) -> Proposal:
    """A second one: the verdieping of De Boog fits, De Zeester's is elsewhere, and one hour differs."""
    found = proposed(proposal.plan, number=2, is_chosen=False, unplaced=0, days=3)
    found.about = "Kim is ziek"
    found.save()
    add(found, school, "kennismaking", meeting.starts_at)
    add(found, school, "verdieping", THURSDAY)
    add(found, boog, "kennismaking", BOOG.replace(hour=8))
    add(found, boog, "verdieping", LATER)
    return found


def facts(client: Client, proposal: Proposal) -> list[list[str]]:
    cards = page(client.get(url(proposal))).xpath(of_class("facts-line"))
    return [all_words(card, "./div/dd") for card in cards]


def test_every_proposal_is_there_with_how_good_it_is_the_newest_first(
    planner: Client, proposal: Proposal, other: Proposal
) -> None:
    shown = page(planner.get(url(proposal)))
    assert all_words(shown, "//section/div/h2") == ["Voorstel 2", "Voorstel 1"]
    assert facts(planner, proposal) == [
        ["3 bijeenkomsten", NOTHING, "4 van 4", "0", "3, minder dan 3 kan niet", "30"],
        ["hiermee werk je", NOTHING, "3 van 4", "0", "2, minder dan 2 kan niet", "10020"],
    ]
    assert all_words(shown, of_class("row-menu") + "//li") == [
        "Reisdagen van wie begeleidt: 3 × 10 = 30",
        "Bijeenkomsten die niet passen: 1 × 10000 = 10000",
        "Reisdagen van wie begeleidt: 2 × 10 = 20",
    ]


def test_a_card_says_what_moves_and_who_must_hear_it(planner: Client, proposal: Proposal, other: Proposal) -> None:
    """De Zeester's kennismaking is on the calendar; the other proposal has it in March."""
    other.sessions.filter(starts_at=TUESDAY).update(starts_at=LATER, moves_from=TUESDAY)
    shown = page(planner.get(url(proposal)))
    assert facts(planner, proposal)[0][:2] == ["4 bijeenkomsten", "1 bijeenkomst: 2 mensen moeten dat horen"]
    assert all_words(shown, of_class("proposal-moves") + "/li") == [
        "Kennismaking van De Boog: di 8 december: 10.30-12.00 uur → 8.30-10.00 uur",
        "Kennismaking van De Zeester: di 8 december → do 4 maart",
        "Verdieping van De Boog: past niet → do 4 maart",
        "Verdieping van De Zeester: di 2 maart → do 11 maart",
    ]


def test_one_goes_on_with_another(planner: Client, proposal: Proposal, other: Proposal) -> None:
    answer = planner.post(url(proposal, f"{other.pk}/kiezen/"), follow=True)
    assert messages(answer) == ["Je werkt nu verder met voorstel 2."]
    assert list(Proposal.objects.filter(is_chosen=True)) == [other]


def test_one_that_is_not_worked_on_can_be_taken_away(planner: Client, proposal: Proposal, other: Proposal) -> None:
    assert messages(planner.post(url(proposal, f"{other.pk}/weghalen/"), follow=True)) == ["Voorstel 2 is weg."]
    assert list(Proposal.objects.all()) == [proposal]


def test_the_one_that_is_worked_on_stays(planner: Client, proposal: Proposal) -> None:
    assert messages(planner.post(url(proposal, f"{proposal.pk}/weghalen/"), follow=True)) == [
        "Voorstel 1 is niet weggehaald. Dit is het voorstel waarmee je werkt. Kies eerst een ander."
    ]
    assert list(Proposal.objects.all()) == [proposal]


def test_two_are_compared_part_by_part(planner: Client, proposal: Proposal, other: Proposal) -> None:
    shown = page(planner.get(url(proposal, "vergelijken/?een=1&ander=2")))
    assert words(shown.xpath("//h2")[0]) == "Voorstel 2 is beter: 9990 strafpunten minder."
    assert [[words(cell) for cell in row] for row in shown.xpath(of_class("compare") + "/tbody/tr")] == [
        ["Bijeenkomsten die niet passen", "1 (10000)", "0 (0)", "Voorstel 2"],
        ["Reisdagen van wie begeleidt", "2 (20)", "3 (30)", "Voorstel 1"],
        ["Strafpunten samen", "10020", "30", ""],
        ["Mensen die bericht krijgen dat iets verschuift", "0", "0", ""],
    ]


def test_only_sessions_that_are_elsewhere_are_named(planner: Client, proposal: Proposal, other: Proposal) -> None:
    shown = page(planner.get(url(proposal, "vergelijken/?een=1&ander=2")))
    assert words(shown.xpath("//h2")[1]) == "3 bijeenkomsten staan anders"
    assert all_words(shown, of_class("compare-rows") + "/li") == [
        "De Boog Kennismaking di 8 december: 10.30-12.00 uur → 8.30-10.00 uur",
        "De Boog Verdieping past niet → do 4 maart",
        "De Zeester Verdieping di 2 maart → do 11 maart",
    ]
    assert all_words(shown, of_class("intro")) == [
        "Daar komen samen 3 mensen. Links staat voorstel 1, rechts voorstel 2."
    ]


def test_who_has_to_hear_of_a_move_is_counted(planner: Client, proposal: Proposal, other: Proposal) -> None:
    other.sessions.filter(starts_at=TUESDAY).update(starts_at=LATER, moves_from=TUESDAY)
    shown = page(planner.get(url(proposal, "vergelijken/?een=1&ander=2")))
    assert all_words(shown, of_class("compare") + "//tr[last()]/td") == ["0", "2", ""]


def test_the_same_twice_does_not_differ(planner: Client, proposal: Proposal) -> None:
    shown = page(planner.get(url(proposal, "vergelijken/?een=1&ander=1")))
    assert all_words(shown, "//h2") == [
        "De twee voorstellen wegen evenveel.",
        "Alle bijeenkomsten staan op hetzelfde moment",
    ]


@pytest.mark.parametrize("query", ["", "?een=1", "?een=1&ander=9", "?een=1&ander=x"])
def test_what_is_not_there_cannot_be_compared(planner: Client, proposal: Proposal, query: str) -> None:
    assert planner.get(url(proposal, f"vergelijken/{query}")).status_code == 404


def test_who_reads_the_region_reads_them_and_changes_nothing(
    proposal: Proposal, other: Proposal, school: School
) -> None:
    user = UserFactory()
    GrantFactory(user=user, region=school.region, kind="swv")
    client = sign_in(Client(), user)
    shown = page(client.get(url(proposal)))
    assert all_words(shown, "//main//button") == ["Vergelijk"]
    assert client.get(url(proposal, "vergelijken/?een=1&ander=2")).status_code == 200
    found = [client.post(url(proposal, f"{other.pk}/{verb}/")).status_code for verb in ("kiezen", "weghalen")]
    assert found == [403, 403]


@pytest.mark.parametrize("who", ["editor", "reader", "outsider"])
def test_nobody_else_finds_them(request: pytest.FixtureRequest, proposal: Proposal, who: str) -> None:
    client = request.getfixturevalue(who)
    found = [
        client.get(url(proposal)),
        client.get(url(proposal, "vergelijken/?een=1&ander=1")),
        client.post(url(proposal, f"{proposal.pk}/kiezen/")),
        client.post(url(proposal, f"{proposal.pk}/weghalen/")),
    ]
    assert [each.status_code for each in found] == [404] * 4


def test_a_proposal_of_another_plan_is_not_found(planner: Client, proposal: Proposal, far: School) -> None:
    elsewhere = YearPlan.of(far.region, None, SchoolYear(2026))
    elsewhere.save()
    row = proposed(elsewhere, number=7, is_chosen=True, unplaced=0, days=0)
    found = [planner.post(url(proposal, f"{row.pk}/{verb}/")).status_code for verb in ("kiezen", "weghalen")]
    assert (found, Proposal.objects.filter(pk=row.pk).count()) == ([404, 404], 1)


def test_they_take_as_many_queries_for_many_as_for_two(
    planner: Client, proposal: Proposal, other: Proposal, boog: School
) -> None:
    counts = []
    for number in (0, 6):
        for each in range(number):
            more = proposed(proposal.plan, number=each + 3, is_chosen=False, unplaced=0, days=1)
            row = SchoolFactory(region=boog.region, municipality=boog.municipality)
            add(more, row, "verdieping", SPRING)
            add(other, row, "verdieping", SPRING)
        for rest in ("", "vergelijken/?een=1&ander=2"):
            with CaptureQueriesContext(connection) as queries:
                planner.get(url(proposal, rest))
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
