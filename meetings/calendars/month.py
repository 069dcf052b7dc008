"""A month as weeks of days, Monday first, with what is on each day."""

import re
from calendar import Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from meetings.models import Meeting
from teams.dutch import MONTHS

EARLIEST, LATEST = 1990, 2098


@dataclass(frozen=True)
class Day:
    """One square of the month."""

    day: date
    is_in_month: bool
    meetings: tuple[Meeting, ...] = ()
    off: str = ""  # what nobody is at school for: "Kerstvakantie"


@dataclass(frozen=True)
class Month:
    """The weeks of a month, whole: also the days before and after it that they have."""

    year: int
    month: int
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def first(self) -> date:
        return self.weeks[0][0].day

    @property
    def last(self) -> date:
        return self.weeks[-1][-1].day

    @property
    def name(self) -> str:
        """ "november 2026"."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def previous(self) -> str:
        """As an address names it: "2026-10"."""
        return f"{date(self.year, self.month, 1) - timedelta(days=1):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{date(self.year, self.month, 28) + timedelta(days=4):%Y-%m}"

    def filled(self, meetings: Iterable[Meeting], off: Mapping[date, str]) -> "Month":
        """The same month with these sessions on their days, and these days off."""
        rows = list(meetings)
        weeks = tuple(
            tuple(
                replace(each, meetings=tuple(row for row in rows if row.day == each.day), off=off.get(each.day, ""))
                for each in week
            )
            for week in self.weeks
        )
        return replace(self, weeks=weeks)


def month_of(text: str, today: date) -> Month | None:
    """The month of ?maand=2026-11; of today for what is no month; None when none is asked."""
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    year, month = (int(found[1]), int(found[2])) if found else (today.year, today.month)
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        year, month = today.year, today.month
    days = Calendar(firstweekday=0).monthdatescalendar(year, month)
    weeks = tuple(tuple(Day(day, day.month == month) for day in week) for week in days)
    return Month(year, month, weeks)
