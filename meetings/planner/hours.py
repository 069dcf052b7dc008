"""When people work and schools are open, as one whole number each: a bit for every day and every starting time.

Bit `day x number of starts + start` says whether a session may begin then. Sets of moments are so compared at once.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from functools import lru_cache

from meetings.moments.circumstances import Slot, minutes_of
from meetings.planner.instance import Instance, Person, School
from schools.periods import Period
from teams.week import HalfDays

MONDAY = date(2001, 1, 1)  # any


class Hours:
    """The moments of an instance, numbered; the first day is a Monday."""

    def __init__(self, instance: Instance) -> None:
        days = list(_all_days(instance)) or [MONDAY]
        self.noon = instance.rules.noon
        self.first_day = min(days) - timedelta(days=min(days).weekday())
        self.weeks = (max(days) - self.first_day).days // 7 + 1
        self.starts = tuple(sorted({minutes_of(start) for start in _all_starts(instance)}))
        self.place = {minute: place for place, minute in enumerate(self.starts)}
        self._working_week = lru_cache(maxsize=None)(self._week)
        self._open = lru_cache(maxsize=None)(self._of_days)

    def of_person(self, person: Person, minutes: int) -> int:
        """When somebody can begin a session of so many minutes: she works then, and is not absent."""
        mask = person.half_days.mask if person.half_days else 0
        can = self._working_week(mask, minutes)
        for absence in person.absences:
            can &= ~self.of_period(absence)
        return can

    def of_school(self, school: School) -> int:
        """When a school lets a session begin."""
        return self._open(school.days, school.starts)

    def of_period(self, period: Period) -> int:
        """Every moment from the first up to and including the last day."""
        last_day = 7 * self.weeks - 1
        first = max(0, (period.first_day - self.first_day).days)
        last = min(last_day, (period.last_day - self.first_day).days)
        width = len(self.starts)
        return ((1 << (last - first + 1) * width) - 1) << first * width if first <= last else 0

    def of_periods(self, periods: Iterable[Period]) -> int:
        """Every moment in any of these."""
        found = 0
        for period in periods:
            found |= self.of_period(period)
        return found

    def by_day(self, mask: int) -> Iterator[tuple[int, int]]:
        """The days of a set of moments in order (0 for the first), each with a bit for every start on it."""
        width = len(self.starts)
        day, of_day = 0, (1 << width) - 1
        while mask:
            empty = (mask & -mask).bit_length() - 1
            day, mask = day + empty // width, mask >> empty - empty % width
            yield day, mask & of_day
            day, mask = day + 1, mask >> width

    def minutes(self, starts: int) -> Iterator[int]:
        """The minutes of a day that a set of starts stands for."""
        return (minute for place, minute in enumerate(self.starts) if starts >> place & 1)

    def bit(self, day: int, minute: int) -> int:
        """The moment on a day that begins at this minute, which must be a starting time of some school."""
        return 1 << day * len(self.starts) + self.place[minute]

    def _week(self, half_days: int, minutes: int) -> int:
        """Every week alike, for who works these half-days; nought means that nobody knows."""
        someone = Person(0, "", HalfDays(half_days))
        week = 0
        for weekday in range(5):
            for minute in self.starts:
                slot = Slot(MONDAY + timedelta(days=weekday), time(*divmod(minute, 60)), minutes)
                if someone.works(slot, self.noon):
                    week |= self.bit(weekday, minute)
        return sum(week << number * 7 * len(self.starts) for number in range(self.weeks))

    def _of_days(self, days: frozenset[date], starts: tuple[time, ...]) -> int:
        of_day = sum({self.bit(0, minutes_of(start)) for start in starts})
        return sum(of_day << (day - self.first_day).days * len(self.starts) for day in days if day.weekday() < 5)


def _all_starts(instance: Instance) -> Iterable[time]:
    for starts in {each.starts for each in instance.schools}:
        yield from starts
    yield from (each.fixed.starts for each in instance.sessions if each.fixed)


def _all_days(instance: Instance) -> Iterable[date]:
    for days in {each.days for each in instance.schools}:
        yield from days
    yield from (each.fixed.day for each in instance.sessions if each.fixed)
