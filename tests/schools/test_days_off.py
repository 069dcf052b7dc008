"""When schools are closed, against the published holidays (domain.md 2.13 and 2.15)."""

from datetime import date

import pytest

from schools.days_off import public_holidays, school_holidays
from schools.enums import HolidayRegion
from schools.periods import Period
from schools.school_year import SchoolYear

N, M, Z = HolidayRegion.NOORD, HolidayRegion.MIDDEN, HolidayRegion.ZUID
AUTUMN, CHRISTMAS, SPRING, MAY, SUMMER = (
    "Herfstvakantie",
    "Kerstvakantie",
    "Voorjaarsvakantie",
    "Meivakantie",
    "Zomervakantie",
)


def spans(region: HolidayRegion, start: int) -> dict[str, tuple[str, str]]:
    found = school_holidays(region, SchoolYear(start))
    return {period.label: (f"{period.first_day:%d-%m-%Y}", f"{period.last_day:%d-%m-%Y}") for period in found}


@pytest.mark.parametrize(
    ("region", "start", "published"),
    [
        (
            N,
            2024,
            {
                AUTUMN: ("26-10-2024", "03-11-2024"),
                CHRISTMAS: ("21-12-2024", "05-01-2025"),
                SPRING: ("15-02-2025", "23-02-2025"),
                MAY: ("26-04-2025", "04-05-2025"),
                SUMMER: ("12-07-2025", "24-08-2025"),
            },
        ),
        (
            M,
            2025,
            {
                AUTUMN: ("18-10-2025", "26-10-2025"),
                CHRISTMAS: ("20-12-2025", "04-01-2026"),
                SPRING: ("14-02-2026", "22-02-2026"),
                MAY: ("25-04-2026", "03-05-2026"),
                SUMMER: ("18-07-2026", "30-08-2026"),
            },
        ),
        (
            N,
            2026,
            {
                AUTUMN: ("10-10-2026", "18-10-2026"),
                CHRISTMAS: ("19-12-2026", "03-01-2027"),
                SPRING: ("20-02-2027", "28-02-2027"),
                MAY: ("24-04-2027", "02-05-2027"),
                SUMMER: ("10-07-2027", "22-08-2027"),
            },
        ),
        (
            Z,
            2027,
            {
                AUTUMN: ("23-10-2027", "31-10-2027"),
                CHRISTMAS: ("25-12-2027", "09-01-2028"),
                SPRING: ("26-02-2028", "05-03-2028"),
                MAY: ("29-04-2028", "07-05-2028"),
                SUMMER: ("22-07-2028", "03-09-2028"),
            },
        ),
        (
            M,
            2028,
            {
                AUTUMN: ("21-10-2028", "29-10-2028"),
                CHRISTMAS: ("23-12-2028", "07-01-2029"),
                SPRING: ("17-02-2029", "25-02-2029"),
                MAY: ("28-04-2029", "06-05-2029"),
                SUMMER: ("07-07-2029", "19-08-2029"),
            },
        ),
        (
            Z,
            2029,
            {
                AUTUMN: ("13-10-2029", "21-10-2029"),
                CHRISTMAS: ("22-12-2029", "06-01-2030"),
                SPRING: ("23-02-2030", "03-03-2030"),
                MAY: ("27-04-2030", "05-05-2030"),
                SUMMER: ("06-07-2030", "18-08-2030"),
            },
        ),
    ],
)
def test_school_holidays_are_the_published_ones(
    region: HolidayRegion, start: int, published: dict[str, tuple[str, str]]
) -> None:
    assert spans(region, start) == published


@pytest.mark.parametrize("region", HolidayRegion)
@pytest.mark.parametrize("start", range(2022, 2030))
def test_every_holiday_runs_from_saturday_to_sunday(region: HolidayRegion, start: int) -> None:
    found = school_holidays(region, SchoolYear(start))
    shape = [(p.first_day.weekday(), p.last_day.weekday(), (p.last_day - p.first_day).days + 1) for p in found]
    assert shape == [(5, 6, 9), (5, 6, 16), (5, 6, 9), (5, 6, 9), (5, 6, 44)]


def test_a_summer_that_runs_into_september_belongs_to_the_year_it_began_in() -> None:
    summer = Period(date(2027, 7, 24), date(2027, 9, 5), SUMMER)
    assert [summer in school_holidays(Z, SchoolYear(start)) for start in (2026, 2027)] == [True, False]


@pytest.mark.parametrize("start", [2030, 2031, 2040])
def test_a_year_whose_holidays_are_not_known_yet_has_none(start: int) -> None:
    assert school_holidays(N, SchoolYear(start)) == []


def test_public_holidays_of_a_school_year_in_order() -> None:
    assert [(f"{day.first_day:%d-%m-%Y}", day.label) for day in public_holidays(SchoolYear(2026))] == [
        ("25-12-2026", "Eerste kerstdag"),
        ("26-12-2026", "Tweede kerstdag"),
        ("01-01-2027", "Nieuwjaarsdag"),
        ("26-03-2027", "Goede vrijdag"),
        ("28-03-2027", "Eerste paasdag"),
        ("29-03-2027", "Tweede paasdag"),
        ("27-04-2027", "Koningsdag"),
        ("05-05-2027", "Bevrijdingsdag"),
        ("06-05-2027", "Hemelvaartsdag"),
        ("16-05-2027", "Eerste pinksterdag"),
        ("17-05-2027", "Tweede pinksterdag"),
    ]


@pytest.mark.parametrize(
    ("start", "koningsdag"),
    [(2024, date(2025, 4, 26)), (2026, date(2027, 4, 27)), (2030, date(2031, 4, 26))],
)
def test_koningsdag_is_a_day_earlier_when_it_would_be_a_sunday(start: int, koningsdag: date) -> None:
    found = public_holidays(SchoolYear(start))
    assert [day.first_day for day in found if day.label == "Koningsdag"] == [koningsdag]
