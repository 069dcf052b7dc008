"""Which days of a month nobody is at school, for the schools that somebody sees."""

from collections.abc import Iterable
from datetime import date, timedelta

from schools.days_off import public_holidays, school_holidays
from schools.enums import HolidayRegion
from schools.periods import Period
from schools.school_year import SchoolYear


def days_off(first: date, last: date, regions: Iterable[str]) -> dict[date, str]:
    """The name of what each day is off for: "Kerstvakantie", or "Voorjaarsvakantie (Noord)" when it is not off for all
    the regions."""
    known = [HolidayRegion(region) for region in sorted(set(regions))]
    years = {SchoolYear.of(first), SchoolYear.of(last)}
    years |= {year.previous for year in years}  # whose summer holiday runs on
    off: dict[date, dict[str, list[str]]] = {}
    for region in known:
        for period in (each for year in years for each in school_holidays(region, year)):
            for day in _days(period, first, last):
                off.setdefault(day, {}).setdefault(period.label, []).append(region.label)
    named = {day: _name(labels, len(known)) for day, labels in off.items()}
    public = [each for year in years for each in public_holidays(year)]
    return named | {day: each.label for each in public for day in _days(each, first, last)}


def _days(period: Period, first: date, last: date) -> Iterable[date]:
    begin, end = max(period.first_day, first), min(period.last_day, last)
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


def _name(labels: dict[str, list[str]], count: int) -> str:
    return ", ".join(
        label if len(regions) == count else f"{label} ({' en '.join(regions)})" for label, regions in labels.items()
    )
