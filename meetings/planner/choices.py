"""Where a session may ever be, as far as the session itself goes: its window, its school, and who must come.

Whether a choice goes together with other sessions is the board's to say.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from meetings.planner.hours import Hours
from meetings.planner.instance import Instance, Session
from meetings.planner.score import ABSENT, EDGE_WEEK, WEEKDAY

MIDNIGHT = 24 * 60
ALWAYS = -1  # every moment, as a set of them


class Choice(NamedTuple):
    """A moment for one session. `comers` are the optional people, by number, who work then; `away` counts the others.

    `own` is what this moment weighs by itself, whatever else is planned. `must` are those without whom it cannot be on
    this day (as the grid has them); None where those are the same on all days.
    """

    day: int
    week: int
    begins: int
    ends: int
    own: int
    away: int
    is_edge: bool
    is_other_weekday: bool
    comers: tuple[int, ...]
    must: tuple[int, ...] | None = None


class DayChoices(NamedTuple):
    """The choices of a session on one day; `least` is the least that one of them weighs by itself, and `must` as they
    have it."""

    day: int
    week: int
    least: int
    choices: tuple[Choice, ...]
    must: tuple[int, ...] | None = None


class _Shape(NamedTuple):
    """All that the choices of a session depend on, beside the moment.

    `comers` are who may come, with their hours; `must` who must, with when they belong at it, where that differs from
    day to day, and `terms` when those of the `comers` do who do not always.
    """

    minutes: int
    comers: tuple[tuple[int, int], ...]
    edge_weeks: frozenset[int]
    last_weekday: int | None
    must: tuple[tuple[int, int], ...] | None = None
    terms: tuple[int, ...] = ()


class Choices:
    """Makes the choices of sessions. Sessions of the same shape share them, which saves time and memory.

    `must_of` says who must come to a session on some day, by number.
    """

    def __init__(
        self,
        instance: Instance,
        hours: Hours,
        numbers: Mapping[int, int],
        weights: tuple[int, ...],
        must_of: Callable[[Session], tuple[int, ...]],
    ) -> None:
        self._instance, self._hours, self._numbers, self._weights = instance, hours, numbers, weights
        self._must_of = must_of
        self._made: dict[_Shape, dict[tuple[int, int], DayChoices]] = {}
        self._hours_of = lru_cache(maxsize=None)(self._of_person)
        self._edge_weeks_of = lru_cache(maxsize=None)(self._edge_weeks)

    def but_for_people(self, session: Session) -> list[Choice]:
        """All moments that its window and its school allow, whoever works then."""
        shape = self._shape(session)
        days = (self._of_day(shape, *of_day) for of_day in self._hours.by_day(self.open_to(session)))
        return [choice for of_day in days for choice in of_day.choices]

    def open_to(self, session: Session) -> int:
        """When everything but its people lets a session be, as a set of moments (`hours.py`)."""
        window = self._instance.windows.get(session.kind)
        if window is None:
            return 0
        return self._hours.of_period(window) & self._hours.of_school(self._instance.school[session.school])

    def of(self, session: Session) -> tuple[DayChoices, ...]:
        """Where a session that has no moment yet may be, day by day."""
        if session.fixed:
            return ()
        moments = self.open_to(session) & ~self._hours.of_periods(session.incomplete)
        for key in session.must:
            moments &= self._hours_of(key, session.minutes) | ~self._asked(session, key)
        shape = self._shape(session)
        made = self._made.setdefault(shape, {})
        found = []
        for of_day in self._hours.by_day(moments):
            if of_day not in made:
                made[of_day] = self._of_day(shape, *of_day)
            found.append(made[of_day])
        return tuple(each for each in found if each.choices)

    def fixed(self, session: Session) -> Choice | None:
        """Where a session stays, whether its people work then or not."""
        if session.fixed is None:
            return None
        day = (session.fixed.day - self._hours.first_day).days
        return self._choice(self._shape(session), day, session.fixed.first_minute)

    def _shape(self, session: Session) -> _Shape:
        hours = tuple((self._numbers[key], self._hours_of(key, session.minutes)) for key in session.may)
        edges = self._edge_weeks_of(self._instance.school[session.school].days)
        shape = _Shape(session.minutes, hours, edges, session.last_weekday)
        return self._with_terms(shape, session) if session.tenures else shape

    def _with_terms(self, shape: _Shape, session: Session) -> _Shape:
        asked = {self._numbers[key]: self._asked(session, key) for key in session.people}
        differs = any(asked[self._numbers[key]] != ALWAYS for key in session.must)
        return shape._replace(
            comers=tuple((person, hours & asked[person]) for person, hours in shape.comers),
            must=tuple((person, asked[person]) for person in self._must_of(session)) if differs else None,
            terms=tuple(asked[person] for person, _ in shape.comers if asked[person] != ALWAYS),
        )

    def _asked(self, session: Session, key: int) -> int:
        """When somebody belongs at a session."""
        return self._hours.of_periods(session.terms[key]) if key in session.terms else ALWAYS

    def _of_day(self, shape: _Shape, day: int, starts: int) -> DayChoices:
        every = (self._choice(shape, day, minute) for minute in self._hours.minutes(starts))
        choices = tuple(each for each in every if each.ends <= MIDNIGHT)
        must = choices[0].must if choices else None
        return DayChoices(day, day // 7, min((each.own for each in choices), default=0), choices, must)

    def _choice(self, shape: _Shape, day: int, begins: int) -> Choice:
        bit = self._hours.bit(day, begins)
        comers = tuple(person for person, hours in shape.comers if hours & bit)
        away = len(shape.comers) - len(comers) - sum(not asked & bit for asked in shape.terms)
        must = None if shape.must is None else tuple(person for person, asked in shape.must if asked & bit)
        edge = day // 7 in shape.edge_weeks
        other = shape.last_weekday is not None and day % 7 != shape.last_weekday
        weights = self._weights
        own = away * weights[ABSENT] + edge * weights[EDGE_WEEK] + other * weights[WEEKDAY]
        return Choice(day, day // 7, begins, begins + shape.minutes, own, away, edge, other, comers, must)

    def _of_person(self, key: int, minutes: int) -> int:
        return self._hours.of_person(self._instance.person[key], minutes)

    def _edge_weeks(self, days: frozenset[date]) -> frozenset[int]:
        """The first and last weeks of a school's year."""
        weeks = sorted({(day - self._hours.first_day).days // 7 for day in days})
        count = self._instance.rules.edge_weeks
        return frozenset((*weeks[:count], *weeks[-count:])) if count else frozenset()
