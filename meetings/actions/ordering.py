"""Putting a row one place earlier or later among those that it stands with."""

from collections.abc import Sequence
from typing import TypeVar

from meetings.models import AgendaItem, CasusStep
from schools.changes import Stale, reload

Row = TypeVar("Row", AgendaItem, CasusStep)


def move(row: Row, rows: Sequence[Row], steps: int) -> None:
    """Give them new positions, as part of an action that is recorded; only what changes place is saved. Raises Stale
    when there is no place left on that side."""
    order = list(rows)
    place = order.index(row)
    if not 0 <= place + steps < len(order):
        raise Stale([f"{row} staat al {'vooraan' if steps < 0 else 'achteraan'}."])
    order.insert(place + steps, order.pop(place))
    for position, each in enumerate(order):
        if each.position != position:
            reload(each)
            each.position = position
            each.save()
