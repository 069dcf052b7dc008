"""What would give a session a moment after all: changes that a person can make, each tried by really planning.

A change counts only when the session then stands somewhere, and no session that stood has to go.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from meetings.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.explaining import Explanation, FactKind
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance, Person, Session
from meetings.planner.plan import Limits
from meetings.planner.planning import Clock, improve, put_back, show
from meetings.planner.search import Search
from teams.week import DAYS, PARTS, HalfDays

TRIAL = Limits(steps=40)
MOST_TRIED = 40  # changes
FIRST_OF_KIND = 2  # changes of one kind among the three


class ChangeKind(StrEnum):
    """What somebody could do."""

    EXTRA_HALF_DAY = "extra_half_day"  # a person works one more half-day
    PRESENT = "present"  # a person is not absent after all
    OPTIONAL = "optional"  # the session may be without this person
    UNLOCK = "unlock"  # a session that was locked in the plan may move


@dataclass(frozen=True)
class Change:
    """One change; of a person (`weekday` 0 for Monday, `part` 0 for the morning) or of another session, by key.

    `slot` is where the session then stands, and `moved` how many others stand elsewhere for it.
    """

    kind: ChangeKind
    person: int | None = None
    weekday: int | None = None
    part: int | None = None
    session: int | None = None
    slot: Slot | None = None
    moved: int = 0


def changes_for(
    instance: Instance, slots: Mapping[int, Slot], explanation: Explanation, *, most: int = 3, seed: int = 0
) -> list[Change]:
    """Up to three changes that give an unplaced session a moment, those that move the fewest others first."""
    grid = Grid(instance)
    session = instance.session[explanation.session]
    found = list[Change]()
    for number, change in enumerate(_thinkable(instance, session, explanation)):
        if number >= MOST_TRIED or len(found) >= most * 2:
            break
        tried = _tried(grid, slots, session, change, seed)
        if tried and sum(each.kind == tried.kind for each in found) < FIRST_OF_KIND:
            found.append(tried)
    return sorted(found, key=lambda each: each.moved)[:most]


def changed(instance: Instance, session: int, change: Change) -> Instance:
    """The instance after a change, made for the sake of a session by its key."""
    if change.kind == ChangeKind.OPTIONAL:
        sessions = [_without(each, change.person) if each.key == session else each for each in instance.sessions]
        return replace(instance, sessions=tuple(sessions))
    if change.kind == ChangeKind.UNLOCK:
        sessions = [
            replace(each, fixed=None, is_locked=False) if each.key == change.session else each
            for each in instance.sessions
        ]
        return replace(instance, sessions=tuple(sessions))
    people = tuple(_freer(each, change) if each.key == change.person else each for each in instance.people)
    return replace(instance, people=people)


def _thinkable(instance: Instance, session: Session, explanation: Explanation) -> Iterator[Change]:
    """The changes that could help, those of the people in the explanation first."""
    told = [fact.person for fact in explanation.facts if fact.person is not None]
    locked = {key for fact in explanation.facts for key in fact.others if instance.session[key].is_locked}
    for key in sorted(locked):
        yield Change(ChangeKind.UNLOCK, session=key)
    for key in dict.fromkeys(told):
        if any(fact.kind == FactKind.ABSENT and fact.person == key for fact in explanation.facts):
            yield Change(ChangeKind.PRESENT, key)
        yield from _half_days(instance.person[key])
    chairs = {each.facilitator for each in instance.sessions}
    for key in dict.fromkeys([*told, *session.required]):
        if key not in chairs:
            yield Change(ChangeKind.OPTIONAL, key)
    for key in session.must:
        if key not in told:
            yield from _half_days(instance.person[key])


def _half_days(person: Person) -> Iterator[Change]:
    """Every half-day that somebody does not work; none when nobody knows when she works."""
    if person.half_days is not None and person.week_is_known:
        for weekday in range(len(DAYS)):
            for part in range(len(PARTS)):
                if not person.half_days.includes(weekday, part):
                    yield Change(ChangeKind.EXTRA_HALF_DAY, person.key, weekday, part)


def _tried(grid: Grid, slots: Mapping[int, Slot], session: Session, change: Change, seed: int) -> Change | None:
    """The change with what comes of it, or None when the session still stands nowhere."""
    instance = changed(grid.instance, session.key, change)
    if change.kind == ChangeKind.UNLOCK:
        looser = Grid(instance)
    else:
        looser = grid.with_session(instance.session[session.key], instance)
    number = looser.session_number[session.key]
    if not looser.choices[number]:
        return None
    board = Board(looser, slots)
    put_back(board, slots)
    placed = len(slots)
    search = Search(board, seed, is_careful=True)
    search.first()
    if board.at[number] is None:
        improve(search, Clock(TRIAL))
        show(search)
    choice = board.at[number]
    if choice is None or grid.size - len(board.unplaced) <= placed:
        return None
    moved = sum(board.is_moved(each) for each in range(looser.size))
    return replace(change, slot=looser.slot(number, choice), moved=moved)


def _without(session: Session, person: int | None) -> Session:
    required = tuple(key for key in session.required if key != person)
    asked = () if person is None else (person,)
    return replace(session, required=required, optional=(*session.optional, *asked))


def _freer(person: Person, change: Change) -> Person:
    if change.kind == ChangeKind.PRESENT or change.weekday is None or change.part is None:
        return replace(person, absences=())
    bits = person.half_days.bits if person.half_days else ()
    return replace(person, half_days=HalfDays.of([*bits, 2 * change.weekday + change.part]))
