"""Checks a plan, written apart from the planner from the text of what was asked; it shares only the data with it.

It is slow and plain on purpose: days are dates, times are minutes, and everything is looked up again every time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from meetings.circumstances import Slot
from meetings.planner.instance import Instance, Person, Session
from meetings.planner.rules import Kind, Part
from meetings.travel import Spot

Slots = Mapping[int, Slot]


def violations(instance: Instance, slots: Slots) -> list[str]:
    """Every rule without exception that this plan breaks, in words; what fixed sessions do among themselves aside."""
    sessions = {session.key: session for session in instance.sessions}
    found = [f"session {key} does not exist" for key in slots if key not in sessions]
    for session in instance.sessions:
        if session.key in slots and not session.fixed:
            found += _alone(instance, session, slots[session.key])
        if session.fixed and slots.get(session.key) != session.fixed:
            found.append(f"session {session.key} did not stay where it was")
    standing = [sessions[key] for key in slots if key in sessions]
    for one, other in combinations(standing, 2):
        if one.school == other.school and not (one.fixed and other.fixed):
            found += _pair(instance, one, other, slots)
    for person in instance.people:
        found += _of_person(instance, person, standing, slots)
    return found


def score(instance: Instance, slots: Slots, before: Slots | None = None) -> dict[Part, int]:
    """How often each part of the score is so, reckoned anew."""
    return {
        Part.UNPLACED: sum(session.key not in slots for session in instance.sessions),
        Part.ABSENT: sum(len(missed) for missed in absentees(instance, slots).values()),
        Part.FACILITATOR_DAY: sum(
            len(days) for key, days in _days(instance, slots).items() if _facilitates(instance, key)
        ),
        Part.PERSON_DAY: sum(
            len(days)
            for key, days in _days(instance, slots).items()
            if _schools(instance, key) >= instance.rules.many_schools
        ),
        Part.BUSY_WEEK: sum(_above_even_share(instance, person, slots) for person in instance.people),
        Part.EDGE_WEEK: sum(
            _is_edge(instance, session, slots[session.key]) for session in instance.sessions if session.key in slots
        ),
        Part.WEEKDAY: sum(
            session.last_weekday is not None and slots[session.key].day.weekday() != session.last_weekday
            for session in instance.sessions
            if session.key in slots
        ),
        Part.MOVED: len(_moved(instance, slots, before or {})),
        Part.TOLD: len({person for session in _moved(instance, slots, before or {}) for person in _everybody(session)}),
    }


def total(instance: Instance, slots: Slots, before: Slots | None = None) -> int:
    return sum(instance.weights[part] * times for part, times in score(instance, slots, before).items())


def absentees(instance: Instance, slots: Slots) -> dict[int, set[int]]:
    """Per person the sessions that she may come to and does not, when she comes to as many as she can."""
    found: dict[int, set[int]] = {}
    for person in instance.people:
        optional = [s for s in instance.sessions if s.key in slots and person.key in s.optional]
        comes = set(_attended(instance, person, slots))
        found[person.key] = {session.key for session in optional} - comes
    return found


def _alone(instance: Instance, session: Session, slot: Slot) -> Iterable[str]:
    school = instance.school[session.school]
    if session.kind == Kind.OTHER or slot.day not in instance.windows[session.kind]:
        yield f"session {session.key} is outside its window"
    if slot.day not in school.days or slot.day.weekday() > 4:
        yield f"session {session.key} is on a day that is no school day"
    if slot.starts not in school.starts:
        yield f"session {session.key} begins at a time that its school does not allow"
    if slot.minutes != session.minutes:
        yield f"session {session.key} is not as long as it should be"
    for key in _required(session):
        if not _works(instance, instance.person[key], slot):
            yield f"session {session.key} is when {key}, who must be there, does not work"


def _pair(instance: Instance, one: Session, other: Session, slots: Slots) -> Iterable[str]:
    apart = abs((slots[one.key].day - slots[other.key].day).days)
    if apart == 0:
        yield f"sessions {one.key} and {other.key} are on one day at one school"
    elif Kind.OTHER not in {one.kind, other.kind} and apart < instance.rules.apart_days:
        yield f"sessions {one.key} and {other.key} are {apart} days apart"


def _of_person(instance: Instance, person: Person, standing: list[Session], slots: Slots) -> Iterable[str]:
    hers = [session for session in standing if person.key in _required(session)]
    days: dict[date, list[Session]] = defaultdict(list)
    weeks: dict[tuple[int, int], list[Session]] = defaultdict(list)
    for session in hers:
        day = slots[session.key].day
        days[day].append(session)
        weeks[day.isocalendar()[:2]].append(session)
    for sessions in days.values():
        yield from _of_day(instance, person, sessions, slots)
    for week, sessions in weeks.items():
        if _facilitates(instance, person.key) and _too_many(sessions, instance.rules.most_a_week):
            yield f"{person.key} has {len(sessions)} sessions in week {week}"


def _of_day(instance: Instance, person: Person, sessions: list[Session], slots: Slots) -> Iterable[str]:
    if _too_many(sessions, instance.rules.most_a_day):
        yield f"{person.key} has {len(sessions)} sessions on one day"
    for one, other in combinations(sessions, 2):
        if not (one.fixed and other.fixed) and not _goes_together(instance, one, other, slots):
            yield f"{person.key} cannot be at both {one.key} and {other.key}"


def _too_many(sessions: list[Session], most: int) -> bool:
    return len(sessions) > most and not all(session.fixed for session in sessions)


def _goes_together(instance: Instance, one: Session, other: Session, slots: Slots) -> bool:
    first, second = sorted((one, other), key=lambda session: slots[session.key].starts)
    ends = _minute(slots[first.key]) + slots[first.key].minutes
    return _minute(slots[second.key]) - ends >= _minutes_on_the_way(instance, first, second)


def _minute(slot: Slot) -> int:
    return slot.starts.hour * 60 + slot.starts.minute


def _minutes_on_the_way(instance: Instance, one: Session, other: Session) -> int:
    here: Spot = instance.school[one.school].spot
    there: Spot = instance.school[other.school].spot
    table = instance.rules.travel
    if here.school == there.school:
        return table.same_school
    if here.municipality != there.municipality:
        return table.further
    return table.same_district if here.district and here.district == there.district else table.same_municipality


def _works(instance: Instance, person: Person, slot: Slot) -> bool:
    if any(absence.first_day <= slot.day <= absence.last_day for absence in person.absences) or slot.day.weekday() > 4:
        return False
    if person.half_days is None or person.half_days.mask == 0:
        return True
    noon = instance.rules.noon
    morning, afternoon = _minute(slot) < noon, _minute(slot) + slot.minutes > noon
    worked = person.half_days.bits
    day = slot.day.weekday()
    return (not morning or 2 * day in worked) and (not afternoon or 2 * day + 1 in worked)


def _required(session: Session) -> set[int]:
    return {*session.required, *([] if session.facilitator is None else [session.facilitator])}


def _everybody(session: Session) -> set[int]:
    return _required(session) | set(session.optional)


def _facilitates(instance: Instance, person: int) -> bool:
    return any(session.facilitator == person for session in instance.sessions)


def _schools(instance: Instance, person: int) -> int:
    return len({session.school for session in instance.sessions if person in _everybody(session)})


def _attended(instance: Instance, person: Person, slots: Slots) -> list[int]:
    """The sessions somebody comes to: all that need her, and the most of the others that leave her in one place."""
    by_day: dict[date, tuple[list[Session], list[Session]]] = defaultdict(lambda: ([], []))
    for session in instance.sessions:
        if session.key not in slots:
            continue
        slot = slots[session.key]
        if person.key in _required(session):
            by_day[slot.day][0].append(session)
        elif person.key in session.optional and _works(instance, person, slot):
            by_day[slot.day][1].append(session)
    return [session.key for needed, asked in by_day.values() for session in _most(instance, needed, asked, slots)]


def _most(instance: Instance, needed: list[Session], asked: list[Session], slots: Slots) -> list[Session]:
    for size in range(len(asked), 0, -1):
        if len(needed) + size > instance.rules.most_a_day:
            continue
        for some in combinations(asked, size):
            pairs = [*combinations(some, 2), *((one, other) for one in some for other in needed)]
            if all(_goes_together(instance, one, other, slots) for one, other in pairs):
                return [*needed, *some]
    return needed


def _days(instance: Instance, slots: Slots) -> dict[int, set[date]]:
    return {person.key: {slots[key].day for key in _attended(instance, person, slots)} for person in instance.people}


def _above_even_share(instance: Instance, person: Person, slots: Slots) -> int:
    year = {
        day.isocalendar()[:2]
        for school in instance.schools
        for day in school.days
        if any(window.first_day <= day <= window.last_day for window in instance.windows.values())
    }
    asked = sum(person.key in _everybody(session) for session in instance.sessions)
    even = -(-asked // max(1, len(year)))
    weeks: dict[tuple[int, int], int] = defaultdict(int)
    for key in _attended(instance, person, slots):
        weeks[slots[key].day.isocalendar()[:2]] += 1
    return max(0, max(weeks.values(), default=0) - even)


def _is_edge(instance: Instance, session: Session, slot: Slot) -> bool:
    weeks = sorted({day.isocalendar()[:2] for day in instance.school[session.school].days})
    count = instance.rules.edge_weeks
    return count > 0 and slot.day.isocalendar()[:2] in {*weeks[:count], *weeks[-count:]}


def _moved(instance: Instance, slots: Slots, before: Slots) -> list[Session]:
    return [session for session in instance.sessions if session.key in before and _is_moved(session, slots, before)]


def _is_moved(session: Session, slots: Slots, before: Slots) -> bool:
    now, then = slots.get(session.key), before[session.key]
    return now is None or (now.day, now.starts) != (then.day, then.starts)
