"""The cells of a row. A table has thousands of them and few that differ, so each different one is drawn once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from overview.cells import Cell
from overview.seats import Column

register = template.Library()
CELL = "overview/components/cell.html"


@register.simple_tag(takes_context=True)
def seat_cells(context: Any, cells: Sequence[Cell], columns: Sequence[Column]) -> SafeString:
    """The cells of one row, in the order of the columns."""
    return format_html_join("", "{}", ((each,) for each in _drawn(context, cells, columns)))


def _drawn(context: Any, cells: Sequence[Cell], columns: Sequence[Column]) -> Iterator[SafeString]:
    drawn = context.render_context.setdefault(CELL, {})
    draw = context.template.engine.get_template(CELL)
    for key in zip(cells, columns, strict=True):
        if key not in drawn:
            drawn[key] = draw.render(context.new({"cell": key[0], "column": key[1].name}))
        yield drawn[key]
