"""On which days of a school year schools are open."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from schools.days_off import closed_in
from schools.enums import HolidayRegion
from schools.models import FreePeriod, School
from schools.school_year import SchoolYear


def days_open(schools: Iterable[School], year: SchoolYear) -> dict[int, frozenset[date]]:
    """The school days of each school, by its number: no weekends, holidays or free days of its own. In two queries at
    most, however many schools there are."""
    schools = list(schools)
    free = _own_days_off([row.pk for row in schools], year)
    of_region = {region: _open_in(HolidayRegion(region), year) for region in {row.holiday_region for row in schools}}
    return {row.pk: of_region[row.holiday_region] - free[row.pk] for row in schools}


def _own_days_off(schools: list[int], year: SchoolYear) -> dict[int, set[date]]:
    found: dict[int, set[date]] = defaultdict(set)
    for row in FreePeriod.objects.between(year.first_day, year.last_day).filter(school__in=schools):
        found[row.school_id].update(_days(row.first_day, row.last_day))
    return found


def _open_in(region: HolidayRegion, year: SchoolYear) -> frozenset[date]:
    closed = {day for period in closed_in(region, year) for day in _days(period.first_day, period.last_day)}
    return frozenset(day for day in _days(year.first_day, year.last_day) if day.weekday() < 5 and day not in closed)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
