"""Plans for a seat in tests: made by the action itself, and read back from a roster."""

from datetime import date
from typing import Any

from accounts.models import User
from schools.models import Change, School
from teams.actions.plans import plan_member
from teams.enums import PlanStage
from teams.models import PlannedMember, Professional
from teams.roster import Roster, Seat, roster_on
from tests.factories import (
    TODAY,
)
from tests.teams.rosters import the_seat
from tests.teams.seating import coach

AUGUST = date(2027, 8, 1)
WISH, ASKED = PlanStage.WISH, PlanStage.ASKED


def plan_of(school: School, professional: Professional, actor: User, **changes: Any) -> Change:
    values = {"role": coach(), "starts_on": AUGUST, "stage": WISH, "today": TODAY}
    return plan_member(school=school, professional=professional, actor=actor, **{**values, **changes})


def roster_for(school: School, *rows: PlannedMember, day: date = TODAY) -> Roster:
    return roster_on(school, day, today=TODAY, plans=rows)


def coach_seat(school: School, *rows: PlannedMember, day: date = TODAY) -> Seat:
    return the_seat(roster_for(school, *rows, day=day), "CJG-coach")
