"""How days and enumerations are written in a Dutch sentence."""

from collections.abc import Sequence
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


def listing(words: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"
