"""The circle's style for paper says what circle.css and tokens.css say, without variables."""

import re

import pytest

from teams.circle.team import DOMAINS
from teams.poster.paint import Paint, stylesheet, tokens


def rule(paint: Paint, selector: str) -> str:
    """What is declared for exactly this selector."""
    found = [
        body
        for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", stylesheet(paint))
        if selector in names.strip().split(",")
    ]
    return " ".join(found)


@pytest.mark.parametrize("paint", Paint)
def test_nothing_of_a_screen_is_left(paint: Paint) -> None:
    assert [word for word in ("var(", "filter", "@media", ":hover", "cursor") if word in stylesheet(paint)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_domain_has_its_own_colour(domain: str) -> None:
    assert tokens(Paint.COLOUR)[domain] in rule(Paint.COLOUR, f".circle-{domain} .circle-edge")


def test_a_state_stands_beside_the_domain_and_a_part_within_it() -> None:
    leerplicht = tokens(Paint.COLOUR)["leerplicht"]
    assert leerplicht in rule(Paint.COLOUR, ".circle-leerplicht.circle-planned .circle-node")
    assert leerplicht in rule(Paint.COLOUR, ".circle-leerplicht .circle-badge path")


def test_strokes_keep_their_width() -> None:
    assert tokens(Paint.COLOUR)["wrong"] in rule(Paint.COLOUR, ".circle-edge.circle-edge-missing")
    assert "stroke-width: 6" in rule(Paint.COLOUR, ".circle-gezondheid .circle-edge")


def test_black_and_white_knows_no_colour() -> None:
    def is_grey(colour: str) -> bool:
        digits = colour.removeprefix("#")
        parts = {digits[i : i + len(digits) // 3] for i in range(0, len(digits), len(digits) // 3)}
        return len(parts) == 1

    used = set(re.findall(r"#[0-9a-f]{3,6}\b", stylesheet(Paint.BLACK)))
    assert used
    assert {colour for colour in used if not is_grey(colour)} == set()
