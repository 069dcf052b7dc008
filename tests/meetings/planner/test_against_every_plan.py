"""On years so small that every plan can be tried, the planner finds the best, and its bounds are true."""

from collections.abc import Mapping

from hypothesis import given, settings

from meetings.planner.instance import Instance
from meetings.planner.plan import Limits
from meetings.planner.planning import plan_year
from meetings.planner.rules import Part
from tests.meetings.planner import checker, small


@settings(max_examples=50, deadline=None)
@given(small.years())
def test_no_plan_is_better_and_no_bound_is_above_the_best(instance: Instance) -> None:
    every = [(checker.score(instance, slots), slots) for slots in small.every_plan(instance)]
    parts, best = min(every, key=lambda each: sum(instance.weights[part] * times for part, times in each[0].items()))
    plan = plan_year(instance, limits=Limits(steps=300))
    assert plan.bound is not None
    assert (checker.violations(instance, plan.slots), plan.placed, plan.score.total) == (
        [],
        len(best),
        checker.total(instance, best),
    )
    assert plan.bound.unplaced <= parts[Part.UNPLACED]
    assert plan.bound.total <= plan.score.total
    if plan.bound.unplaced == parts[Part.UNPLACED]:
        fewest = min(each[Part.FACILITATOR_DAY] for each, slots in every if len(slots) == len(best))
        assert plan.bound.facilitator_days <= fewest
        assert plan.bound.days_and_absences <= min(
            _days_and_absences(instance, each) for each, slots in every if len(slots) == len(best)
        )


def _days_and_absences(instance: Instance, times: Mapping[Part, int]) -> int:
    return sum(times[part] * instance.weights[part] for part in (Part.FACILITATOR_DAY, Part.ABSENT))


@settings(max_examples=50, deadline=None)
@given(small.years())
def test_the_score_of_a_plan_is_what_the_checker_reckons(instance: Instance) -> None:
    plan = plan_year(instance, limits=Limits(steps=20))
    assert {line.part: line.times for line in plan.score.lines} == checker.score(instance, plan.slots)
    away = {key: {s for s, people in plan.absent.items() if key in people} for key in instance.person}
    assert {key: len(missed) for key, missed in away.items()} == {
        key: len(missed) for key, missed in checker.absentees(instance, plan.slots).items()
    }
