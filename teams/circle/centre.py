"""The school's own circle: its radius and the lines of text that fit in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from math import sqrt

from teams.circle.metrics import text_width, wrap_lines

_SMALL = 13.5
_PADDING = 9.0
_RADIUS, _GROWTH = 80.0, 10.0
_SIZES = (20.0, 18.0, 16.0)
# After so many steps of growth the smallest type is tried too, and after so many a word may break.
_SMALL_FROM, _BREAKS_FROM = 3, 6


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


@dataclass(frozen=True)
class _School:
    """What must fit in the circle."""

    name: str
    extra: tuple[tuple[str, str], ...]  # kind and text of the small lines under the name
    breaks_words: bool

    def fit(self, radius: float, size: float, lines: int) -> tuple[CentreLine, ...]:
        """The text with the name in so many lines, or nothing when it does not fit."""
        spans = _stack([size * 1.18] * lines + [_SMALL * 1.45] * len(self.extra))
        widths = [_chord(radius, *span) for span in spans]
        name = wrap_lines(self.name, widths[:lines], size, 600, breaks_words=self.breaks_words) if lines else []
        extra = zip(self.extra, widths[lines:], strict=True)
        if name is None or any(text_width(text, _SMALL, 600) > width for (_, text), width in extra):
            return ()
        texts = [("school", line, size, 600) for line in name]
        texts += [(kind, text, _SMALL, 600 if kind == "score" else 400) for kind, text in self.extra]
        return tuple(
            CentreLine(text, kind, points, weight, (top + bottom) / 2 + points * 0.35)
            for (kind, text, points, weight), (top, bottom) in zip(texts, spans, strict=True)
        )

    def balanced(self, radius: float, size: float, lines: int) -> tuple[CentreLine, ...]:
        """As `fit`, with lines as even as possible: as if in the smallest circle that takes so many lines."""
        best = self.fit(radius, size, lines)
        while best and (tighter := self.fit(radius - 4.0, size, lines)):
            best, radius = tighter, radius - 4.0
        return best


def _sizes(step: int) -> Iterator[tuple[float, int]]:
    """Type sizes and numbers of lines to try; the smallest only once the circle has grown: short names stay large."""
    sizes = _SIZES if step < _SMALL_FROM else (*_SIZES, _SMALL)
    return ((size, lines) for size in sizes for lines in range(1, 6))


@lru_cache(maxsize=1024)
def centre(school: str, subtitle: str, score: str) -> Centre:
    """The smallest circle, with the largest type, that holds the school's name; it widens until it does."""
    extra = tuple((kind, text) for kind, text in (("subtitle", subtitle), ("score", score)) if text)
    if not school:
        return Centre(_RADIUS, _School("", extra, breaks_words=False).fit(_RADIUS, _SIZES[0], 0))
    for step in count():
        radius = _RADIUS + step * _GROWTH
        text = _School(school, extra, breaks_words=step >= _BREAKS_FROM)
        for size, lines in _sizes(step):
            if found := text.balanced(radius, size, lines):
                return Centre(radius, found)
    raise AssertionError("unreachable: the circle widens until the name fits")
