"""Planning as it is done by hand: school after school, each session on the first moment on which everybody can."""

from collections.abc import Mapping

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance


def first_come(instance: Instance) -> Mapping[int, Slot]:
    """The moments by session; nothing that stands is ever moved."""
    grid = Grid(instance)
    board = Board(grid)
    for session in range(grid.size):
        choices = (choice for of_day in grid.choices[session] for choice in of_day.choices)
        choice = next((each for each in choices if board.fits(session, each)), None)
        if choice is not None:
            board.place(session, choice)
    return board.slots()
