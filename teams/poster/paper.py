"""What goes on paper: sizes, and setting a poster with typst, which measures with the same font as the circle."""

import json
import unicodedata
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg_fira_sans
import segno
import typst

from teams.circle.metrics import is_in_font
from teams.dutch import in_words
from teams.poster.sheet import BASE, Sheet, Texts, lay_out

_SOURCE = Path(__file__).resolve().parents[2] / "templates" / "teams" / "poster"
_FONTS = str(Path(fontpkg_fira_sans.__path__[0]))
LACKING = "□"
PREVIEW_PPI = {"a3": 64.0, "a4": 90.0}


class Paper(StrEnum):
    """A size of paper; the values stand in addresses."""

    A3 = "a3"
    A4 = "a4"


class Way(StrEnum):
    """How the paper is held."""

    LANDSCAPE = "liggend"
    PORTRAIT = "staand"


@dataclass(frozen=True)
class Poster:
    """Everything that stands on one poster; all texts are plain."""

    school: str
    kind: str  # "basisschool · Duinveen"
    day: str  # "25 november 2026"
    score: str  # "5 van 6 rollen", or ""
    missing: tuple[str, ...]  # the seats that nobody fills
    address: str  # where today's team is found; also in the QR code
    picture: str  # the circle as SVG
    ratio: float  # its width by its height
    description: str  # the same in words, for who does not see it
    people: tuple[tuple[str, str, str], ...]  # role, name and when she is at school, as far as that is known
    colours: tuple[str, str, str, str]  # of words, of lesser words, of what is missing, of what is whole

    def sheet(self, way: Way) -> Sheet:
        """The poster laid out on paper that is held this way."""
        texts = Texts(self.school, self.kind, self.score, in_words(self.missing), self.people, self.address)
        return lay_out(texts, self.ratio, is_lying=way is Way.LANDSCAPE)

    @property
    def code(self) -> str:
        """The QR code of its address as SVG."""
        return _code(self.address)

    @property
    def code_address(self) -> str:
        """The same as an address that carries it."""
        return f"data:image/svg+xml;base64,{b64encode(self.code.encode()).decode()}"


def pdf_of(posters: Sequence[Poster], paper: Paper, way: Way, title: str = "") -> bytes:
    """One page a poster, as PDF/UA-1: text can be selected and read aloud, fonts are in it, and a bookmark leads to
    every school."""
    title = title or f"Kernteam van {posters[0].school}"
    return _compile(posters, paper, way, title, format="pdf", pdf_standards="ua-1")


def preview_of(poster: Poster, paper: Paper, way: Way) -> bytes:
    """The poster as a small PNG, to see before printing."""
    return _compile([poster], paper, way, poster.school, format="png", ppi=PREVIEW_PPI[paper])


def png_of(picture: str, width: str, height: str, *, scale: int = 1, transparent: bool = False) -> bytes:
    """A picture of its own size in pixels, times `scale`; on white, or on nothing."""
    inputs = {
        "picture": in_font(picture),
        "width": width,
        "height": height,
        "fill": "none" if transparent else "white",
    }
    return _set("picture.typ", inputs, format="png", ppi=72.0 * scale)


def _compile(posters: Sequence[Poster], paper: Paper, way: Way, title: str, **options: Any) -> bytes:
    pages = [{**asdict(poster), "code": poster.code, "sheet": asdict(poster.sheet(way))} for poster in posters]
    words = {"posters": json.dumps(in_font(pages)), "title": in_font(title)}
    inputs = {**words, "paper": paper.value, "base": str(BASE[paper])}
    return _set("poster.typ", inputs, **options)


def in_font(value: Any) -> Any:
    """The same texts, with a box for each character that the font lacks: PDF/UA refuses a letter without a shape."""
    if isinstance(value, str):
        return "".join(_shape(character) for character in value)
    if isinstance(value, dict):
        return {key: in_font(inner) for key, inner in value.items()}
    return [in_font(inner) for inner in value] if isinstance(value, list | tuple) else value


def _shape(character: str) -> str:
    if character.isspace():
        return character if character in "\n " else " "
    if unicodedata.category(character).startswith("C"):
        return ""
    return character if is_in_font(character) else LACKING


def _set(source: str, inputs: dict[str, str], **options: Any) -> bytes:
    return bytes(
        typst.compile(
            (_SOURCE / source).read_bytes(),
            sys_inputs=inputs,
            font_paths=[_FONTS],
            ignore_system_fonts=True,
            **options,
        )
    )


@lru_cache(maxsize=256)
def _code(address: str) -> str:
    """The QR code of an address as SVG."""
    image = BytesIO()
    segno.make(address, error="m").save(image, kind="svg", border=0, xmldecl=False, dark="#111111")
    return image.getvalue().decode()
