"""The poster on paper: one page of the right size, text that can be selected and read aloud, fonts inside."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from teams.circle.layout import draw
from teams.circle.team import Place
from teams.poster.paint import Paint
from teams.poster.paper import Paper, Poster, Way, pdf_of, png_of, preview_of
from teams.poster.picture_file import svg_of
from tests.teams.circle.teams import team_of, usual_places

MILLIMETRE = 72 / 25.4
SIZES = {Paper.A3: (297, 420), Paper.A4: (210, 297)}
PNG = b"\x89PNG"


def poster(school: str = "De Wilgenhoek", *places: Place, paint: Paint = Paint.COLOUR) -> Poster:
    drawing = draw(team_of(*places, school=school))
    return Poster(
        school=school,
        kind="basisschool · Duinveen",
        day="22 november 2026",
        score="4 van 5 rollen",
        missing=("Leerplichtambtenaar",),
        address="https://kernteam.example.nl/scholen/99AA00/",
        picture=svg_of(drawing, paint),
        ratio=float(drawing.width) / float(drawing.height),
        description=drawing.description,
        people=tuple((place.role, place.name, "ma, do") for place in places or usual_places() if place.name),
        colours=("#0f172a", "#475569", "#b3191f", "#166534"),
    )


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def size_of(content: bytes) -> tuple[int, int]:
    box = read(content).pages[0].mediabox
    return round(float(box.width) / MILLIMETRE), round(float(box.height) / MILLIMETRE)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("people", [0, 11, 40])
def test_it_is_one_page_of_that_size(paper: Paper, way: Way, people: int) -> None:
    places = tuple(replace(usual_places()[i % 11], key=f"{i}") for i in range(people))
    content = pdf_of([poster("De Wilgenhoek", *places)], paper, way)
    short, long = SIZES[paper]
    assert size_of(content) == ((long, short) if way is Way.LANDSCAPE else (short, long))
    assert len(read(content).pages) == 1


@pytest.mark.parametrize("paint", Paint)
def test_its_text_can_be_selected(paint: Paint) -> None:
    text = text_of(pdf_of([poster(paint=paint)], Paper.A3, Way.LANDSCAPE))
    for words in (
        "De Wilgenhoek",
        "4 van 5 rollen",
        "Samira Bakkali",
        "Stand op 22 november 2026",
        "Geen leerlinggegevens",
    ):
        assert words in text


def test_it_says_what_it_is_to_who_does_not_see_it() -> None:
    content = pdf_of([poster()], Paper.A4, Way.PORTRAIT)
    root = read(content).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("nl", True)
    assert read(content).metadata.title == "Kernteam van De Wilgenhoek"  # type: ignore[union-attr]
    assert b"pdfuaid:part" in content


def test_every_font_is_in_it() -> None:
    fonts = read(pdf_of([poster()], Paper.A3, Way.LANDSCAPE)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    descriptors = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts.values()
    ]
    assert descriptors
    assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '#panic("x") $x$ *y* `z`', "Brûsma & Zn. \\ / {}", "x" * 60]
)
def test_any_name_is_only_text(name: str) -> None:
    content = pdf_of([poster(name, replace(usual_places()[2], name=name))], Paper.A3, Way.LANDSCAPE)
    assert name.replace(" ", "") in text_of(content).replace(" ", "")


def test_many_posters_are_as_many_pages() -> None:
    content = pdf_of([poster("De Eerste"), poster("De Tweede")], Paper.A4, Way.PORTRAIT, "Kernteams van Duin")
    found = read(content)
    bookmarks = [each.title for each in found.outline if not isinstance(each, list)]  # type: ignore[union-attr]
    assert (len(found.pages), bookmarks, found.metadata.title) == (  # type: ignore[union-attr]
        2,
        ["De Eerste", "De Tweede"],
        "Kernteams van Duin",
    )


def test_the_same_poster_gives_the_same_picture() -> None:
    assert preview_of(poster(), Paper.A4, Way.PORTRAIT) == preview_of(poster(), Paper.A4, Way.PORTRAIT)


def test_a_png_is_as_large_as_the_drawing_or_twice() -> None:
    drawing = draw(team_of())
    once, twice = (png_of(svg_of(drawing), drawing.width, drawing.height, scale=scale) for scale in (1, 2))
    width = float(drawing.width)
    assert once[:4] == twice[:4] == PNG
    assert [int.from_bytes(content[16:20]) for content in (once, twice)] == [round(width), round(2 * width)]


def test_a_png_is_white_or_see_through() -> None:
    drawing = draw(team_of())
    white, clear = (png_of(svg_of(drawing), "80", "80", transparent=flag) for flag in (False, True))
    assert white != clear


@pytest.mark.parametrize("name", ["李小龍", "👩🏽‍🏫 Eva", "Eva\x02\x08 Jansen", "محمد الأمين", "\u2009Eva\u200b"])
def test_a_name_that_the_font_lacks_is_set_as_boxes_and_stops_nothing(name: str) -> None:
    place = replace(usual_places()[2], name=name)
    content = pdf_of([poster(name, place)], Paper.A4, Way.LANDSCAPE, title=name)
    assert len(read(content).pages) == 1
    assert png_of(svg_of(draw(team_of(place))), "100", "100").startswith(PNG)
