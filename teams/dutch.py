"""How a day, an hour, a period, a row of names and a number are written in a Dutch sentence."""

from collections.abc import Iterable
from datetime import date, time

from teams.week import DAYS

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = (*DAYS, "zaterdag", "zondag")


def day_text(day: date) -> str:
    """ "6 oktober 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_text(day: date) -> str:
    """ "dinsdag"."""
    return WEEKDAYS[day.weekday()]


def short_day_text(day: date) -> str:
    """ "di 6 oktober": where the school year is known."""
    return f"{weekday_text(day)[:2]} {day.day} {MONTHS[day.month - 1]}"


def full_day_text(day: date) -> str:
    """ "di 6 oktober 2026"."""
    return f"{short_day_text(day)} {day.year}"


def clock_text(at: time) -> str:
    """ "8.30"; "uur" follows where the sentence has it."""
    return f"{at.hour}.{at.minute:02}"


def hours_text(starts: time, ends: time) -> str:
    """ "15.00-16.30 uur"."""
    return f"{clock_text(starts)}-{clock_text(ends)} uur"


def period_text(first: date, last: date | None) -> str:
    """ "vanaf 6 oktober 2026", or "van 6 oktober 2026 tot en met 31 juli 2027"."""
    return f"van {day_text(first)} tot en met {day_text(last)}" if last else f"vanaf {day_text(first)}"


def in_words(names: Iterable[object]) -> str:
    """ "Duinveen, Zandwijk en Oosterveen"."""
    *others, last = [str(name) for name in names] or [""]
    return f"{', '.join(others)} en {last}" if others else last


def count_text(count: int, one: str, many: str) -> str:
    """ "1 school", "38 scholen"."""
    return f"{count} {one if count == 1 else many}"
