"""Where one session could go: every moment that breaks no rule, with what it really costs."""

import pytest
from hypothesis import given, settings

from meetings.planner.instance import Instance
from meetings.planner.options import options
from meetings.planner.plan import Limits
from meetings.planner.planning import plan_year
from tests.meetings.planner import checker, small
from tests.meetings.planner.regions import Tightness, region


@settings(max_examples=40, deadline=None)
@given(small.years())
def test_exactly_the_moments_that_break_no_rule_with_what_the_checker_says_they_cost(instance: Instance) -> None:
    slots = dict(plan_year(instance, limits=Limits(steps=20)).slots)
    session = next((each for each in instance.sessions if not each.fixed), None)
    if session is None:
        return
    now = checker.total(instance, slots)
    every = [{**slots, session.key: slot} for slot in small.possible(instance, session)]
    allowed = {each[session.key]: checker.total(instance, each) - now for each in every}
    allowed = {
        slot: cost for slot, cost in allowed.items() if not checker.violations(instance, {**slots, session.key: slot})
    }
    found = options(instance, slots, session.key)
    assert {each.slot: each.costs.total for each in found} == allowed
    assert [each.costs.total for each in found] == sorted(allowed.values())


def test_in_a_region_of_two_groups_a_moment_costs_what_the_checker_reckons_for_the_whole() -> None:
    instance = region(44, Tightness.LOOSE, 1).instance
    slots = dict(plan_year(instance, limits=Limits(steps=20)).slots)
    before = {**slots, 2: slots[4], 85: slots[87]}
    now = checker.total(instance, slots, before)
    for session in (2, 85):
        for option in options(instance, slots, session, before)[:3]:
            moved = {**slots, session: option.slot}
            assert option.costs.total == checker.total(instance, moved, before) - now


def test_a_session_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        options(Instance((), (), (), {}), {}, 7)
