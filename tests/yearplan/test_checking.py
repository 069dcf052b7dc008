"""The look at a year that does not trust the planner."""

from datetime import date, time

from meetings.moments.circumstances import Slot
from meetings.planner.instance import Instance, Person, School, Session
from meetings.planner.rules import Kind, usual_windows
from meetings.travel import Spot
from schools.school_year import SchoolYear
from yearplan.checking import Clash, clashes_in

DAY = date(2027, 3, 9)


def year(*sessions: Session) -> Instance:
    """Two schools in one town, and Kim, who is 7."""
    schools = tuple(School(Spot(number, "", 1), f"School {number}", frozenset({DAY})) for number in (1, 2))
    return Instance((Person(7, "Kim"), Person(8, "Sam")), schools, sessions, usual_windows(SchoolYear(2026)))


def session(key: int, school: int, **how: object) -> Session:
    return Session(key, school, Kind.VERDIEPING, required=(7,), **how)  # type: ignore[arg-type]


def test_nobody_is_in_two_places_or_on_her_way_too_late() -> None:
    """Thirty minutes lie between two schools of one town."""
    instance = year(session(1, 1), session(2, 2))
    first = Slot(DAY, time(8, 30), 90)
    assert clashes_in(instance, {1: first, 2: Slot(DAY, time(10, 29), 90)}) == [Clash(7, 1, 2)]
    assert clashes_in(instance, {1: first, 2: Slot(DAY, time(10, 30), 90)}) == []


def test_what_is_fixed_counts_and_who_only_may_come_does_not() -> None:
    at = Slot(DAY, time(8, 30), 90)
    instance = year(session(1, 1, fixed=at), session(2, 2))
    assert clashes_in(instance, {2: at}) == [Clash(7, 1, 2)]
    optional = Session(2, 2, Kind.VERDIEPING, optional=(7,))
    assert clashes_in(year(session(1, 1, fixed=at), optional), {2: at}) == []
