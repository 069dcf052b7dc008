"""When schools are closed: school holidays per region and public holidays. A school adds its own in FreePeriod.

School and public holidays come from the `holidays` package, which knows the Dutch school holidays to summer 2030.
"""

from datetime import date, timedelta

import holidays

from schools.enums import HolidayRegion
from schools.periods import Period
from schools.school_year import SchoolYear


def school_holidays(region: HolidayRegion, year: SchoolYear) -> list[Period]:
    """The school holidays that begin in this school year, in order; none where they are not known yet."""
    days = holidays.country_holidays(
        "NL",
        subdiv=region.label,
        years=(year.start, year.start + 1),
        categories=("school",),
        language="nl",
    )
    if {day.year for day in days} != {year.start, year.start + 1}:
        return []  # the last known calendar year holds half a Christmas of a school year that is not known yet
    return [period for period in _joined(days) if period.first_day in year]


def public_holidays(year: SchoolYear) -> list[Period]:
    """The days on which nobody works, in order: those of the Algemene termijnenwet."""
    days = holidays.country_holidays(
        "NL", years=(year.start, year.start + 1), categories=("public", "optional"), language="nl"
    )
    return [Period(day, day, name) for day, name in sorted(days.items()) if day in year]


def closed_in(region: HolidayRegion, year: SchoolYear) -> list[Period]:
    """All of these in a school year, in order; last year's summer runs into it."""
    summer = [period for period in school_holidays(region, year.previous) if period.last_day in year]
    return sorted([*summer, *school_holidays(region, year), *public_holidays(year)])


def _joined(days: dict[date, str]) -> list[Period]:
    periods: list[Period] = []
    for day, name in sorted(days.items()):
        if periods and periods[-1].label == name and day - periods[-1].last_day == timedelta(days=1):
            periods[-1] = Period(periods[-1].first_day, day, name)
        else:
            periods.append(Period(day, day, name))
    return periods
