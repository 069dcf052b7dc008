"""What would give a session a moment after all: changes that a person can make, each tried by really planning.

A change counts only when the session then stands somewhere, and no session that stood has to go. First is looked for
changes for which nobody else has to move; only when there are too few of those, others may.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import StrEnum

from meetings.moments.circumstances import Slot
from meetings.planner.board import Board
from meetings.planner.explaining import Explanation, Fact, FactKind
from meetings.planner.grid import Grid
from meetings.planner.insertion import best_place
from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.planning import put_back
from meetings.planner.search import Search
from schools.periods import Period
from teams.week import DAYS, PARTS, HalfDays

STEPS = 15  # of a search for a place for which others move
MOST_SEARCHED = 12  # changes
FIRST_OF_KIND = 2  # changes of one kind among the three
OTHER_STARTS = (time(9), time(9, 30), time(10), time(11), time(13, 30), time(14), time(14, 30), time(15, 30))
WEEK = timedelta(days=7)


class ChangeKind(StrEnum):
    """What somebody could do."""

    EXTRA_HALF_DAY = "extra_half_day"  # a person works one more half-day
    PRESENT = "present"  # a person is not absent after all
    OPTIONAL = "optional"  # the session may be without this person
    UNLOCK = "unlock"  # a session that was locked in the plan may move
    EXTRA_START = "extra_start"  # the school allows one more time to begin
    EARLIER = "earlier"  # the window of this kind of session opens a week before
    LATER = "later"  # it closes a week after


@dataclass(frozen=True)
class Change:
    """One change; of a person (`weekday` 0 for Monday, `part` 0 for the morning), of another session, both by key, or
    of when the school's sessions may begin (`starts`).

    `slot` is where the session then stands, and `moved` how many others stand elsewhere for it.
    """

    kind: ChangeKind
    person: int | None = None
    weekday: int | None = None
    part: int | None = None
    session: int | None = None
    slot: Slot | None = None
    moved: int = 0
    starts: time | None = None


def changes_for(
    instance: Instance, slots: Mapping[int, Slot], explanation: Explanation, *, most: int = 3, seed: int = 0
) -> list[Change]:
    """Up to three changes that give an unplaced session a moment: those that move the fewest others first, and of
    those one of each kind before a second one."""
    session = instance.session[explanation.session]
    thinkable = list(_thinkable(instance, session, explanation))
    near = Grid(instance.near(session))
    tried = {change: _beside(near, slots, session, change) for change in thinkable}
    hard = [change for change in thinkable if tried[change] is None]
    if len(_best(tried.values())) >= most:
        hard = [change for change in hard if change.kind == ChangeKind.UNLOCK]
    for change in hard[:MOST_SEARCHED]:
        tried[change] = _searched(instance, slots, session, change, seed)
    return _best(tried.values())[:most]


def _best(tried: Iterable[Change | None]) -> list[Change]:
    """The first few of each kind, a first one before a second; those for which the fewest others move first."""
    nth, ranked = Counter[ChangeKind](), list[tuple[int, int, int, Change]]()
    for change in sorted((each for each in tried if each), key=_moved):
        nth[change.kind] += 1
        if nth[change.kind] <= FIRST_OF_KIND:
            ranked.append((_moved(change), nth[change.kind], len(ranked), change))
    return [change for *_, change in sorted(ranked, key=lambda each: each[:3])]


def _moved(change: Change) -> int:
    """How many others move; that an unlocked one does is what was asked."""
    return change.moved - (change.kind == ChangeKind.UNLOCK)


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
    if change.kind == ChangeKind.EXTRA_START:
        where = instance.session[session].school
        schools = tuple(_opener(each, change) if each.key == where else each for each in instance.schools)
        return replace(instance, schools=schools)
    if change.kind in {ChangeKind.EARLIER, ChangeKind.LATER}:
        kind = instance.session[session].kind
        return replace(instance, windows={**instance.windows, kind: _wider(instance.windows[kind], change)})
    people = tuple(_freer(each, change) if each.key == change.person else each for each in instance.people)
    return replace(instance, people=people)


def _thinkable(instance: Instance, session: Session, explanation: Explanation) -> Iterator[Change]:
    """The changes that could help, those of the people in the explanation first."""
    told = list(dict.fromkeys(person for fact in explanation.facts for person in _people_of(fact)))
    locked = {key for fact in explanation.facts for key in fact.others if instance.session[key].is_locked}
    yield from (Change(ChangeKind.UNLOCK, session=key) for key in sorted(locked))
    absent = {fact.person for fact in explanation.facts if fact.kind == FactKind.ABSENT}
    for key in told:
        if key in absent:
            yield Change(ChangeKind.PRESENT, key)
        yield from _half_days(instance.person[key])
    starts = instance.school[session.school].starts
    yield from (Change(ChangeKind.EXTRA_START, starts=each) for each in OTHER_STARTS if each not in starts)
    people = dict.fromkeys([*told, *session.required])
    yield from (Change(ChangeKind.OPTIONAL, key) for key in people if key != session.facilitator)
    for key in session.must:
        if key not in told:
            yield from _half_days(instance.person[key])
    yield from (Change(ChangeKind.EARLIER), Change(ChangeKind.LATER))


def _people_of(fact: Fact) -> tuple[int, ...]:
    return fact.people if fact.person is None else (fact.person, *fact.people)


def _half_days(person: Person) -> Iterator[Change]:
    """Every half-day that somebody does not work; none when nobody knows when she works."""
    if person.half_days is not None and person.week_is_known:
        for weekday in range(len(DAYS)):
            for part in range(len(PARTS)):
                if not person.half_days.includes(weekday, part):
                    yield Change(ChangeKind.EXTRA_HALF_DAY, person.key, weekday, part)


def _beside(grid: Grid, slots: Mapping[int, Slot], session: Session, change: Change) -> Change | None:
    """The change with the place that it makes beside all that stands, or None when there is none."""
    instance = changed(grid.instance, session.key, change)
    has_same_people = change.kind in {ChangeKind.EXTRA_HALF_DAY, ChangeKind.PRESENT}
    looser = grid.with_choices_of(session, instance) if has_same_people else Grid(instance)
    number = looser.session_number[session.key]
    if not looser.choices[number]:
        return None
    board = Board(looser)
    put_back(board, slots)
    place = best_place(board, number)
    return replace(change, slot=looser.slot(number, place.choice)) if place else None


def _searched(
    instance: Instance, slots: Mapping[int, Slot], session: Session, change: Change, seed: int
) -> Change | None:
    """The change with the place that comes of it when others may move, or None when none is found."""
    grid = Grid(changed(instance, session.key, change))
    number = grid.session_number[session.key]
    board = Board(grid, slots)
    put_back(board, slots)
    search = Search(board, seed, is_careful=True)
    # Others that stand nowhere stay so: it is this one that is asked about.
    search.movable = [each for each in search.movable if board.at[each] or each == number]
    while search.best[number] is None and search.steps < STEPS:
        search.step()
    search.show_best()
    choice = board.at[number]
    if choice is None or len(board.slots()) <= len(slots):
        return None
    moved = sum(board.is_moved(each) for each in range(grid.size))
    return replace(change, slot=grid.slot(number, choice), moved=moved)


def _without(session: Session, person: int | None) -> Session:
    required = tuple(key for key in session.required if key != person)
    asked = () if person is None else (person,)
    return replace(session, required=required, optional=(*session.optional, *asked))


def _freer(person: Person, change: Change) -> Person:
    if change.kind == ChangeKind.PRESENT or change.weekday is None or change.part is None:
        return replace(person, absences=())
    bits = person.half_days.bits if person.half_days else ()
    return replace(person, half_days=HalfDays.of([*bits, 2 * change.weekday + change.part]))


def _opener(school: School, change: Change) -> School:
    return replace(school, starts=(*school.starts, change.starts)) if change.starts else school


def _wider(window: Period, change: Change) -> Period:
    if change.kind == ChangeKind.EARLIER:
        return replace(window, first_day=window.first_day - WEEK)
    return replace(window, last_day=window.last_day + WEEK)
