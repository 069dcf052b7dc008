"""The cells of a row. A table has thousands of them and few that differ, so each different one is drawn once."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from overview.cells import Cell
from overview.seats import Column

register = template.Library()
CELL = "overview/components/cell.html"


@register.simple_tag(takes_context=True)
def seat_cells(context: Any, cells: Sequence[Cell], columns: Sequence[Column]) -> SafeString:
    """The cells of one row, in the order of the columns. What their template drew is escaped once, not once a row."""
    return SafeString("".join(_drawn(context, cells, columns)))


def _drawn(context: Any, cells: Sequence[Cell], columns: Sequence[Column]) -> list[str]:
    drawn: dict[tuple[Cell, Column], str] = context.render_context.setdefault(CELL, {})
    found = []
    for key in zip(cells, columns, strict=True):
        if key not in drawn:
            draw = context.template.engine.get_template(CELL)
            drawn[key] = draw.render(context.new({"cell": key[0], "column": key[1].name}))
        found.append(drawn[key])
    return found
