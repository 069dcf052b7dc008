"""Why a session stands nowhere, and what would give it a moment after all."""

from collections import Counter
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings

from meetings.moments.circumstances import Slot
from meetings.planner.explaining import Fact, FactKind, explain
from meetings.planner.freeing import ChangeKind, changed, changes_for
from meetings.planner.instance import Instance, Person, School, Session, Tenure
from meetings.planner.plan import Limits
from meetings.planner.planning import plan_year
from meetings.planner.rules import Kind
from meetings.travel import Spot
from schools.periods import Period
from teams.week import HalfDays
from tests.meetings.planner import checker, small
from tests.meetings.planner.regions import Tightness, region
from tests.meetings.planner.small import WINDOWS, at, day, weekdays

TUESDAY_MORNING = HalfDays.of([2])
OFFICER = 9


def tuesdays_only(
    *schools: int, half_days: HalfDays = TUESDAY_MORNING, starts: tuple[time, ...] = (time(8, 30),)
) -> Instance:
    """Schools with one session each, in a week, with a leerplichtambtenaar who works on Tuesday morning."""
    return Instance(
        (Person(OFFICER, "leerplichtambtenaar", half_days),),
        tuple(School(Spot(key, "", 1), f"School {key}", weekdays(), starts) for key in schools),
        tuple(Session(key, key, Kind.KENNISMAKING, (OFFICER,)) for key in schools),
        WINDOWS,
    )


def test_works_on_tuesdays_only_and_the_tuesday_is_full() -> None:
    year = tuesdays_only(1, 2)
    (explanation,) = explain(year, {1: at(1, 8, 30)})
    assert (explanation.session, explanation.moments, explanation.is_final) == (2, 3, False)
    assert explanation.facts == (
        Fact(FactKind.NOT_WORKING, OFFICER, moments=2, days=2),
        Fact(FactKind.ELSEWHERE, OFFICER, moments=1, days=1, others=(1,)),
    )


def test_three_changes_free_it_and_each_really_does() -> None:
    year, slots = tuesdays_only(1, 2), {1: at(1, 8, 30)}
    found = changes_for(year, slots, explain(year, slots)[0])
    assert [(each.kind, each.person, each.weekday, each.part, each.slot) for each in found] == [
        (ChangeKind.EXTRA_HALF_DAY, OFFICER, 0, 0, at(0, 8, 30)),
        (ChangeKind.EXTRA_START, None, None, None, at(1, 11)),
        (ChangeKind.OPTIONAL, OFFICER, None, None, at(0, 8, 30)),
    ]
    assert found[1].starts == time(11)


def test_of_a_kind_of_change_no_more_than_two_are_named() -> None:
    year, slots = tuesdays_only(1, 2), {1: at(1, 8, 30)}
    found = changes_for(year, slots, explain(year, slots)[0], most=20)
    assert Counter(each.kind for each in found) == {
        ChangeKind.EXTRA_HALF_DAY: 2,
        ChangeKind.EXTRA_START: 1,
        ChangeKind.OPTIONAL: 1,
        ChangeKind.LATER: 1,
    }


def test_who_facilitates_elsewhere_may_be_made_optional_but_not_where_she_facilitates() -> None:
    year, slots = tuesdays_only(1, 2), {1: at(1, 8, 30)}
    first, second = year.sessions
    leads_other = replace(year, sessions=(replace(first, facilitator=OFFICER), second))
    leads_this = replace(year, sessions=(first, replace(second, facilitator=OFFICER)))
    kinds = [
        {each.kind for each in changes_for(instance, slots, explain(instance, slots)[0], most=9)}
        for instance in (leads_other, leads_this)
    ]
    assert [ChangeKind.OPTIONAL in each for each in kinds] == [True, False]


def test_a_wider_window_may_give_a_moment() -> None:
    year = tuesdays_only(1)
    year = replace(year, schools=(replace(year.schools[0], days=frozenset({day(-6), day(8)})),))
    found = changes_for(year, {}, explain(year, {})[0])
    assert [(each.kind, each.slot) for each in found] == [
        (ChangeKind.EARLIER, at(-6, 8, 30)),
        (ChangeKind.LATER, at(8, 8, 30)),
    ]
    assert changed(year, 1, found[0]).windows[Kind.KENNISMAKING] == Period(day(-7), day(2), "")


@settings(max_examples=10, deadline=None)
@given(small.years(count=5))
def test_after_every_change_that_is_named_the_session_fits_and_nothing_that_stood_is_gone(instance: Instance) -> None:
    slots = plan_year(instance, limits=Limits(steps=50)).slots
    for explanation in explain(instance, slots):
        for change in changes_for(instance, slots, explanation, most=9):
            looser = changed(instance, explanation.session, change)
            assert change.slot in small.possible(looser, looser.session[explanation.session])
            if change.moved == 0:
                assert checker.violations(looser, {**slots, explanation.session: change.slot}) == []


def test_who_is_away_all_the_time_leaves_no_moment_whatever_else_is_planned() -> None:
    year = tuesdays_only(1)
    away = replace(year.people[0], absences=(Period(day(0), day(4), "ziek"),))
    year = replace(year, people=(away,))
    (explanation,) = explain(year, {})
    assert (explanation.facts, explanation.is_final) == ((Fact(FactKind.ABSENT, OFFICER, 3, 3),), True)
    assert changes_for(year, {}, explanation)[0].kind == ChangeKind.PRESENT


