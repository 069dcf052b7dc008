"""Planning a year: a first plan at once, then better ones until the time is up, nothing can be better, or somebody says
so. Whoever asks gets the best plan so far."""

from collections.abc import Callable, Mapping
from time import monotonic

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.bounds import Bound, bound_of
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance
from meetings.planner.plan import Ending, Limits, Plan, Progress, Watch, plan_on
from meetings.planner.search import Search

USUAL = Limits(seconds=30.0)
BETWEEN_REPORTS = 0.25  # seconds


def plan_year(
    instance: Instance,
    *,
    seed: int = 0,
    limits: Limits = USUAL,
    start: Mapping[int, Slot] | None = None,
    bound: Bound | None = None,
    watch: Watch | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """The best plan found for a year. Who planned the same year before may hand its `bound`, which takes time to find.

    `start` is a plan to go on from, as `watch` was handed it before a restart; what no longer fits is placed anew.
    `watch` is told how far planning is at its first plan, a few times a second and at the end; `is_cancelled` is
    asked as often.
    """
    clock = Clock(limits)
    grid = Grid(instance)
    board = Board(grid)
    put_back(board, start or {})
    search = Search(board, seed)
    search.first()
    reporter = Reporter(search, clock, watch, is_cancelled)
    reporter.report()
    bound = bound or bound_of(grid, lambda: clock.seconds_left == 0.0 or reporter.hears_no_more())
    ending = improve(search, clock, bound, reporter.hears_no_more)
    search.show_best()
    reporter.report()
    return plan_on(board, bound, search.steps, ending)


class Clock:
    """When a search has to stop."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._began = monotonic()

    @property
    def seconds_left(self) -> float | None:
        """What is left of the time, or None when there is no end to it."""
        seconds = self._limits.seconds
        return None if seconds is None else max(0.0, self._began + seconds - monotonic())

    def is_over(self, steps: int, idle: int) -> bool:
        """Whether the time is up after so many steps, the last so many without a better plan."""
        limits = self._limits
        if limits.steps is not None and steps >= limits.steps:
            return True
        return (limits.idle_steps is not None and idle >= limits.idle_steps) or self.seconds_left == 0.0


class Reporter:
    """Tells how far the search is, and asks whether to go on, not more often than is of use."""

    def __init__(self, search: Search, clock: Clock, watch: Watch | None, is_cancelled: Callable[[], bool]) -> None:
        self._search, self._clock, self._watch, self._is_cancelled = search, clock, watch, is_cancelled
        self._last = monotonic()

    def hears_no_more(self) -> bool:
        """Whether somebody cancelled, as far as it is time to ask again; tells how far the search is."""
        if monotonic() - self._last < BETWEEN_REPORTS:
            return False
        self.report()
        return self._is_cancelled()

    def report(self) -> None:
        self._last = monotonic()
        if self._watch is None:
            return
        search, grid = self._search, self._search.board.grid
        slots = {grid.sessions[s].key: grid.slot(s, choice) for s, choice in enumerate(search.best) if choice}
        left = self._clock.seconds_left
        self._watch(Progress(len(slots), grid.size, search.best_total, search.steps, left, slots))


def improve(
    search: Search, clock: Clock, bound: Bound | None = None, is_cancelled: Callable[[], bool] = lambda: False
) -> Ending:
    """Search until it is enough; says why it stopped."""
    better_at = 0
    while not clock.is_over(search.steps, search.steps - better_at):
        if bound is not None and search.best_total <= bound.total:
            return Ending.PROVEN
        if is_cancelled():
            return Ending.CANCELLED
        if search.step():
            better_at = search.steps
    return Ending.PROVEN if bound is not None and search.best_total <= bound.total else Ending.ENOUGH


def plan_of(instance: Instance, slots: Mapping[int, Slot], before: Mapping[int, Slot] | None = None) -> Plan:
    """The plan that these moments make, as far as they break no rule; the rest of the sessions is unplaced. What moved
    is counted from `before`."""
    board = Board(Grid(instance), before)
    put_back(board, slots)
    return plan_on(board)


def put_back(board: Board, slots: Mapping[int, Slot]) -> None:
    """Place sessions where they were, as far as they may be there and go together."""
    for key, slot in sorted(slots.items()):
        session = board.grid.session_number.get(key)
        if session is None or board.at[session] is not None:
            continue
        choice = board.grid.choice_at(session, slot)
        if choice is not None and board.fits(session, choice):
            board.place(session, choice)
