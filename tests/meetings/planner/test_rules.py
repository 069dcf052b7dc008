"""Each rule without exception, on a year in which only that rule decides."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

import pytest

from meetings.moments.circumstances import Slot
from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.plan import Limits, Plan
from meetings.planner.planning import plan_year
from meetings.planner.rules import DEFAULT_WEIGHTS, Kind, Rules, usual_windows
from meetings.travel import Spot, TravelTable
from schools.periods import Period
from schools.school_year import SchoolYear
from teams.week import HalfDays
from tests.meetings.planner import checker
from tests.meetings.planner.small import STARTS, at, day, weekdays

EVA, CHAIR = 1, 2
SOMEBODY = Person(EVA, "Eva")


def year(
    *sessions: Session,
    schools: int = 1,
    days: frozenset[date] = frozenset({day(0)}),
    starts: tuple[time, ...] = STARTS,
    eva: Person = SOMEBODY,
    rules: Rules | None = None,
    spots: Mapping[int, Spot] | None = None,
) -> Instance:
    """Schools in one municipality that are open on these days of two weeks; Eva must come to every session."""
    places = {number: Spot(number, "", 1) for number in range(1, schools + 1)} | dict(spots or {})
    return Instance(
        (eva, Person(CHAIR, "begeleider")),
        tuple(School(spot, f"School {number}", days, starts) for number, spot in places.items()),
        sessions or tuple(meeting(number) for number in places),
        {Kind.KENNISMAKING: Period(day(0), day(13), ""), Kind.VERDIEPING: Period(day(0), day(13), "")},
        rules or Rules(),
    )


def meeting(school: int, **more: object) -> Session:
    return replace(Session(school, school, Kind.KENNISMAKING, (EVA,)), **more)  # type: ignore[arg-type]


def planned(instance: Instance) -> Plan:
    plan = plan_year(instance, limits=Limits(steps=60))
    assert checker.violations(instance, plan.slots) == []
    return plan


def test_the_windows_of_a_year() -> None:
    windows = usual_windows(SchoolYear(2026))
    assert windows[Kind.KENNISMAKING] == Period(date(2026, 9, 1), date(2026, 12, 20), "")
    assert windows[Kind.VERDIEPING] == Period(date(2027, 1, 10), date(2027, 6, 1), "")


def test_only_inside_the_window() -> None:
    instance = year(days=frozenset({day(-1), day(14), day(20)}))
    assert planned(instance).unplaced == (1,)


def test_only_on_a_school_day_at_a_time_that_the_school_allows() -> None:
    instance = year(days=frozenset({day(3)}), starts=(time(10, 30),))
    assert planned(instance).slots == {1: at(3, 10, 30)}


@pytest.mark.parametrize(
    ("half_days", "starts"),
    [(HalfDays.of([0]), time(8, 30)), (HalfDays.of([1]), time(13)), (HalfDays(), time(8, 30)), (None, time(8, 30))],
    ids=["morning", "afternoon", "nobody knows", "not filled in"],
)
def test_who_must_come_works_then(half_days: HalfDays | None, starts: time) -> None:
    instance = year(eva=Person(EVA, "Eva", half_days))
    assert planned(instance).slots[1].starts == starts


def test_over_noon_takes_both_half_days() -> None:
    over_noon = year(starts=(time(11, 30),), eva=Person(EVA, "Eva", HalfDays.of([0])))
    later_noon = replace(over_noon, rules=Rules(noon=13 * 60))
    assert (planned(over_noon).unplaced, planned(later_noon).unplaced) == ((1,), ())


def test_who_must_come_is_not_absent() -> None:
    away = Person(EVA, "Eva", absences=(Period(day(0), day(1), "ziek"),))
    assert planned(year(eva=away, days=weekdays())).slots[1].day == day(2)


def test_who_may_come_need_not_work() -> None:
    eva = Person(EVA, "Eva", HalfDays.of([2]))
    plan = planned(year(meeting(1, required=(), optional=(EVA,)), eva=eva))
    assert (plan.placed, plan.absent) == (1, {1: (EVA,)})


@pytest.mark.parametrize(
    ("there", "placed"),
    [(Spot(2, "west", 1), 2), (Spot(2, "oost", 1), 2), (Spot(2, "west", 9), 1)],
    ids=["same district", "same municipality", "further"],
)
def test_the_way_between_two_schools_takes_time(there: Spot, placed: int) -> None:
    instance = year(spots={1: Spot(1, "west", 1), 2: there}, starts=(time(8, 30), time(10, 30)))
    assert planned(instance).placed == placed


def test_the_way_is_as_long_as_the_table_says() -> None:
    slow = Rules(travel=TravelTable(same_municipality=31))
    assert [planned(year(schools=2, starts=STARTS[:2], rules=rules)).placed for rules in (Rules(), slow)] == [2, 1]


def test_at_most_three_sessions_a_day() -> None:
    assert planned(year(schools=4)).placed == 3


def test_at_most_six_sessions_a_week_for_a_facilitator() -> None:
    sessions = [Session(n, n, Kind.KENNISMAKING, (), (), CHAIR) for n in range(1, 9)]
    week = frozenset(day(number) for number in range(5))
    assert planned(year(*sessions, schools=8, days=week)).placed == 6
    assert planned(year(schools=8, days=week)).placed == 8


@pytest.mark.parametrize(("apart", "placed"), [(7, 2), (8, 1)])
def test_the_two_sessions_of_a_school_lie_far_enough_apart(apart: int, placed: int) -> None:
    sessions = meeting(1), meeting(1, key=2, kind=Kind.VERDIEPING)
    assert planned(year(*sessions, days=frozenset({day(0), day(7)}), rules=Rules(apart_days=apart))).placed == placed


def test_eight_weeks_lie_between_them_unless_it_is_set_otherwise() -> None:
    assert Rules().apart_days == 56


def test_a_school_has_one_session_a_day() -> None:
    other = meeting(1, key=2, required=(), kind=Kind.OTHER, fixed=at(0, 8, 30))
    assert planned(year(meeting(1), other)).unplaced == (1,)


def test_fixed_and_locked_sessions_stay_wherever_they_are() -> None:
    sunday = meeting(1, fixed=at(6, 20))
    locked = meeting(2, fixed=at(0, 13), is_locked=True)
    plan = planned(year(sunday, locked, meeting(3), schools=3))
    assert (plan.slots[1], plan.slots[2], plan.placed) == (at(6, 20), at(0, 13), 3)


def test_the_weights_are_those_that_were_asked() -> None:
    assert list(DEFAULT_WEIGHTS.values()) == [10_000, 30, 10, 1, 5, 3, 1, 50, 5]


@pytest.mark.parametrize(
    ("sessions", "reason"),
    [
        ([meeting(7)], "not there: 7"),
        ([meeting(1, required=(8,))], r"not there: \[8\]"),
        ([meeting(1, optional=(EVA,))], "both requires and merely asks"),
        ([meeting(1), meeting(1)], "More than one session has the key 1"),
        ([meeting(1, kind=Kind.OTHER)], "no window"),
        ([meeting(1, fixed=Slot(day(0), time(9), 45))], "another length"),
    ],
)
def test_what_cannot_be_meant_is_refused(sessions: list[Session], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        year(*sessions)


def test_a_table_by_which_nearer_is_slower_is_refused() -> None:
    with pytest.raises(ValueError, match="Nearer"):
        TravelTable(same_district=50)
