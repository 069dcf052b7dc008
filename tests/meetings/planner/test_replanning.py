"""Planning again after a change: the fewest moves, alternatives that differ, and only who must be told is told."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.planner.instance import Instance, Person
from meetings.planner.plan import Limits
from meetings.planner.planning import plan_year
from meetings.planner.replanning import replan
from meetings.planner.rules import Part
from schools.periods import Period
from tests.meetings.planner import checker, small
from tests.meetings.planner.regions import Tightness, region

MARCH = Period(date(2027, 3, 1), date(2027, 3, 31), "ziek")


def ill(instance: Instance, key: int, when: Period) -> Instance:
    """The same year, in which somebody is ill."""
    people = tuple(_ill(each, when) if each.key == key else each for each in instance.people)
    return replace(instance, people=people)


def _ill(person: Person, when: Period) -> Person:
    return replace(person, absences=(*person.absences, when))


def test_a_leerplichtambtenaar_who_is_ill_in_march_moves_her_sessions_of_march_and_no_others() -> None:
    planned = region(40, Tightness.LOOSE, seed=3).instance
    officer = next(each.key for each in planned.people if each.name == "leerplichtambtenaar")
    before = plan_year(planned, limits=Limits(steps=200)).slots
    hers = {key for key, slot in before.items() if slot.day in MARCH and officer in planned.session[key].required}
    now = ill(planned, officer, MARCH)
    plans = replan(now, before, limits=Limits(steps=60))
    assert hers
    assert len({tuple(sorted(plan.slots.items())) for plan in plans}) == 3
    for plan in plans:
        assert (checker.violations(now, plan.slots), set(plan.moved), plan.unplaced) == ([], hers, ())
        assert set(plan.told) == {person for key in hers for person in planned.session[key].people}
        assert plan.bound is not None
        assert plan.bound.total <= plan.score.total
        assert {line.part: line.times for line in plan.score.lines} == checker.score(now, plan.slots, before)


def test_nothing_moves_when_nothing_changed() -> None:
    planned = region(40, Tightness.TIGHT, seed=3).instance
    before = plan_year(planned, limits=Limits(steps=50)).slots
    plans = replan(planned, before, with_bound=False)
    assert [(dict(plan.slots), plan.moved, plan.told) for plan in plans] == [(dict(before), (), ())]


@settings(max_examples=25, deadline=None)
@given(small.years(), st.integers(1, 5), st.integers(0, 11))
def test_no_plan_that_places_as_many_moves_fewer(instance: Instance, key: int, first: int) -> None:
    before = plan_year(instance, limits=Limits(steps=60)).slots
    now = ill(instance, key, Period(small.day(first), small.day(first + 2), "ziek"))
    plan = replan(now, before, limits=Limits(steps=60), alternatives=1)[0]
    every = list(small.every_plan(now))
    placed = max(map(len, every))
    fewest = min(checker.score(now, slots, before)[Part.MOVED] for slots in every if len(slots) == placed)
    assert (checker.violations(now, plan.slots), plan.placed, len(plan.moved)) == ([], placed, fewest)
