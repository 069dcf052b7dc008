"""What the planner keeps to, and what each thing that it would rather avoid weighs; all of it may be set otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from meetings.moments.circumstances import APART_DAYS, NOON
from meetings.travel import TravelTable
from schools.periods import Period
from schools.school_year import SchoolYear


class Kind(StrEnum):
    """What a session is for. OTHER ones are never placed: they only take people's time."""

    KENNISMAKING = "kennismaking"
    VERDIEPING = "verdieping"
    OTHER = "other"


class Part(StrEnum):
    """What the score of a plan counts."""

    UNPLACED = "unplaced"  # a session without a moment
    ABSENT = "absent"  # somebody who may come to a session, and cannot
    FACILITATOR_DAY = "facilitator_day"  # a day on which a facilitator travels
    PERSON_DAY = "person_day"  # a day on which somebody with many schools travels
    BUSY_WEEK = "busy_week"  # per person, the sessions in her busiest week above her even share
    EDGE_WEEK = "edge_week"  # a session in the first or last weeks of its school's year
    WEEKDAY = "weekday"  # another weekday than last year's
    MOVED = "moved"  # a session that stood elsewhere in the plan before
    TOLD = "told"  # somebody who has to be told of a moved session


@dataclass(frozen=True)
class Rules:
    """The rules without exception. Minutes are since midnight or long; `many_schools` and `edge_weeks` say what counts.

    `most_a_day` is of everybody, `most_a_week` of who facilitates, and `apart_days` lies between the two sessions of
    a school.
    """

    noon: int = NOON
    most_a_day: int = 3
    most_a_week: int = 6
    apart_days: int = APART_DAYS
    many_schools: int = 5
    edge_weeks: int = 2
    travel: TravelTable = field(default_factory=TravelTable)


DEFAULT_WEIGHTS: Mapping[Part, int] = {
    Part.UNPLACED: 10_000,
    Part.ABSENT: 30,
    Part.FACILITATOR_DAY: 10,
    Part.PERSON_DAY: 1,
    Part.BUSY_WEEK: 5,
    Part.EDGE_WEEK: 3,
    Part.WEEKDAY: 1,
    Part.MOVED: 50,
    Part.TOLD: 5,
}


def usual_windows(year: SchoolYear) -> dict[Kind, Period]:
    """When the two sessions of a school year are: before Christmas, and between Christmas and the summer."""
    autumn = Period(date(year.start, 9, 1), date(year.start, 12, 20), "")
    spring = Period(date(year.start + 1, 1, 10), date(year.start + 1, 6, 1), "")
    return {Kind.KENNISMAKING: autumn, Kind.VERDIEPING: spring}
