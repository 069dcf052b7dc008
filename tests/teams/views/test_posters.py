"""/scholen/<code>/poster/ and the files it gives."""

from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pypdf import PdfReader

from schools.models import School
from teams.enums import LogKind
from teams.models import LogEntry, Membership
from tests.factories import person, seat
from tests.pages import all_words, of_class, page

BASE = "/scholen/99AA00/"
PAGES = ("poster/", "poster.pdf", "poster.png", "cirkel.svg", "cirkel.png")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("who", "status"), [("client", 302), ("outsider", 404), ("reader", 200), ("editor", 200)])
def test_who_may_have_it(request: pytest.FixtureRequest, school: School, path: str, who: str, status: int) -> None:
    assert request.getfixturevalue(who).get(BASE + path).status_code == status


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("poster.pdf", "application/pdf", "kernteam De Zeester 2026-11-22.pdf"),
        ("cirkel.svg", "image/svg+xml", "cirkel De Zeester 2026-11-22.svg"),
        ("cirkel.png", "image/png", "cirkel De Zeester 2026-11-22.png"),
        ("cirkel.png?schaal=2", "image/png", "cirkel De Zeester 2026-11-22 2x.png"),
        ("cirkel.png?schaal=2&doorzichtig=1", "image/png", "cirkel De Zeester 2026-11-22 2x doorzichtig.png"),
    ],
)
def test_a_file_says_what_it_is(reader: Client, path: str, kind: str, name: str) -> None:
    answer = reader.get(BASE + path)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (kind, f'attachment; filename="{name}"')


def test_the_page_offers_what_was_chosen(reader: Client) -> None:
    tree = page(reader.get(f"{BASE}poster/?papier=a4&stand=staand&kleur=zwart-wit&op=2026-10-01"))
    query = "?papier=a4&stand=staand&kleur=zwart-wit&op=2026-10-01"
    assert tree.xpath("//option[@selected]/@value") == ["a4", "staand", "zwart-wit"]
    assert tree.xpath("//main//a[contains(@class, 'btn-primary')]/@href") == [f"{BASE}poster.pdf{query}"]
    assert tree.xpath("//img[@class='poster-preview']/@src") == [f"{BASE}poster.png{query}"]


def test_an_odd_choice_is_the_usual_one(reader: Client) -> None:
    tree = page(reader.get(f"{BASE}poster/?papier=a9&stand=&kleur=%00&op=nooit"))
    assert tree.xpath("//option[@selected]/@value") == ["a3", "liggend", "kleur"]
    assert all_words(tree, of_class("banner")) == ["Dit is geen dag die wij kennen. Je ziet de poster van vandaag."]


def test_who_is_to_come_stands_in_the_list_with_the_day(reader: Client, school: School) -> None:
    coming = person(school, "Rik", "", "Schipper")
    seat(school, "leerplichtambtenaar", professional=coming, starts_on=date(2027, 1, 1))
    tree = page(reader.get(f"{BASE}poster/"))
    listed = all_words(tree, of_class("sheet-list") + "//li")
    assert [row for row in listed if "Schipper" in row] == ["Rik Schipper leerplichtambtenaar · vanaf 1 januari 2027"]


def test_the_poster_is_of_the_day_that_was_asked(reader: Client, school: School, samira: Membership) -> None:
    seat(
        school,
        "directeur",
        professional=person(school, "Cees", "", "Admiraal"),
        starts_on=date(2024, 8, 1),
        ends_on=date(2026, 7, 31),
    )

    def text(query: str) -> str:
        content = reader.get(f"{BASE}poster.pdf{query}").content
        return " ".join(PdfReader(BytesIO(content)).pages[0].extract_text().split())

    now, then = text(""), text("?op=2025-10-01")
    assert ["Samira Bakkali" in now, "Cees Admiraal" in now] == [True, False]
    assert ["Samira Bakkali" in then, "Cees Admiraal" in then] == [False, True]


def test_the_list_says_in_words_what_the_circle_marks(reader: Client, samira: Membership) -> None:
    Membership.objects.filter(pk=samira.pk).update(is_first_contact=True, contact_days=0b101)
    text = PdfReader(BytesIO(reader.get(f"{BASE}poster.pdf").content)).pages[0].extract_text()
    assert "CJG-coach · ma, wo · eerste contact" in text


def test_no_phone_number_and_no_address_stands_on_it(reader: Client, samira: Membership) -> None:
    text = PdfReader(BytesIO(reader.get(f"{BASE}poster.pdf").content)).pages[0].extract_text()
    assert "06-12345678" not in text
    assert "example.nl" not in text.replace("kernteam.example.nl", "")


def test_the_svg_needs_nothing_beside_it_and_links_nowhere(reader: Client, samira: Membership) -> None:
    content = reader.get(f"{BASE}cirkel.svg").content
    tree = ET.fromstring(content)  # noqa: S314 our own output
    assert (len(list(tree.iter(f"{SVG}style"))), list(tree.iter(f"{SVG}a"))) == (1, [])
    assert b"data:font/woff2" in content
    assert [word for word in (b"var(", b"<script", b"http://www.kernteam") if word in content] == []


@pytest.mark.parametrize(
    ("path", "summary"),
    [
        ("poster.pdf", "Gedownload: poster van De Zeester (PDF), stand op 22 november 2026."),
        ("cirkel.svg?op=2026-10-01", "Gedownload: cirkel van De Zeester (SVG), stand op 1 oktober 2026."),
        ("cirkel.png?schaal=2", "Gedownload: cirkel van De Zeester (PNG), stand op 22 november 2026."),
    ],
)
def test_what_was_taken_stands_in_the_trail(reader: Client, school: School, path: str, summary: str) -> None:
    reader.get(BASE + path)
    rows = LogEntry.objects.values_list("kind", "school", "region", "summary")
    assert list(rows) == [(LogKind.EXPORTED, school.pk, school.region_id, summary)]


def test_an_editor_reads_it_in_the_logbook(reader: Client, editor: Client) -> None:
    reader.get(f"{BASE}poster.pdf")
    lines = page(editor.get(f"{BASE}logboek/")).xpath("//main//text()[contains(., 'Gedownload')]")
    assert [line.strip() for line in lines] == ["Gedownload: poster van De Zeester (PDF), stand op 22 november 2026."]


@pytest.mark.parametrize("path", ["poster/", "poster.png"])
def test_looking_is_not_taking(reader: Client, path: str) -> None:
    reader.get(BASE + path)
    reader.head(f"{BASE}poster.pdf")
    assert list(LogEntry.objects.all()) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_cache_keeps_it(reader: Client, path: str) -> None:
    assert "no-store" in reader.get(BASE + path)["Cache-Control"]
