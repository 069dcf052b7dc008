"""A poster of any team: nothing is lost, nothing is set too small to read, and it fits on one page."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from teams.circle.layout import draw
from teams.circle.team import DOMAINS, Place, Ring
from teams.dutch import in_words
from teams.poster.paint import Paint, tokens
from teams.poster.paper import Paper, Poster, Way, pdf_of
from teams.poster.picture_file import svg_of
from teams.poster.sheet import SMALLEST, Sheet, Texts, fill, lay_out
from tests.teams.circle.teams import NAMES, team_of

LONG_NAME = "Wilhelmina Alexandrina Pauline van Oranje tot Nassau-Dietz 0"
LONG_ROLE = "Jeugdhulp- en onderwijsregisseur extra 00"[:40]
SIZES = (1, 5, 12, 25, 40)


def places(number: int, *, empty: int = 0) -> tuple[Place, ...]:
    """The longest names and roles there are; the first `empty` seats are vacant."""
    return tuple(
        Place(
            f"{i:02}",
            f"{LONG_ROLE[:-2]}{i:02}",
            Ring.IN_SCHOOL if i < 4 else Ring.PARTNER,
            DOMAINS[i % len(DOMAINS)],
            "" if i < empty else f"{LONG_NAME[:-2]}{i:02}",
        )
        for i in range(number)
    )


def poster(*seats: Place, paint: Paint = Paint.COLOUR, school: str = "De Wilgenhoek") -> Poster:
    drawing, colours = draw(team_of(*seats, school=school)), tokens(paint)
    missing = tuple(seat.role for seat in seats if seat.is_vacant)
    return Poster(
        school=school,
        kind="basisschool · Duinveen",
        day="22 november 2026",
        score=f"{len(seats) - len(missing)} van {len(seats)} rollen",
        missing=missing,
        address="https://kernteam.example.nl/scholen/99AA00/",
        picture=svg_of(drawing, paint),
        ratio=float(drawing.width) / float(drawing.height),
        description=drawing.description,
        people=tuple((seat.role, seat.name, "ma, do") for seat in seats if seat.name),
        colours=(colours["ink"], colours["muted"], colours["wrong"], colours["good"]),
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("number", SIZES)
@pytest.mark.parametrize("way", Way)
def test_the_list_can_be_read_however_long_it_is(number: int, way: Way) -> None:
    assert poster(*places(number)).sheet(way).list_size >= SMALLEST


@pytest.mark.parametrize("number", SIZES)
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("paint", Paint)
def test_every_name_and_every_empty_seat_is_on_one_page(number: int, paper: Paper, way: Way, paint: Paint) -> None:
    seats = places(number, empty=number // 3)
    pages = PdfReader(BytesIO(pdf_of([poster(*seats, paint=paint)], paper, way))).pages
    text = squeezed(pages[0].extract_text())
    lost = [seat.name or seat.role for seat in seats if squeezed(seat.name or seat.role) not in text]
    assert (len(pages), lost) == (1, [])


def test_nobody_and_nothing_asked_is_a_poster_too() -> None:
    content = pdf_of([poster(school="Een")], Paper.A4, Way.LANDSCAPE)
    assert len(PdfReader(BytesIO(content)).pages) == 1


def test_the_circle_gives_way_to_a_long_list() -> None:
    few, many = (poster(*places(number)).sheet(Way.PORTRAIT) for number in (5, 40))
    assert (few.is_beside, many.is_beside, few.circle > many.circle) == (False, True, True)


def words_of(sheet: Sheet) -> list[str]:
    """Everybody in the list, as it was put in."""
    return [squeezed("".join(entry.name)) for column in sheet.columns for entry in column.people]


@settings(max_examples=40, deadline=None)
@given(
    names=st.lists(NAMES.filter(str.strip), min_size=1, max_size=40),
    missing=st.lists(NAMES.filter(str.strip), max_size=12),
    school=NAMES.filter(str.strip),
    ratio=st.floats(0.35, 1.3),
    way=st.sampled_from(Way),
)
def test_no_letter_is_lost(names: list[str], missing: list[str], school: str, ratio: float, way: Way) -> None:
    people = tuple(("Jeugdarts", name, "ma") for name in names)
    sheet = lay_out(
        Texts(school, "basisschool", "1 van 2 rollen", in_words(missing), people, "https://kernteam.example.nl/"),
        ratio,
        is_lying=way is Way.LANDSCAPE,
    )
    assert words_of(sheet) == [squeezed(name) for name in names]
    assert squeezed("".join(sheet.school.lines)) == squeezed(school)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Anneke Visser", 20.0, ("Anneke Visser",)),
        ("Anneke Visser", 4.2, ("Anneke", "Visser")),
        ("Nassau-Dietz", 4.5, ("Nassau-", "Dietz")),
        ("", 4.0, ()),
    ],
)
def test_a_line_breaks_between_words(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert fill(text, width, 600) == lines


def test_a_word_wider_than_its_line_breaks_within() -> None:
    lines = fill("x" * 60, 10.0, 400)
    assert ("".join(lines), len(lines) > 1) == ("x" * 60, True)
