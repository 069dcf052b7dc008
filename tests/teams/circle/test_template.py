"""The picture as SVG: well formed, safe with any name, and every person in it leads to her card."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from teams.circle.layout import draw
from teams.circle.team import Team
from tests.teams.circle.teams import team_of, usual_places

SVG = "{http://www.w3.org/2000/svg}"


def svg(team: Team, id_prefix: str = "cirkel") -> str:
    with override("nl"):
        return render_to_string("teams/circle/circle.svg", {"drawing": draw(team, id_prefix)}).strip()


def legend(team: Team) -> str:
    return render_to_string("teams/circle/legend.html", {"drawing": draw(team)})


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 our own output


def test_it_is_an_image_with_a_title_and_a_description() -> None:
    picture = parse(svg(team_of()))
    image = picture.find(f"{SVG}g[@role='img']")
    assert image is not None
    assert image.get("aria-labelledby") == "cirkel-title cirkel-desc"
    assert image.findtext(f"{SVG}title") == "Cirkel van invloed van De Wilgenhoek"
    assert (image.findtext(f"{SVG}desc") or "").startswith("Het kernteam van De Wilgenhoek heeft 11 plekken.")


def test_every_place_links_to_its_card_in_order() -> None:
    picture = parse(svg(team_of()))
    links = [link.get("href") for link in picture.iter(f"{SVG}a")]
    assert sorted(links, key=str) == sorted(place.url for place in usual_places())
    assert links[:2] == ["/p/01/", "/p/02/"]


def test_no_link_lies_within_the_image() -> None:
    image = parse(svg(team_of())).find(f"{SVG}g[@role='img']")
    assert image is not None
    assert list(image.iter(f"{SVG}a")) == []


def test_a_place_without_a_url_is_no_link() -> None:
    picture = parse(svg(team_of(replace(usual_places()[2], url=""))))
    assert list(picture.iter(f"{SVG}a")) == []
    assert [item.get("aria-label") for item in picture.iter(f"{SVG}g") if item.get("role") == "img"][-1] == (
        "Samira Bakkali, CJG-coach, werkt maandag en donderdag"
    )


@pytest.mark.parametrize(
    "name", ['<script>alert("x")</script>', 'O\'Neill & "Zoon"', "]]>", "Ï ﷽ 🦊 שלום", "a\x00b\nc"]
)
def test_any_name_is_only_text(name: str) -> None:
    picture = parse(svg(team_of(replace(usual_places()[2], name=name), school=name)))
    assert list(picture.iter(f"{SVG}script")) == []
    assert len(list(picture.iter(f"{SVG}a"))) == 1


def test_there_is_no_inline_style_or_script() -> None:
    text = svg(team_of()) + legend(team_of())
    assert not any(found in text for found in ("style=", "<style", "<script", "onclick"))


def test_two_circles_on_a_page_share_no_id() -> None:
    def ids(prefix: str) -> set[str]:
        return {found for part in parse(svg(team_of(), prefix)).iter() if (found := part.get("id"))}

    assert ids("nu") & ids("straks") == set()


def test_the_same_team_gives_the_same_bytes() -> None:
    assert svg(team_of()) == svg(team_of())


def test_the_legend_explains_what_the_picture_shows() -> None:
    places = usual_places()
    text = legend(team_of(replace(places[2], is_new=True, is_first_contact=True, is_faded=True), places[6], places[8]))
    for words in (
        "maandag tot en met vrijdag",
        "Vacature",
        "Nieuw in dit team",
        "Eerste contact",
        "niet bevestigd",
        "Op afroep",
    ):
        assert words in text
    assert "Straks" not in text


def test_the_legend_is_silent_about_what_is_not_there() -> None:
    assert "<li" not in legend(team_of(replace(usual_places()[0], days=None)))
