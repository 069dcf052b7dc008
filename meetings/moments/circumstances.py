"""What is known around a meeting, as plain values: when, where, who should come and where else they are.

Days and times are those on the wall in Amsterdam, without a time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from meetings.travel import Spot, travel_minutes
from schools.periods import Period
from schools.school_year import SchoolYear
from teams.dutch import full_day_text, hours_text, short_day_text
from teams.week import DAYS, HalfDays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SESSION_MINUTES = 90  # "twee bijeenkomsten van 1,5 uur" (domain.md 1.1)
NOON = 12 * 60 + 30  # where the morning of a working week ends and the afternoon begins
SCHOOL_OPENS, SCHOOL_CLOSES = time(8, 15), time(17, 0)
APART_DAYS = 56  # eight weeks between two sessions, so that the second builds upon the first


def minutes_of(at: time) -> int:
    """The minutes since midnight."""
    return at.hour * 60 + at.minute


@dataclass(frozen=True, order=True)
class Slot:
    """A part of a day; earlier slots come first."""

    day: date
    starts: time
    minutes: int = SESSION_MINUTES

    @property
    def first_minute(self) -> int:
        return minutes_of(self.starts)

    @property
    def last_minute(self) -> int:
        """In minutes since midnight; above 24 x 60 when it runs into the next day."""
        return self.first_minute + self.minutes

    @property
    def ends(self) -> time:
        hour, minute = divmod(self.last_minute, 60)
        return time(hour % 24, minute)

    @property
    def parts(self) -> frozenset[int]:
        """The parts of the day it takes: 0 the morning, 1 the afternoon, both when it runs over half past twelve."""
        return self.parts_around(NOON)

    def parts_around(self, noon: int) -> frozenset[int]:
        """The parts of the day it takes when the morning ends at `noon`, in minutes since midnight."""
        morning = {0} if self.first_minute < noon else set()
        afternoon = {1} if self.last_minute > noon else set()
        return frozenset(morning | afternoon)

    @property
    def is_on_weekday(self) -> bool:
        return self.day.weekday() < len(DAYS)

    @property
    def is_in_school_hours(self) -> bool:
        return minutes_of(SCHOOL_OPENS) <= self.first_minute and self.last_minute <= minutes_of(SCHOOL_CLOSES)

    @property
    def hours(self) -> str:
        """ "15.00-16.30 uur"."""
        return hours_text(self.starts, self.ends)

    @property
    def short(self) -> str:
        """ "di 6 oktober, 15.00-16.30 uur": where the school year is known."""
        return f"{short_day_text(self.day)}, {self.hours}"

    def __str__(self) -> str:
        """ "di 6 oktober 2026, 15.00-16.30 uur"."""
        return f"{full_day_text(self.day)}, {self.hours}"


def slot_at(starts_at: datetime, minutes: int) -> Slot:
    """A point in time as a moment on the clock of the Netherlands."""
    local = starts_at.astimezone(AMSTERDAM)
    return Slot(local.date(), local.time(), minutes)


@dataclass(frozen=True)
class Busy:
    """Another meeting of somebody. `what` is read after "bij": "De Boog". Without a spot it asks no travel."""

    slot: Slot
    what: str
    spot: Spot | None = None

    def minutes_to(self, spot: Spot) -> int:
        return travel_minutes(self.spot, spot) if self.spot else 0

    def overlaps(self, slot: Slot) -> bool:
        """Whether both are going on at some minute."""
        return self.is_within(0, slot)

    def is_within(self, minutes: int, slot: Slot) -> bool:
        """Whether there are fewer minutes than this between the two, on one day."""
        return (
            self.slot.day == slot.day
            and slot.first_minute - self.slot.last_minute < minutes
            and self.slot.first_minute - slot.last_minute < minutes
        )

    def clashes(self, slot: Slot, spot: Spot) -> bool:
        """Whether nobody can do both: they overlap, or there is too little time to travel in between."""
        return self.is_within(self.minutes_to(spot), slot)


@dataclass(frozen=True)
class Attendant:
    """One person who should come, once for all her seats. Who facilitates is one of them, and is required.

    `half_days` is None or empty when nobody knows when she works. `busy` leaves out the meeting that is planned here.
    """

    key: int
    name: str
    role: str
    is_required: bool
    half_days: HalfDays | None = None
    busy: tuple[Busy, ...] = ()

    @property
    def week_is_known(self) -> bool:
        return self.half_days is not None and self.half_days.mask > 0

    def parts_off(self, slot: Slot) -> frozenset[int]:
        """The parts of the slot in which she is known not to work. Nobody is asked to work in a weekend."""
        if self.half_days is None or not self.week_is_known or not slot.is_on_weekday:
            return frozenset()
        weekday = slot.day.weekday()
        return frozenset(part for part in slot.parts if not self.half_days.includes(weekday, part))

    def clashes(self, slot: Slot, spot: Spot) -> tuple[Busy, ...]:
        """Her other meetings that she cannot combine with a slot at this spot."""
        return tuple(busy for busy in self.busy if busy.clashes(slot, spot))

    def is_kept_away(self, slot: Slot, spot: Spot) -> bool:
        """Whether something is known that keeps her from coming."""
        return bool(self.parts_off(slot) or self.clashes(slot, spot))


class Other(NamedTuple):
    """Another session of the whole team around this year. The name has its article: "de kennismaking"."""

    day: date
    name: str


@dataclass(frozen=True)
class Around:
    """All that a slot for a meeting is judged by.

    `closed` holds school holidays (also a summer that began in the year before), public holidays and the school's own
    free days. `others` leaves out the meeting that is planned here. `vacancies` are the names of required seats that
    nobody fills. `is_of_team` is false for a meeting of a few, such as "IB, CJG en SWV": it may be whenever they can.
    """

    spot: Spot
    year: SchoolYear
    closed: tuple[Period, ...] = ()
    others: tuple[Other, ...] = ()
    attendants: tuple[Attendant, ...] = ()
    vacancies: tuple[str, ...] = ()
    is_of_team: bool = True

    @cached_property
    def required(self) -> tuple[Attendant, ...]:
        return tuple(person for person in self.attendants if person.is_required)

    @cached_property
    def optional(self) -> tuple[Attendant, ...]:
        return tuple(person for person in self.attendants if not person.is_required)

    def closures(self, day: date) -> list[Period]:
        """Why the school is closed on a day."""
        return [period for period in self.closed if day in period]

    def in_same_half(self, day: date) -> list[Other]:
        """The team's other sessions in this half of the school year, which turns on 1 February (domain.md 1.1, 11)."""
        if not self.is_of_team or day not in self.year:
            return []
        turn = date(self.year.start + 1, 2, 1)
        return [other for other in self.others if (other.day < turn) == (day < turn)]

    def too_close(self, day: date) -> list[Other]:
        """The team's other sessions less than eight weeks away."""
        if not self.is_of_team:
            return []
        return [other for other in self.others if abs((day - other.day).days) < APART_DAYS]
