"""The year of one person: a calendar with her half-days, absences and sessions, and the same in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.calendars.month_off import days_off
from meetings.planner.instance import Person
from schools.periods import Period
from teams.dutch import MONTHS, count_text, short_day_text
from teams.models import Professional
from teams.week import PARTS
from yearplan.pages.diary import Diary, Entry
from yearplan.pages.loads import Load, Trip, monday_of, trips_of


@dataclass(frozen=True)
class Cell:
    """A day in the calendar; `free` are the parts of it that she does not work, 0 the morning and 1 the afternoon."""

    day: date
    entries: tuple[Entry, ...]
    off: str
    free: frozenset[int]
    is_absent: bool

    @property
    def looks(self) -> str:
        """What the look of the day depends on, as classes."""
        looks = ["cell-off"] if self.off else ["cell-absent"] if self.is_absent else []
        looks += [] if looks else [f"cell-free-{part}" for part in sorted(self.free)]
        return " ".join(looks)

    @property
    def why(self) -> str:
        """What she is not there for: "Kerstvakantie", "afwezig", "werkt niet in de ochtend"."""
        if self.off or self.is_absent:
            return self.off or "afwezig"
        if len(self.free) > 1:
            return "werkt niet"
        return "".join(f"werkt niet in de {PARTS[part]}" for part in self.free)


@dataclass(frozen=True)
class Month:
    """A month, its working days by week; None for days of the month before or after."""

    name: str
    weeks: tuple[tuple[int, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True)
class Line:
    """A session in the list, and the way to the next one of that day."""

    entry: Entry
    trip: Trip | None
    then: Entry | None

    @property
    def way(self) -> str:
        """ "daarna 15 minuten onderweg naar De Boog, en 30 minuten tijd"; "" for the last of a day."""
        if self.trip is None or self.then is None:
            return ""
        travel = count_text(self.trip.travel, "minuut", "minuten")
        return f"daarna {travel} onderweg naar {self.then.where}; er {_is(self.trip.between)} tussen"


@dataclass(frozen=True)
class PersonPage:
    """All that the page of a person shows. `missed` are the sessions she may come to and cannot."""

    person: Professional
    load: Load
    half_days: str
    absences: tuple[Period, ...]
    months: tuple[Month, ...]
    lines: tuple[tuple[str, tuple[Line, ...]], ...]
    missed: tuple[Entry, ...]
    nowhere: tuple[Entry, ...]

    @property
    def busiest(self) -> str:
        """ "week 37, vanaf ma 7 september: 6 bijeenkomsten"."""
        monday = self.load.busiest
        if monday is None:
            return "nog geen"
        sessions = count_text(self.load.most, "bijeenkomst", "bijeenkomsten")
        return f"week {monday.isocalendar().week}, vanaf {short_day_text(monday)}: {sessions}"


def person_page_of(diary: Diary, person: Professional) -> PersonPage:
    """The year of somebody who is in this plan."""
    load, known = diary.loads[person.pk], diary.year.instance.person[person.pk]
    comes = [diary.by_key[key] for key in load.sessions]
    return PersonPage(
        person=person,
        load=load,
        half_days=str(known.half_days) if known.week_is_known else "",
        absences=known.absences,
        months=tuple(_months(diary, known, comes)),
        lines=tuple(_by_month(_lines(diary, comes, load))),
        missed=tuple(diary.by_key[key] for key in load.missed),
        nowhere=tuple(diary.by_key[key] for key in load.nowhere),
    )


def _months(diary: Diary, person: Person, comes: Iterable[Entry]) -> Iterator[Month]:
    """From the month in which the plan or her first session begins to that in which the last ends."""
    plan = diary.year.plan
    of_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in comes:
        if entry.slot:
            of_day[entry.slot.day].append(entry)
    first = min([plan.autumn_first, *of_day])
    last = max([plan.spring_last, *of_day])
    regions = {school.holiday_region for school in diary.year.schools.values()}
    off = days_off(first.replace(day=1), _last_of_month(last), regions)
    month = first.replace(day=1)
    while month <= last:
        yield Month(f"{MONTHS[month.month - 1]} {month.year}", tuple(_weeks(month, person, of_day, off)))
        month = _last_of_month(month) + timedelta(days=1)


def _weeks(
    month: date, person: Person, of_day: Mapping[date, list[Entry]], off: Mapping[date, str]
) -> Iterator[tuple[int, tuple[Cell | None, ...]]]:
    monday, last = monday_of(month), _last_of_month(month)
    while monday <= last:
        days = [monday + timedelta(days=number) for number in range(5)]
        cells = [_cell(day, person, of_day.get(day, []), off) if day.month == month.month else None for day in days]
        if any(cells):
            yield monday.isocalendar().week, tuple(cells)
        monday += timedelta(days=7)


def _cell(day: date, person: Person, entries: Iterable[Entry], off: Mapping[date, str]) -> Cell:
    week = person.half_days if person.week_is_known else None
    free = frozenset(part for part in (0, 1) if week and not week.includes(day.weekday(), part))
    return Cell(day, tuple(entries), off.get(day, ""), free, person.is_absent(day))


def _lines(diary: Diary, comes: Iterable[Entry], load: Load) -> Iterator[Line]:
    trips = {trip.first: trip for trip in trips_of(diary.year.instance, diary.slots, load.sessions)}
    for entry in comes:
        trip = trips.get(entry.key)
        yield Line(entry, trip, diary.by_key[trip.second] if trip else None)


def _by_month(lines: Iterable[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    months: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.entry.slot:
            day = line.entry.slot.day
            months[f"{MONTHS[day.month - 1]} {day.year}"].append(line)
    yield from ((month, tuple(found)) for month, found in months.items())


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _is(minutes: int) -> str:
    return "is 1 minuut" if minutes == 1 else f"zijn {minutes} minuten"
