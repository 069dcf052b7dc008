"""How a year is kept in the database: the planner's keys and moments as numbers and text."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from hashlib import sha256

from meetings.moments.circumstances import AMSTERDAM, Slot
from meetings.planner.rules import Kind

KINDS = (Kind.KENNISMAKING, Kind.VERDIEPING)
OTHERS = 1 << 40  # the keys of what is not planned here begin above those of all schools

Kept = list[tuple[int, str, str, int]]


def key_of(school: int, kind: str) -> int:
    """The planner's key of one of the two sessions of a school, by the school's number."""
    return 2 * school + KINDS.index(Kind(kind))


def school_and_kind(key: int) -> tuple[int, Kind]:
    """Which session of which school a key means."""
    school, number = divmod(key, 2)
    return school, KINDS[number]


def is_planned_here(key: int) -> bool:
    """Whether a key means one of the two sessions of a school, rather than something else that takes people's time."""
    return key < OTHERS


def keep(slots: Mapping[int, Slot]) -> Kept:
    """Moments as they are kept in a field, in order."""
    return [(key, slot.day.isoformat(), f"{slot.starts:%H:%M}", slot.minutes) for key, slot in sorted(slots.items())]


def taken_back(kept: Iterable[tuple[int, str, str, int]]) -> dict[int, Slot]:
    """The moments that `keep` kept."""
    return {key: Slot(date.fromisoformat(day), time.fromisoformat(at), minutes) for key, day, at, minutes in kept}


def fingerprint_of(slots: Mapping[int, Slot]) -> str:
    """Where everything stands, in a few letters: two alike mean that nothing moved."""
    return sha256(repr(keep(slots)).encode()).hexdigest()


def moment_of(slot: Slot) -> datetime:
    """A moment on the clock of the Netherlands as a point in time."""
    return datetime.combine(slot.day, slot.starts, AMSTERDAM)
