"""Where one session of a plan could go, and what each place costs: for whoever moves it by hand."""

from collections.abc import Mapping
from typing import NamedTuple

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance
from meetings.planner.planning import put_back
from meetings.planner.score import Score


class Option(NamedTuple):
    """A moment that breaks no rule. `costs` is what the plan weighs more there than now, part by part; below nought
    it is a better place. Of a session that stands nowhere now, being placed is part of it."""

    slot: Slot
    costs: Score


def options(
    instance: Instance, slots: Mapping[int, Slot], session: int, before: Mapping[int, Slot] | None = None
) -> list[Option]:
    """The moments at which a session, by its key, can be while all others stay: the best first, then the earliest.

    `before` is the plan that people know of: then it counts too who has to be told. Raises KeyError for a key of no
    session.
    """
    grid = Grid(instance.near(instance.session[session]))
    number = grid.session_number[session]
    board = Board(grid, before)
    put_back(board, slots)
    now = board.score
    if board.at[number] is not None and grid.fixed[number] is None:
        board.remove(number)
    found = []
    for of_day in grid.choices[number]:
        for choice in of_day.choices:
            if board.fits(number, choice):
                board.place(number, choice)
                found.append(Option(grid.slot(number, choice), board.score.minus(now)))
                board.remove(number)
    return sorted(found, key=lambda each: (each.costs.total, each.slot))
