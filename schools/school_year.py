"""The school year: 1 August up to and including 31 July (WPO article 1)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The school year that begins on 1 August of `start`."""

    start: int

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """The school year in which this day falls."""
        return cls(day.year if day.month >= 8 else day.year - 1)

    @property
    def first_day(self) -> date:
        return date(self.start, 8, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 7, 31)

    @property
    def label(self) -> str:
        """As people write it: "2026-2027"."""
        return f"{self.start}-{self.start + 1}"

    @property
    def next(self) -> "SchoolYear":
        return SchoolYear(self.start + 1)

    @property
    def previous(self) -> "SchoolYear":
        return SchoolYear(self.start - 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return self.label
