"""What comes out of planning, and what is told while it goes on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.bounds import Bound
from meetings.planner.rules import Part
from meetings.planner.score import Score


class Ending(StrEnum):
    """Why planning stopped."""

    PROVEN = "proven"  # nothing can be better
    ENOUGH = "enough"  # the time or the number of steps that was asked for
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Limits:
    """When to stop: after so many seconds, so many steps, or so many steps without a better plan; None is no limit.

    With only steps as a limit the same seed gives the same plan, on any machine.
    """

    seconds: float | None = None
    steps: int | None = None
    idle_steps: int | None = None


@dataclass(frozen=True)
class Progress:
    """How far planning is. `slots` is the best plan so far, to be kept; `seconds_left` is None without such a limit."""

    placed: int
    of: int
    score: int
    steps: int
    seconds_left: float | None
    slots: Mapping[int, Slot]


@dataclass(frozen=True)
class Plan:
    """Every session with its moment, by key, fixed ones too, or among the unplaced. `absent` names per session who may
    come and cannot; who has to be told that sessions moved is in `told`."""

    slots: Mapping[int, Slot]
    unplaced: tuple[int, ...]
    absent: Mapping[int, tuple[int, ...]]
    score: Score
    moved: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    bound: Bound | None = None
    steps: int = 0
    ending: Ending = Ending.ENOUGH

    @property
    def placed(self) -> int:
        return len(self.slots)

    @property
    def fewest_days(self) -> int | None:
        """The fewest days on which facilitators can travel (`fewest_days`); None without a bound."""
        return fewest_days(self.bound, self.score) if self.bound else None


def fewest_days(bound: Bound, score: Score) -> int | None:
    """The fewest days on which facilitators can travel, unless people who may come miss more sessions than here.

    None where more is left out than was proven to be needed.
    """
    if score.times(Part.UNPLACED) > bound.unplaced:
        return None
    absent, weight = score.line(Part.ABSENT).total, score.line(Part.FACILITATOR_DAY).weight
    together = -((absent - bound.days_and_absences) // weight) if weight else 0
    return max(bound.facilitator_days, together)


Watch = Callable[[Progress], None]


def plan_on(board: Board, bound: Bound | None = None, steps: int = 0, ending: Ending = Ending.ENOUGH) -> Plan:
    """The plan that stands on a board."""
    grid = board.grid
    moved = [session for session in range(grid.size) if board.is_moved(session)]
    told = sorted({person for session in moved for person in _to_tell(board, session)})
    return Plan(
        slots=board.slots(),
        unplaced=tuple(grid.sessions[session].key for session in board.unplaced),
        absent=_absent(board),
        score=board.score,
        moved=tuple(grid.sessions[session].key for session in moved),
        told=tuple(grid.person_keys[person] for person in told),
        bound=bound,
        steps=steps,
        ending=ending,
    )


def _to_tell(board: Board, session: int) -> Iterable[int]:
    """Who comes to a moved session where it stands, and who came where it stood before."""
    choice = board.at[session]
    return (*board.leaving(session), *(board.joining(session, choice.day) if choice else ()))


def _absent(board: Board) -> dict[int, tuple[int, ...]]:
    grid, absent = board.grid, dict[int, tuple[int, ...]]()
    for session, choice in enumerate(board.at):
        if choice is None:
            continue
        comes = [person for person in choice.comers if session in board.joins(person, choice.day)]
        asked = grid.sessions[session].may_on(grid.date_of(choice.day))
        away = [key for key in asked if grid.person_number[key] not in comes]
        if away:
            absent[grid.sessions[session].key] = tuple(away)
    return absent
