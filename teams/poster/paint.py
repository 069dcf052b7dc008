"""The style of the screen, written out for what knows no CSS variables: paper, and a picture in a file of its own.

Colours stand in tokens.css and the circle's style in circle.css only. Here variables are replaced by what they stand
for: those of a domain once for every domain, because they follow from the class that a part of the picture has.
"""

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from teams.circle.team import DOMAINS

_CSS = Path(__file__).resolve().parents[2] / "static" / "css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_USE = re.compile(r"var\(--([\w-]+)\)")
_OF_A_DOMAIN = re.compile(r"var\(--domain(-tint)?\)")
_ON_SCREEN_ONLY = re.compile(r"(?<![\w-])(filter|cursor|outline|width|height|display|print-color-adjust):[^;]*;")

# Classes that stand beside the domain's on one part; every other class stands on a part within it.
_STATES = {".circle-vacant", ".circle-wished", ".circle-planned", ".circle-faded", ".circle-dashed"}

# On a printer without colours a tint is a grey smear: ink on white, and words and dashes say the rest.
_INK, _GREY = "#111111", "#4a4a4a"
_WITHOUT_COLOUR = {
    **dict.fromkeys(DOMAINS, _INK),
    **{f"{domain}-tint": "#ffffff" for domain in DOMAINS},
    **dict.fromkeys(("brand", "good", "attention", "wrong", "ink"), _INK),
    **dict.fromkeys(("muted", "control-line"), _GREY),
    "line": "#8a8a8a",
}
_BETWEEN_SECTORS = [([".circle-sector"], "stroke: var(--line); stroke-width: 1")]  # where a tint would tell them apart


class Paint(StrEnum):
    """What a picture is printed with; the values stand in addresses."""

    COLOUR = "kleur"
    BLACK = "zwart-wit"


def tokens(paint: Paint) -> dict[str, str]:
    """What every variable of tokens.css stands for."""
    found = dict(_TOKEN.findall(_read("tokens.css")))
    return found | _WITHOUT_COLOUR if paint is Paint.BLACK else found


@lru_cache(maxsize=len(Paint))
def stylesheet(paint: Paint) -> str:
    """The style of the circle with every variable replaced; what only a screen can do is left out."""
    values = tokens(paint)
    rules: list[tuple[list[str], str]] = []
    for selectors, body in _RULE.findall(_read("circle.css").split("@media")[0]):
        names = [name.strip() for name in selectors.split(",")]
        if "--domain:" in body or any(":" in name for name in names):
            continue
        style = _ON_SCREEN_ONLY.sub("", body).strip()
        rules += _written_out(names, style) if _OF_A_DOMAIN.search(style) else [(names, style)]
    rules += _BETWEEN_SECTORS if paint is Paint.BLACK else []
    return "\n".join(f"{','.join(names)}{{{_resolved(style, values)}}}" for names, style in rules if style)


def _written_out(names: list[str], style: str) -> list[tuple[list[str], str]]:
    """A rule that speaks of a domain's colour, once for every domain."""
    return [
        ([_under(domain, name) for name in names], _OF_A_DOMAIN.sub(rf"var(--{domain}\1)", style)) for domain in DOMAINS
    ]


def _under(domain: str, name: str) -> str:
    """The selector under a domain: its class is on the part itself or, for a part with a state, beside the state."""
    return f".circle-{domain}{'' if name.split(maxsplit=1)[0] in _STATES else ' '}{name}"


def _resolved(style: str, values: dict[str, str]) -> str:
    while _USE.search(style):
        style = _USE.sub(lambda use: values[use[1]], style)
    return style


def _read(name: str) -> str:
    return _COMMENT.sub("", (_CSS / name).read_text(encoding="utf-8"))
