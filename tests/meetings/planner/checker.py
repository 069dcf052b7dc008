"""Checks a plan, written apart from the planner from the text of what was asked; it shares only the data with it.

It is slow and plain on purpose: days are dates, times are minutes, and everything is looked up again every time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from meetings.moments.circumstances import Slot
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
    of_school: dict[int, list[Session]] = defaultdict(list)
    of_person: dict[int, list[Session]] = defaultdict(list)
    for session in (sessions[key] for key in slots if key in sessions):
        of_school[session.school].append(session)
        for key in _required(session, slots[session.key].day):
            of_person[key].append(session)
    found += [each for together in of_school.values() for each in _of_school(instance, together, slots)]
    chairs = {session.facilitator for session in instance.sessions}
    for key, hers in of_person.items():
        found += _of_person(instance, key, hers, slots, facilitates=key in chairs)
    return found


def score(instance: Instance, slots: Slots, before: Slots | None = None) -> dict[Part, int]:
    """How often each part of the score is so, reckoned anew."""
    came = attended(instance, slots)
    days = {key: {slots[session].day for session in sessions} for key, sessions in came.items()}
    chairs = {session.facilitator for session in instance.sessions}
    schools = _schools(instance)
    standing = [session for session in instance.sessions if session.key in slots]
    moved = _moved(instance, slots, before or {})
    return {
        Part.UNPLACED: len(instance.sessions) - len(standing),
        Part.ABSENT: sum(len(missed) for missed in absentees(instance, slots).values()),
        Part.FACILITATOR_DAY: sum(len(_days_of_duty(instance, slots, key)) for key in chairs),
        Part.PERSON_DAY: sum(len(days[key]) for key in days if len(schools[key]) >= instance.rules.many_schools),
        Part.BUSY_WEEK: _above_even_share(instance, slots, came),
        Part.EDGE_WEEK: sum(
            slots[session.key].day.isocalendar()[:2] in _edge_weeks(instance, session) for session in standing
        ),
        Part.WEEKDAY: sum(
            session.last_weekday is not None and slots[session.key].day.weekday() != session.last_weekday
            for session in standing
        ),
        Part.MOVED: len(moved),
        Part.TOLD: len({person for session in moved for person in _to_tell(session, slots, before or {})}),
    }


def total(instance: Instance, slots: Slots, before: Slots | None = None) -> int:
    return sum(instance.weights[part] * times for part, times in score(instance, slots, before).items())


def absentees(instance: Instance, slots: Slots) -> dict[int, set[int]]:
    """Per person the sessions that she may come to and does not, when she comes to as many as she can."""
    asked: dict[int, set[int]] = {person.key: set() for person in instance.people}
    for session in instance.sessions:
        if session.key in slots:
            for key in session.optional:
                if _belongs(session, key, slots[session.key].day):
                    asked[key].add(session.key)
    came = attended(instance, slots)
    return {key: sessions - set(came[key]) for key, sessions in asked.items()}


def attended(instance: Instance, slots: Slots) -> dict[int, list[int]]:
    """The sessions each person comes to: all that need her, and the most of the others that leave her in one place."""
    diaries: dict[int, dict[date, tuple[list[Session], list[Session]]]] = {each.key: {} for each in instance.people}
    for session in instance.sessions:
        if session.key not in slots:
            continue
        slot = slots[session.key]
        for key in _everybody_on(session, slot.day):
            needed, asked = diaries[key].setdefault(slot.day, ([], []))
            if key in _required(session, slot.day):
                needed.append(session)
            elif _works(instance, instance.person[key], slot):
                asked.append(session)
    return {
        key: [session.key for needed, asked in days.values() for session in _most(instance, needed, asked, slots)]
        for key, days in diaries.items()
    }


def _alone(instance: Instance, session: Session, slot: Slot) -> Iterable[str]:
    school = instance.school[session.school]
    if session.kind == Kind.OTHER or slot.day not in instance.windows[session.kind]:
        yield f"session {session.key} is outside its window"
    if slot.day not in school.days or slot.day.weekday() > 4:
        yield f"session {session.key} is on a day that is no school day"
    if any(period.first_day <= slot.day <= period.last_day for period in session.incomplete):
        yield f"session {session.key} is when somebody is lacking who comes later"
    if slot.starts not in school.starts:
        yield f"session {session.key} begins at a time that its school does not allow"
    if slot.minutes != session.minutes:
        yield f"session {session.key} is not as long as it should be"
    for key in _required(session, slot.day):
        if not _works(instance, instance.person[key], slot):
            yield f"session {session.key} is when {key}, who must be there, does not work"


def _of_school(instance: Instance, together: list[Session], slots: Slots) -> Iterable[str]:
    for one, other in combinations(together, 2):
        apart = abs((slots[one.key].day - slots[other.key].day).days)
        if one.fixed and other.fixed:
            continue
        if apart == 0:
            yield f"sessions {one.key} and {other.key} are on one day at one school"
        elif Kind.OTHER not in {one.kind, other.kind} and apart < instance.rules.apart_days:
            yield f"sessions {one.key} and {other.key} are {apart} days apart"


def _of_person(
    instance: Instance, person: int, hers: list[Session], slots: Slots, *, facilitates: bool
) -> Iterable[str]:
    days: dict[date, list[Session]] = defaultdict(list)
    weeks: dict[tuple[int, int], list[Session]] = defaultdict(list)
    for session in hers:
        day = slots[session.key].day
        days[day].append(session)
        weeks[day.isocalendar()[:2]].append(session)
    for sessions in days.values():
        yield from _of_day(instance, person, sessions, slots)
    for week, sessions in weeks.items():
        if facilitates and _too_many(sessions, instance.rules.most_a_week):
            yield f"{person} has {len(sessions)} sessions in week {week}"


def _of_day(instance: Instance, person: int, sessions: list[Session], slots: Slots) -> Iterable[str]:
    if _too_many(sessions, instance.rules.most_a_day):
        yield f"{person} has {len(sessions)} sessions on one day"
    for one, other in combinations(sessions, 2):
        if not (one.fixed and other.fixed) and not _goes_together(instance, one, other, slots):
            yield f"{person} cannot be at both {one.key} and {other.key}"


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


def _belongs(session: Session, person: int, day: date) -> bool:
    """Whether she is of those whom the session is for on this day; who has no tenure always is."""
    hers = [tenure.period for tenure in session.tenures if tenure.person == person]
    return not hers or any(period.first_day <= day <= period.last_day for period in hers)


def _required(session: Session, day: date) -> set[int]:
    chair = [] if session.facilitator is None else [session.facilitator]
    return {*[key for key in session.required if _belongs(session, key, day)], *chair}


def _everybody_on(session: Session, day: date) -> set[int]:
    return _required(session, day) | {key for key in session.optional if _belongs(session, key, day)}


def _everybody(session: Session) -> set[int]:
    """Who is asked on any day: those among whom the year is shared out."""
    return {*session.required, *session.optional, *([] if session.facilitator is None else [session.facilitator])}


def _days_of_duty(instance: Instance, slots: Slots, person: int | None) -> set[date]:
    """The days on which somebody must be at a session, not those on which she only may."""
    standing = [each for each in instance.sessions if each.key in slots]
    return {slots[each.key].day for each in standing if person in _required(each, slots[each.key].day)}


def _schools(instance: Instance) -> dict[int, set[int]]:
    schools: dict[int, set[int]] = {person.key: set() for person in instance.people}
    for session in instance.sessions:
        for key in _everybody(session):
            schools[key].add(session.school)
    return schools


def _most(instance: Instance, needed: list[Session], asked: list[Session], slots: Slots) -> list[Session]:
    for size in range(len(asked), 0, -1):
        if len(needed) + size > instance.rules.most_a_day:
            continue
        for some in combinations(asked, size):
            pairs = [*combinations(some, 2), *((one, other) for one in some for other in needed)]
            if all(_goes_together(instance, one, other, slots) for one, other in pairs):
                return [*needed, *some]
    return needed


def _above_even_share(instance: Instance, slots: Slots, came: Mapping[int, list[int]]) -> int:
    year = {
        day.isocalendar()[:2]
        for day in frozenset().union(*{school.days for school in instance.schools})
        if any(window.first_day <= day <= window.last_day for window in instance.windows.values())
    }
    asked = Counter(key for session in instance.sessions for key in _everybody(session))
    above = 0
    for key, sessions in came.items():
        even = -(-asked[key] // max(1, len(year)))
        weeks = Counter(slots[session].day.isocalendar()[:2] for session in sessions)
        above += max(0, max(weeks.values(), default=0) - even)
    return above


def _edge_weeks(instance: Instance, session: Session) -> set[tuple[int, int]]:
    """The first and the last weeks of the school's year."""
    days = instance.school[session.school].days
    weeks = sorted({day.isocalendar()[:2] for day in days})
    count = instance.rules.edge_weeks
    return {*weeks[:count], *weeks[-count:]} if count else set()


def _moved(instance: Instance, slots: Slots, before: Slots) -> list[Session]:
    return [session for session in instance.sessions if session.key in before and _is_moved(session, slots, before)]


def _to_tell(session: Session, slots: Slots, before: Slots) -> set[int]:
    """Who came where it was, and who comes where it is."""
    now = slots.get(session.key)
    return _everybody_on(session, before[session.key].day) | (_everybody_on(session, now.day) if now else set())


def _is_moved(session: Session, slots: Slots, before: Slots) -> bool:
    now, then = slots.get(session.key), before[session.key]
    return now is None or (now.day, now.starts) != (then.day, then.starts)
