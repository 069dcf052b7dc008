"""What a year asks of each of its people, held against the planner that made it."""

from datetime import date, time, timedelta

import pytest

from meetings.moments.circumstances import Slot
from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.plan import Limits
from meetings.planner.planning import plan_year
from meetings.planner.rules import Kind, Part
from meetings.travel import Spot
from schools.periods import Period
from tests.meetings.planner.regions import WINDOWS, Tightness, region, school_days
from yearplan.pages.loads import Load, Trip, loads_of, monday_of, trips_of
from yearplan.slots import OTHERS

TUESDAY = date(2026, 9, 8)
INEKE, SAMIRA = 1, 2


def at(hour: int, days: int = 0) -> Slot:
    return Slot(TUESDAY + timedelta(days=days), time(hour))


def year(*sessions: Session, absent: bool = False) -> Instance:
    """Two schools of one municipality; Ineke guides, Samira may come."""
    days = school_days()
    schools = tuple(School(Spot(key, "", 1), f"School {key}", days) for key in (10, 11))
    absences = (Period(TUESDAY, TUESDAY, ""),) if absent else ()
    people = (Person(INEKE, "Ineke"), Person(SAMIRA, "Samira", absences=absences))
    return Instance(people, schools, sessions, WINDOWS)


def session(key: int, school: int, **fields: object) -> Session:
    values = {"kind": Kind.KENNISMAKING, "facilitator": INEKE, "optional": (SAMIRA,), **fields}
    return Session(key, school, **values)  # type: ignore[arg-type]


def test_sessions_schools_days_and_weeks_are_counted() -> None:
    instance = year(session(20, 10), session(22, 11), session(21, 10))
    loads = loads_of(instance, {20: at(9), 22: at(13), 21: at(9, days=70)}, limit=1)
    assert loads[INEKE] == Load(
        person=INEKE,
        schools=2,
        guides=3,
        sessions=(20, 22, 21),
        missed=(),
        nowhere=(),
        days=2,
        weeks={date(2026, 9, 7): 2, date(2026, 11, 16): 1},
        share=1,
        limit=1,
    )
    found = loads[INEKE]
    assert (found.busiest, found.most, found.over, found.full_weeks) == (date(2026, 9, 7), 2, 1, 1)


def test_what_stands_nowhere_is_counted_apart() -> None:
    load = loads_of(year(session(20, 10), session(22, 11)), {20: at(9)}, limit=5)[INEKE]
    assert (load.sessions, load.nowhere) == ((20,), (22,))


def test_who_may_come_and_is_away_misses_it() -> None:
    load = loads_of(year(session(20, 10), absent=True), {20: at(9)}, limit=5)[SAMIRA]
    assert (load.sessions, load.missed) == ((), (20,))


def test_who_may_come_to_two_that_are_too_near_comes_to_one() -> None:
    instance = year(session(20, 10), session(22, 11, facilitator=None))
    load = loads_of(instance, {20: at(9), 22: Slot(TUESDAY, time(10, 45))}, limit=5)[SAMIRA]
    assert (load.sessions, load.missed) == ((20,), (22,))


def test_something_outside_the_plan_takes_her_time_and_is_no_school_of_hers() -> None:
    other = Session(OTHERS + 5, 11, Kind.OTHER, required=(INEKE,), fixed=at(13))
    load = loads_of(year(session(20, 10), other), {20: at(9), OTHERS + 5: at(13)}, limit=5)[INEKE]
    assert (load.sessions, load.schools, load.guides) == ((20, OTHERS + 5), 1, 1)


def test_somebody_without_sessions_has_no_busiest_week() -> None:
    load = loads_of(year(session(20, 10)), {}, limit=5)[INEKE]
    assert (load.busiest, load.most, load.over) == (None, 0, 0)


def test_of_two_weeks_as_busy_the_first_is_named() -> None:
    load = loads_of(year(session(20, 10), session(22, 11)), {20: at(9, days=7), 22: at(9)}, limit=5)[INEKE]
    assert load.busiest == monday_of(TUESDAY)


def test_the_way_between_two_sessions_of_a_day() -> None:
    instance = year(session(20, 10), session(22, 11), session(21, 10))
    slots = {20: at(9), 22: at(13), 21: at(9, days=70)}
    assert trips_of(instance, slots, (20, 22, 21)) == [Trip(TUESDAY, 20, 22, travel=30, between=150)]


@pytest.mark.parametrize("tightness", [Tightness.LOOSE, Tightness.TIGHT])
def test_it_counts_as_the_planner_does(tightness: Tightness) -> None:
    instance = region(40, tightness, seed=3).instance
    plan = plan_year(instance, seed=1, limits=Limits(steps=60))
    loads = loads_of(instance, plan.slots, limit=5)
    missed = {(key, person) for key, people in plan.absent.items() for person in people}
    assert {(key, load.person) for load in loads.values() for key in load.missed} == missed
    chairs = {each.facilitator for each in instance.sessions}
    assert sum(loads[key].days for key in chairs if key) == plan.score.times(Part.FACILITATOR_DAY)
    assert sum(loads[key].days for key in instance.with_many_schools) == plan.score.times(Part.PERSON_DAY)
    assert sum(max(0, load.most - load.share) for load in loads.values()) == plan.score.times(Part.BUSY_WEEK)
