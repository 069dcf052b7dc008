"""What no plan can do better than is true, and says something: of a day, of a facilitator's year, of a whole region."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.moments.circumstances import Slot
from meetings.planner.bounds import Bound, bound_of
from meetings.planner.chains import Stop, cheapest_chain, follows
from meetings.planner.covering import Set, prices
from meetings.planner.grid import Grid
from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.plan import Limits
from meetings.planner.planning import plan_year
from meetings.planner.rules import Kind, Part
from meetings.travel import Spot
from schools.periods import Period
from teams.week import HalfDays
from tests.meetings.planner import checker
from tests.meetings.planner.regions import Tightness, region
from tests.meetings.planner.scattered import scattered
from tests.meetings.planner.small import at, day

CHAIR, COACH, NURSE, GUEST = 1, 2, 3, 4
MONDAYS = frozenset(day(number) for number in (0, 7, 14))


def of_two_kinds(coach: HalfDays, nurse: HalfDays, guest: HalfDays | None = None) -> Instance:
    """Six schools with one session each in three weeks, that begin on Mondays only; the facilitator comes to all, the
    coach to three and the nurse to the other three. The guest may come."""
    people = Person(CHAIR, "begeleider"), Person(COACH, "coach", coach), Person(NURSE, "arts", nurse)
    optional = (GUEST,) if guest else ()
    return Instance(
        (*people, Person(GUEST, "consulent", guest)),
        tuple(School(Spot(n, "", 1), f"School {n}", MONDAYS) for n in range(6)),
        tuple(Session(n, n, Kind.KENNISMAKING, (COACH if n < 3 else NURSE,), optional, CHAIR) for n in range(6)),
        {Kind.KENNISMAKING: Period(day(0), day(20), "")},
    )


def bound(instance: Instance) -> Bound:
    return bound_of(Grid(instance))


MORNING, AFTERNOON, BOTH = HalfDays.of([0]), HalfDays.of([1]), HalfDays.of([0, 1])


def test_three_a_day_when_the_half_days_of_the_others_go_together() -> None:
    assert bound(of_two_kinds(MORNING, AFTERNOON)).facilitator_days == 2


def test_two_a_day_when_all_come_in_the_morning_only() -> None:
    assert bound(of_two_kinds(MORNING, MORNING)).facilitator_days == 3


def test_a_day_less_when_who_may_come_misses_some() -> None:
    year = bound(of_two_kinds(MORNING, AFTERNOON, guest=MORNING))
    assert (year.facilitator_days, year.days_and_absences) == (2, 2 * 10 + 3 * 30)
    year = bound(of_two_kinds(BOTH, BOTH, guest=MORNING))
    assert (year.facilitator_days, year.days_and_absences) == (2, 3 * 10)


def test_the_fewest_days_of_a_plan_are_those_with_no_more_people_absent() -> None:
    plan = plan_year(of_two_kinds(BOTH, BOTH, guest=MORNING), limits=Limits(steps=200))
    assert plan.bound is not None
    assert plan.score.times(Part.ABSENT) == 0
    assert (plan.bound.facilitator_days, plan.fewest_days, plan.score.times(Part.FACILITATOR_DAY)) == (2, 3, 3)


def test_a_day_on_which_she_travels_anyhow_costs_no_more() -> None:
    year = of_two_kinds(MORNING, MORNING)
    kept = replace(year.sessions[0], fixed=at(0, 8, 30))
    assert bound(replace(year, sessions=(kept, *year.sessions[1:]))).facilitator_days == 3
    elsewhere = replace(year.sessions[0], fixed=at(1, 8, 30))
    assert bound(replace(year, sessions=(elsewhere, *year.sessions[1:]))).facilitator_days == 4


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_plan_of_a_region_where_everybody_differs_is_below_its_bound(seed: int) -> None:
    instance = scattered(14, seed)
    plan = plan_year(instance, limits=Limits(steps=150))
    assert plan.bound is not None
    assert checker.violations(instance, plan.slots) == []
    assert plan.bound.unplaced <= len(plan.unplaced)
    assert plan.bound.total <= plan.score.total
    days = plan.score.times(Part.FACILITATOR_DAY)
    assert plan.fewest_days is None or plan.bound.facilitator_days <= plan.fewest_days <= days


def test_halfway_a_year_what_was_held_is_part_of_the_bound() -> None:
    instance = region(40, Tightness.LOOSE, 1).instance
    slots = plan_year(instance, limits=Limits(steps=100)).slots
    now = replace(instance, sessions=tuple(_as_held(each, slots[each.key]) for each in instance.sessions))
    plan = plan_year(now, limits=Limits(steps=100), start=slots)
    assert plan.bound is not None
    assert plan.fewest_days is not None
    assert 30 <= plan.fewest_days <= plan.score.times(Part.FACILITATOR_DAY)
    assert 0.75 * plan.score.total <= plan.bound.total <= plan.score.total


def _as_held(session: Session, slot: Slot) -> Session:
    """The session, that stays where it was when that was before the new year."""
    return replace(session, fixed=slot) if slot.day < date(2027, 1, 1) else session


def test_a_thing_costs_half_a_set_when_any_two_go_together() -> None:
    pairs = [Set(1.0, pair, 0) for pair in combinations(range(3), 2)]
    assert prices([1, 1, 1], [9], 100.0, lambda _things, _rooms: pairs) == pytest.approx([0.5, 0.5, 0.5])


def test_where_there_is_no_room_a_thing_is_worth_what_leaving_it_out_costs() -> None:
    pair = [Set(1.0, (0,), 0)]
    assert prices([3], [2], 100.0, lambda _things, _rooms: pair) == pytest.approx([100.0])


beginnings = st.sampled_from([510, 600, 630, 780, 900])
stops = st.builds(lambda begins, district: Stop(begins, begins + 90, district), beginnings, st.integers(0, 1))


@given(st.dictionaries(stops, st.integers(-9, 9), min_size=1), st.sampled_from([0, 30, 45]), st.integers(1, 3))
def test_no_day_is_cheaper_than_the_cheapest_chain(costs: dict[Stop, int], way: int, most: int) -> None:
    after = follows(costs, [[0, way], [way, 0]])
    every = [
        (sum(costs[stop] for stop in some), some)
        for size in range(1, most + 1)
        for some in combinations(sorted(costs), size)
        if all(later in after[stop] for stop, later in combinations(some, 2))
    ]
    found, chain = cheapest_chain(costs, after, most)
    assert found == min(cost for cost, _ in every) == sum(costs[stop] for stop in chain)


@pytest.mark.parametrize("seed", [1, 2])
def test_who_has_no_time_gets_a_bound_that_is_lower_and_as_true(seed: int) -> None:
    grid = Grid(region(40, Tightness.LOOSE, seed).instance)
    sharp, quick = bound_of(grid), bound_of(grid, lambda: True)
    assert quick.unplaced == sharp.unplaced
    assert quick.facilitator_days <= sharp.facilitator_days
    assert (quick.days_and_absences < sharp.days_and_absences, quick.total < sharp.total) == (True, True)
