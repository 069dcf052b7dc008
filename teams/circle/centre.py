"""The school's own circle: its radius and the lines of text that fit in it."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from math import sqrt

from teams.circle.metrics import text_width, wrap_lines

_SMALL = 13.5
_PADDING = 9.0
_RADIUS, _GROWTH = 80.0, 10.0
_SIZES = (20.0, 18.0, 16.0)


@dataclass(frozen=True)
class CentreLine:
    """One line in the school's circle; `baseline` is its distance below the middle."""

    text: str
    kind: str  # "school", "subtitle" or "score"
    size: float
    weight: int
    baseline: float


@dataclass(frozen=True)
class Centre:
    """The school's circle, round the origin."""

    radius: float
    lines: tuple[CentreLine, ...]


def _chord(radius: float, top: float, bottom: float) -> float:
    """Width of a circle, less padding, where a line lies between two heights."""
    reach, inner = max(abs(top), abs(bottom)), radius - _PADDING
    return 2 * sqrt(inner * inner - reach * reach) if reach < inner else 0.0


def _stack(heights: list[float]) -> list[tuple[float, float]]:
    """Top and bottom of lines of these heights, centred on the origin."""
    top, spans = -sum(heights) / 2, []
    for height in heights:
        spans.append((top, top + height))
        top += height
    return spans


def _fit(radius: float, size: float, names: int, school: str, extra: list[tuple[str, str]]) -> tuple[CentreLine, ...]:
    """The lines with the school's name in `names` of them, or nothing when they do not fit."""
    spans = _stack([size * 1.18] * names + [_SMALL * 1.45] * len(extra))
    widths = [_chord(radius, *span) for span in spans]
    lines = wrap_lines(school, widths[:names], size, 600)
    if lines is None:
        return ()
    if any(text_width(text, _SMALL, 600) > width for (_, text), width in zip(extra, widths[names:], strict=True)):
        return ()
    texts = [("school", line, size, 600) for line in lines]
    texts += [(kind, text, _SMALL, 600 if kind == "score" else 400) for kind, text in extra]
    return tuple(
        CentreLine(text, kind, points, weight, (top + bottom) / 2 + points * 0.35)
        for (kind, text, points, weight), (top, bottom) in zip(texts, spans, strict=True)
    )


def _balanced(
    radius: float, size: float, names: int, school: str, extra: list[tuple[str, str]]
) -> tuple[CentreLine, ...]:
    """As `_fit`, with lines as even as possible: the smallest circle that takes the same number of lines."""
    best = _fit(radius, size, names, school, extra)
    smaller = radius - 4.0
    while best and smaller > 40.0:
        tighter = _fit(smaller, size, names, school, extra)
        if not tighter:
            break
        best, smaller = tighter, smaller - 4.0
    return best


@lru_cache(maxsize=1024)
def centre(school: str, subtitle: str, score: str) -> Centre:
    """The smallest circle, with the largest type, that holds the school's name; it widens until it does."""
    extra = [(kind, text) for kind, text in (("subtitle", subtitle), ("score", score)) if text]
    if not school:
        return Centre(_RADIUS, _fit(_RADIUS, _SIZES[0], 0, "", extra))
    for step in count():
        radius = _RADIUS + step * _GROWTH
        # The smallest type only once the circle has grown: a short name stays large.
        for size in _SIZES if step < 3 else (*_SIZES, _SMALL):
            for names in range(1, 6):
                if lines := _balanced(radius, size, names, school, extra):
                    return Centre(radius, lines)
    raise AssertionError("unreachable: the circle widens until the name fits")
