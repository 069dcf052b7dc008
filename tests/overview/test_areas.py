"""A page for each municipality and board: what somebody takes to the OOGO, in words, figures and as a PDF."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from meetings.enums import MeetingKind, MeetingState
from overview.areas import areas_of
from overview.figures import Figures, figures
from overview.moment import Moment
from overview.seats import seat_plan
from overview.selection import Scope
from schools.enums import GrantKind
from schools.models import Board, Municipality, Region, School
from teams.models import LogEntry, Membership, TeamConfirmation
from tests.factories import (
    TODAY,
    BoardFactory,
    GrantFactory,
    MeetingFactory,
    MunicipalityFactory,
    SchoolFactory,
    fill_required_seats,
)
from tests.overview.random_teams import lay_random_schools
from tests.pages import all_words, of_class, page, sign_in

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SENTENCES = of_class("ov-sentences") + "/li"


@pytest.fixture
def base(region: Region) -> str:
    return f"/regios/{region.pk}/overzicht/"


@pytest.fixture
def three(region: Region, duinveen: Municipality, school: School) -> list[School]:
    """De Zeester misses two since different days, De Albatros is whole, De Tureluur misses one since ever."""
    board = BoardFactory(code="99001", name="Stichting Zee")
    albatros, tureluur = (
        SchoolFactory(region=region, municipality=duinveen, name=name, board=board)
        for name in ("De Albatros", "De Tureluur")
    )
    for each in (school, albatros, tureluur):
        fill_required_seats(each, starts_on=date(2025, 8, 1))
        MeetingFactory(school=each, state=MeetingState.HELD, starts_at=datetime(2026, 10, 6, 15, tzinfo=AMSTERDAM))
    MeetingFactory(school=albatros, kind=MeetingKind.VERDIEPING)
    _empty(school, "leerplichtambtenaar", date(2026, 10, 11))
    _empty(school, "cjg-coach", date(2026, 11, 1))
    Membership.objects.filter(school=tureluur, role__code="leerplichtambtenaar").delete()
    TeamConfirmation.objects.create(school=albatros, confirmed_on=date(2026, 9, 1))
    return [school, albatros, tureluur]


def _empty(school: School, role: str, last: date) -> None:
    row = Membership.objects.get(school=school, role__code=role)
    row.ends_on = last
    row.save()


@pytest.mark.usefixtures("three")
def test_a_municipality_in_sentences(swv: Client, base: str) -> None:
    assert all_words(page(swv.get(f"{base}gemeente/9801/")), SENTENCES) == [
        "Van de 3 scholen in Duinveen heeft 1 een volledig kernteam.",
        (
            "De 3 scholen in Duinveen hebben 3 open plekken, 2 bij leerplicht en 1 bij CJG, "
            "de oudste sinds 12 oktober 2026 (De Zeester)."
        ),
        "Een jaar eerder was er 1: nu 2 meer.",
        "De kennismaking is bij alle scholen gehouden.",
        "De verdieping is nog nergens gehouden; bij 1 staat er een datum en bij 2 is er nog geen datum.",
        "Van 2 kernteams zei een jaar lang niemand dat het klopt.",
    ]


@pytest.mark.usefixtures("three")
def test_a_board_has_only_its_own_schools(swv: Client, base: str) -> None:
    tree = page(swv.get(f"{base}bestuur/99001/"))
    assert all_words(tree, SENTENCES)[:3] == [
        "Van de 2 scholen van Stichting Zee heeft 1 een volledig kernteam.",
        "De 2 scholen van Stichting Zee hebben 1 open plek, bij leerplicht.",
        "Een jaar eerder waren er evenveel: 1.",
    ]
    assert all_words(tree, "//section[@aria-labelledby='kop-plekken']//li") == [
        "De TureluurLeerplichtambtenaar! nooit gevuld"
    ]


@pytest.mark.usefixtures("three")
def test_what_is_empty_stands_in_order_of_how_long(swv: Client, base: str) -> None:
    assert all_words(page(swv.get(f"{base}gemeente/9801/")), "//section[@aria-labelledby='kop-plekken']//li") == [
        "De TureluurLeerplichtambtenaar! nooit gevuld",
        "De ZeesterLeerplichtambtenaar! sinds 12 oktober 2026",
        "De ZeesterCJG-coach! sinds 2 november 2026",
    ]


def test_one_school_where_nothing_is_amiss(swv: Client, base: str, school: School) -> None:
    fill_required_seats(school, starts_on=date(2025, 8, 1))
    assert all_words(page(swv.get(f"{base}gemeente/9801/")), SENTENCES) == [
        "De ene school in Duinveen heeft een volledig kernteam.",
        "De school in Duinveen heeft geen open plekken.",
        "Een jaar eerder waren er ook geen.",
        "De kennismaking is nog nergens gehouden; bij 1 is er nog geen datum.",
        "De verdieping is nog nergens gehouden; bij 1 is er nog geen datum.",
        "Van 1 kernteam zei een jaar lang niemand dat het klopt.",
    ]


@pytest.mark.usefixtures("three")
def test_the_paper_says_the_same_and_stands_in_the_logbook(swv: Client, base: str) -> None:
    Municipality.objects.filter(code="9801").update(name="Duin#veen <û> $x")
    answer = swv.get(f"{base}gemeente/9801/oogo.pdf")
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert answer["Content-Type"] == "application/pdf"
    for sentence in all_words(page(swv.get(f"{base}gemeente/9801/")), SENTENCES):
        assert sentence in text
    assert [each.summary for each in LogEntry.objects.all()] == ["Gedownload: Duin#veen <û> $x, voor het OOGO (PDF)."]


@pytest.mark.parametrize(
    "path", ["gemeente/0000/", "bestuur/9801/", "provincie/9801/", "gemeente/9999/", "bestuur/99777/oogo.pdf"]
)
def test_what_has_no_school_here_is_not_found(swv: Client, base: str, school: School, path: str) -> None:
    SchoolFactory(municipality=MunicipalityFactory(code="9999", name="Kanariestad"), board=BoardFactory(code="99777"))
    assert swv.get(base + path).status_code == 404


def test_a_guide_of_one_municipality_sees_no_other(
    region: Region, base: str, school: School, duinveen: Municipality
) -> None:
    SchoolFactory(region=region, municipality=MunicipalityFactory(code="9802", name="Verderop"))
    part = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region, municipality=duinveen)
    client = sign_in(Client(), part.user)
    assert all_words(page(client.get(f"{base}gebieden/")), "//h3") == ["Duinveen"]
    assert [client.get(f"{base}gemeente/{code}/").status_code for code in ("9801", "9802")] == [200, 404]


@pytest.mark.parametrize(("kind", "field"), [("gemeente", "municipality"), ("bestuur", "board")])
def test_the_figures_of_each_are_those_of_its_schools(region: Region, kind: str, field: str) -> None:
    towns, boards = MunicipalityFactory.create_batch(3), BoardFactory.create_batch(2)
    for number, each in enumerate(lay_random_schools(region, 9)):
        each.municipality, each.board = towns[number % 3], [*boards, None][number % 3]
        each.save()
    scope = Scope(School.objects.filter(region=region), seat_plan(region), Moment(TODAY, TODAY))
    found = {row.code: _told(row.figures) for row in areas_of(scope, kind)}
    rows = (Municipality if kind == "gemeente" else Board).objects.filter(schools__isnull=False).distinct()
    apart = {row.code: _told(figures(scope.narrowed(scope.schools.filter(**{field: row})))) for row in rows}
    assert found == apart
    assert len(found) == (3 if kind == "gemeente" else 2)


def _told(found: Figures) -> tuple[object, ...]:
    teams = found.teams
    return teams.schools, teams.required, teams.whole, teams.missing, found.first, found.second, found.stale


def test_the_pages_cost_as_many_queries_for_one_municipality_as_for_five(
    swv: Client, base: str, region: Region, school: School
) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            swv.get(base + path)
        return len(queries)

    school.board = BoardFactory()
    school.save()
    paths = ("gebieden/", "gemeente/9801/")
    for path in paths:
        cost(path)
    few = [cost(path) for path in paths]
    for each in lay_random_schools(region, 5):
        each.board = BoardFactory()
        each.save()
    lay_random_schools(region, 3, seed=3)
    School.objects.filter(region=region, board=None).update(municipality=school.municipality)
    assert [cost(path) for path in paths] == few
