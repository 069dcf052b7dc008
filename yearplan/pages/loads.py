"""What a year asks of each of its people: how many sessions, in which weeks, on how many days on the way."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from meetings.moments.circumstances import Slot
from meetings.planner.attendance import Stay, joined
from meetings.planner.instance import Instance, Session
from yearplan.slots import is_planned_here


@dataclass(frozen=True)
class Load:
    """What is asked of one person. `sessions` are those she comes to, by key and in order; `missed` those that she may
    come to and cannot, `nowhere` those that stand nowhere. `weeks` counts the first, by the Monday of their week. The
    even `share` is what a week has when all is spread over the year, the `limit` what it can have beside other work."""

    person: int
    schools: int
    guides: int
    sessions: tuple[int, ...]
    missed: tuple[int, ...]
    nowhere: tuple[int, ...]
    days: int
    weeks: Mapping[date, int]
    share: int
    limit: int

    @property
    def busiest(self) -> date | None:
        """The Monday of the week with the most sessions, the first of such weeks."""
        return min(self.weeks, key=lambda monday: (-self.weeks[monday], monday), default=None)

    @property
    def most(self) -> int:
        """How many sessions there are in that week."""
        return max(self.weeks.values(), default=0)

    @property
    def over(self) -> int:
        """How many sessions the busiest week has above what a week can have."""
        return max(0, self.most - self.limit)

    @property
    def full_weeks(self) -> int:
        """How many weeks have more than that."""
        return sum(count > self.limit for count in self.weeks.values())


@dataclass(frozen=True)
class Trip:
    """Two sessions of one day after each other, by key, and the minutes on the way and in between."""

    day: date
    first: int
    second: int
    travel: int
    between: int


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def loads_of(instance: Instance, slots: Mapping[int, Slot], *, limit: int) -> dict[int, Load]:
    """What these moments ask of everybody, by number. Who may come does so where she can, as the planner counts it."""
    of: dict[int, list[Session]] = defaultdict(list)
    for session in instance.sessions:
        for person in session.people:
            of[person].append(session)
    return {person: _load(instance, slots, person, of[person], limit) for person in instance.person}


def trips_of(instance: Instance, slots: Mapping[int, Slot], sessions: Iterable[int]) -> list[Trip]:
    """The ways between the sessions of one person, those of a day after each other; in order."""
    keys = sorted(sessions, key=lambda key: (slots[key], key))
    found = []
    for first, second in pairwise(keys):
        if slots[first].day == slots[second].day:
            here, there = (instance.school[instance.session[key].school].spot for key in (first, second))
            between = slots[second].first_minute - slots[first].last_minute
            travel = instance.rules.travel.minutes(here, there)
            found.append(Trip(slots[first].day, first, second, travel, between))
    return found


def _load(instance: Instance, slots: Mapping[int, Slot], person: int, asked: Sequence[Session], limit: int) -> Load:
    placed = [each for each in asked if each.key in slots and each.is_asked(person, slots[each.key].day)]
    comes = {key for day in _by_day(placed, slots) for key in _comes_to(instance, slots, person, day)}
    sessions = sorted(comes, key=lambda key: (slots[key], key))
    here = [each for each in asked if is_planned_here(each.key)]
    return Load(
        person=person,
        schools=len({each.school for each in here}),
        guides=sum(each.facilitator == person for each in here),
        sessions=tuple(sessions),
        missed=tuple(each.key for each in placed if each.key not in comes),
        nowhere=tuple(each.key for each in asked if each.key not in slots),
        days=len({slots[key].day for key in sessions}),
        weeks=Counter(monday_of(slots[key].day) for key in sessions),
        share=instance.even_share[person],
        limit=limit,
    )


def _by_day(sessions: Iterable[Session], slots: Mapping[int, Slot]) -> Iterator[list[Session]]:
    days: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        days[slots[session.key].day].append(session)
    yield from days.values()


def _comes_to(instance: Instance, slots: Mapping[int, Slot], person: int, day: Sequence[Session]) -> Iterator[int]:
    """Of the sessions of one day all that need her, and as many of the others as time and travel allow."""
    must = [each for each in day if person in each.must]
    can = instance.person[person].can
    may = [each for each in day if person in each.may and can(slots[each.key], instance.rules.noon)]
    yield from (each.key for each in must)
    if may:
        may.sort(key=lambda each: each.key)
        places = {school: number for number, school in enumerate(sorted({each.school for each in day}))}
        first, second = ([_stay(each, slots, places) for each in of] for of in (must, may))
        for number in joined(first, second, _travel(instance, places), instance.rules.most_a_day):
            yield may[number].key


def _stay(session: Session, slots: Mapping[int, Slot], places: Mapping[int, int]) -> Stay:
    slot = slots[session.key]
    return Stay(slot.first_minute, slot.last_minute, places[session.school])


def _travel(instance: Instance, places: Iterable[int]) -> list[list[int]]:
    spots = [instance.school[school].spot for school in places]
    return [[instance.rules.travel.minutes(here, there) for there in spots] for here in spots]
