"""The best place for one session among all that stand, found without trying them all out.

What a place adds to the score is the sum of what it weighs by itself, what the day costs (somebody travels who did
not, or has a busier week), and who could come and now cannot. The day's part is reckoned once a day, and a day that is
already dearer than the best place found is passed over: that is where the speed comes from.
"""

from collections.abc import Collection, Sequence
from math import inf
from random import Random
from typing import NamedTuple

from meetings.planner.board import Board
from meetings.planner.choices import Choice, DayChoices
from meetings.planner.score import ABSENT, BUSY_WEEK, MOVED, TOLD

BLINK = 0.05  # how often a day is overlooked where chance is wanted
Moment = tuple[int, int]  # a day and the minute on which a session begins


class Place(NamedTuple):
    """A choice that fits, and what it adds to the score, the session's own weight when unplaced left aside."""

    added: int
    choice: Choice


class _Day(NamedTuple):
    """What a day means to a session: what it costs at any time, and what is to be looked at for each time."""

    cost: int
    others: list[int]  # where people who must come must be too
    shared: list[int]  # people who must come, and may be elsewhere


def best_place(
    board: Board, session: int, *, rng: Random | None = None, barred: Collection[Moment] = ()
) -> Place | None:
    """The cheapest place where a session fits, the earliest of equals; None where it fits nowhere.

    With `rng` it starts on any day and overlooks a few, so that equals differ. It never chooses a `barred` moment.
    """
    best = _old_place(board, session, barred)
    least = best.added if best else inf
    for of_day in _likely_first(board, session, rng):
        if of_day.least >= least:
            continue
        day = _look_at(board, session, of_day, least)
        if day is None or (rng and rng.random() < BLINK):
            continue
        for choice in of_day.choices:
            added = day.cost + choice.own
            if added >= least or _is_hindered(board, session, choice, day.others):
                continue
            added += _cost_of_people(board, session, choice, day.shared)
            if added < least and not (barred and (choice.day, choice.begins) in barred):
                best, least = Place(added, choice), added
    return best


def _likely_first(board: Board, session: int, rng: Random | None) -> Sequence[DayChoices]:
    """The days of a session: first those on which whoever costs most to travel does so already."""
    days = board.grid.choices[session]
    if rng is not None and days:
        turn = rng.randrange(len(days))
        days = (*days[turn:], *days[:turn])
    for first, last in board.kept_free_around(session):
        days = tuple(each for each in days if not first <= each.day <= last)
    must = board.grid.must[session]
    there = board.must_on[must[0]] if must else {}
    return [each for each in days if each.day in there] + [each for each in days if each.day not in there]


def _old_place(board: Board, session: int, barred: Collection[Moment]) -> Place | None:
    """Where it stood in the plan before, if it may stand there still: nobody has to be told then."""
    before = board.before[session]
    if before is None or before in barred:
        return None
    of_day = next((each for each in board.grid.choices[session] if each.day == before[0]), None)
    choice = next((each for each in of_day.choices if each.begins == before[1]), None) if of_day else None
    if of_day is None or choice is None or not board.fits(session, choice):
        return None
    day = _look_at(board, session, of_day)
    if day is None:
        return None
    added = day.cost + choice.own + _cost_of_people(board, session, choice, day.shared)
    return Place(added - _cost_of_moving(board, session), choice)


def _cost_of_moving(board: Board, session: int) -> int:
    """What it saves when this session, now moved, stands where it stood before."""
    grid = board.grid
    to_tell = sum(board.moved_of[person] == 1 for person in board.leaving(session))
    return grid.weights[MOVED] + to_tell * grid.weights[TOLD]


def _look_at(board: Board, session: int, of_day: DayChoices, most: float = inf) -> _Day | None:  # noqa: C901
    """What a day means to a session, or None where its people cannot that day or it costs more than `most`.

    One loop, on purpose: planning is mostly this.
    """
    grid, day, week = board.grid, of_day.day, of_day.week
    cost, others, shared = of_day.least, list[int](), list[int]()
    if board.changes_hands[session]:
        cost += _cost_of_joining(board, session, day)
    for person in grid.must[session] if of_day.must is None else of_day.must:
        standing = board.must_on[person].get(day)
        if standing:
            if len(standing) >= grid.rules.most_a_day:
                return None
            others += standing
        if board.duties[person][week] >= grid.most_a_week[person]:
            return None
        if day in board.may_on[person]:
            shared.append(person)
            continue
        if not standing:
            cost += board.day_weight[person]
        if board.load[person][week] >= board.brim[person]:
            cost += grid.weights[BUSY_WEEK]
        if cost >= most:
            return None
    return _Day(cost - of_day.least, others, shared)


def _cost_of_joining(board: Board, session: int, day: int) -> int:
    """What it costs to tell who comes on this day, and did not where the session stood before."""
    new = sum(not board.moved_of[person] for person in board.joining(session, day))
    return new * board.grid.weights[TOLD]


def _is_hindered(board: Board, session: int, choice: Choice, others: Sequence[int]) -> bool:
    for other in others:  # noqa: SIM110 - asked a million times, and any() takes twice as long
        if board.clashes(session, choice, other):
            return True
    return False


def _cost_of_people(board: Board, session: int, choice: Choice, shared: Sequence[int]) -> int:
    """What it costs that people come who may, and that people who must can no longer come elsewhere."""
    grid, day, week = board.grid, choice.day, choice.week
    cost = 0
    for person in choice.comers:
        if day in board.must_on[person] or day in board.may_on[person]:
            cost += _cost_of_sharing(board, person, session, choice)
            continue
        cost += board.guest_weight[person]
        if board.load[person][week] >= board.brim[person]:
            cost += grid.weights[BUSY_WEEK]
    return cost + sum(_cost_of_sharing(board, person, session, choice) for person in shared)


def _cost_of_sharing(board: Board, person: int, session: int, choice: Choice) -> int:
    """What it costs somebody who has other sessions on that day, where she is free to come or not."""
    grid, day, week = board.grid, choice.day, choice.week
    is_must = person in grid.must[session]
    joins = len(board.joins(person, day, (session, choice)))
    musts = len(board.must_on[person].get(day, ())) + is_must
    missed = len(board.may_on[person].get(day, ())) + (not is_must) - joins
    was = board.attended[person].get(day, 0)
    cost = (missed - board.missed[person].get(day, 0)) * grid.weights[ABSENT]
    if not was and musts + joins:
        cost += board.guest_weight[person]
    if musts == is_must:  # she must be nowhere else on this day
        cost += is_must * (board.day_weight[person] - board.guest_weight[person])
    brim = board.brim_with(person, week, board.load[person][week] + musts + joins - was)
    return cost + (brim - board.brim[person]) * grid.weights[BUSY_WEEK]
