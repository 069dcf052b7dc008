"""The page of a plan: how far it is, what does not fit, what can be done now; and beginning one."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.changes import Stale
from schools.enums import GrantKind
from schools.models import Grant
from tests.factories import (
    GrantFactory,
    MeetingFactory,
    ProposedSessionFactory,
    SchoolFactory,
    UserFactory,
    YearPlanFactory,
)
from tests.pages import page as page_of
from tests.pages import sign_in, words
from tests.yearplan.years import Around, at
from yearplan.access import schools_of
from yearplan.actions import computing
from yearplan.models import Run, YearPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def around(today: date) -> Around:
    return Around(schools=2)


@pytest.fixture
def planner(around: Around) -> Client:
    return sign_in(Client(), around.user)


def url(around: Around, name: str = "plan") -> str:
    return reverse(f"yearplan:{name}", args=[around.plan.pk])


def test_a_plan_begins_with_a_place_and_a_year(around: Around, planner: Client) -> None:
    YearPlan.objects.all().delete()
    answer = planner.post(reverse("yearplan:plans"), {"place": "0", "year": "2026"})
    plan = YearPlan.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("yearplan:plan", args=[plan.pk]))
    assert (plan.region, plan.municipality, plan.school_year.label) == (around.region, None, "2026-2027")
    assert plan.facilitator == around.guide


def test_a_year_that_was_begun_is_opened_again(around: Around, planner: Client) -> None:
    planner.post(reverse("yearplan:plans"), {"place": "0", "year": "2026"})
    assert YearPlan.objects.get() == around.plan


def test_the_page_of_a_region_names_the_municipalities_with_a_plan_of_their_own(
    around: Around, planner: Client
) -> None:
    town = SchoolFactory(region=around.region).municipality
    own = YearPlanFactory(region=around.region, municipality=town)
    YearPlanFactory(region=around.region, municipality=around.town, year=2027)  # of another year
    around.computed()
    links = page_of(planner.get(url(around))).xpath("//p[starts-with(normalize-space(), 'Met een eigen')]/a")
    assert [(link.text, link.get("href")) for link in links] == [
        (town.name, reverse("yearplan:plan", args=[own.pk])),
    ]


def test_the_page_says_when_the_calendar_changed_since_it_was_reckoned(around: Around, planner: Client) -> None:
    around.computed()
    row = around.session()

    def notices() -> list[str]:
        return [words(each) for each in page_of(planner.get(url(around))).xpath("//p[@class='notice']")]

    before = notices()
    MeetingFactory(school=row.school, kind=row.kind, starts_at=at(date(2027, 5, 11), 15))
    assert (before, notices()) == (
        [],
        ["Op de kalender is iets verplaatst sinds dit is uitgerekend. ‘Opnieuw berekenen’ telt het mee."],
    )


def test_a_year_that_is_not_offered_is_refused(around: Around, planner: Client) -> None:
    answer = planner.post(reverse("yearplan:plans"), {"place": "0", "year": "2031"})
    assert (answer.status_code, YearPlan.objects.count()) == (200, 1)


def test_before_anything_was_computed_the_page_says_what_will_be(around: Around, planner: Client) -> None:
    page = page_of(planner.get(url(around)))
    assert page.xpath("string(//h2)") == "Nog geen voorstel"
    assert page.xpath("string(//button[@class='btn btn-primary'])") == "Maak een voorstel"


def test_the_figures_of_the_year(around: Around, planner: Client) -> None:
    around.computed()
    page = page_of(planner.get(url(around)))
    tiles = {
        tile.xpath("string(h2)"): tile.xpath("string(p[1])")
        for tile in page.xpath("//section[contains(@class, 'tile')]")
    }
    assert tiles["Ingepland"] == "4 van 4"
    assert tiles["Dubbele afspraken"] == "0"
    assert tiles["Past niet"] == "0"


def test_every_session_leads_to_its_own_page(around: Around, planner: Client) -> None:
    proposal = around.computed()
    page = page_of(planner.get(url(around)))
    links = page.xpath("//li[@class='strip-line']/a[contains(@class, 'mark')]/@href")
    rows = proposal.sessions.order_by("school__name", "kind")
    assert links == [reverse("yearplan:session", args=[around.plan.pk, row.pk]) for row in rows]


def test_what_does_not_fit_says_why(around: Around, planner: Client) -> None:
    ib = around.schools[0].memberships.get(role__code="intern-begeleider").professional
    ib.first_name, ib.half_days = "<script>alert(1)</script>", 0b11 << 6
    ib.save()
    around.computed()
    page = page_of(planner.get(url(around)))
    (first, _second) = page.xpath("//li[@class='misfit']")
    facts = [item.text for item in first.xpath(".//ul[1]/li")]
    together = [fact for fact in facts if fact.startswith("Op geen enkel dagdeel werken ")]
    assert [str(ib) in fact and str(around.coach) in fact for fact in together] == [True] * len(together) != []
    assert page.xpath("//main//script") == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["De Boog 0", "De Boog 1"]),
        ("zoek=boog 1", ["De Boog 1"]),
        ("zoek=niets", []),
        ("toon=past-niet", []),
        ("toon=versturen", ["De Boog 0", "De Boog 1"]),
        ("blad=99", ["De Boog 0", "De Boog 1"]),
    ],
)
def test_the_strip_shows_what_is_looked_for(around: Around, planner: Client, query: str, names: list[str]) -> None:
    around.computed()
    page = page_of(planner.get(f"{url(around)}?{query}"))
    assert [link.text_content().strip() for link in page.xpath("//a[@class='strip-school']")] == names


def test_the_page_takes_as_many_queries_for_many_schools_as_for_few(today: date) -> None:
    counted = []
    for number in (2, 8):
        around = Around(schools=number)
        around.computed()
        client = sign_in(Client(), around.user)
        client.get(url(around))
        with CaptureQueriesContext(connection) as queries:
            client.get(url(around))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_swv_reads_and_changes_nothing(around: Around) -> None:
    around.computed()
    reader = GrantFactory(kind=GrantKind.SWV, region=around.region).user
    page = page_of(sign_in(Client(), reader).get(url(around)))
    assert page.xpath("//main//form[@method='post']") == []
    assert page.xpath("//a[contains(@href, 'versturen')]") == []


def test_computing_is_begun_once_and_shown_while_it_goes_on(around: Around, planner: Client) -> None:
    for _ in range(2):
        assert planner.post(url(around, "compute")).status_code == 302
    run = Run.objects.get()
    page = page_of(planner.get(url(around)))
    assert page.xpath("string(//section[contains(@class, 'run')]//h2)") == "We zoeken het beste plan"
    planner.post(reverse("yearplan:stop", args=[around.plan.pk, run.pk]))
    run.refresh_from_db()
    assert run.is_cancelled


def test_the_page_that_waits_is_told_to_show_the_plan_when_it_is_there(around: Around, planner: Client) -> None:
    around.computed()
    waiting = {"HX-Request": "true", "HX-Target": "berekening"}
    assert planner.get(url(around), headers=waiting)["HX-Refresh"] == "true"


def test_the_list_of_sessions_leads_to_the_year_for_who_has_a_grant(around: Around, planner: Client) -> None:
    page = page_of(planner.get(reverse("meetings:mine")))
    assert page.xpath(f"//a[@href='{reverse('yearplan:plans')}']/text()") == ["Jaarplanning"]
    Grant.objects.update(ends_on=date(2026, 1, 1))
    ProposedSessionFactory()
    page = page_of(planner.get(reverse("meetings:mine")))
    assert page.xpath(f"//a[@href='{reverse('yearplan:plans')}']") == []


class TestTwoPlans:
    """No school is planned twice in a year."""

    @pytest.fixture
    def of_town(self, around: Around) -> YearPlan:
        found: YearPlan = YearPlanFactory(region=around.region, municipality=around.town, facilitator=around.guide)
        return found

    def test_a_municipality_gets_no_plan_while_its_region_has_one(self, around: Around) -> None:
        user = UserFactory()
        GrantFactory(user=user, region=around.region, municipality=around.town)
        answer = sign_in(Client(), user).post(reverse("yearplan:plans"), {"place": "0", "year": "2026"})
        assert (answer.status_code, YearPlan.objects.count()) == (200, 1)
        assert f"De scholen van {around.town} zitten in 2026-2027 al in de jaarplanning van {around.region}." in (
            answer.content.decode()
        )

    def test_the_plan_of_a_region_leaves_a_municipality_apart_that_has_its_own(
        self, around: Around, of_town: YearPlan, today: date
    ) -> None:
        elsewhere = SchoolFactory(region=around.region)
        assert list(schools_of(around.plan, today)) == [elsewhere]
        assert set(schools_of(of_town, today)) == set(around.schools)

    def test_that_of_another_year_is_in_nobodys_way(self, around: Around, today: date) -> None:
        YearPlanFactory(region=around.region, municipality=around.town, year=2027)
        assert set(schools_of(around.plan, today)) == set(around.schools)


@pytest.mark.parametrize("name", ["compute", "compute_again"])
def test_a_plan_that_goes_between_reading_and_writing_is_said_to_be_gone(
    around: Around, planner: Client, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_plan: YearPlan) -> None:
        raise Stale(["Deze jaarplanning staat er niet meer."])

    monkeypatch.setattr(computing, "lock_plan", gone)
    answer = planner.post(url(around, name), follow=True)
    assert answer.redirect_chain == [(reverse("yearplan:plans"), 302)]
    assert "Er is niets gedaan. Deze jaarplanning staat er niet meer." in answer.content.decode()
