"""Why a session stands nowhere: the fewest facts that together leave it no moment.

Every moment that the session's window and school allow is taken from it by one fact or more. The explanation is the
smallest set of facts that takes them all: "she works on Tuesdays only, and all Tuesdays are full".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.choices import Choice
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance
from meetings.planner.planning import put_back

MOST_TRIED = 4  # facts in a set that is looked for by trying all; larger ones are put together one by one


class FactKind(StrEnum):
    """What can take a moment from a session."""

    NO_MOMENTS = "no_moments"  # window, school days and starting times leave nothing
    NOT_WORKING = "not_working"  # somebody who must come works other half-days
    NOT_TOGETHER = "not_together"  # a few who must come all work on few half-days, or on none
    INCOMPLETE = "incomplete"  # somebody is lacking then who comes later
    ABSENT = "absent"  # somebody who must come is away on those days
    ELSEWHERE = "elsewhere"  # she must be at another session then, or is on her way
    DAY_FULL = "day_full"  # she has as many sessions that day as may be
    WEEK_FULL = "week_full"  # she facilitates as many sessions that week as may be
    SIBLING = "sibling"  # the school's other session is too near


# What is so even when it is the only session of the year.
LASTING = (FactKind.NOT_WORKING, FactKind.ABSENT, FactKind.INCOMPLETE)
Reason = tuple[FactKind, int | None]  # a kind of fact, and whom it is about


@dataclass(frozen=True)
class Fact:
    """Something that takes moments from a session, on so many days. `person` is a key, `people` are those of whom it is
    so together; `others` are the sessions, by key, that stand in the way."""

    kind: FactKind
    person: int | None
    moments: int
    days: int
    others: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Why a session, by its key, stands nowhere. `is_final` when that would be so if it were alone in the year."""

    session: int
    facts: tuple[Fact, ...]
    moments: int
    is_final: bool


def explain(instance: Instance, slots: Mapping[int, Slot]) -> list[Explanation]:
    """An explanation of every session that a plan leaves out, in the order of their keys."""
    grid = Grid(instance)
    board = Board(grid)
    put_back(board, slots)
    return [explanation_of(board, session) for session in board.unplaced]


def explanation_of(board: Board, session: int) -> Explanation:
    """Why a session, by number, stands nowhere on a board."""
    grid, key = board.grid, board.grid.sessions[session].key
    takers, moments = _takers(board, session)
    if not moments:
        return Explanation(key, (Fact(FactKind.NO_MOMENTS, None, 0, 0),), 0, is_final=True)
    is_final = not grid.choices[session]
    taken = {
        reason: sum(1 << place for place in places)
        for reason, places in takers.items()
        if not is_final or reason[0] in LASTING
    }
    chosen = _fewest(taken, (1 << len(moments)) - 1)
    together = _not_together(board, session, chosen)
    facts = [
        _fact(board, session, reason, [moments[place] for place in takers[reason]])
        for reason in chosen
        if reason not in together
    ]
    if together:
        places = sorted(set[int]().union(*(takers[reason] for reason in together)))
        facts.append(_fact_of_some(together, [moments[place] for place in places]))
    facts.sort(key=lambda fact: -fact.moments)
    return Explanation(key, tuple(facts), len(moments), is_final)


def _not_together(board: Board, session: int, chosen: Sequence[Reason]) -> list[Reason]:
    """Who of them work other half-days and have to be there together, whatever the day; none where it is one alone."""
    terms = board.grid.sessions[session].terms
    found = [reason for reason in chosen if reason[0] == FactKind.NOT_WORKING and reason[1] not in terms]
    return found if len(found) > 1 else []


def _fact_of_some(together: Sequence[Reason], moments: Sequence[Choice]) -> Fact:
    people = tuple(sorted(key for _, key in together if key is not None))
    days = len({choice.day for choice in moments})
    return Fact(FactKind.NOT_TOGETHER, None, len(moments), days, people=people)


def _takers(board: Board, session: int) -> tuple[dict[Reason, list[int]], list[Choice]]:
    """Per fact the places of the moments that it takes, and all moments that window and school allow."""
    moments = board.grid.moments_but_for_people(session)
    takers: dict[Reason, list[int]] = defaultdict(list)
    for place, choice in enumerate(moments):
        for reason in _reasons(board, session, choice):
            takers[reason].append(place)
    return takers, moments


def _reasons(board: Board, session: int, choice: Choice) -> Iterator[Reason]:
    grid = board.grid
    asked, slot = grid.sessions[session], grid.slot(session, choice)
    if any(board.is_too_near(session, other, choice.day) for other in grid.siblings[session]):
        yield FactKind.SIBLING, None
    if any(slot.day in period for period in asked.incomplete):
        yield FactKind.INCOMPLETE, None
    for key in asked.must_on(slot.day):
        yield from ((kind, key) for kind in _of_person(board, session, choice, key))


def _of_person(board: Board, session: int, choice: Choice, key: int) -> Iterator[FactKind]:
    """Why somebody who must come cannot."""
    grid = board.grid
    person, number, slot = grid.instance.person[key], grid.person_number[key], grid.slot(session, choice)
    if person.is_absent(slot.day):
        yield FactKind.ABSENT
    if not person.works(slot, grid.rules.noon):
        yield FactKind.NOT_WORKING
    standing = board.must_on[number].get(choice.day, ())
    if any(board.clashes(session, choice, other) for other in standing):
        yield FactKind.ELSEWHERE
    if len(standing) >= grid.rules.most_a_day:
        yield FactKind.DAY_FULL
    if board.duties[number][choice.week] >= grid.most_a_week[number]:
        yield FactKind.WEEK_FULL


def _fewest(taken: Mapping[Reason, int], all_moments: int) -> Sequence[Reason]:
    """The smallest set of facts that together take every moment; of equals the one whose facts take most."""
    reasons = sorted(taken, key=lambda reason: (-taken[reason].bit_count(), str(reason)))
    for size in range(1, MOST_TRIED + 1):
        for some in combinations(reasons, size):
            covered = 0
            for reason in some:
                covered |= taken[reason]
            if covered == all_moments:
                return some
    chosen, left = list[Reason](), all_moments
    while left and (best := max(reasons, key=lambda reason: (taken[reason] & left).bit_count())) not in chosen:
        chosen.append(best)
        left &= ~taken[best]
    return chosen


def _fact(board: Board, session: int, reason: Reason, moments: Sequence[Choice]) -> Fact:
    kind, person = reason
    grid = board.grid
    others = set[int]()
    for choice in moments:
        others.update(_in_the_way(board, session, reason, choice))
    keys = tuple(sorted(grid.sessions[other].key for other in others))
    return Fact(kind, person, len(moments), len({choice.day for choice in moments}), keys)


def _in_the_way(board: Board, session: int, reason: Reason, choice: Choice) -> list[int]:
    kind, key = reason
    grid = board.grid
    if kind == FactKind.SIBLING:
        return [other for other in grid.siblings[session] if board.is_too_near(session, other, choice.day)]
    if key is None or kind in {FactKind.NOT_WORKING, FactKind.ABSENT}:
        return []
    days = board.must_on[grid.person_number[key]]
    if kind == FactKind.WEEK_FULL:
        week = range(7 * choice.week, 7 * choice.week + 7)
        return [other for day in week for other in days.get(day, ())]
    standing = days.get(choice.day, [])
    if kind == FactKind.DAY_FULL:
        return list(standing)
    return [other for other in standing if board.clashes(session, choice, other)]
