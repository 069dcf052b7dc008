"""A week of the year, or one day of it: who is where at which hour, and where schools are closed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.calendars.month_off import days_off
from schools.models import FreePeriod, School
from teams.dutch import count_text, full_day_text, in_words, short_day_text
from teams.models import Professional
from yearplan.pages.diary import Diary, Entry
from yearplan.pages.loads import monday_of

OPENS, CLOSES, QUARTER = 8 * 60, 17 * 60, 15  # what the page shows of a day, in minutes since midnight
QUARTERS = (CLOSES - OPENS) // QUARTER
WEEK = timedelta(days=7)
MOST_NAMED = 3


@dataclass(frozen=True)
class Wish:
    """What somebody asked to see: which week or day, and only of one school or person."""

    day: date | None = None
    is_one_day: bool = False
    school: School | None = None
    person: Professional | None = None


@dataclass(frozen=True)
class Block:
    """A session in a day: from which quarter of an hour (the first is 1), and for how many."""

    entry: Entry
    at: int
    length: int


@dataclass(frozen=True)
class Day:
    """`off` is why nobody is at school, `notes` which schools are free and who is absent."""

    day: date
    blocks: tuple[Block, ...]
    off: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Jump:
    """A week in which something is, to go to."""

    monday: date
    count: int

    @property
    def text(self) -> str:
        """ "week 37, vanaf ma 7 september: 6 bijeenkomsten"."""
        sessions = count_text(self.count, "bijeenkomst", "bijeenkomsten")
        return f"week {self.monday.isocalendar().week}, vanaf {short_day_text(self.monday)}: {sessions}"


@dataclass(frozen=True)
class WeekPage:
    """What is drawn; `previous` and `next` are the days to go to."""

    days: tuple[Day, ...]
    jumps: tuple[Jump, ...]
    is_one_day: bool
    previous: date | None
    next: date | None

    @property
    def monday(self) -> date:
        return monday_of(self.days[0].day)

    @property
    def number(self) -> int:
        return self.days[0].day.isocalendar().week

    @property
    def is_empty(self) -> bool:
        return not any(day.blocks for day in self.days)

    @property
    def title(self) -> str:
        """ "Week 37: ma 7 september tot en met vr 11 september 2026", or "di 8 september 2026"."""
        first, last = self.days[0].day, self.days[-1].day
        if self.is_one_day:
            return full_day_text(first).capitalize()
        return f"Week {self.number}: {short_day_text(first)} tot en met {full_day_text(last)}"


def week_page_of(diary: Diary, wish: Wish, *, today: date, tells_absence: bool = True) -> WeekPage:
    """The week or the day that was asked for, or else the first from today on in which there is something."""
    entries = [each for each in diary.dated if _is_wished(each, wish, diary)]
    jumps = tuple(_jumps(entries))
    first = _first_day(wish, jumps, diary, today=today)
    days = [first] if wish.is_one_day else [first + timedelta(days=number) for number in range(5)]
    off = days_off(days[0], days[-1], {school.holiday_region for school in diary.year.schools.values()})
    notes = _notes(diary, wish, days, tells_absence=tells_absence)
    return WeekPage(
        days=tuple(Day(day, tuple(_blocks(entries, day)), off.get(day, ""), tuple(notes[day])) for day in days),
        jumps=jumps,
        is_one_day=wish.is_one_day,
        previous=_beside(first, -1, wish, diary),
        next=_beside(first, 1, wish, diary),
    )


def _is_wished(entry: Entry, wish: Wish, diary: Diary) -> bool:
    if wish.school is not None and entry.school != wish.school:
        return False
    if wish.person is not None:
        return entry.key in diary.loads[wish.person.pk].sessions
    return entry.school is not None


def _jumps(entries: Iterable[Entry]) -> Iterator[Jump]:
    counts: dict[date, int] = defaultdict(int)
    for entry in entries:
        if entry.slot:
            counts[monday_of(entry.slot.day)] += 1
    yield from (Jump(monday, counts[monday]) for monday in sorted(counts))


def _first_day(wish: Wish, jumps: Iterable[Jump], diary: Diary, *, today: date) -> date:
    """The day that was asked for, inside the school year; a weekend has its week."""
    year = diary.year.plan.school_year
    jumps = list(jumps)
    this = monday_of(today)
    usual = next((jump.monday for jump in jumps if jump.monday >= this), jumps[0].monday if jumps else this)
    day = min(max(wish.day or usual, year.first_day), year.last_day)
    return day if wish.is_one_day and day.weekday() < 5 else monday_of(day)


def _beside(day: date, steps: int, wish: Wish, diary: Diary) -> date | None:
    """The week or the day before or after, as far as there is one in the year."""
    year = diary.year.plan.school_year
    if not wish.is_one_day:
        found = day + steps * WEEK
        return found if monday_of(year.first_day) <= found <= year.last_day else None
    found = day + timedelta(days=steps)
    while found.weekday() > 4:
        found += timedelta(days=steps)
    return found if found in year else None


def _blocks(entries: Iterable[Entry], day: date) -> Iterator[Block]:
    for entry in entries:
        if entry.slot and entry.slot.day == day:
            first = min(max(entry.slot.first_minute - OPENS, 0) // QUARTER, QUARTERS - 1)
            last = min(max(-(-(entry.slot.last_minute - OPENS) // QUARTER), first + 1), QUARTERS)
            yield Block(entry, first + 1, last - first)


def _notes(diary: Diary, wish: Wish, days: list[date], *, tells_absence: bool) -> Mapping[date, list[str]]:
    """Which schools gave which of these days off, and whether the person that was asked for is absent."""
    notes: dict[date, list[str]] = defaultdict(list)
    rows = FreePeriod.objects.between(days[0], days[-1]).filter(school__in=list(diary.year.schools))
    free = list(rows.filter(school=wish.school) if wish.school else rows)
    for day in days:
        labels: dict[str, list[str]] = defaultdict(list)
        for row in free:
            if row.first_day <= day <= row.last_day:
                labels[row.label].append(str(diary.year.schools[row.school_id]))
        notes[day] = [f"{label}: {_names(sorted(names))}" for label, names in sorted(labels.items())]
        if tells_absence and wish.person is not None and diary.year.instance.person[wish.person.pk].is_absent(day):
            notes[day].append(f"{wish.person} is afwezig")
    return notes


def _names(names: list[str]) -> str:
    """ "De Ark en De Boog", "De Ark, De Boog en nog 3 scholen"."""
    more = len(names) - MOST_NAMED
    if more < 2:
        return in_words(names)
    return in_words([*names[:MOST_NAMED], f"nog {more} scholen"])
