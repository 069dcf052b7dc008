"""An instance in numbers, for speed: sessions, people and schools by their place, and where each session may be."""

from copy import copy
from datetime import date, time, timedelta
from functools import lru_cache

from meetings.moments.circumstances import Slot
from meetings.planner.choices import Choice, Choices
from meetings.planner.hours import Hours
from meetings.planner.instance import Instance, School, Session
from meetings.planner.rules import Kind, Part, Rules

NO_LIMIT = 1_000_000


class Grid:
    """An instance in numbers; sessions, people and schools are numbered in the order of their keys.

    The weights are in the order of `Part`.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.rules = instance.rules
        self.weights = tuple(instance.weights[part] for part in Part)
        self.hours = Hours(instance)
        self.sessions = sorted(instance.sessions, key=lambda each: each.key)
        self._number_people()
        self._number_sessions()
        self.maker = Choices(instance, self.hours, self.person_number, self.weights, self._by_weight)
        self.choices = [self.maker.of(session) for session in self.sessions]
        self.fixed = [self.maker.fixed(session) for session in self.sessions]

    def _number_people(self) -> None:
        instance = self.instance
        self.person_keys = sorted(instance.person)
        self.person_number = {key: number for number, key in enumerate(self.person_keys)}
        chairs = {each.facilitator for each in self.sessions}
        self._of_one_school = _of_one_school(self.sessions, instance.rules) - chairs
        guests = {key for each in self.sessions for key in each.may}
        self.is_facilitator = [key in chairs for key in self.person_keys]
        self.is_guest = [key in chairs and key in guests for key in self.person_keys]  # may come to some, leads others
        self.has_many = [key in instance.with_many_schools for key in self.person_keys]
        most = instance.rules.most_a_week
        self.most_a_week = [most if key in chairs else NO_LIMIT for key in self.person_keys]
        self.share = [instance.even_share[key] for key in self.person_keys]

    def _by_weight(self, session: Session) -> tuple[int, ...]:
        """Who must come on some day and whose other sessions matter, by number; first whose travelling weighs most.

        Who comes only to the two sessions of one school is left out: those lie weeks apart by another rule.
        """
        numbers = [self.person_number[key] for key in session.must if key not in self._of_one_school]
        return tuple(sorted(numbers, key=lambda each: (not self.is_facilitator[each], not self.has_many[each], each)))

    def _number_sessions(self) -> None:
        number = self.person_number
        schools = sorted(self.instance.schools, key=lambda each: each.key)
        school_number = {each.key: i for i, each in enumerate(schools)}
        self.session_number = {each.key: i for i, each in enumerate(self.sessions)}
        self.people_of = [tuple(number[key] for key in each.people) for each in self.sessions]
        self.must = [self._by_weight(each) for each in self.sessions]
        self.may = [tuple(number[key] for key in each.may) for each in self.sessions]
        self.school_of = [school_number[each.school] for each in self.sessions]
        self.siblings = _siblings(self.school_of)
        self.is_of_team = [each.kind != Kind.OTHER for each in self.sessions]
        self.travel = _travel(schools, self.instance)
        self.people_at = lru_cache(maxsize=None)(self._people_at)

    @property
    def size(self) -> int:
        """How many sessions there are, fixed ones too."""
        return len(self.sessions)

    def slot(self, session: int, choice: Choice) -> Slot:
        """A choice as day and time."""
        starts = time(*divmod(choice.begins, 60))
        return Slot(self.date_of(choice.day), starts, self.sessions[session].minutes)

    def must_at(self, session: int, choice: Choice) -> tuple[int, ...]:
        """Who must come to a session there, as `must` has them."""
        return self.must[session] if choice.must is None else choice.must

    def date_of(self, day: int) -> date:
        """A day by its number."""
        return self.hours.first_day + timedelta(days=day)

    def _people_at(self, session: int, day: int) -> tuple[int, ...]:
        """Everybody who belongs at a session on a day, by number."""
        each = self.sessions[session]
        if not each.tenures:
            return self.people_of[session]
        return tuple(self.person_number[key] for key in each.people_on(self.date_of(day)))

    def choice_at(self, session: int, slot: Slot) -> Choice | None:
        """The choice of this session at a moment, or None where it may never be."""
        day = (slot.day - self.hours.first_day).days
        of_day = next((each.choices for each in self.choices[session] if each.day == day), ())
        return next((each for each in of_day if each.begins == slot.first_minute), None)

    def moments_but_for_people(self, session: int) -> list[Choice]:
        """All moments that its window and its school allow, whoever works then."""
        return self.maker.but_for_people(self.sessions[session])

    def with_choices_of(self, session: Session, instance: Instance) -> "Grid":
        """The same grid, in which one session has the choices that it would have in another instance, of the same
        people and days."""
        other = copy(self)
        other.instance = instance
        other.maker = Choices(instance, self.hours, self.person_number, self.weights, self._by_weight)
        other.choices = list(self.choices)
        other.choices[self.session_number[session.key]] = other.maker.of(session)
        return other


def _of_one_school(sessions: list[Session], rules: Rules) -> set[int | None]:
    """Who must come to all of her sessions, of one school, which are in different weeks whatever happens."""
    of: dict[int, list[Session]] = {}
    for session in sessions:
        for key in session.people:
            of.setdefault(key, []).append(session)
    return {
        key
        for key, hers in of.items()
        if len({each.school for each in hers}) == 1
        and rules.many_schools > 1
        and rules.apart_days > 6
        and sum(each.fixed is not None for each in hers) < 2
        and all(each.kind != Kind.OTHER and key in each.must for each in hers)
    }


def _siblings(school_of: list[int]) -> list[tuple[int, ...]]:
    """Per session the others of its school."""
    together: dict[int, list[int]] = {}
    for session, school in enumerate(school_of):
        together.setdefault(school, []).append(session)
    return [tuple(other for other in together[school] if other != s) for s, school in enumerate(school_of)]


def _travel(schools: list[School], instance: Instance) -> list[list[int]]:
    """Minutes between every two schools. The table is asked once for every two districts, not a million times."""
    table = instance.rules.travel
    district_of = [(each.spot.municipality, each.spot.district) for each in schools]
    one_of = {district: school.spot for district, school in zip(district_of, schools, strict=True)}
    rows = {}
    for district, spot in one_of.items():
        other = {each: table.minutes(spot, there) for each, there in one_of.items() if each != district}
        near = table.same_district if district[1] else table.same_municipality
        rows[district] = [other.get(each, near) for each in district_of]
    minutes = [list(rows[district]) for district in district_of]
    for number in range(len(schools)):
        minutes[number][number] = table.same_school
    return minutes
