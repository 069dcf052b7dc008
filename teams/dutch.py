"""How a day, a period, a row of names and a number are written in a Dutch sentence."""

from collections.abc import Iterable
from datetime import date

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


def day_text(day: date) -> str:
    """ "6 oktober 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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