def test_a_school_without_days_in_the_window_has_no_moments() -> None:
    year = tuesdays_only(1)
    year = replace(year, schools=(replace(year.schools[0], days=frozenset()),))
    assert explain(year, {})[0].facts == (Fact(FactKind.NO_MOMENTS, None, 0, 0),)


def test_a_locked_session_may_be_unlocked() -> None:
    year = tuesdays_only(1, 2, half_days=HalfDays.of([0, 2]))
    locked = replace(year.sessions[0], fixed=at(1, 8, 30), is_locked=True)
    year = replace(
        year, sessions=(locked, year.sessions[1]), schools=(year.schools[0], replace(year.schools[1], days=weekdays(0)))
    )
    slots = {1: at(1, 8, 30)}
    first = changes_for(year, slots, explain(year, slots)[0])
    assert (ChangeKind.UNLOCK, 1) in [(each.kind, each.session) for each in first]


def test_the_other_session_of_the_school_may_be_too_near() -> None:
    year = tuesdays_only(1)
    verdieping = Session(2, 1, Kind.VERDIEPING, fixed=at(11, 8, 30))
    year = replace(year, sessions=(*year.sessions, verdieping))
    assert explain(year, {2: at(11, 8, 30)})[0].facts == (Fact(FactKind.SIBLING, None, 3, 3, others=(2,)),)


@settings(max_examples=25, deadline=None)
@given(small.years())
def test_the_facts_of_an_explanation_together_take_every_moment(instance: Instance) -> None:
    plan = plan_year(instance, limits=Limits(steps=100))
    for explanation in explain(instance, plan.slots):
        taken = sum(fact.moments for fact in explanation.facts)
        assert taken >= explanation.moments
        assert explanation.facts


@pytest.mark.parametrize("seed", [1])
def test_every_change_that_is_named_places_one_more_session_of_a_region(seed: int) -> None:
    year = region(16, Tightness.INFEASIBLE, seed).instance
    plan = plan_year(year, limits=Limits(steps=60))
    assert plan.unplaced
    explanation = explain(year, plan.slots)[0]
    changes = changes_for(year, plan.slots, explanation)
    assert changes
    for change in changes:
        looser = changed(year, explanation.session, change)
        assert change.slot is not None
        again = plan_year(looser, start={**plan.slots, explanation.session: change.slot}, limits=Limits(steps=30))
        assert (checker.violations(looser, again.slots), again.placed > plan.placed) == ([], True)


class TestTogether:
    """Three people who can each be there on two half-days, and never all three."""

    WEEKS = ((0, 2), (2, 4), (0, 4))  # Monday, Tuesday and Wednesday morning

    def year(self, *weeks: tuple[int, ...]) -> Instance:
        people = tuple(Person(key, f"Mens {key}", HalfDays.of(week)) for key, week in enumerate(weeks, start=1))
        session = Session(9, 1, Kind.KENNISMAKING, tuple(person.key for person in people))
        return Instance(people, (School(Spot(1, "", 1), "School", weekdays(), (time(8, 30),)),), (session,), WINDOWS)

    def test_that_they_never_all_work_is_one_fact(self) -> None:
        (explanation,) = explain(self.year(*self.WEEKS), {})
        assert explanation.facts == (Fact(FactKind.NOT_TOGETHER, None, moments=3, days=3, people=(1, 2, 3)),)
        assert explanation.is_final

    def test_no_fact_names_somebody_without_whom_it_would_not_fit_either(self) -> None:
        (explanation,) = explain(self.year(*self.WEEKS, (0, 2, 4)), {})
        assert [fact.people for fact in explanation.facts] == [(1, 2, 3)]

    def test_one_half_day_more_of_any_of_them_frees_it_and_really_does(self) -> None:
        year = self.year(*self.WEEKS)
        found = changes_for(year, {}, explain(year, {})[0], most=9)
        assert {each.person for each in found if each.kind == ChangeKind.EXTRA_HALF_DAY} <= {1, 2, 3}
        assert ChangeKind.EXTRA_HALF_DAY in {each.kind for each in found}
        for change in found:
            assert change.slot is not None
            assert checker.violations(changed(year, 9, change), {9: change.slot}) == []

    def test_who_is_not_there_at_the_same_time_does_not_have_to_work_then(self) -> None:
        """One is succeeded on Tuesday: that the two work on other days is nothing to say of both together."""
        year = self.year((4,), (0,))
        tenures = Tenure(1, Period(day(-30), day(0), "")), Tenure(2, Period(day(1), day(30), ""))
        year = replace(year, sessions=(replace(year.sessions[0], tenures=tenures),))
        assert {(fact.kind, fact.person, fact.days) for fact in explain(year, {})[0].facts} == {
            (FactKind.NOT_WORKING, 1, 1),
            (FactKind.NOT_WORKING, 2, 2),
        }

    def test_what_would_be_so_if_it_were_alone_is_not_explained_by_other_sessions(self) -> None:
        year = self.year(*self.WEEKS)
        other = Session(10, 2, Kind.OTHER, (1,), minutes=480, fixed=Slot(day(2), time(8), 480))
        place = School(Spot(2, "", 1), "elders", weekdays())
        year = replace(year, sessions=(*year.sessions, other), schools=(*year.schools, place))
        facts = next(each.facts for each in explain(year, {}) if each.session == 9)
        assert {fact.kind for fact in facts} <= {FactKind.NOT_TOGETHER, FactKind.NOT_WORKING}
