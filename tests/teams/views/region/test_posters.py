"""/regios/<id>/posters/: the posters of all schools as one PDF, asked for, watched and taken."""

from datetime import date, timedelta
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Grant, Municipality, Region, School
from teams.actions.erasure import erase_professional
from teams.enums import BundleState, LogKind
from teams.models import LogEntry, PosterBundle
from teams.poster import bundles
from tests.factories import MunicipalityFactory, SchoolFactory, person, seat
from tests.pages import all_words, of_class, page
from tests.teams.views.region.conftest import granted

EVERYBODY = ("client", "outsider", "reader", "editor", "far_swv", "part", "guide", "swv", "beheerder")
HOLDERS = ["part", "guide", "swv", "beheerder"]
CHOICE = {"papier": "a4", "stand": "staand", "kleur": "zwart-wit", "gemeente": ""}


@pytest.fixture
def url(region: Region) -> str:
    return f"/regios/{region.pk}/posters/"


@pytest.fixture
def elsewhere(region: Region) -> School:
    """A second school of the region, in its other municipality."""
    town = region.municipalities.get(name="Zandermeer")
    row: School = SchoolFactory(name="Het Zand", establishment_code="99AB00", region=region, municipality=town)
    return row


AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def _worker_is_away(settings: Settings) -> None:
    """What is asked for waits in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def ask(client: Client, url: str, **choice: Any) -> str:
    """Have posters made; the address of the bundle."""
    answer = client.post(url, {**CHOICE, **choice})
    assert answer.status_code == 302
    return str(answer.url)  # type: ignore[attr-defined]


def pages_of(client: Client, address: str) -> list[str]:
    content = client.get(f"{address}posters.pdf").content
    return [each.extract_text().split("\n")[0] for each in PdfReader(BytesIO(content)).pages]


def statuses(request: pytest.FixtureRequest, url: str) -> dict[str, int]:
    return {who: request.getfixturevalue(who).get(url).status_code for who in EVERYBODY}


def those_who_may(request: pytest.FixtureRequest, url: str) -> list[str]:
    found = statuses(request, url)
    assert found.pop("client") == 302
    assert set(found.values()) <= {200, 404}
    return [who for who, status in found.items() if status == 200]


def test_who_may_ask_watch_and_take(
    request: pytest.FixtureRequest, swv: Client, url: str, elsewhere: School, school: School
) -> None:
    both = ask(swv, url)
    one = ask(swv, url, gemeente=school.municipality_id)
    whole = ["guide", "swv", "beheerder"]
    assert those_who_may(request, url) == HOLDERS
    assert [those_who_may(request, both + more) for more in ("", "posters.pdf")] == [whole, whole]
    assert [those_who_may(request, one + more) for more in ("", "posters.pdf")] == [HOLDERS, HOLDERS]


def test_the_region_leads_to_it(part: Client, region: Region, url: str) -> None:
    doors = page(part.get(f"/regios/{region.pk}/")).xpath("//a[text()='Posters van alle scholen']/@href")
    assert doors == [url]


def test_every_open_school_has_a_page_also_without_a_team(
    swv: Client, url: str, elsewhere: School, samira: Any, far: School
) -> None:
    SchoolFactory(name="Gesloten", region=elsewhere.region, closed_on=date(2026, 11, 1))
    address = ask(swv, url)
    content = swv.get(f"{address}posters.pdf").content
    found = PdfReader(BytesIO(content))
    assert [each.title for each in found.outline if not isinstance(each, list)] == ["De Zeester", "Het Zand"]  # type: ignore[union-attr]
    assert found.metadata.title == "Kernteams van Zuid-Duinstreek"  # type: ignore[union-attr]
    assert ["Samira Bakkali" in each.extract_text() for each in found.pages] == [True, False]
    assert b"pdfuaid:part" in content


def test_who_has_one_municipality_gets_its_schools_only(part: Client, url: str, elsewhere: School) -> None:
    towns = page(part.get(url)).xpath("//select[@name='gemeente']/option/text()")
    assert (towns, pages_of(part, ask(part, url))) == (["alle gemeenten", "Duinveen"], ["De Zeester"])


def test_a_municipality_out_of_reach_is_no_choice(part: Client, url: str, elsewhere: School) -> None:
    answer = part.post(url, {**CHOICE, "gemeente": elsewhere.municipality_id})
    assert (answer.status_code, PosterBundle.objects.count()) == (200, 0)


def test_an_odd_choice_is_the_usual_one(swv: Client, url: str) -> None:
    ask(swv, url, papier="a9", stand="", kleur="\x00")
    assert PosterBundle.objects.values_list("paper", "way", "paint").get() == ("a3", "liggend", "kleur")


def test_the_paper_is_that_which_was_chosen(swv: Client, url: str) -> None:
    content = swv.get(f"{ask(swv, url)}posters.pdf").content
    box = PdfReader(BytesIO(content)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


@pytest.mark.usefixtures("_worker_is_away")
def test_asking_twice_is_asking_once(swv: Client, url: str) -> None:
    assert (ask(swv, url), PosterBundle.objects.count()) == (ask(swv, url), 1)


@pytest.mark.usefixtures("_worker_is_away")
def test_it_waits_for_the_worker_and_says_how_far_it_is(swv: Client, url: str) -> None:
    address = ask(swv, url)
    answer = swv.get(address)
    tree = page(answer)
    assert all_words(tree, "//p[@role='status']") == ["0 van 1 school."]
    assert tree.xpath("//section[@id='voortgang']/@hx-trigger") == ["every 1s"]
    assert tree.xpath("//section[@id='voortgang']//a/text()") == ["Ververs"]
    assert (swv.get(f"{address}posters.pdf").status_code, "no-store" in answer["Cache-Control"]) == (404, True)


@pytest.mark.usefixtures("_worker_is_away")
def test_one_that_stands_still_says_so_and_goes_on(swv: Client, url: str, settings: Settings) -> None:
    address = ask(swv, url)
    long_ago = PosterBundle.objects.get().moved_at - timedelta(minutes=3)
    PosterBundle.objects.update(moved_at=long_ago)
    tree = page(swv.get(address))
    assert all_words(tree, "//section[@id='voortgang']//button") == ["Probeer opnieuw"]
    assert tree.xpath("//section[@id='voortgang']/@hx-trigger") == ["every 10s"]  # it may have been waiting for mail
    assert all_words(page(swv.get(url)), of_class("chip-attention")) == ["! staat even stil"]
    settings.TASKS = AT_ONCE
    assert swv.post(f"{address}opnieuw/").url == address  # type: ignore[attr-defined]
    assert pages_of(swv, address) == ["De Zeester"]


@pytest.mark.usefixtures("_worker_is_away")
def test_one_that_moves_or_is_ready_is_not_started_again(swv: Client, url: str) -> None:
    address = ask(swv, url)
    swv.post(f"{address}opnieuw/")
    PosterBundle.objects.update(state=BundleState.READY)
    swv.post(f"{address}opnieuw/")
    assert PosterBundle.objects.get().attempt == 1


@pytest.mark.usefixtures("_worker_is_away")
@pytest.mark.parametrize("who", ["part", "far_swv", "editor"])
def test_who_may_not_see_it_starts_nothing(
    request: pytest.FixtureRequest, swv: Client, url: str, elsewhere: School, who: str
) -> None:
    address = ask(swv, url)
    PosterBundle.objects.update(state=BundleState.FAILED)
    assert request.getfixturevalue(who).post(f"{address}opnieuw/").status_code == 404
    assert PosterBundle.objects.get().attempt == 1


def test_what_goes_wrong_is_said_and_can_be_tried_again(
    swv: Client,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(bundles, "pdf_of", lambda *_: 1 / 0)
        address = ask(swv, url)
    caplog.clear()
    warning = all_words(page(swv.get(address)), of_class("warning"))
    assert [text.split(" Probeer")[0] for text in warning] == ["Het ging mis na 1 van de 1 scholen."]
    swv.post(f"{address}opnieuw/")
    assert pages_of(swv, address) == ["De Zeester"]


def test_access_is_asked_again_when_it_is_taken(swv: Client, url: str, school: School) -> None:
    address = ask(swv, url)
    School.objects.filter(pk=school.pk).update(region=SchoolFactory().region)
    assert [swv.get(address + more).status_code for more in ("", "posters.pdf")] == [404, 404]
    assert all_words(page(swv.get(url)), of_class("rows") + "//a") == []


def test_a_grant_that_ended_opens_it_no_more(region: Region, url: str) -> None:
    client = granted(GrantKind.SWV, region)
    address = ask(client, url)
    Grant.objects.update(ends_on=date(2026, 11, 21))
    assert client.get(f"{address}posters.pdf").status_code == 404


def test_that_it_was_taken_stands_in_the_trail_of_the_region(swv: Client, url: str, region: Region) -> None:
    address = ask(swv, url)
    assert LogEntry.objects.count() == 0
    answer = swv.get(f"{address}posters.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="kernteams Zuid-Duinstreek 2026-11-22.pdf"'
    said = "Gedownload: posters van 1 school in Zuid-Duinstreek (PDF), stand op 22 november 2026."
    assert list(LogEntry.objects.values_list("kind", "region", "summary")) == [(LogKind.EXPORTED, region.pk, said)]
    assert said in swv.get(f"/regios/{region.pk}/logboek/").content.decode()


def test_a_large_region_comes_in_parts(swv: Client, url: str, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "PART", 3)
    monkeypatch.setattr(bundles, "STEP", 2)
    for number in range(6):
        SchoolFactory(name=f"School {number}", region=region)
    address = ask(swv, url)
    links = page(swv.get(address)).xpath("//ul[@class='downloads']//a/@href")
    found = [PdfReader(BytesIO(swv.get(link).content)).pages for link in links]
    assert [len(pages) for pages in found] == [3, 3, 1]
    assert swv.get(f"{address}posters.pdf?deel=4").status_code == 404


def test_many_pages_are_set_by_a_process_of_its_own(
    swv: Client, url: str, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "LARGE", 2)
    SchoolFactory(name="Het Zand", region=region)
    assert pages_of(swv, ask(swv, url)) == ["De Zeester", "Het Zand"]


@pytest.mark.usefixtures("_worker_is_away")
def test_a_step_does_a_few_schools_and_no_step_of_an_earlier_attempt_does_anything(
    swv: Client, url: str, region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "STEP", 2)
    for _ in range(4):
        SchoolFactory(region=region)
    ask(swv, url)
    bundle = PosterBundle.objects.get()
    done = []
    for attempt in (0, 1, 1, 2, 1):
        bundles.make_step.call(bundle.pk, attempt)
        bundle.refresh_from_db()
        done.append(bundle.done)
    assert (bundle.total, done) == (5, [0, 2, 4, 4, 5])
    assert bundles.make_step.priority < 0


def test_when_somebody_is_erased_nothing_keeps_her_name(swv: Client, url: str, school: School) -> None:
    gone = person(school, "Gé", "", "Gaan")
    seat(school, "wijkagent", professional=gone, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))
    ask(swv, url)
    erase_professional(professional=gone, today=date(2026, 11, 22), actor=User.objects.all()[0])
    assert PosterBundle.objects.count() == 0


def test_a_region_without_schools_says_so(beheerder: Client) -> None:
    empty = Region.objects.create(name="Leeg")
    tree = page(beheerder.get(f"/regios/{empty.pk}/posters/"))
    assert (len(tree.xpath("//main//button")), beheerder.post(f"/regios/{empty.pk}/posters/", CHOICE).status_code) == (
        0,
        200,
    )


def test_the_number_of_queries_does_not_depend_on_how_many_there_are(swv: Client, url: str) -> None:
    counts = []
    for ways in (("zwart-wit",), ("kleur",)):
        for paint, paper in product(ways, ("a3", "a4")):
            ask(swv, url, kleur=paint, papier=paper)
        with CaptureQueriesContext(connection) as queries:
            swv.get(url)
        counts.append((PosterBundle.objects.count(), len(queries)))
    assert counts == [(2, counts[0][1]), (4, counts[0][1])]


@pytest.mark.usefixtures("_worker_is_away")
def test_two_clicks_make_one_bundle_also_when_it_waits_long(swv: Client, url: str) -> None:
    ask(swv, url)
    PosterBundle.objects.update(moved_at=timezone.now() - timedelta(hours=1))
    ask(swv, url)
    assert list(PosterBundle.objects.values_list("attempt", "state")) == [(2, "making")]


def test_a_new_bundle_takes_the_place_of_the_one_made_before_in_the_same_way(
    swv: Client, url: str, region: Region
) -> None:
    ask(swv, url)
    first = PosterBundle.objects.get()
    ask(swv, url, papier="a3")
    SchoolFactory(region=region)
    ask(swv, url)
    assert list(PosterBundle.objects.order_by("pk").values_list("paper", "total")) == [("a3", 1), ("a4", 2)]
    assert not PosterBundle.objects.filter(pk=first.pk).exists()


@pytest.mark.usefixtures("_worker_is_away")
def test_a_step_that_lost_its_turn_writes_nothing(swv: Client, url: str) -> None:
    ask(swv, url)
    stale = PosterBundle.objects.get()
    PosterBundle.objects.update(attempt=2)
    bundles.step(stale)
    assert list(stale.posters.values_list("content", flat=True)) == [""]


def test_the_database_knows_no_other_state_and_no_more_than_all(region: Region) -> None:
    row = {"region": region, "day": date(2026, 11, 22), "moved_at": timezone.now()}
    for wrong in ({"state": "weg"}, {"done": 2, "total": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PosterBundle.objects.create(**row, **wrong)


def test_towns_of_closed_schools_are_no_choice(swv: Client, url: str, region: Region) -> None:
    town: Municipality = MunicipalityFactory(name="Weg")
    SchoolFactory(region=region, municipality=town, closed_on=date(2026, 1, 1))
    assert "Weg" not in page(swv.get(url)).xpath("//select[@name='gemeente']/option/text()")
