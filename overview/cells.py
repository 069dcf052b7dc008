"""One place in the table of schools by seats, as a sign and in words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from overview.sessions import SHORT_MONTHS
from schools.school_year import SchoolYear
from teams.dutch import day_text
from teams.enums import Need


class Mark(StrEnum):
    """What a cell can be. The values name its class in overview.css."""

    FULL = "full"
    STAND_IN = "stand-in"
    PLANNED = "planned"
    EMPTY = "empty"
    OPTIONAL = "optional"
    NONE = "none"


SIGNS = {
    Mark.FULL: "✓",
    Mark.STAND_IN: "½",
    Mark.PLANNED: "›",
    Mark.EMPTY: "!",
    Mark.OPTIONAL: "–",
    Mark.NONE: "",
}


@dataclass(frozen=True)
class Cell:
    """A sign, a few letters beside it when there is a day to name, and the whole in words."""

    mark: Mark
    note: str
    words: str
    is_vacancy: bool = False
    since: date | None = None
    comes_on: date | None = None

    @property
    def comes(self) -> str:
        """ "gevuld vanaf 1 januari 2027"; "" when nobody comes."""
        return f"gevuld vanaf {day_text(self.comes_on)}" if self.comes_on else ""

    @property
    def sign(self) -> str:
        return SIGNS[self.mark]


@dataclass(frozen=True)
class SeatFacts:
    """What is known of one seat of one school on a day: how many sit there, for how many somebody stands in, the last
    day of who left before, the first day of who comes, and the first day of who is only wished for or asked."""

    members: int = 0
    stand_ins: int = 0
    last_day: date | None = None
    comes_on: date | None = None
    wished_from: date | None = None


NO_SEAT = Cell(Mark.NONE, "", "hoort niet bij deze school")


def cell_of(need: Need, facts: SeatFacts, vacant_since: date | None, day: date) -> Cell:
    """The same as teams.roster says of the seat."""
    if facts.members:
        return _filled(facts.stand_ins >= facts.members)
    is_vacancy = need == Need.REQUIRED
    since = vacant_since if is_vacancy else None
    if facts.comes_on:
        empty = f"leeg sinds {day_text(since)}, " if since else ""
        words = f"{empty}gevuld vanaf {day_text(facts.comes_on)}"
        return Cell(Mark.PLANNED, _short(facts.comes_on, day), words, is_vacancy, since, facts.comes_on)
    if facts.wished_from:
        words = f"leeg, er is iemand op het oog vanaf {day_text(facts.wished_from)}"
        return Cell(Mark.PLANNED, _short(facts.wished_from, day), words, is_vacancy, since)
    return _empty(need, vacant_since, SchoolYear.of(day).first_day)


@cache
def _filled(by_stand_in: bool) -> Cell:
    return Cell(Mark.STAND_IN, "", "waarnemer") if by_stand_in else Cell(Mark.FULL, "", "gevuld")


@cache
def _empty(need: Need, since: date | None, day: date) -> Cell:
    if need != Need.REQUIRED:
        how = "gewenst, niet gevuld" if need == Need.WISHED else "niet gevuld, hoeft ook niet"
        return Cell(Mark.OPTIONAL, "", how)
    if since is None:
        return Cell(Mark.EMPTY, "nooit", "leeg, nooit gevuld", is_vacancy=True)
    return Cell(Mark.EMPTY, _short(since, day), f"leeg sinds {day_text(since)}", is_vacancy=True, since=since)


def _short(day: date, shown: date) -> str:
    """ "12 okt" in the school year of the day that is shown, "okt 2024" in another."""
    month = SHORT_MONTHS[day.month - 1]
    return f"{day.day} {month}" if day in SchoolYear.of(shown) else f"{month} {day.year}"
