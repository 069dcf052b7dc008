"""Reading rosters in tests: one seat of a school on a day, and an organisation that must fill it."""

from datetime import date
from typing import Any

from schools.models import School
from teams.enums import OrganisationKind
from teams.models import Organisation
from teams.roster import Roster, Seat, roster_on
from tests.factories import TODAY, OrganisationFactory

YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


def the_seat(roster: Roster, name: str) -> Seat:
    return next(each for each in roster.seats if each.name == name)


def coach_seat(school: School, day: date = TODAY) -> Seat:
    return the_seat(roster_on(school, day, today=TODAY), "CJG-coach")


def names(rows: Any) -> list[str]:
    return [str(row.professional) for row in rows]


def served(school: School, name: str, *municipalities: Any) -> Organisation:
    row: Organisation = OrganisationFactory(region=school.region, name=name, kind=OrganisationKind.CJG)
    row.municipalities.set(municipalities)
    return row
