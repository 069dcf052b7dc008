"""A school on the coast, its people and its year, to put a meeting in."""

from datetime import date, time

from meetings.moments.circumstances import Around, Attendant, Busy, Other, Slot
from meetings.travel import Spot
from schools.periods import Period
from schools.school_year import SchoolYear
from teams.week import ALL_HALF_DAYS, HalfDays

ZEEWIJK, DUINWIJK = "Zeewijk", "Duinwijk"
HERE = Spot(1, ZEEWIJK, 392)
DE_BOOG = Spot(2, ZEEWIJK, 392)
DE_KLIM = Spot(3, DUINWIJK, 392)
DE_VERTE = Spot(4, ZEEWIJK, 397)

YEAR = SchoolYear(2026)
AUTUMN = Period(date(2026, 10, 10), date(2026, 10, 18), "Herfstvakantie")
CHRISTMAS = Period(date(2026, 12, 19), date(2027, 1, 3), "Kerstvakantie")
SPRING = Period(date(2027, 2, 20), date(2027, 2, 28), "Voorjaarsvakantie")
MAY = Period(date(2027, 4, 24), date(2027, 5, 2), "Meivakantie")
KONINGSDAG = Period(date(2027, 4, 27), date(2027, 4, 27), "Koningsdag")
STUDY_DAY = Period(date(2026, 11, 4), date(2026, 11, 4), "Studiedag")
CLOSED = (AUTUMN, CHRISTMAS, SPRING, MAY, KONINGSDAG, STUDY_DAY)

ALWAYS = HalfDays(ALL_HALF_DAYS)
KENNISMAKING = Other(date(2026, 10, 6), "de kennismaking")
VERDIEPING = Other(date(2027, 3, 16), "de verdieping")


def at(day: date, hour: int, minute: int = 0, minutes: int = 90) -> Slot:
    return Slot(day, time(hour, minute), minutes)


def attendant(
    name: str = "Samira Bakkali",
    *busy: Busy,
    half_days: HalfDays | None = ALWAYS,
    is_required: bool = True,
    role: str = "CJG-coach",
) -> Attendant:
    return Attendant(hash(name), name, role, is_required, half_days, busy)


def around(*attendants: Attendant, closed: tuple[Period, ...] = CLOSED, **known: object) -> Around:
    return Around(HERE, YEAR, closed, attendants=attendants, **known)  # type: ignore[arg-type]
