"""Looks at a year, whoever made it, for people who would have to be in two places."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from meetings.moments.circumstances import Slot
from meetings.planner.instance import Instance, Session


class Clash(NamedTuple):
    """Somebody who has to be at two sessions that nobody can combine, by their keys."""

    person: int
    first: int
    second: int


def clashes_in(instance: Instance, slots: Mapping[int, Slot]) -> list[Clash]:
    """Everybody who must be at two sessions between which there is too little time to travel, in order of person and
    time. Only neighbours on a day are compared: when those are far enough apart, all are."""
    diaries: dict[int, list[tuple[Slot, Session]]] = defaultdict(list)
    for session in instance.sessions:
        slot = session.fixed or slots.get(session.key)
        if slot is not None:
            for person in session.must_on(slot.day):
                diaries[person].append((slot, session))
    return [clash for person in sorted(diaries) for clash in _of_person(instance, person, diaries[person])]


def _of_person(instance: Instance, person: int, diary: list[tuple[Slot, Session]]) -> Iterator[Clash]:
    diary.sort(key=lambda each: (each[0], each[1].key))
    for (one, first), (two, second) in pairwise(diary):
        travel = instance.rules.travel.minutes(instance.school[first.school].spot, instance.school[second.school].spot)
        if one.day == two.day and two.first_minute - one.last_minute < travel:
            yield Clash(person, first.key, second.key)
