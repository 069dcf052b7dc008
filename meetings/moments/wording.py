"""The Dutch phrases that objections and proposals share; without a full stop, so that a sentence can go on."""

from collections.abc import Iterable, Sequence
from datetime import date

from meetings.moments.circumstances import Attendant, Busy, Slot
from meetings.travel import Spot
from teams.dutch import count_text, in_words, weekday_text
from teams.week import PARTS

MOST_NAMED = 3


def not_working(people: Iterable[Attendant], slot: Slot) -> list[str]:
    """ "Samira Bakkali en Peter Groen werken niet op donderdagmiddag": a phrase for each part of the day they miss."""
    names: dict[frozenset[int], list[str]] = {}
    for person in people:
        if parts := person.parts_off(slot):
            names.setdefault(parts, []).append(person.name)
    return [
        f"{in_words(missing)} {'werken' if len(missing) > 1 else 'werkt'} niet op {_part_of_day(slot.day, parts)}"
        for parts, missing in names.items()
    ]


def elsewhere(people: Sequence[Attendant], busy: Busy, slot: Slot, spot: Spot) -> str:
    """ "Samira Bakkali zit dan bij De Boog (di 6 oktober, 13.00-14.30 uur) en is 15 minuten onderweg"; all who are
    there in one phrase."""
    sits, must, travels = ("zit", "moet", "is") if len(people) == 1 else ("zitten", "moeten", "zijn")
    names = in_words(person.name for person in people)
    travel = count_text(minutes, "minuut", "minuten") if (minutes := busy.minutes_to(spot)) else ""
    at = f"{busy.what} ({busy.slot.short})"
    if busy.slot.last_minute <= slot.first_minute:
        return f"{names} {sits} eerst bij {at} en {travels} daarna {travel} onderweg"
    if slot.last_minute <= busy.slot.first_minute:
        return f"{names} {must} daarna naar {at} en {travels} {travel} onderweg"
    return f"{names} {sits} dan bij {at}" + (f" en {travels} {travel} onderweg" if travel else "")


def enough_time(names: Sequence[str], busy: Busy, slot: Slot, spot: Spot) -> str:
    """ "Samira Bakkali komt van De Boog (13.00-14.30 uur): 15 minuten onderweg, dat past"; more than three are
    counted."""
    is_one, is_before = len(names) == 1, busy.slot < slot
    who = in_words(names) if len(names) <= MOST_NAMED else f"{len(names)} mensen"
    does = ("komt" if is_one else "komen") if is_before else ("gaat" if is_one else "gaan")
    minutes = busy.minutes_to(spot)
    travel = f"{count_text(minutes, 'minuut', 'minuten')} onderweg, dat past" if minutes else "dat past"
    return f"{who} {does} {'van' if is_before else 'daarna naar'} {busy.what} ({busy.slot.hours}): {travel}"


def distance(day: date, other: date) -> str:
    """ "8 weken na", "3 dagen voor", "op dezelfde dag als"."""
    days = abs((day - other).days)
    if not days:
        return "op dezelfde dag als"
    length = count_text(days, "dag", "dagen") if days < 7 else count_text(days // 7, "week", "weken")
    return f"{length} {'na' if day > other else 'voor'}"


def _part_of_day(day: date, parts: frozenset[int]) -> str:
    """ "donderdagmiddag", or "donderdag" for both parts."""
    return weekday_text(day) + (PARTS[min(parts)] if len(parts) == 1 else "")
