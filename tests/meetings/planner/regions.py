"""Regions to plan, made up from a seed: as many schools as asked, loose, tight, or too tight by a known number.

Every school has an intern begeleider and a directeur of its own, and shares a CJG-coach, somebody of the GGD, a
leerplichtambtenaar, a consulent (who may come) and a procesbegeleider (who facilitates) with others of its group of
forty. In tight regions each of the three partners works two half-days, and the leerplichtambtenaar has hardly more
moments than schools. Every coach shares one half-day with her, so that each session has one half-day of the week on
which it can be: how many do not fit is then counted, half-day by half-day.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from random import Random

from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.rules import Kind, usual_windows
from meetings.travel import Spot
from schools.days_off import public_holidays, school_holidays
from schools.enums import HolidayRegion
from schools.periods import Period
from schools.school_year import SchoolYear
from teams.week import ALL_HALF_DAYS, HalfDays

YEAR = SchoolYear(2026)
WINDOWS = usual_windows(YEAR)
GROUP = 40
DISTRICT = 8
SPARE = 3  # moments that a tight half-day leaves free in a window
SHORT = 2  # moments that an infeasible half-day lacks in a window
HALF_DAYS = 10


class Tightness(StrEnum):
    LOOSE = "loose"
    TIGHT = "tight"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Region:
    """A year to plan, and how many of its sessions cannot be placed by anybody."""

    instance: Instance
    too_many: int


def region(schools: int, tightness: Tightness, seed: int) -> Region:
    """A region of so many schools; the same for the same seed."""
    making = _Making(Random(f"{seed} {schools} {tightness}"), tightness)  # noqa: S311
    for first in range(0, schools, GROUP):
        making.add_group(min(GROUP, schools - first))
    instance = Instance(tuple(making.people), tuple(making.schools), tuple(making.sessions), WINDOWS)
    return Region(instance, making.too_many)


@cache
def school_days(holiday_region: HolidayRegion = HolidayRegion.NOORD) -> frozenset[date]:
    """The days of the year on which schools in a holiday region are open."""
    closed = [
        *(each for each in school_holidays(holiday_region, YEAR.previous) if each.last_day in YEAR),
        *school_holidays(holiday_region, YEAR),
        *public_holidays(YEAR),
    ]
    days = (YEAR.first_day + timedelta(days=number) for number in range(365))
    return frozenset(day for day in days if day.weekday() < 5 and not any(day in each for each in closed))


@dataclass
class _Making:
    """A region while it is being made."""

    rng: Random
    tightness: Tightness
    people: list[Person] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    too_many: int = 0

    def person(self, name: str, half_days: HalfDays, absences: Sequence[Period] = ()) -> int:
        self.people.append(Person(len(self.people) + 1, name, half_days, tuple(absences)))
        return len(self.people)

    def add_group(self, size: int) -> None:
        """Schools of one municipality that share a leerplichtambtenaar and a procesbegeleider."""
        first = self.rng.sample(range(5), 2)
        shared = [2 * day + self.rng.randrange(2) for day in first]  # the half-days on which the group can meet
        chair = self.person("procesbegeleider", self._many(shared, 8))
        consulent = self.person("consulent", self._many(self.rng.sample(range(HALF_DAYS), 1), 5))
        needs = Counter(shared[number // DISTRICT % 2] for number in range(size))
        officer = self.person("leerplichtambtenaar", self._partner(shared), self._absences(needs))
        nurse = 0
        for number in range(size):
            if number % DISTRICT == 0:
                common = shared if self.tightness == Tightness.LOOSE else [shared[number // DISTRICT % 2]]
                coach = self.person("CJG-coach", self._partner(common))
            if number % (2 * DISTRICT) == 0:
                nurse = self.person("jeugdverpleegkundige", self._partner(shared))
            self._add_school(number, (coach, nurse, officer), consulent, chair)

    def _add_school(self, number: int, partners: tuple[int, ...], consulent: int, chair: int) -> None:
        key = len(self.schools) + 1
        municipality = (key - 1) // GROUP
        spot = Spot(key, f"wijk {number // DISTRICT}", municipality)
        self.schools.append(School(spot, f"School {key}", school_days()))
        own = [self.person(f"{role} {key}", HalfDays(ALL_HALF_DAYS)) for role in ("IB", "directeur")]
        for kind in (Kind.KENNISMAKING, Kind.VERDIEPING):
            last = self.rng.choice([None, 0, 1, 2, 3, 4])
            required = (*own, *partners)
            self.sessions.append(
                Session(len(self.sessions) + 1, key, kind, required, (consulent,), chair, last_weekday=last)
            )

    def _many(self, at_least: Sequence[int], count: int) -> HalfDays:
        others = [each for each in range(HALF_DAYS) if each not in at_least]
        return HalfDays.of([*at_least, *self.rng.sample(others, count - len(at_least))])

    def _partner(self, at_least: Sequence[int]) -> HalfDays:
        return self._many(at_least, 7 if self.tightness == Tightness.LOOSE else 2)

    def _absences(self, needs: Counter[int]) -> list[Period]:
        """Days off of who is scarce, so that as many moments are left as the kind of region says."""
        if self.tightness == Tightness.LOOSE:
            return []
        absences = []
        for half_day, need in needs.items():
            for window in WINDOWS.values():
                days = sorted(day for day in school_days() if day in window and day.weekday() == half_day // 2)
                off = self.rng.sample(days, max(0, len(days) - self._days_for(need)))
                absences += [Period(day, day, "vrij") for day in off]
                self.too_many += max(0, need - 2 * (len(days) - len(off)))
        return absences

    def _days_for(self, need: int) -> int:
        """Days with two moments each that are left for so many sessions."""
        wanted = need + SPARE if self.tightness == Tightness.TIGHT else need - SHORT
        return -(-wanted // 2) if self.tightness == Tightness.TIGHT else wanted // 2
