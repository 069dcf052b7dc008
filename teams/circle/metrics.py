"""How wide a text is and where it breaks, measured with the very font the page shows."""

import unicodedata
from functools import lru_cache
from importlib.resources import files

from fontTools.ttLib import TTFont

_FONT_FILES = {400: "FiraSans-Regular.ttf", 600: "FiraSans-SemiBold.ttf"}
# A browser kerns and rounds; our sum of advances does not. This margin covers both.
_SAFETY = 1.02
# What the page's font (cut to Latin Extended) lacks comes from an unknown font: reckon it wide.
_WIDE_EM, _OTHER_EM = 1.35, 0.95
_LAST_SHIPPED = 0x24F
# Characters that stick to the one before them: a line never breaks in front of one.
_JOINERS = {"\u200c", "\u200d", "\ufe0e", "\ufe0f"}
_SKIN_TONES = range(0x1F3FB, 0x1F400)


@lru_cache(maxsize=2)
def _advances(weight: int) -> dict[int, float]:
    path = files("fontpkg_fira_sans") / "files" / _FONT_FILES[weight]
    with path.open("rb") as stream:
        font = TTFont(stream, lazy=True)
        metrics, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def is_in_font(character: str) -> bool:
    """Whether both weights of the font have this character."""
    return all(ord(character) in _advances(weight) for weight in _FONT_FILES)


def _is_joined(character: str) -> bool:
    return (
        character in _JOINERS or unicodedata.category(character) in ("Mn", "Me", "Mc") or ord(character) in _SKIN_TONES
    )


def _width(character: str, weight: int) -> float:
    """Width of one character in ems."""
    code = ord(character)
    if unicodedata.category(character) in ("Mn", "Me") or character in _JOINERS:
        return 0.0
    fallback = _WIDE_EM if unicodedata.east_asian_width(character) in ("W", "F") else _OTHER_EM
    known = _advances(weight).get(code)
    if known is not None and (code <= _LAST_SHIPPED or 0x2010 <= code <= 0x2026):
        return known
    return max(fallback, known or 0.0)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of `text` in the units of `size`, a little on the safe side; weight is 400 or 600."""
    return sum(_width(character, weight) for character in text) * size * _SAFETY


def tidy(text: str) -> str:
    """`text` on one line: runs of white space become one space, invisible control characters go."""
    spaced = "".join(" " if character.isspace() else character for character in text)
    kept = (c for c in spaced if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


_LONGEST_WHOLE_WORD = 26  # "ondersteuningscoördinator" stays whole; a hyphenless break reads badly


def _word_breaks(text: str) -> list[int]:
    """Positions where a line may break between words: after a space, a hyphen or a slash."""
    return [i for i in range(1, len(text)) if text[i - 1] in " -/\u2013" and text[i] != " "]


def _letter_breaks(text: str) -> list[int]:
    return [i for i in range(1, len(text)) if not _is_joined(text[i]) and text[i - 1] != "\u200d"]


def _best_split(text: str, breaks: list[int], size: float, weight: int) -> tuple[float, tuple[str, str]]:
    """The split in two lines with the shortest longest line, and how long that is."""
    pairs = [(text[:i].rstrip(), text[i:].lstrip()) for i in breaks]
    measured = [(max(text_width(a, size, weight), text_width(b, size, weight)), (a, b)) for a, b in pairs if a and b]
    return min(measured, key=lambda item: item[0], default=(float("inf"), ("", "")))


def wrap(text: str, width: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """`text` in at most two lines that lose no letter, aiming at `width`; a longer text makes wider lines.

    A text breaks between words; only where that leaves a line far wider than needed does a word itself break.
    """
    full = text_width(text, size, weight)
    if full <= width or len(text) < 2:
        return (text,) if text else ()
    between, lines = _best_split(text, _word_breaks(text), size, weight)
    is_one_long_word = max(map(len, text.split(" "))) > _LONGEST_WHOLE_WORD
    if is_one_long_word and between > max(width, full * 0.72):
        inside, broken = _best_split(text, _letter_breaks(text), size, weight)
        if inside < between:
            lines = broken
    return lines if lines[0] else (text,)


def _break_off(word: str, width: float, size: float, weight: int) -> tuple[str, str]:
    """As many letters of `word` as fit in `width`, and the rest; at least one letter, so that it ends."""
    fits = [i for i in _letter_breaks(word) if text_width(word[:i], size, weight) <= width] or _letter_breaks(word)[:1]
    return (word[: fits[-1]], word[fits[-1] :]) if fits else (word, "")


def wrap_lines(text: str, widths: list[float], size: float, weight: int, *, breaks_words: bool) -> list[str] | None:
    """`text` filled word by word into lines of the given widths; None when it does not fit.

    A word longer than its line breaks within only when `breaks_words` is set.
    """
    lines: list[str] = []
    words = text.split(" ")
    for width in widths:
        line = ""
        while words and text_width(f"{line} {words[0]}".strip(), size, weight) <= width:
            line = f"{line} {words.pop(0)}".strip()
        if not line and words and breaks_words:
            line, rest = _break_off(words.pop(0), width, size, weight)
            words = [rest, *words] if rest else words
            if text_width(line, size, weight) > width:
                return None
        lines.append(line)
    return None if words or not all(lines) else lines
