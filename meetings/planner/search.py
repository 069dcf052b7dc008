"""Remove and reinsert: take up a few sessions that have to do with each other, put each in its best place, and keep
the year when it did not become much worse.

What "much" is follows from the scores of some steps ago (late acceptance; Burke and Bykov, "The late acceptance
hill-climbing heuristic", 2017), so that nothing hangs on the clock: the same seed goes the same way.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from meetings.planner.board import Board
from meetings.planner.changes import Changes
from meetings.planner.choices import Choice
from meetings.planner.insertion import Moment, best_place
from meetings.planner.making_room import way_out
from meetings.planner.score import UNPLACED

MEMORY = 12  # steps that the score is compared over
MOST_TAKEN = 14  # sessions in one step
MOST_EVICTED = 12  # sessions that have to give way in one step
APART, TOGETHER = 300, 100  # every so many steps, a while of so many in which weeks may be busier
STAYS = 10  # how much more unwelcome it is, in a careful search, that one moves which had not


class _Crowding(NamedTuple):
    """How it was before a while in which weeks may be busier: what the year weighed, where all stood, and what else."""

    total: int
    at: list[Choice | None]
    people: Sequence[int]
    usual: tuple[list[int], list[int], list[int]]


class Search:
    """A search for a better year on a board; `best` is the lightest year seen, by session.

    A careful one takes up only what stands elsewhere than in the plan before: none of the others moves, unless it has
    to give way. `barred` are moments that a session is not given, save to make room for it.
    """

    def __init__(
        self,
        board: Board,
        seed: int,
        *,
        barred: dict[int, frozenset[Moment]] | None = None,
        is_careful: bool = False,
    ) -> None:
        self.board = board
        self.rng = Random(seed)  # noqa: S311 - not for secrets
        self.changes = Changes(board)
        self.barred = {} if barred is None else barred
        self.is_careful = is_careful
        self.movable = [s for s in range(board.grid.size) if board.grid.choices[s]]
        self.chairs = [person for person, is_chair in enumerate(board.grid.is_facilitator) if is_chair]
        self.crowd = [person for person, many in enumerate(board.grid.has_many) if many] or self.chairs
        self.burden = [1] * board.grid.size
        self._crowding: _Crowding | None = None
        self._remember()

    def _remember(self) -> None:
        self.best_total = self.board.total
        self.best = list(self.board.at)
        self.last_totals = [self.best_total] * MEMORY
        self.steps = 0

    def first(self) -> None:
        """Give every session that stands nowhere its best place, those with the least choice first."""
        board = self.board
        waiting = [session for session in self.movable if board.at[session] is None]
        for session in sorted(waiting, key=lambda each: (sum(len(d.choices) for d in board.grid.choices[each]), each)):
            self._insert(session, by_chance=False)
        self.changes.keep()
        self._remember()

    def step(self) -> bool:
        """One step; True when the year is lighter than any before."""
        if not self.is_careful and self.chairs and self.steps % (APART if self._crowding is None else TOGETHER) == 0:
            self._crowd() if self._crowding is None else self._uncrowd(self._crowding)
        board, was = self.board, self.board.total
        self._reinsert(self.changes.take(self._some()))
        total, place = board.total, self.steps % MEMORY
        self.steps += 1
        if total <= was or total <= self.last_totals[place]:
            self.changes.keep()
        else:
            self.changes.undo()
            total = was
        self.last_totals[place] = min(total, self.last_totals[place])
        if total < self.best_total:
            self.best_total, self.best = total, list(board.at)
            return True
        return False

    def _crowd(self) -> None:
        """Look for a while at one facilitator's year, as if her and her people's weeks may be busier.

        The first two sessions in one week make the busiest week of all who come busier, the next two do not: one by
        one they would never come together.
        """
        if not self.steps:
            return
        board, chair = self.board, self.rng.choice(self.chairs)
        hers = [s for s in self.movable if chair in board.grid.must[s]]
        people = sorted({person for s in hers for person in board.grid.people_of[s]})
        self._crowding = _Crowding(board.total, list(board.at), people, (self.movable, self.chairs, self.crowd))
        self.movable, self.chairs = hers, [chair]
        self.crowd = [person for person in people if board.grid.has_many[person]] or self.chairs
        board.lift(people, self.rng.randint(1, 2))
        self.last_totals = [board.total] * MEMORY

    def _uncrowd(self, crowding: "_Crowding") -> None:
        """Count as ever, and go back when it came to nothing."""
        board, self._crowding = self.board, None
        board.lift(crowding.people, 0)
        self.movable, self.chairs, self.crowd = crowding.usual
        if board.total > crowding.total:
            self.put_down(crowding.at)
        self.last_totals = [board.total] * MEMORY
        if board.total < self.best_total:
            self.best_total, self.best = board.total, list(board.at)

    def show_best(self) -> None:
        """Put the best year that was seen on the board."""
        if self._crowding:
            self._uncrowd(self._crowding)
        self.put_down(self.best)

    def put_down(self, at: Sequence[Choice | None]) -> None:
        """Make the board like this year."""
        board = self.board
        differs = [session for session, choice in enumerate(at) if board.at[session] != choice]
        for session in differs:
            if board.at[session] is not None:
                board.remove(session)
        for session in differs:
            choice = at[session]
            if choice is not None:
                board.place(session, choice)
        self.changes.keep()

    def _reinsert(self, taken: list[int]) -> None:
        """Put down what was taken up, and what stands nowhere; what finds no place may make room for itself."""
        homeless = self._homeless(taken)
        waiting = self._in_order([*taken, *homeless])
        # Not always as many: else the same ones could end in the same places every time.
        evictions = self.rng.randint(0, MOST_EVICTED) if homeless else MOST_EVICTED
        while waiting:
            session = waiting.pop(0)
            if self._insert(session):
                continue
            self.burden[session] += 1
            out = way_out(self.board, session, self._weight, self.rng) if evictions > 0 else None
            if out:
                choice, leaving = out
                evictions -= max(1, len(leaving))
                waiting += self.changes.take(sorted(leaving))
                self.changes.put(session, choice)

    def _homeless(self, taken: Sequence[int]) -> list[int]:
        """A few of those that stood nowhere before this step."""
        if self.board.times[UNPLACED] <= len(taken):
            return []
        found = [s for s in self.movable if self.board.at[s] is None and s not in taken]
        return self.rng.sample(found, min(3, len(found)))

    def _insert(self, session: int, *, by_chance: bool = True) -> bool:
        place = best_place(
            self.board, session, rng=self.rng if by_chance else None, barred=self.barred.get(session, frozenset())
        )
        if place is None:
            return False
        self.changes.put(session, place.choice)
        return True

    def _weight(self, session: int) -> int:
        """How unwelcome it is that a session has to give way."""
        stays = self.is_careful and not self.board.is_moved(session)
        return self.burden[session] + (STAYS if stays else 0)

    def _in_order(self, waiting: list[int]) -> list[int]:
        """By chance, or those with the least choice first."""
        self.rng.shuffle(waiting)
        if self.rng.random() < 0.5:
            waiting.sort(key=lambda session: len(self.board.grid.choices[session]))
        return waiting

    def _some(self) -> Sequence[int]:
        """Sessions that have to do with each other, chosen in one of a few ways."""
        if not self.movable:
            return ()
        if self.is_careful:
            return self._moved()
        ways: tuple[Callable[[], Sequence[int]], ...] = (
            self._days_of_a_chair,
            self._days_of_a_chair,
            self._days_of_somebody,
            self._a_day_less,
            self._around_one_day,
            self._busiest_week,
            self._any,
        )
        return self.rng.choice(ways)()[:MOST_TAKEN]

    def _days_of_a_chair(self) -> Sequence[int]:
        """What somebody facilitates on a few of her emptier days."""
        return self._days_of(self.rng.choice(self.chairs)) if self.chairs else self._any()

    def _days_of_somebody(self) -> Sequence[int]:
        """Where somebody with many schools must be on a few of her emptier days."""
        return self._days_of(self.rng.choice(self.crowd)) if self.crowd else self._any()

    def _days_of(self, person: int) -> Sequence[int]:
        days = self.board.must_on[person]
        if not days:
            return self._any()
        some = self.rng.sample(sorted(days), min(len(days), 6))
        some.sort(key=lambda day: len(days[day]))
        return [session for day in some[: self.rng.randint(1, 3)] for session in days[day]]

    def _a_day_less(self) -> Sequence[int]:
        """A whole day of somebody, one of her emptier ones, and a few sessions of fuller days, which then have room."""
        person = self.rng.choice(self.chairs) if self.chairs else -1
        days = self.board.must_on[person] if self.chairs else {}
        if len(days) < 2:
            return self._any()
        some = self.rng.sample(sorted(days), min(len(days), 4))
        thin = min(some, key=lambda day: len(days[day]))
        others = [session for day, there in days.items() if day != thin and len(there) > 1 for session in there]
        return [*days[thin], *self.rng.sample(others, min(len(others), self.rng.randint(1, 5)))]

    def _around_one_day(self) -> Sequence[int]:
        """All of one person within a week or so of some day."""
        person = self.rng.choice(self.board.grid.must[self.rng.choice(self.movable)] or (0,))
        days = sorted(self.board.must_on[person])
        if not days:
            return self._any()
        middle, reach = self.rng.choice(days), self.rng.randint(3, 10)
        return [s for day in days if abs(day - middle) <= reach for s in self.board.must_on[person][day]]

    def _busiest_week(self) -> Sequence[int]:
        """What makes somebody's busiest week busy."""
        if not self.crowd:
            return self._any()
        person = self.rng.choice(self.crowd)
        load = self.board.load[person]
        week = load.index(max(load))
        days = range(7 * week, 7 * week + 7)
        return [
            s for day in days for where in (self.board.must_on, self.board.may_on) for s in where[person].get(day, ())
        ]

    def _moved(self) -> Sequence[int]:
        """Some of those that stand elsewhere than before."""
        moved = [session for session in self.movable if self.board.is_moved(session)]
        return self.rng.sample(moved, self.rng.randint(1, min(len(moved), MOST_TAKEN))) if moved else ()

    def _any(self) -> Sequence[int]:
        return self.rng.sample(self.movable, min(len(self.movable), self.rng.randint(1, 6)))
