"""The circle as an SVG that needs nothing else: it carries its own style, and its own font where that is asked."""

from base64 import b64encode
from pathlib import Path

from django.template.loader import render_to_string

from teams.circle.drawing import Drawing
from teams.poster.paint import Paint, stylesheet

_FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
_WEIGHTS = (400, 600)


def svg_of(drawing: Drawing, paint: Paint = Paint.COLOUR, *, with_font: bool = False) -> str:
    """The picture with its style inside; without `with_font` it counts on Fira Sans where it is shown."""
    picture = render_to_string("teams/circle/circle.svg", {"drawing": drawing}).strip()
    style = (_font_faces() if with_font else "") + stylesheet(paint)
    head, _, rest = picture.partition(">")
    return f"{head}><style>{style}</style>{rest}"


def _font_faces() -> str:
    return "".join(
        f'@font-face{{font-family:"Fira Sans";font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{b64encode((_FONTS / f'fira-sans-{weight}.woff2').read_bytes()).decode()})}}"
        for weight in _WEIGHTS
    )
