"""The regions, municipalities, boards and schools of an invented country.

Their numbers are none that anybody was given: schools from 90AA00 to 98ZZ99, municipalities from 6000,
boards from 90001. Those of the demo are left free, so that it may lie beside the country.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from random import Random
from string import ascii_uppercase

from meetings.country import words
from schools.enums import HolidayRegion, Sector
from schools.models import Board, Municipality, Region, School
from schools.phones import parse_phone

SCHOOLS_IN_A_REGION = 130  # there are about 75 samenwerkingsverbanden PO
SCHOOLS_OF_A_BOARD = 12
TOWNS_IN_A_REGION = 4
MOST_REGIONS = 800  # more boards than that would meet those of the demo
MOST_SCHOOLS = SCHOOLS_IN_A_REGION * MOST_REGIONS
SECTORS = (*[Sector.BO] * 16, Sector.SBO, Sector.SO, Sector.VSO, Sector.VO)


@dataclass
class Province:
    """A region in the making: its schools are together, in order of their codes."""

    region: Region
    towns: list[Municipality]
    schools: list[School]


def provinces(schools: int, random: Random) -> Iterator[tuple[Province, list[Board]]]:
    """The regions one by one, with the boards that are new in each."""
    codes, boards, left = _codes(), count(90001), schools
    for number in range(-(-schools // SCHOOLS_IN_A_REGION)):
        name = f"{random.choice(words.TOWN_FIRST)}{random.choice(words.TOWN_LAST)} {number + 1}"
        region = Region(name=f"Regio {name}", po_code=f"PO{9000 + number}", vo_code=f"VO{9000 + number}")
        towns = [_town(number, place, random) for place in range(TOWNS_IN_A_REGION)]
        size = min(left, SCHOOLS_IN_A_REGION)
        mine = [
            Board(code=str(next(boards)), name=f"Stichting {name} {n + 1}")
            for n in range(-(-size // SCHOOLS_OF_A_BOARD))
        ]
        holidays = list(HolidayRegion)[number % len(HolidayRegion)]
        made = [_school(next(codes), place, holidays, random) for place in range(size)]
        for place, school in enumerate(made):
            school.municipality, school.board = (
                towns[place * TOWNS_IN_A_REGION // size],
                mine[place // SCHOOLS_OF_A_BOARD],
            )
            school.city = school.municipality.name
            school.region, school.swv_po, school.swv_vo = region, region.po_code, region.vo_code
        left -= size
        yield Province(region, towns, made), mine


def _codes() -> Iterator[str]:
    for number, first, second in product(range(90, 99), ascii_uppercase, ascii_uppercase):
        yield f"{number}{first}{second}00"
    for number, first, second, place in product(range(90, 99), ascii_uppercase, ascii_uppercase, range(1, 100)):
        yield f"{number}{first}{second}{place:02}"


def _town(region: int, place: int, random: Random) -> Municipality:
    number = region * TOWNS_IN_A_REGION + place
    name = f"{random.choice(words.TOWN_FIRST)}{random.choice(words.TOWN_LAST)}"
    return Municipality(code=f"{6000 + number:04}", name=name)


def _school(code: str, place: int, holidays: HolidayRegion, random: Random) -> School:
    sector = SECTORS[place % len(SECTORS)]
    return School(
        establishment_code=code,
        name=_name(sector, random),
        sector=sector,
        denomination=random.choice(words.DENOMINATIONS),
        street=random.choice(words.STREETS),
        house_number=str(random.randint(1, 180)),
        postcode=f"{random.randint(1000, 9999)} {random.choice(ascii_uppercase)}{random.choice(ascii_uppercase)}",
        district=random.choice(words.DISTRICTS),
        phone=parse_phone(f"023-555{random.randint(2000, 9999)}"),
        holiday_region=holidays,
    )


def _name(sector: Sector, random: Random) -> str:
    if sector in {Sector.VO, Sector.VSO}:
        return random.choice(words.SECONDARY)
    if sector in {Sector.SBO, Sector.SO}:
        return random.choice(words.SPECIAL)
    return f"{random.choice(words.SCHOOL_FIRST)} {random.choice(words.SCHOOL_LAST)}"
