"""The day that is looked at, as seen from today."""

from dataclasses import dataclass
from datetime import date, timedelta

from schools.school_year import SchoolYear

YEARS_BACK = 3


@dataclass(frozen=True)
class Moment:
    """A day, and the day it is now. What came after a day that has gone by is not shown of that day."""

    day: date
    today: date

    @classmethod
    def in_year(cls, year: SchoolYear, today: date) -> "Moment":
        """The day on which a school year is judged: its last when it is over, its first when it is still to come."""
        return cls(min(max(today, year.first_day), year.last_day), today)

    @property
    def year(self) -> SchoolYear:
        return SchoolYear.of(self.day)

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def is_past(self) -> bool:
        return self.day < self.today

    @property
    def yesterday(self) -> date:
        """The day before it."""
        return self.day - timedelta(days=1)

    @property
    def year_before(self) -> "Moment":
        """The same day a school year earlier; 29 February becomes the 28th."""
        try:
            day = self.day.replace(year=self.day.year - 1)
        except ValueError:
            day = self.day.replace(year=self.day.year - 1, day=28)
        return Moment(day, self.today)


def years_to_choose(today: date) -> list[SchoolYear]:
    """The next school year, this one and some before it, the latest first."""
    now = SchoolYear.of(today)
    return [SchoolYear(now.start + 1 - back) for back in range(YEARS_BACK + 2)]
