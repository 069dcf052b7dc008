"""Who is succeeded or stood in for: a session is planned with the people of its day, and with nobody else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from meetings.moments.circumstances import Slot
from meetings.planner.bounds import bound_of
from meetings.planner.explaining import FactKind, explain
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance, Person, School, Session, Tenure
from meetings.planner.options import options
from meetings.planner.plan import Limits, Plan
from meetings.planner.planning import plan_year
from meetings.planner.replanning import replan
from meetings.planner.rules import Kind, Part
from meetings.travel import Spot
from schools.periods import Period
from teams.week import HalfDays
from tests.meetings.planner import checker
from tests.meetings.planner.regions import Tightness, region
from tests.meetings.planner.small import at, day, weekdays

OLD, NEW, CHAIR, GUEST = 1, 2, 3, 4
THURSDAY = day(3)
UNTIL_WEDNESDAY = Tenure(OLD, Period(date.min, day(2), ""))
FROM_THURSDAY = Tenure(NEW, Period(THURSDAY, date.max, ""))
WEEK = {Kind.KENNISMAKING: Period(day(0), day(4), "")}


def handed_over(old: HalfDays, new: HalfDays, *, optional: bool = False, schools: int = 1) -> Instance:
    """One session per school in a week in which a coach is succeeded on Thursday."""
    both = (OLD, NEW)
    return Instance(
        (Person(OLD, "coach", old), Person(NEW, "opvolger", new), Person(CHAIR, "begeleider")),
        tuple(School(Spot(n, "", 1), f"School {n}", weekdays()) for n in range(schools)),
        tuple(
            Session(
                n,
                n,
                Kind.KENNISMAKING,
                () if optional else both,
                both if optional else (),
                CHAIR,
                tenures=(UNTIL_WEDNESDAY, FROM_THURSDAY),
            )
            for n in range(schools)
        ),
        WEEK,
    )


def planned(instance: Instance) -> Plan:
    plan = plan_year(instance, limits=Limits(steps=60))
    assert checker.violations(instance, plan.slots) == []
    return plan


TUESDAY, FRIDAY = HalfDays.of([2]), HalfDays.of([8])


@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        (TUESDAY, FRIDAY, {day(1), day(4)}),
        (TUESDAY, TUESDAY, {day(1)}),
        (FRIDAY, FRIDAY, {day(4)}),
        (FRIDAY, TUESDAY, set()),
    ],
)
def test_each_is_needed_in_her_own_time_only(old: HalfDays, new: HalfDays, days: set[date]) -> None:
    year = handed_over(old, new)
    assert {option.slot.day for option in options(year, {}, 0)} == days
    assert planned(year).placed == bool(days)


def test_who_may_come_is_missed_in_her_own_time_only() -> None:
    year = handed_over(FRIDAY, FRIDAY, optional=True)
    costs = {option.slot: option.costs.times(Part.ABSENT) for option in options(year, {}, 0)}
    assert {slot.day: absent for slot, absent in costs.items() if slot.first_minute == 510} == {
        **dict.fromkeys([day(0), day(1), day(2), THURSDAY], 1),
        day(4): 0,
    }
    plan = planned(year)
    assert (plan.slots[0].day, plan.absent, plan.score.times(Part.ABSENT)) == (day(4), {}, 0)


def test_where_who_left_is_now_is_nothing_to_the_school_that_she_left() -> None:
    """The old coach is at another school all Friday; her successor is not."""
    year = handed_over(TUESDAY, FRIDAY, schools=2)
    elsewhere = Session(9, 1, Kind.OTHER, (OLD,), minutes=480, fixed=Slot(day(4), time(8), 480))
    year = replace(year, sessions=(year.sessions[0], elsewhere))
    assert {option.slot for option in options(year, {}, 0) if option.slot.day == day(4)} == {
        at(4, 8, 30),
        at(4, 10, 30),
    }


def test_why_it_does_not_fit_names_each_for_her_own_days() -> None:
    (explanation,) = explain(handed_over(FRIDAY, TUESDAY), {})
    assert [(fact.kind, fact.person, fact.days) for fact in explanation.facts] == [
        (FactKind.NOT_WORKING, OLD, 3),
        (FactKind.NOT_WORKING, NEW, 2),
    ]


def test_between_two_people_it_waits_rather_than_go_without() -> None:
    year = handed_over(HalfDays.of([0, 2, 6]), FRIDAY)
    gone, gap = Tenure(OLD, Period(date.min, day(0), "")), (Period(day(1), day(2), ""),)
    session = replace(year.sessions[0], tenures=(gone, FROM_THURSDAY), incomplete=gap)
    year = replace(year, sessions=(session,))
    assert {option.slot.day for option in options(year, {}, 0)} == {day(0), day(4)}
    year = replace(year, people=(replace(year.people[0], half_days=FRIDAY), *year.people[1:]))
    year = replace(year, people=(*year.people[:1], replace(year.people[1], half_days=TUESDAY), year.people[2]))
    assert {(fact.kind, fact.days) for fact in explain(year, {})[0].facts} == {
        (FactKind.NOT_WORKING, 1),
        (FactKind.NOT_WORKING, 2),
        (FactKind.INCOMPLETE, 2),
    }


def test_who_hears_of_a_move_are_those_of_the_day_it_was_and_those_of_the_day_it_is() -> None:
    year = handed_over(TUESDAY, FRIDAY)
    before = {0: at(1, 8, 30)}
    ill = (Period(day(1), day(1), "ziek"),)
    successor = Person(NEW, "opvolger", FRIDAY)
    (plan, *_) = replan(replace(year, people=(Person(OLD, "coach", TUESDAY, ill), successor, year.people[2])), before)
    assert (plan.slots[0].day, plan.moved, plan.told) == (day(4), (0,), (OLD, NEW, CHAIR))
    assert plan.score.times(Part.TOLD) == 3
    works_wednesday = Person(OLD, "coach", HalfDays.of([2, 4]), ill)
    (plan, *_) = replan(replace(year, people=(works_wednesday, successor, year.people[2])), before)
    assert (plan.slots[0].day, plan.told, plan.score.times(Part.TOLD)) == (day(2), (OLD, CHAIR), 2)


def test_a_tenure_is_of_somebody_who_is_asked_and_does_not_guide() -> None:
    year = handed_over(TUESDAY, FRIDAY)
    for stranger in (GUEST, CHAIR):
        wrong = replace(year.sessions[0], tenures=(Tenure(stranger, Period(day(0), day(1), "")),))
        people = (*year.people, Person(GUEST, "gast"))
        with pytest.raises(ValueError, match="has tenures of who guides it, or is not asked"):
            replace(year, people=people, sessions=(wrong,))


def succeeded(instance: Instance, name: str, on: date) -> Instance:
    """The same region, in which everybody of this name is succeeded on a day by somebody with the same week."""
    leaving = [each for each in instance.people if each.name == name]
    successor = {each.key: replace(each, key=10_000 + each.key) for each in leaving}
    sessions = tuple(_handed(each, successor, on) for each in instance.sessions)
    return replace(instance, people=(*instance.people, *successor.values()), sessions=sessions)


def _handed(session: Session, successor: Mapping[int, Person], on: date) -> Session:
    until, after = Period(date.min, on - timedelta(days=1), ""), Period(on, date.max, "")
    required, optional = (
        (*keys, *(successor[key].key for key in keys if key in successor))
        for keys in (session.required, session.optional)
    )
    left = [key for key in session.people if key in successor]
    tenures = [each for key in left for each in (Tenure(key, until), Tenure(successor[key].key, after))]
    return replace(session, required=required, optional=optional, tenures=tuple(tenures))


@pytest.mark.parametrize("name", ["leerplichtambtenaar", "consulent", "CJG-coach"])
def test_a_region_where_somebody_is_succeeded_is_planned_as_well_within_a_bound_that_is_true(name: str) -> None:
    """Everybody's successor works as she did, so that as many sessions fit."""
    year = succeeded(region(40, Tightness.TIGHT, 2).instance, name, date(2027, 3, 15))
    plan = planned(year)
    assert (plan.unplaced, {line.part: line.times for line in plan.score.lines}) == (
        (),
        checker.score(year, plan.slots),
    )
    assert plan.bound is not None
    assert plan.bound.total <= plan.score.total
    assert plan.bound.facilitator_days <= plan.score.times(Part.FACILITATOR_DAY)
    of_before = bound_of(Grid(region(40, Tightness.TIGHT, 2).instance))
    assert plan.bound.facilitator_days <= of_before.facilitator_days
