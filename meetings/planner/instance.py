"""What the planner is given: schools, people and the sessions to place, as plain values.

Days and times are those on the wall in Amsterdam, without a time zone. Keys are any numbers that tell apart.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cached_property

from meetings.moments.best import STARTS
from meetings.moments.circumstances import SESSION_MINUTES, Slot
from meetings.planner.rules import DEFAULT_WEIGHTS, Kind, Part, Rules
from meetings.travel import Spot
from schools.periods import Period
from teams.week import HalfDays


@dataclass(frozen=True)
class Person:
    """Somebody who comes to sessions. Without half-days, nobody knows when she works: then she always does."""

    key: int
    name: str
    half_days: HalfDays | None = None
    absences: tuple[Period, ...] = ()

    @property
    def week_is_known(self) -> bool:
        return self.half_days is not None and self.half_days.mask > 0

    def works(self, slot: Slot, noon: int) -> bool:
        """Whether this is in her working week; `noon` in minutes since midnight. Nobody works in a weekend."""
        if not slot.is_on_weekday:
            return False
        if self.half_days is None or not self.half_days.mask:
            return True
        weekday = slot.day.weekday()
        return all(self.half_days.includes(weekday, part) for part in slot.parts_around(noon))

    def is_absent(self, day: date) -> bool:
        return any(day in period for period in self.absences)

    def can(self, slot: Slot, noon: int) -> bool:
        return self.works(slot, noon) and not self.is_absent(slot.day)


@dataclass(frozen=True)
class School:
    """Where sessions are. `days` are its school days in the whole school year; `starts` the times it allows."""

    spot: Spot
    name: str
    days: frozenset[date]
    starts: tuple[time, ...] = STARTS

    @property
    def key(self) -> int:
        return self.spot.school


@dataclass(frozen=True)
class Tenure:
    """Days on which somebody belongs at a session who does not always: she is succeeded, or stood in for."""

    person: int
    period: Period


@dataclass(frozen=True)
class Session:
    """One session of a school. The facilitator must be there, as everybody in `required`; who is `optional` may.

    Whom a tenure names counts only on the days of hers, all others always. While it is `incomplete`, somebody is
    lacking who will be there later, and it waits. `fixed` is its moment when that stays: it was planned before, or
    (`is_locked`) somebody locked it in this plan. `last_weekday` is that of the same session a year ago, 0 for Monday.
    """

    key: int
    school: int
    kind: Kind
    required: tuple[int, ...] = ()
    optional: tuple[int, ...] = ()
    facilitator: int | None = None
    minutes: int = SESSION_MINUTES
    fixed: Slot | None = None
    is_locked: bool = False
    last_weekday: int | None = None
    tenures: tuple[Tenure, ...] = ()
    incomplete: tuple[Period, ...] = ()

    @cached_property
    def must(self) -> tuple[int, ...]:
        """Everybody without whom it cannot be on some day, each once, in order."""
        chair = () if self.facilitator is None else (self.facilitator,)
        return tuple(sorted({*self.required, *chair}))

    @cached_property
    def may(self) -> tuple[int, ...]:
        """Who may come on some day and need not, in order."""
        return tuple(sorted(set(self.optional)))

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody who belongs at it on some day."""
        return (*self.must, *self.may)

    @cached_property
    def terms(self) -> dict[int, list[Period]]:
        """When they belong at it who do not always."""
        found: dict[int, list[Period]] = {}
        for tenure in self.tenures:
            found.setdefault(tenure.person, []).append(tenure.period)
        return found

    def is_asked(self, person: int, day: date) -> bool:
        """Whether one of its people belongs at it on this day."""
        return person not in self.terms or any(day in period for period in self.terms[person])

    def must_on(self, day: date) -> tuple[int, ...]:
        """Everybody without whom it cannot be on this day."""
        return tuple(key for key in self.must if self.is_asked(key, day)) if self.tenures else self.must

    def may_on(self, day: date) -> tuple[int, ...]:
        """Who may come on this day and need not."""
        return tuple(key for key in self.may if self.is_asked(key, day)) if self.tenures else self.may

    def people_on(self, day: date) -> tuple[int, ...]:
        """Everybody who belongs at it on this day."""
        return (*self.must_on(day), *self.may_on(day))


