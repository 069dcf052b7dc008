"""The whole year at a glance: a row per school, a column per week, and where each session stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from meetings.moments.circumstances import slot_at
from schools.days_off import closed_in
from schools.enums import HolidayRegion
from schools.models import School
from schools.periods import Period
from schools.school_year import SchoolYear
from teams.dutch import MONTHS
from yearplan.models import ProposedSession
from yearplan.pages.loads import monday_of
from yearplan.standing import Stage, Standing

WEEK = timedelta(days=7)
THURSDAY = timedelta(days=3)
SIGNS = {Stage.HELD: "✓", Stage.NOWHERE: "!", Stage.ASKED: "?", Stage.MOVING: "→"}


@dataclass(frozen=True)
class Week:
    """A column. `number` is that of the calendar, `place` that in the strip, from 1."""

    monday: date
    number: int
    place: int

    @property
    def is_named(self) -> bool:
        """Every other week has its number written above it."""
        return self.number % 2 == 0


@dataclass(frozen=True)
class Shade:
    """Weeks in a row, from the place of the first to that of the last: a month, or weeks that are mostly free."""

    label: str
    first: int
    last: int


@dataclass(frozen=True)
class Mark:
    """A session in a row. One without a moment stands where its window begins (`place`)."""

    row: ProposedSession
    standing: Standing
    place: int

    @property
    def sign(self) -> str:
        """What is written in it: the number of the session, or a sign for what is special."""
        return SIGNS.get(self.standing.stage, str(self.row.number))

    @property
    def stage(self) -> str:
        """The stage in small letters, for the look: "nowhere"."""
        return self.standing.stage.name.lower()

    @property
    def text(self) -> str:
        """ "di 6 oktober, 15.00-16.30 uur, voorstel"."""
        at = self.standing.starts_at
        when = slot_at(at, self.standing.minutes).short if at else ""
        return ", ".join(filter(None, [when, str(self.standing.stage)]))


@dataclass(frozen=True)
class Line:
    """A school with its sessions, in order."""

    school: School
    marks: tuple[Mark, ...]
    is_agreed: bool


@dataclass(frozen=True)
class Strip:
    """What is drawn."""

    weeks: tuple[Week, ...]
    months: tuple[Shade, ...]
    shades: tuple[Shade, ...]
    lines: tuple[Line, ...]
    today: int | None  # the place of this week


def strip_of(
    year: SchoolYear,
    rows: Sequence[ProposedSession],
    standings: Mapping[int, Standing],
    starts: Mapping[str, date],
    *,
    today: date,
) -> Strip:
    """The strip of these sessions, which are in order of school. `standings` are by the number of the row, `starts`
    says per kind when its window begins."""
    weeks = weeks_of(year)
    places = {week.monday: week.place for week in weeks}
    region = _commonest(rows)
    return Strip(
        weeks=weeks,
        months=tuple(_months(weeks)),
        shades=tuple(_shades(weeks, closed_in(region, year))) if region else (),
        lines=tuple(_lines(rows, standings, starts, places)),
        today=places.get(monday_of(today)),
    )


def weeks_of(year: SchoolYear) -> tuple[Week, ...]:
    """The weeks from the middle of August, when no region has its holidays any more, to those of the summer."""
    first = monday_of(date(year.start, 8, 17))
    last = monday_of(date(year.start + 1, 7, 12))
    mondays = [first + WEEK * number for number in range((last - first) // WEEK + 1)]
    return tuple(Week(monday, monday.isocalendar().week, place) for place, monday in enumerate(mondays, 1))


def _lines(
    rows: Sequence[ProposedSession],
    standings: Mapping[int, Standing],
    starts: Mapping[str, date],
    places: Mapping[date, int],
) -> Iterator[Line]:
    by_school: dict[School, list[ProposedSession]] = {}
    for row in rows:
        by_school.setdefault(row.school, []).append(row)
    for school, hers in by_school.items():
        marks = []
        for row in hers:
            standing = standings[row.pk]
            at = standing.starts_at
            day = slot_at(at, standing.minutes).day if at else starts[row.kind]
            marks.append(Mark(row, standing, _place(day, places)))
        agreed = [row.agreed_at is not None for row in hers if standings[row.pk].is_to_send]
        yield Line(school, tuple(marks), bool(agreed) and all(agreed))


def _months(weeks: Sequence[Week]) -> Iterator[Shade]:
    """The months above the weeks; a week belongs to that of its Thursday."""
    for month, found in groupby(weeks, lambda week: (week.monday + THURSDAY).month):
        places = [week.place for week in found]
        name = MONTHS[month - 1]
        yield Shade(name if len(places) > 2 else name[:3], places[0], places[-1])


def _place(day: date, places: Mapping[date, int]) -> int:
    """The column of a day; what lies before or after the strip stands at its edge."""
    monday = monday_of(day)
    return places.get(monday) or (1 if monday < min(places) else max(places.values()))


def _shades(weeks: Sequence[Week], closed: Iterable[Period]) -> Iterator[Shade]:
    """Holidays of three days or more in a week; a single day is no matter for a year at a glance."""
    for period in closed:
        places = [week.place for week in weeks if _days_off(week, period) >= 3]
        if places:
            yield Shade(period.label, places[0], places[-1])


def _days_off(week: Week, period: Period) -> int:
    return sum(week.monday + timedelta(days=number) in period for number in range(5))


def _commonest(rows: Sequence[ProposedSession]) -> HolidayRegion | None:
    regions = [row.school.holiday_region for row in rows]
    return HolidayRegion(max(sorted(set(regions)), key=regions.count)) if regions else None
