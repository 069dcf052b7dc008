"""A plan again, after something changed: as few sessions as can be move, and only who comes to those has to be told.

All that may stay, stays. What may not looks for a place among it; where there is none, a few others give way. Only
sessions that moved, and those that people share with them, are looked at again: nobody's year is turned over to
save a day on the road.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.bounds import bound_of
from meetings.planner.grid import Grid
from meetings.planner.insertion import Moment
from meetings.planner.instance import Instance
from meetings.planner.plan import Limits, Plan, Watch, plan_on
from meetings.planner.planning import Clock, Reporter, improve, put_back
from meetings.planner.search import Search

USUAL = Limits(steps=300, idle_steps=100)
ALTERNATIVES = 3


def replan(
    instance: Instance,
    before: Mapping[int, Slot],
    *,
    seed: int = 0,
    limits: Limits = USUAL,
    alternatives: int = ALTERNATIVES,
    with_bound: bool = True,
    watch: Watch | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> list[Plan]:
    """Plans for an instance as it is now, near a plan from before; the best first, each different from the others.

    They are ranked by sessions placed, then by sessions moved, then by score. There are fewer when no others are found.
    The limits are of each alternative. Each plan has the bound of the instance as it is now, whatever stood before: no
    plan at all is below it, near to that from before or not. It takes a second or two where nobody works alike; who
    shows no bound leaves it out. `watch` is told of each plan how far it is, a few times a second; when `is_cancelled`
    says so, what was found is enough.
    """
    grid, found, barred, stop = Grid(instance), list[Plan](), _Barred(), _Stop(is_cancelled)
    for number in range(2 * alternatives):
        plan = _near(grid, before, seed + number, limits, barred, watch, stop.is_asked)
        if all(dict(plan.slots) != dict(other.slots) for other in found):
            found.append(plan)
        if not plan.moved or len(found) == alternatives or stop.was_asked:
            break
        barred.add(grid, plan)
    bound = bound_of(grid, stop.is_asked) if with_bound else None
    found = [replace(plan, bound=bound) for plan in found]
    return sorted(found, key=lambda each: (-each.placed, len(each.moved), each.score.total))


@dataclass
class _Stop:
    """Remembers that somebody cancelled: who says so once need not say it again."""

    is_cancelled: Callable[[], bool]
    was_asked: bool = False

    def is_asked(self) -> bool:
        """Whether it is enough."""
        self.was_asked = self.was_asked or self.is_cancelled()
        return self.was_asked


@dataclass
class _Barred:
    """The moments that earlier alternatives gave to the sessions that moved."""

    moments: dict[int, frozenset[Moment]] = field(default_factory=dict)

    def add(self, grid: Grid, plan: Plan) -> None:
        """Bar these too."""
        for key in plan.moved:
            slot = plan.slots.get(key)
            if slot is not None:
                session = grid.session_number[key]
                moment = (slot.day - grid.hours.first_day).days, slot.first_minute
                self.moments[session] = self.moments.get(session, frozenset()) | {moment}


def _near(
    grid: Grid,
    before: Mapping[int, Slot],
    seed: int,
    limits: Limits,
    barred: _Barred,
    watch: Watch | None,
    is_cancelled: Callable[[], bool],
) -> Plan:
    """The plan nearest to one from before that avoids what is barred, save for sessions that have nothing else."""
    board = Board(grid, before)
    put_back(board, before)
    search = Search(board, seed, barred=dict(barred.moments), is_careful=True)
    search.first()
    for session in board.unplaced:
        search.barred.pop(session, None)
    clock = Clock(limits)
    reporter = Reporter(search, clock, watch, is_cancelled)
    reporter.report()
    improve(search, clock, is_cancelled=reporter.hears_no_more)
    search.show_best()
    return plan_on(board, steps=search.steps)
