"""How a day is written in a Dutch sentence."""

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
