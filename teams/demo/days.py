"""The days of the demo, all counted from the day for which it is laid out."""

from dataclasses import dataclass
from datetime import date, timedelta

from schools.school_year import SchoolYear


@dataclass(frozen=True)
class DemoDays:
    """Three school years of which `today` lies in the last."""

    today: date

    @property
    def this_year(self) -> SchoolYear:
        return SchoolYear.of(self.today)

    @property
    def last_year(self) -> SchoolYear:
        return self.this_year.previous

    @property
    def first_year(self) -> SchoolYear:
        return self.last_year.previous

    @property
    def begin(self) -> date:
        """The first day of the demo's history."""
        return self.first_year.first_day

    @property
    def next_august(self) -> date:
        """The first day of the school year to come: always after today."""
        return self.this_year.next.first_day

    @property
    def changes(self) -> tuple[date, ...]:
        """Days on which people took over from each other in these years."""
        return (
            date(self.first_year.start + 1, 2, 1),
            self.last_year.first_day,
            date(self.last_year.start + 1, 1, 1),
            date(self.last_year.start + 1, 3, 1),
            self.this_year.first_day,
        )

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def month_start(self, back: int) -> date:
        """The first of the month, so many months before this one (negative: after it)."""
        months = self.today.year * 12 + self.today.month - 1 - back
        return date(months // 12, months % 12 + 1, 1)
