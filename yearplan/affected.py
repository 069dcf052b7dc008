"""Which sessions somebody's absence falls upon."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.moments.circumstances import Slot
from yearplan.gathering import Year
from yearplan.models import Absence
from yearplan.slots import is_planned_here, school_and_kind


@dataclass(frozen=True)
class Affected:
    """An absence with the sessions of the plan that it falls upon, as "De Boog, di 6 oktober, 15.00-16.30 uur": those
    that cannot be without her, and those that can."""

    absence: Absence
    needed: tuple[str, ...]
    missed: tuple[str, ...]


def affected_by(absences: Iterable[Absence], year: Year) -> list[Affected]:
    """What each of these falls upon, in order of day."""
    slots = year.all_slots
    return [_affected(row, year, slots) for row in absences]


def _affected(row: Absence, year: Year, slots: Mapping[int, Slot]) -> Affected:
    needed, missed = list[str](), list[str]()
    for key, slot in sorted(slots.items(), key=lambda pair: (pair[1], pair[0])):
        session = year.instance.session[key]
        if is_planned_here(key) and slot.day in row.period and row.professional_id in session.people_on(slot.day):
            where = f"{year.schools[school_and_kind(key)[0]]}, {slot.short}"
            (needed if row.professional_id in session.must_on(slot.day) else missed).append(where)
    return Affected(row, tuple(needed), tuple(missed))
