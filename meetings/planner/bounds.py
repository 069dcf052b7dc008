"""What no plan can do better than: bounds that are true whatever the search finds.

Each part is bounded by itself, from what one session or one person allows:

- sessions without a moment: those that have none at all, and of one person those for which she has no room on all the
  moments when her sessions can be;
- days that a facilitator travels: her sessions, divided over days that hold as many as the hours, her way between
  schools and the rules allow (`person_bounds.py`);
- the total: these, what the best moment of each session weighs by itself, the days of others with many schools, and
  the busiest weeks.

Whatever more is left unplaced can save no more than it weighs: where the weights say otherwise, the total is only what
each session weighs by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.planner.grid import Grid
from meetings.planner.person_bounds import Diary, Shortage, diaries
from meetings.planner.score import ABSENT, BUSY_WEEK, EDGE_WEEK, FACILITATOR_DAY, PERSON_DAY, UNPLACED, WEEKDAY


@dataclass(frozen=True)
class Bound:
    """No plan has fewer sessions unplaced or a lower total. No plan that leaves out no more than need be has fewer
    days on which facilitators travel."""

    unplaced: int
    facilitator_days: int
    total: int


def bound_of(grid: Grid) -> Bound:
    """The bounds of an instance."""
    own = {s: min(each.least for each in grid.choices[s]) for s in range(grid.size) if grid.choices[s]}
    nowhere = sum(not grid.choices[s] and grid.fixed[s] is None for s in range(grid.size))
    of_people = diaries(grid)
    short = _shortages(of_people)
    missing = sum(each.too_many for each in short)
    days = sum(diary.fewest_days(short) for diary in of_people if grid.is_facilitator[diary.person])
    fixed = sum(choice.own for choice in grid.fixed if choice)
    weigh = grid.weights
    if weigh[UNPLACED] < _most_saved(grid, max(own.values(), default=0)):
        total = nowhere * weigh[UNPLACED] + fixed + sum(min(weigh[UNPLACED], each) for each in own.values())
        return Bound(nowhere + missing, days, total)
    lightest = sum(sorted(own.values())[: len(own) - missing])
    others = _of_others(grid, of_people, own, short)
    total = (nowhere + missing) * weigh[UNPLACED] + days * weigh[FACILITATOR_DAY] + fixed + lightest + others
    return Bound(nowhere + missing, days, total)


def _shortages(of_people: Sequence[Diary]) -> list[Shortage]:
    """Which sessions are too many for somebody's time; of people who share a session only one counts."""
    found, counted = list[Shortage](), set[int]()
    every = [each for diary in of_people for each in diary.shortages]
    for short in sorted(every, key=lambda each: (-each.too_many, min(each.sessions))):
        if counted.isdisjoint(short.sessions):
            counted |= short.sessions
            found.append(short)
    return found


def _of_others(grid: Grid, of_people: Sequence[Diary], own: dict[int, int], short: Sequence[Shortage]) -> int:
    """What the days and the busiest weeks of everybody weigh at least."""
    weigh, total = grid.weights, 0
    is_sure = weigh[ABSENT] - weigh[EDGE_WEEK] - weigh[WEEKDAY] >= weigh[PERSON_DAY]
    for diary in of_people:
        if grid.has_many[diary.person]:
            may = [s for s in diary.may if is_sure and own[s] < weigh[ABSENT]]
            total += diary.with_also(may).fewest_days(short) * weigh[PERSON_DAY]
        total += max(0, diary.busiest_week(short) - grid.share[diary.person]) * weigh[BUSY_WEEK]
    return total


def _most_saved(grid: Grid, heaviest: int) -> int:
    """The most that leaving out one session can save elsewhere."""
    people = max((len(people) for people in grid.people_of), default=0)
    weigh = grid.weights
    return heaviest + weigh[FACILITATOR_DAY] + people * (weigh[PERSON_DAY] + weigh[BUSY_WEEK])