@dataclass(frozen=True)
class Instance:
    """A year to plan. Raises ValueError, saying which, when a key names nobody or something contradicts itself."""

    people: tuple[Person, ...]
    schools: tuple[School, ...]
    sessions: tuple[Session, ...]
    windows: Mapping[Kind, Period]
    rules: Rules = field(default_factory=Rules)
    weights: Mapping[Part, int] = field(default_factory=lambda: DEFAULT_WEIGHTS)

    def __post_init__(self) -> None:
        for what, keys in (
            ("person", [each.key for each in self.people]),
            ("school", [each.key for each in self.schools]),
            ("session", [each.key for each in self.sessions]),
        ):
            _all_different(what, keys)
        if lacking := set(Part) - set(self.weights):
            raise ValueError(f"No weight for {sorted(lacking)}.")
        if min(self.weights.values()) < 0:
            raise ValueError("A weight may not be less than nothing.")
        for session in self.sessions:
            self._check(session)

    def _check(self, session: Session) -> None:
        if session.school not in self.school:
            raise ValueError(f"Session {session.key} is at a school that is not there: {session.school}.")
        if unknown := set(session.people) - set(self.person):
            raise ValueError(f"Session {session.key} asks people who are not there: {sorted(unknown)}.")
        if both := set(session.must) & set(session.may):
            raise ValueError(f"Session {session.key} both requires and merely asks {sorted(both)}.")
        if strange := set(session.terms) - ({*session.required, *session.optional} - {session.facilitator}):
            raise ValueError(f"Session {session.key} has tenures of who guides it, or is not asked: {sorted(strange)}.")
        if session.fixed and session.fixed.minutes != session.minutes:
            raise ValueError(f"Session {session.key} stays at a moment of another length than its own.")
        if session.fixed is None and session.kind not in self.windows:
            raise ValueError(f"Session {session.key} has no moment, and there is no window for its kind.")

    @cached_property
    def person(self) -> dict[int, Person]:
        return {each.key: each for each in self.people}

    @cached_property
    def school(self) -> dict[int, School]:
        return {each.key: each for each in self.schools}

    @cached_property
    def session(self) -> dict[int, Session]:
        return {each.key: each for each in self.sessions}

    def near(self, session: Session) -> "Instance":
        """The year of those alone who come to this session, and of its school: nothing else can stand in its way, nor
        does anything else weigh more or less by where it is."""
        people = set(session.people)
        near = [each for each in self.sessions if each.school == session.school or people.intersection(each.people)]
        return replace(self, sessions=tuple(near))

    @cached_property
    def weeks(self) -> int:
        """In how many weeks a session may be: those with a school day of any school inside any window."""
        days = frozenset().union(*{each.days for each in self.schools}) if self.schools else frozenset()
        return len({day.isocalendar()[:2] for day in days if any(day in each for each in self.windows.values())})

    @cached_property
    def even_share(self) -> dict[int, int]:
        """Per person her sessions in a week if they lay evenly over the year, rounded up."""
        asked = Counter(key for session in self.sessions for key in session.people)
        return {each.key: -(-asked[each.key] // max(1, self.weeks)) for each in self.people}

    @cached_property
    def with_many_schools(self) -> frozenset[int]:
        """Who comes to so many schools that each day on the way counts."""
        schools: dict[int, set[int]] = {}
        for session in self.sessions:
            for key in session.people:
                schools.setdefault(key, set()).add(session.school)
        return frozenset(key for key, of in schools.items() if len(of) >= self.rules.many_schools)


def _all_different(what: str, keys: Iterable[Hashable]) -> None:
    if twice := [key for key, times in Counter(keys).items() if times > 1]:
        raise ValueError(f"More than one {what} has the key {twice[0]}.")
