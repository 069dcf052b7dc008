"""Regions of another make than `regions.py`: nobody works alike, schools allow other times and have days off of their
own, people are away, and groups lie in two municipalities. How many sessions fit is not known beforehand."""

from collections.abc import Sequence
from datetime import time, timedelta
from random import Random

from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.rules import Kind
from meetings.travel import Spot
from schools.periods import Period
from teams.week import HalfDays
from tests.meetings.planner.regions import HALF_DAYS, WINDOWS, YEAR, school_days

GROUP = 30
TIMES = (time(8, 30), time(9), time(10, 30), time(11), time(13), time(15))


def scattered(schools: int, seed: int) -> Instance:
    """So many schools, in groups that share a facilitator; the same for the same seed."""
    making = _Making(Random(seed))  # noqa: S311
    for first in range(0, schools, GROUP):
        making.add_group(min(GROUP, schools - first))
    return Instance(tuple(making.people), tuple(making.schools), tuple(making.sessions), WINDOWS)


class _Making:
    """A region while it is being made."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.people: list[Person] = []
        self.schools: list[School] = []
        self.sessions: list[Session] = []

    def add_group(self, size: int) -> None:
        """Schools that share a facilitator, a leerplichtambtenaar, and a few others."""
        chair, officer = self._person("procesbegeleider", 8), self._person("leerplichtambtenaar", 7)
        guests = [self._person("consulent", 5) for _ in range(2)]
        coaches = [self._person("CJG-coach", 7) for _ in range(4)]
        nurses = [self._person("jeugdverpleegkundige", 7) for _ in range(3)]
        for _ in range(size):
            own = self._person("IB", self.rng.choice([7, 8, 10])), self._person("directeur", self.rng.choice([8, 10]))
            required = (*own, self.rng.choice(coaches), self.rng.choice(nurses), officer)
            self._add_school(required, self.rng.choice(guests), chair)

    def _person(self, name: str, half_days: int) -> int:
        days = HalfDays.of(self.rng.sample(range(HALF_DAYS), half_days))
        absences = tuple(self._absence() for _ in range(self.rng.randint(0, 4)))
        self.people.append(Person(len(self.people) + 1, name, days, absences))
        return len(self.people)

    def _absence(self) -> Period:
        first = YEAR.first_day + timedelta(days=self.rng.randrange(365))
        return Period(first, first + timedelta(days=self.rng.randint(0, 6)), "vrij")

    def _add_school(self, required: Sequence[int], guest: int, chair: int) -> None:
        key, open_days = len(self.schools) + 1, sorted(school_days())
        spot = Spot(key, self.rng.choice(["noord", "west", ""]), self.rng.randrange(2))
        starts = tuple(sorted(self.rng.sample(TIMES, 4)))
        self.schools.append(
            School(spot, f"School {key}", frozenset(open_days) - {*self.rng.sample(open_days, 8)}, starts)
        )
        for kind in (Kind.KENNISMAKING, Kind.VERDIEPING):
            number, last = len(self.sessions) + 1, self.rng.choice([None, 0, 1, 2, 3, 4])
            self.sessions.append(Session(number, key, kind, tuple(required), (guest,), chair, last_weekday=last))
