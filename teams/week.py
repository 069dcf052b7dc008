"""A working week in half-days, Monday to Friday, kept as a bit per half-day (Monday morning is bit 0)."""

from collections.abc import Iterable
from dataclasses import dataclass

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
SHORT = ("ma", "di", "wo", "do", "vr")
PARTS = ("ochtend", "middag")
ALL_HALF_DAYS = (1 << len(DAYS) * len(PARTS)) - 1
ALL_DAYS = (1 << len(DAYS)) - 1


@dataclass(frozen=True)
class HalfDays:
    """The half-days somebody works; `mask` has a bit for each, 2 x day + (0 morning, 1 afternoon)."""

    mask: int = 0

    @classmethod
    def of(cls, bits: Iterable[int]) -> "HalfDays":
        """From bit numbers 0 (Monday morning) to 9 (Friday afternoon)."""
        return cls(sum(1 << bit for bit in set(bits)))

    @classmethod
    def whole(cls, days: Iterable[int]) -> "HalfDays":
        """Whole days, from day numbers 0 (Monday) to 4 (Friday)."""
        return cls.of(2 * day + part for day in days for part in (0, 1))

    @property
    def bits(self) -> tuple[int, ...]:
        return tuple(bit for bit in range(len(DAYS) * len(PARTS)) if self.mask >> bit & 1)

    @property
    def days(self) -> tuple[bool, bool, bool, bool, bool]:
        """Per day whether she works at least a part of it."""
        monday, tuesday, wednesday, thursday, friday = (bool(self.mask >> 2 * day & 3) for day in range(5))
        return (monday, tuesday, wednesday, thursday, friday)

    def includes(self, day: int, part: int) -> bool:
        """Whether she works on this day, 0 (Monday) to 4 (Friday), in this part: 0 morning, 1 afternoon."""
        return bool(self.mask >> 2 * day + part & 1)

    def __str__(self) -> str:
        """ "ma, di (ochtend), do"."""
        halves = ((self.mask >> 2 * day & 3) for day in range(5))
        words = {1: " (ochtend)", 2: " (middag)", 3: ""}
        return ", ".join(SHORT[day] + words[half] for day, half in enumerate(halves) if half)


@dataclass(frozen=True)
class Weekdays:
    """Days of the week; `mask` has a bit for each, Monday is bit 0."""

    mask: int = 0

    @classmethod
    def of(cls, days: Iterable[int]) -> "Weekdays":
        return cls(sum(1 << day for day in set(days)))

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(day for day in range(len(DAYS)) if self.mask >> day & 1)

    @property
    def days(self) -> tuple[bool, bool, bool, bool, bool]:
        monday, tuesday, wednesday, thursday, friday = (bool(self.mask >> day & 1) for day in range(5))
        return (monday, tuesday, wednesday, thursday, friday)

    def __str__(self) -> str:
        """ "ma, di, do"."""
        return ", ".join(SHORT[day] for day in self.numbers)
