"""What no plan can do better than: bounds that are true whatever the search finds.

Each part is bounded by itself, from what one session or one person allows:

- sessions without a moment: those that have none at all, and of one person those for which she has no room on all the
  moments when her sessions can be;
- days that a facilitator travels: her sessions, divided over days that hold as many as the hours, her way between
  schools, the people whom they ask and the rules allow (`person_bounds.py`, `shares.py`);
- those days and who is absent together: a day is often saved by letting somebody miss a session;
- the total: what every session bears at least, its share of days on the road included, and the busiest weeks.

Whatever more is left unplaced can save no more than it weighs: where the weights say otherwise, the total is only what
each session weighs by itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd

from meetings.planner.grid import Grid
from meetings.planner.person_bounds import Diary, Shortage, diaries
from meetings.planner.rules import Part
from meetings.planner.score import ABSENT, BUSY_WEEK, EDGE_WEEK, FACILITATOR_DAY, PERSON_DAY, UNPLACED, WEEKDAY
from meetings.planner.shares import SCALE, Shares

IsEnough = Callable[[], bool]


@dataclass(frozen=True)
class Bound:
    """No plan has fewer sessions unplaced or a lower total. No plan that leaves out no more than need be has fewer
    days on which facilitators travel, and in none do those days and who is absent weigh less together."""

    unplaced: int
    facilitator_days: int
    total: int
    days_and_absences: int = 0


def bound_of(grid: Grid, is_enough: IsEnough = lambda: False) -> Bound:
    """The bounds of an instance; less sharp, and as true, from the moment that `is_enough` says so."""
    own = {s: min(each.least for each in grid.choices[s]) for s in range(grid.size) if grid.choices[s]}
    nowhere = sum(not grid.choices[s] and grid.fixed[s] is None for s in range(grid.size))
    of_people = diaries(grid)
    short = _shortages(of_people)
    missing = sum(each.too_many for each in short)
    days = _facilitator_days(grid, of_people, short, is_enough)
    together = _days_and_absences(grid, of_people, short, is_enough)
    fixed = sum(choice.own for choice in grid.fixed if choice)
    weigh = grid.weights
    if weigh[UNPLACED] < _most_saved(grid, max(own.values(), default=0)):
        total = nowhere * weigh[UNPLACED] + fixed + sum(min(weigh[UNPLACED], each) for each in own.values())
        return Bound(nowhere + missing, days, total, together)
    lightest = sum(sorted(own.values())[: len(own) - missing])
    apart = days * weigh[FACILITATOR_DAY] + lightest + _days_of_others(grid, of_people, own, short)
    shared = _shared(grid, of_people, missing, is_enough)
    total = (nowhere + missing) * weigh[UNPLACED] + fixed + max(apart, shared) + _busiest_weeks(grid, of_people, short)
    return Bound(nowhere + missing, days, total, together)


def _only(grid: Grid, *parts: int) -> list[int]:
    """The weights of these parts, and nothing for others."""
    return [grid.weights[part] if part in parts else 0 for part in range(len(Part))]


def _facilitator_days(grid: Grid, of_people: Sequence[Diary], short: Sequence[Shortage], is_enough: IsEnough) -> int:
    weights = [int(part == FACILITATOR_DAY) for part in range(len(Part))]
    days = dict.fromkeys((diary.person for diary in of_people if grid.is_facilitator[diary.person]), 0)
    for group in Shares(grid, of_people, weights, is_enough).groups:
        if group.chair is not None:
            days[group.chair] += -(-group.at_least(short) // SCALE)
    return sum(
        max(diary.fewest_days(short), len(diary.fixed_days) + days[diary.person])
        for diary in of_people
        if diary.person in days
    )


def _days_and_absences(grid: Grid, of_people: Sequence[Diary], short: Sequence[Shortage], is_enough: IsEnough) -> int:
    """What days of facilitators and absences weigh together: a whole number of times what both are a multiple of."""
    weights = _only(grid, FACILITATOR_DAY, ABSENT)
    step = SCALE * (gcd(weights[FACILITATOR_DAY], weights[ABSENT]) or 1)
    groups = Shares(grid, of_people, weights, is_enough).groups
    new = sum(-(-group.at_least(short) // step) * step for group in groups) // SCALE
    fixed_days = sum(len(diary.fixed_days) for diary in of_people if grid.is_facilitator[diary.person])
    away = sum(choice.away for choice in grid.fixed if choice)
    return new + fixed_days * weights[FACILITATOR_DAY] + away * weights[ABSENT]


def _shared(grid: Grid, of_people: Sequence[Diary], missing: int, is_enough: IsEnough) -> int:
    """What days on the road and what sessions weigh by themselves come to, when so many sessions are left out."""
    groups = Shares(grid, of_people, grid.weights, is_enough).groups
    people = max((len(people) for people in grid.people_of), default=0)
    most = SCALE * (grid.weights[UNPLACED] - people * grid.weights[BUSY_WEEK])  # else it would be left out
    bears = [min(most, each) for group in groups for each in group.bears.values()]
    back = sum(group.back for group in groups)
    new = sum(sorted(bears)[: len(bears) - missing]) - back
    fixed = sum(len(diary.fixed_days) * _weight_of_day(grid, diary.person) for diary in of_people)
    return -(-new // SCALE) + fixed


def _weight_of_day(grid: Grid, person: int) -> int:
    weigh = grid.weights
    return grid.is_facilitator[person] * weigh[FACILITATOR_DAY] + grid.has_many[person] * weigh[PERSON_DAY]


def _shortages(of_people: Sequence[Diary]) -> list[Shortage]:
    """Which sessions are too many for somebody's time; of people who share a session only one counts."""
    found, counted = list[Shortage](), set[int]()
    every = [each for diary in of_people for each in diary.shortages]
    for short in sorted(every, key=lambda each: (-each.too_many, min(each.sessions))):
        if counted.isdisjoint(short.sessions):
            counted |= short.sessions
            found.append(short)
    return found


def _days_of_others(grid: Grid, of_people: Sequence[Diary], own: dict[int, int], short: Sequence[Shortage]) -> int:
    """What the days of everybody with many schools weigh at least."""
    weigh, total = grid.weights, 0
    is_sure = weigh[ABSENT] - weigh[EDGE_WEEK] - weigh[WEEKDAY] >= weigh[PERSON_DAY]
    for diary in of_people:
        if grid.has_many[diary.person]:
            may = [s for s in diary.may if is_sure and own[s] < weigh[ABSENT]]
            total += diary.with_also(may).fewest_days(short) * weigh[PERSON_DAY]
    return total


def _busiest_weeks(grid: Grid, of_people: Sequence[Diary], short: Sequence[Shortage]) -> int:
    """What the busiest weeks of everybody weigh at least."""
    above = (max(0, diary.busiest_week(short) - grid.share[diary.person]) for diary in of_people)
    return sum(above) * grid.weights[BUSY_WEEK]


def _most_saved(grid: Grid, heaviest: int) -> int:
    """The most that leaving out one session can save elsewhere."""
    people = max((len(people) for people in grid.people_of), default=0)
    weigh = grid.weights
    return heaviest + weigh[FACILITATOR_DAY] + people * (weigh[PERSON_DAY] + weigh[BUSY_WEEK])
