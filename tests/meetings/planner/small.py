"""Years so small that every plan can be tried: a few sessions, a few days, people with little time; and the trying."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from hypothesis import strategies as st

from meetings.moments.circumstances import Slot
from meetings.planner.instance import Instance, Person, School, Session, Tenure
from meetings.planner.rules import Kind, Rules
from meetings.travel import Spot
from schools.periods import Period
from teams.week import HalfDays
from tests.meetings.planner import checker

MONDAY = date(2026, 9, 7)
WINDOWS = {
    Kind.KENNISMAKING: Period(MONDAY, MONDAY + timedelta(days=2), ""),
    Kind.VERDIEPING: Period(MONDAY + timedelta(days=9), MONDAY + timedelta(days=11), ""),
}
STARTS = (time(8, 30), time(10, 30), time(13), time(15))
CHAIR = 1


def day(number: int) -> date:
    """A day of these weeks: 0 for the first Monday."""
    return MONDAY + timedelta(days=number)


def weekdays(*but: int) -> frozenset[date]:
    """School days in three weeks, without these."""
    return frozenset(day(number) for number in range(21) if number % 7 < 5 and number not in but)


def at(number: int, hour: int, minute: int = 0) -> Slot:
    return Slot(day(number), time(hour, minute))


spots = st.tuples(st.sampled_from(["", "west"]), st.sampled_from([1, 2]))
half_weeks = st.sets(st.integers(0, 6), min_size=2, max_size=5).map(HalfDays.of)
absences = st.lists(st.integers(0, 14).map(lambda number: Period(day(number), day(number + 1), "")), max_size=1).map(
    tuple
)


@st.composite
def years(draw: st.DrawFn, count: int = 3) -> Instance:
    """So many sessions of two or three schools, that share a facilitator and some of four others."""
    people = tuple(Person(key, f"Mens {key}", draw(half_weeks), draw(absences)) for key in range(1, 6))
    where = draw(st.lists(spots, min_size=2, max_size=3))
    schools = tuple(
        School(Spot(number, *spot), f"School {number}", weekdays(draw(st.integers(0, 20))), draw(starts))
        for number, spot in enumerate(where)
    )
    sessions = tuple(draw(_sessions(key, [each.key for each in schools])) for key in range(count))
    rules = Rules(
        apart_days=draw(st.sampled_from([0, 7, 10])), most_a_day=draw(st.sampled_from([1, 2, 3])), many_schools=2
    )
    return Instance(people, schools, sessions, WINDOWS, rules)


starts = st.sampled_from([(time(8, 30),), (time(8, 30), time(10, 30)), (time(10, 30), time(13))])


@st.composite
def _sessions(draw: st.DrawFn, key: int, schools: list[int]) -> Session:
    chair = draw(st.sampled_from([None, CHAIR, CHAIR]))
    people = draw(st.permutations(range(2 if chair else 1, 6)))  # who facilitates one may merely be asked for another
    count = draw(st.integers(0, 2))
    required, optional = tuple(people[:count]), tuple(people[count : count + draw(st.integers(0, 2))])
    return Session(
        key,
        draw(st.sampled_from(schools)),
        draw(st.sampled_from([Kind.KENNISMAKING, Kind.VERDIEPING])),
        required,
        optional,
        chair,
        fixed=draw(st.sampled_from([None, None, None, None, at(1, 10, 30), at(9, 13)])),
        last_weekday=draw(st.sampled_from([None, 0, 3])),
        incomplete=draw(st.sampled_from([(), (), (), (Period(day(1), day(1), ""),), (Period(day(9), day(10), ""),)])),
        tenures=tuple(tenure for person in (*required, *optional) for tenure in draw(_tenures(person))),
    )


def _tenures(person: int) -> st.SearchStrategy[list[Tenure]]:
    """Mostly none; else from a day in either window or until one, or both with a gap between."""
    split = st.sampled_from([1, 2, 10, 11]).map(day)
    ends = split.map(lambda last: [Tenure(person, Period(date.min, last - timedelta(days=1), ""))])
    begins = split.map(lambda first: [Tenure(person, Period(first, date.max, ""))])
    twice = st.sampled_from([1, 10]).map(
        lambda gap: [
            Tenure(person, Period(date.min, day(gap - 1), "")),
            Tenure(person, Period(day(gap + 1), date.max, "")),
        ]
    )
    return st.one_of(st.just([]), st.just([]), ends, begins, twice)


def every_plan(instance: Instance) -> Iterator[dict[int, Slot]]:
    """All plans that break no rule, tried one by one."""
    kept = {session.key: session.fixed for session in instance.sessions if session.fixed}
    yield from _extended(instance, [each for each in instance.sessions if not each.fixed], kept)


def _extended(instance: Instance, waiting: list[Session], slots: dict[int, Slot]) -> Iterator[dict[int, Slot]]:
    if not waiting:
        yield slots
        return
    session, *rest = waiting
    yield from _extended(instance, rest, slots)
    for slot in possible(instance, session):
        further = {**slots, session.key: slot}
        if not checker.violations(instance, further):
            yield from _extended(instance, rest, further)


def possible(instance: Instance, session: Session) -> list[Slot]:
    """The moments of its school inside its window, whoever works then."""
    school = instance.school[session.school]
    slots = [Slot(when, start, session.minutes) for when in sorted(school.days) for start in school.starts]
    return [slot for slot in slots if slot.day in instance.windows[session.kind]]
