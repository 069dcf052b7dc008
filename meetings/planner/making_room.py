"""Where a session fits nowhere: the moment at which the fewest, and the easiest, others have to give way."""

from collections.abc import Callable
from itertools import chain
from random import Random

from meetings.planner.board import Board
from meetings.planner.choices import Choice

MOST_LOOKED_AT = 60  # moments, by chance where there are more


def way_out(
    board: Board, session: int, burden: Callable[[int], int], rng: Random
) -> tuple[Choice, frozenset[int]] | None:
    """A moment for a session, and who have to leave for it; None where only fixed sessions are in the way.

    `burden` says how hard a session is to place elsewhere; the moment whose leavers have the smallest sum is chosen.
    """
    choices = list(chain.from_iterable(of_day.choices for of_day in board.grid.choices[session]))
    if len(choices) > MOST_LOOKED_AT:
        choices = rng.sample(choices, MOST_LOOKED_AT)
    best: tuple[Choice, frozenset[int]] | None = None
    least = 0
    for choice in choices:
        leaving = leavers(board, session, choice, burden)
        if leaving is None:
            continue
        heavy = sum(map(burden, leaving))
        if best is None or heavy < least or (heavy == least and rng.random() < 0.3):
            best, least = (choice, leaving), heavy
    return best


def leavers(board: Board, session: int, choice: Choice, burden: Callable[[int], int]) -> frozenset[int] | None:
    """Who have to leave so that a session may stand there, or None when one of them is fixed."""
    grid, rules = board.grid, board.grid.rules
    leaving = board.in_the_way(session, choice)
    if any(grid.fixed[other] for other in leaving):
        return None
    for person in grid.must_at(session, choice):
        standing = [other for other in board.must_on[person].get(choice.day, ()) if other not in leaving]
        if not _make_fewer(leaving, standing, rules.most_a_day - 1, board, burden):
            return None
        if grid.is_facilitator[person]:
            week = _in_week(board, person, choice.week)
            staying = [other for other in week if other not in leaving]
            if not _make_fewer(leaving, staying, rules.most_a_week - 1, board, burden):
                return None
    return frozenset(leaving)


def _make_fewer(leaving: set[int], standing: list[int], most: int, board: Board, burden: Callable[[int], int]) -> bool:
    """Let the easiest leave until so many are left; False when too many are fixed."""
    too_many = len(standing) - most
    if too_many <= 0:
        return True
    free = sorted(
        (other for other in standing if not board.grid.fixed[other]), key=lambda other: (burden(other), other)
    )
    leaving.update(free[:too_many])
    return len(free) >= too_many


def _in_week(board: Board, person: int, week: int) -> list[int]:
    days = board.must_on[person]
    return [session for day in range(7 * week, 7 * week + 7) for session in days.get(day, ())]
