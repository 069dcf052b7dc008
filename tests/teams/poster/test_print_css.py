"""print.css knows every size and width that a sheet can have, and the same black and white as the paper."""

import re
from pathlib import Path

import pytest

from teams.poster import sheet
from teams.poster.paint import Paint, tokens
from teams.poster.paper import Paper, Way

CSS = (Path(__file__).resolve().parents[3] / "static" / "css" / "print.css").read_text()


def test_every_size_is_there() -> None:
    sizes = {*sheet._TITLES, *sheet._STATES, *sheet._LIST, 1.2, 0.95, 0.75, 0.6} - {1.0}
    steps = {int(step): float(size) for step, size in re.findall(r"\.sheet-(\d+) \{ font-size: ([\d.]+)em", CSS)}
    assert steps == {round(size * 100): size for size in sizes}


def test_every_width_is_there() -> None:
    widths = {int(name): float(width) for name, width in re.findall(r"\.sheet-w(\d+) \{.* ([\d.]+)em;", CSS)}
    assert widths == {int(width): width for width in sheet._WIDTHS}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("way", Way)
def test_every_paper_is_there(paper: Paper, way: Way) -> None:
    direction = "landscape" if way is Way.LANDSCAPE else "portrait"
    assert f"@page {paper}-{way} {{ size: {paper.name} {direction};" in CSS
    assert f".sheet-{paper}-{way} {{ page: {paper}-{way};" in CSS


def test_black_and_white_is_that_of_the_paper() -> None:
    rule = re.search(r"\.sheet-zwart-wit \{(.*?)\}", CSS, re.DOTALL)
    assert rule is not None
    said = {name: _long(value) for name, value in re.findall(r"--([\w-]+): (#\w+);", rule[1])}
    changed = {name: value for name, value in tokens(Paint.BLACK).items() if tokens(Paint.COLOUR)[name] != value}
    assert said == {name: _long(value) for name, value in changed.items()}


def _long(colour: str) -> str:
    digits = colour.removeprefix("#")
    return f"#{''.join(2 * digit for digit in digits)}" if len(digits) == 3 else colour
