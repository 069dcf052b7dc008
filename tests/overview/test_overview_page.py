"""/regios/<id>/overzicht/: the region at a glance, chosen from and sorted by the address."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from overview.views import table
from overview.views.table import FIRST
from schools.enums import GrantKind, Sector
from schools.models import Municipality, Region, School
from teams.models import TeamConfirmation
from tests.factories import (
    BoardFactory,
    GrantFactory,
    MeetingFactory,
    MunicipalityFactory,
    PlannedMemberFactory,
    RegionFactory,
    SchoolFactory,
    UserFactory,
    fill_required_seats,
    seat,
)
from tests.pages import HTMX, all_words, of_class, page, sign_in

NAMES = of_class("mx-school", "th") + "[@scope='row']/a"
FIGURES = of_class("ov-number")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/overzicht/"


def names(client: Client, url: str, query: str = "") -> list[str]:
    return all_words(page(client.get(url + query)), NAMES)


def cells(client: Client, url: str) -> list[str]:
    """The cells of the first row in words, as a screen reader reads them."""
    return all_words(page(client.get(url)), of_class("mx") + "/tbody/tr[1]/td")


@pytest.fixture
def whole(region: Region, duinveen: Municipality) -> School:
    """A school with nobody missing, both sessions on their way, and a team that was confirmed."""
    row: School = SchoolFactory(
        name="De Albatros", region=region, municipality=duinveen, board=BoardFactory(name="Stichting Zee"), city="Meer"
    )
    fill_required_seats(row)
    MeetingFactory(school=row, state=MeetingState.HELD, starts_at=datetime(2026, 10, 6, 15, tzinfo=AMSTERDAM))
    MeetingFactory(school=row, kind=MeetingKind.VERDIEPING, starts_at=datetime(2027, 3, 11, 15, tzinfo=AMSTERDAM))
    TeamConfirmation.objects.create(school=row, confirmed_on=date(2026, 9, 1))
    return row


def test_a_stranger_signs_in_first(client: Client, url: str) -> None:
    assert client.get(url).status_code == 302


def test_who_has_a_seat_but_no_grant_does_not_find_it(school: School, url: str) -> None:
    user = UserFactory()
    seat(school, "intern-begeleider", user=user)
    client = Client()
    client.force_login(user)
    assert client.get(url).status_code == 404


def test_all_schools_of_the_region_and_none_of_another(swv: Client, url: str, school: School, far: School) -> None:
    answer = swv.get(url)
    assert all_words(page(answer), NAMES) == ["De Zeester"]
    assert b"Kanarie" not in answer.content
    assert swv.get(reverse("overview:overview", args=[far.region_id])).status_code == 404


def test_a_guide_of_one_municipality_sees_its_schools_only(
    region: Region, school: School, duinveen: Municipality, url: str
) -> None:
    SchoolFactory(name="De Verre", region=region, municipality=MunicipalityFactory(name="Verderop"), district="Ver")
    part = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region, municipality=duinveen)
    answer = sign_in(Client(), part.user).get(url)
    assert all_words(page(answer), NAMES) == ["De Zeester"]
    assert b"Ver" not in answer.content.replace(b"Verdieping", b"").replace(b"Verplaats", b"")
    assert all_words(page(answer), FIGURES)[0] == "0 van 1"


def test_a_closed_school_is_not_shown_after_its_last_day(swv: Client, url: str, school: School) -> None:
    School.objects.update(closed_on=date(2026, 9, 1))
    assert names(swv, url) == []
    assert names(swv, url, "?dag=2026-08-31") == ["De Zeester"]


def test_the_menu_leads_here_and_the_page_of_the_region_is_one_click_away(
    swv: Client, url: str, region: Region, school: School
) -> None:
    tree = page(swv.get(url))
    assert tree.xpath("//nav/a[text()='Regio']/@href") == [url]
    assert tree.xpath("//nav/a[@aria-current='page']/text()") == ["Regio"]
    assert tree.xpath("//main//a[text()='Alles over de regio']/@href") == [f"/regios/{region.pk}/"]
    assert url in page(swv.get(f"/regios/{region.pk}/")).xpath("//main//a/@href")


def test_a_school_is_read_in_one_row(swv: Client, url: str, whole: School) -> None:
    assert cells(swv, url) == [
        "✓ gevuld",
        "✓ gevuld",
        "✓ gevuld",
        "– niet gevuld, hoeft ook niet",
        "✓ gevuld",
        "✓ gevuld",
        "– gewenst, niet gevuld",
        "– niet gevuld, hoeft ook niet",
        "gehouden 6 okt",
        "gepland 11 mrt",
        "✓ 1 sep 2026",
        "1 van 4",
    ]


def test_an_empty_seat_says_since_when_and_who_comes(swv: Client, url: str, school: School) -> None:
    seat(school, "leerplichtambtenaar", starts_on=date(2025, 8, 1), ends_on=date(2026, 10, 11))
    seat(school, "directeur", starts_on=date(2025, 8, 1), ends_on=date(2026, 6, 30))
    seat(school, "cjg-coach", starts_on=date(2027, 1, 1))
    assert cells(swv, url)[:6] == [
        "! nooit leeg, nooit gevuld",
        "! jul 2026 leeg sinds 1 juli 2026",
        "› 1 jan gevuld vanaf 1 januari 2027",
        "– niet gevuld, hoeft ook niet",
        "! nooit leeg, nooit gevuld",
        "! 12 okt leeg sinds 12 oktober 2026",
    ]


def test_a_plan_is_known_to_who_edits_the_team_and_to_nobody_else(
    swv: Client, guide: Client, url: str, school: School
) -> None:
    PlannedMemberFactory(school=school)
    assert cells(guide, url)[2] == "› aug 2027 leeg, er is iemand op het oog vanaf 1 augustus 2027"
    assert cells(swv, url)[2] == "! nooit leeg, nooit gevuld"


def test_links_lead_to_the_school_and_the_session(swv: Client, url: str, whole: School) -> None:
    tree = page(swv.get(url))
    assert tree.xpath(NAMES + "/@href") == [reverse("teams:school", args=[whole.establishment_code])]
    first = Meeting.objects.order_by("pk")[0]
    assert tree.xpath(of_class("mx-session") + "/a/@href")[0] == reverse("meetings:meeting", args=[first.pk])


def test_every_figure_leads_to_what_is_behind_it(swv: Client, url: str, school: School, whole: School) -> None:
    tree = page(swv.get(url))
    links = tree.xpath("//section[@id='cijfers']//a")
    behind = {" ".join(link.text_content().split()): names(swv, url, link.get("href")) for link in links}
    assert behind == {
        "1 van 2": ["De Albatros"],  # the whole teams and the sessions held, which lead to the same school here
        "5": ["De Zeester"],
        "2 bij de school zelf": ["De Zeester"],
        "1 bij CJG": ["De Zeester"],
        "1 bij GGD": ["De Zeester"],
        "1 bij leerplicht": ["De Zeester"],
        "0 gepland": [],
        "1 gepland": ["De Albatros"],
        "1 zonder datum": ["De Zeester"],
        "0 van 2": [],
        "1": ["De Zeester"],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?gemeente=9801", ["De Albatros", "De Zeester"]),
        ("?gemeente=0000", []),
        ("?wijk=Zeewijk", ["De Zeester"]),
        ("?sector=BO", ["De Albatros", "De Zeester", "Verderop"]),
        ("?sector=VO", ["De Overkant"]),
        ("?zoek=zee", ["De Zeester"]),
        ("?zoek=99aa00", ["De Zeester"]),
        ("?kernteam=volledig", ["De Albatros"]),
        ("?kernteam=vacature&sector=VO", ["De Overkant"]),
        ("?zonder-datum=1", ["De Overkant", "De Zeester", "Verderop"]),
        ("?verouderd=1&gemeente=9801", ["De Zeester"]),
        ("?bij=leerplicht&zoek=over", ["De Overkant"]),
        ("?bijeenkomst1=gehouden&bijeenkomst2=gepland", ["De Albatros"]),
        ("?bijeenkomst1=gepland", []),
        ("?zoek=%00&sector=&volgorde=onzin&vanaf=-1", ["De Albatros", "De Overkant", "De Zeester", "Verderop"]),
        ("?volgorde=bijeenkomst1", ["De Overkant", "De Zeester", "Verderop", "De Albatros"]),
    ],
)
def test_choices_combine(
    swv: Client, url: str, region: Region, school: School, whole: School, query: str, expected: list[str]
) -> None:
    SchoolFactory(name="Verderop", region=region, city="Elders")
    SchoolFactory(name="De Overkant", region=region, sector=Sector.VO, city="Elders")
    assert names(swv, url, query) == expected


def test_a_choice_stands_in_the_form_and_in_the_links(swv: Client, url: str, school: School, whole: School) -> None:
    tree = page(swv.get(f"{url}?gemeente=9801&kernteam=vacature&zoek=de"))
    assert tree.xpath("//form[@id='keuzes']//option[@selected]/@value") == ["9801", "vacature", ""]
    assert tree.xpath("//input[@name='zoek' and @id='f-zoek']/@value") == ["de"]
    whole_link = tree.xpath(FIGURES + "/a/@href")[0]
    assert whole_link == "?zoek=de&gemeente=9801&kernteam=volledig"


def test_only_what_occurs_can_be_chosen(swv: Client, url: str, school: School, whole: School, far: School) -> None:
    tree = page(swv.get(url))
    options = {
        name: all_words(tree, f"//select[@name='{name}']/option") for name in ("gemeente", "bestuur", "wijk", "sector")
    }
    assert options == {
        "gemeente": ["alle", "Duinveen"],
        "bestuur": ["alle", "Stichting Zee"],
        "wijk": ["alle", "Zeewijk"],
        "sector": ["alle", "basisschool"],
    }


def test_when_nothing_fits_it_says_what_to_do(swv: Client, url: str, school: School) -> None:
    assert all_words(page(swv.get(f"{url}?zoek=nergens")), of_class("empty")) == [
        "Hier past geen school bij. Kies minder, of wis alle keuzes."
    ]
    School.objects.all().delete()
    assert all_words(page(swv.get(url)), of_class("empty")) == [
        "Er zijn hier nog geen scholen. Bij de regio voeg je ze toe."
    ]


@pytest.mark.parametrize("query", ["", "?kernteam=volledig", "?kernteam=vacature", "?bij=cjg"])
def test_a_region_that_asks_no_seats_has_neither_whole_teams_nor_vacancies(query: str) -> None:
    bare = RegionFactory(seats=False)
    SchoolFactory(name="De Kale", region=bare)
    client = sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=bare).user)
    tree = page(client.get(reverse("overview:overview", args=[bare.pk]) + query))
    assert all_words(tree, FIGURES)[:2] == (["0 van 0", "0"] if query else ["0 van 1", "0"])
    assert all_words(tree, NAMES) == ([] if query else ["De Kale"])


def test_htmx_gets_the_figures_and_the_table_and_an_address_without_what_is_empty(
    swv: Client, url: str, school: School
) -> None:
    answer = swv.get(f"{url}?zoek=zee&gemeente=&wijk=", headers=HTMX)
    assert answer["HX-Replace-Url"] == f"{url}?zoek=zee"
    assert "HX-Request" in answer["Vary"]
    tree = page(answer)
    assert all_words(tree, NAMES) == ["De Zeester"]
    assert tree.xpath("//*[@hx-swap-oob]/@id") == ["cijfers"]
    assert b"<html" not in answer.content


def test_another_municipality_brings_its_own_wijken(swv: Client, url: str, region: Region, school: School) -> None:
    SchoolFactory(region=region, municipality=MunicipalityFactory(code="9802"), district="Bosrand")
    answer = swv.get(f"{url}?gemeente=9802", headers=HTMX | {"HX-Trigger-Name": "gemeente"})
    assert all_words(page(answer), "//select[@name='wijk']/option") == ["alle", "Bosrand"]


def test_the_first_screen_and_then_more(swv: Client, url: str, region: Region, duinveen: Municipality) -> None:
    SchoolFactory.create_batch(FIRST + 3, region=region, municipality=duinveen)
    tree = page(swv.get(url))
    more = tree.xpath(of_class("mx-more") + "//a")[0]
    assert (len(tree.xpath(NAMES)), more.get("href"), more.get("hx-get")) == (
        FIRST,
        f"?&vanaf={FIRST}",
        f"?&vanaf={FIRST}",
    )
    assert all_words(tree, FIGURES)[0] == f"0 van {FIRST + 3}"
    rest = swv.get(f"{url}?&vanaf={FIRST}", headers=HTMX)
    assert (rest.content.count(b"<tr>"), b"mx-more" in rest.content, b"cijfers" in rest.content) == (3, False, False)
    assert len(names(swv, url, f"?vanaf={FIRST}")) == 3
    assert len(names(swv, url, "?alles=1")) == FIRST + 3


def test_all_schools_says_when_they_do_not_fit_on_one_page(
    swv: Client, url: str, region: Region, duinveen: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "ALL", 2)
    SchoolFactory.create_batch(5, region=region, municipality=duinveen)
    tree = page(swv.get(f"{url}?alles=1&gemeente={duinveen.code}&vanaf=2"))
    banner = tree.xpath(of_class("banner"))[0]
    assert " ".join(banner.text_content().split()) == (
        "Op deze bladzijde staan de scholen 3 tot en met 4 van 5: meer past er niet op. Toon de volgende. "
        "In Excel en csv staan ze allemaal."
    )
    more = f"?gemeente={duinveen.code}&alles=1&vanaf=4"
    assert tree.xpath(of_class("banner") + "//a/@href") == tree.xpath(of_class("mx-more") + "//a/@href") == [more]
    assert tree.xpath(of_class("mx-more") + "//a/@hx-get") == []
    last = page(swv.get(url + more))
    assert (len(last.xpath(NAMES)), last.xpath(of_class("banner"))) == (1, [])


@pytest.mark.parametrize(
    ("query", "chip", "first"),
    [
        ("", "vandaag, 22 november 2026", "gehouden 6 okt"),
        ("?dag=2026-10-01", "stand op 1 oktober 2026", "gepland 6 okt"),
        ("?schooljaar=2025", "stand op 31 juli 2026", "niet gepland"),
        ("?schooljaar=2027", "stand op 1 augustus 2027", "niet gepland"),
        ("?schooljaar=2026", "vandaag, 22 november 2026", "gehouden 6 okt"),
        ("?schooljaar=1066", "vandaag, 22 november 2026", "gehouden 6 okt"),
    ],
)
def test_any_day_or_school_year(swv: Client, url: str, whole: School, query: str, chip: str, first: str) -> None:
    tree = page(swv.get(url + query))
    assert all_words(tree, of_class("page-head") + of_class("chip")) == [chip]
    assert all_words(tree, of_class("mx-session"))[0] == first


def test_a_day_that_is_none_is_said(swv: Client, url: str, school: School) -> None:
    assert all_words(page(swv.get(f"{url}?dag=31-02-2026")), of_class("banner")) == [
        "Dit is geen dag die wij kennen. Je ziet vandaag."
    ]


def test_a_name_is_shown_as_it_is(swv: Client, url: str, school: School) -> None:
    School.objects.update(name="=cmd() <script>û</script>")
    answer = swv.get(url)
    assert all_words(page(answer), NAMES) == ["=cmd() <script>û</script>"]
    assert b"<script>\xc3\xbb" not in answer.content


def test_it_costs_as_many_queries_for_one_school_as_for_twenty(
    swv: Client, url: str, region: Region, school: School
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            swv.get(url)
        return len(queries)

    cost()
    few = cost()
    for number in range(20):
        row = SchoolFactory(region=region, district=f"Wijk {number}", board=BoardFactory())
        fill_required_seats(row)
        MeetingFactory(school=row)
    assert (cost(), few) == (few, few)
    assert few <= 36
