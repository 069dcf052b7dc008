"""The best moments for a meeting: every school day and starting time is judged, a few that differ are proposed.

What comes first (domain.md 1.1, rows 11 and 33-37): that all who must come can; then who may come; then that the
two sessions lie apart, one in each half of the school year; then that the weeks around a holiday are left in peace.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from meetings.moments.circumstances import SESSION_MINUTES, Around, Attendant, Busy, Slot
from meetings.moments.wording import distance, elsewhere, enough_time, not_working
from schools.periods import Period
from teams.dutch import in_words

STARTS = (time(8, 30), time(10, 30), time(13, 0), time(15, 0))
PER_WEEK = 2  # a choice within one week is hardly a choice
BUSY_WEEKS = timedelta(weeks=2)  # around a holiday a school has its hands full
HOLIDAY = timedelta(days=7)  # what is shorter is a day or a weekend off
SHORTLY = 90  # minutes between two meetings that make somebody hurry
CAN, UNKNOWN, CANNOT = 2, 1, 0


@dataclass(frozen=True)
class Moment:
    """A proposal. A higher `score` is better, within one list; `can_come` of `of` people as far as is known."""

    slot: Slot
    score: int
    can_come: int
    of: int
    good: tuple[str, ...]
    bad: tuple[str, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it, then what speaks against it."""
        return self.good + self.bad


def best_moments(
    around: Around,
    first_day: date,
    last_day: date,
    *,
    starts: tuple[time, ...] = STARTS,
    minutes: int = SESSION_MINUTES,
    most: int = 8,
) -> list[Moment]:
    """The best slots from the first up to and including the last day, the best one first.

    Never on a closed day, outside the school year or school hours, or while somebody required is elsewhere. At most
    two in a week, each on a day of its own.
    """
    days = _school_days(around, first_day, last_day)
    scored = _scored(around, days, sorted(set(starts)), minutes)
    return [_moment(slot, score, around) for score, slot in _spread(scored, most)]


def standings(moments: Sequence[Moment]) -> list[str]:
    """How each of the proposals compares with the first."""
    best = max((moment.score for moment in moments), default=0)
    as_good = sum(moment.score == best for moment in moments)
    first = "Past het best, en komt het eerst" if as_good > 1 else "Past het best"
    later = ["Past even goed, maar is later" if each.score == best else "Past minder goed" for each in moments[1:]]
    return [first, *later] if moments else []


def _school_days(around: Around, first_day: date, last_day: date) -> list[date]:
    first, last = max(first_day, around.year.first_day), min(last_day, around.year.last_day)
    return [day for day in _days(first, last) if day.weekday() < 5 and not around.closures(day)]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _scored(around: Around, days: Sequence[date], starts: Sequence[time], minutes: int) -> Iterator[tuple[int, Slot]]:
    """Every slot that is possible, with its score.

    Who works then depends on the weekday alone and is asked once; who is elsewhere is asked only on days that she is.
    """
    diary = _diary(around)
    working: dict[tuple[int, time], tuple[int, int]] = {}
    for day in days:
        of_day = _score_of_day(around, day)
        for start in starts:
            slot = Slot(day, start, minutes)
            away = {person.key: person for person, busy in diary.get(day, ()) if busy.clashes(slot, around.spot)}
            if not slot.is_in_school_hours or any(person.is_required for person in away.values()):
                continue
            key = (day.weekday(), start)
            if key not in working:
                working[key] = _works(around.required, slot), _works(around.optional, slot)
            required, optional = working[key]
            yield _together((required, optional - _works(away.values(), slot)), of_day, around), slot


def _diary(around: Around) -> dict[date, list[tuple[Attendant, Busy]]]:
    """Who is elsewhere, by day."""
    diary: dict[date, list[tuple[Attendant, Busy]]] = {}
    for person in around.attendants:
        for busy in person.busy:
            diary.setdefault(busy.slot.day, []).append((person, busy))
    return diary


def _works(people: Iterable[Attendant], slot: Slot) -> int:
    """How many work then, in halves: who is not known to counts half."""
    return sum(_working(person, slot) for person in people)


def _working(person: Attendant, slot: Slot) -> int:
    if not person.week_is_known:
        return UNKNOWN
    return CANNOT if person.parts_off(slot) else CAN


def _score_of_day(around: Around, day: date) -> tuple[int, int]:
    """How far it is from the other meetings (0 to 2), and from a holiday (0 or 1)."""
    apart = 2 - bool(around.in_same_half(day)) - bool(around.too_close(day))
    return apart, int(_holiday_near(around, day) is None)


def _together(people: tuple[int, int], of_day: tuple[int, int], around: Around) -> int:
    """One number in which what comes first always outweighs all that comes after it."""
    (required, optional), (apart, calm) = people, of_day
    return ((required * (CAN * len(around.optional) + 1) + optional) * 3 + apart) * 2 + calm


def _holiday_near(around: Around, day: date) -> Period | None:
    """The holiday that began or ended less than two weeks away."""
    for period in around.closed:
        is_holiday = period.last_day - period.first_day + timedelta(days=1) >= HOLIDAY
        if is_holiday and period.first_day - BUSY_WEEKS <= day <= period.last_day + BUSY_WEEKS:
            return period
    return None


def _spread(scored: Iterable[tuple[int, Slot]], most: int) -> list[tuple[int, Slot]]:
    """The best so many that leave a real choice, the best one first and the earlier one of two that are as good.

    Each day once, at most two in a week; of moments that are as good first those on another weekday than the ones that
    were picked, so that who can never on a Wednesday is not asked for four of them.
    """
    left, picked = _best_of_each_day(scored), list[tuple[int, Slot]]()
    while left and len(picked) < most:
        weekdays = Counter(slot.day.weekday() for _, slot in picked)
        best = min(left, key=lambda pair: (-pair[0], weekdays[pair[1].day.weekday()], pair[1]))
        picked.append(best)
        weeks = Counter(_week(slot) for _, slot in picked)
        left = [pair for pair in left if pair[1].day != best[1].day and weeks[_week(pair[1])] < PER_WEEK]
    return sorted(picked, key=lambda pair: (-pair[0], pair[1]))


def _best_of_each_day(scored: Iterable[tuple[int, Slot]]) -> list[tuple[int, Slot]]:
    found: dict[date, tuple[int, Slot]] = {}
    for score, slot in scored:
        if slot.day not in found or (-score, slot) < (-found[slot.day][0], found[slot.day][1]):
            found[slot.day] = score, slot
    return list(found.values())


def _week(slot: Slot) -> tuple[int, int]:
    year, week, _ = slot.day.isocalendar()
    return year, week


def _moment(slot: Slot, score: int, around: Around) -> Moment:
    good, bad = _reasons_of_people(slot, around)
    for_day, against_day = _reasons_of_day(slot.day, around)
    can_come = sum(not person.is_kept_away(slot, around.spot) for person in around.attendants)
    return Moment(slot, score, can_come, len(around.attendants), (*good, *for_day), (*bad, *against_day))


def _reasons_of_people(slot: Slot, around: Around) -> tuple[list[str], list[str]]:
    sure = [person for person in around.required if _working(person, slot) == CAN]
    unknown = [person.name for person in around.attendants if not person.week_is_known]
    others = [each for each in around.optional if _working(each, slot) == CAN and not each.clashes(slot, around.spot)]
    bad = not_working(around.required, slot)
    for person in around.optional:
        clashes = [elsewhere([person], busy, slot, around.spot) for busy in person.clashes(slot, around.spot)]
        bad += [f"{phrase} (niet verplicht)" for phrase in clashes or not_working([person], slot)]
    if unknown:
        whose = in_words(unknown) if len(unknown) == 1 else f"{len(unknown)} mensen"
        bad.append(f"Werkdagen van {whose} zijn niet bekend")
    required = _who_work(sure, len(around.required), "verplichte mensen")
    optional = _who_work(others, len(around.optional), "anderen" if around.required else "mensen")
    return [*required, *optional, *_on_the_way(slot, around)], bad


def _who_work(sure: list[Attendant], of: int, people: str) -> list[str]:
    if not sure:
        return []
    if len(sure) < of:
        return [f"{len(sure)} van de {of} {people} {'werkt' if len(sure) == 1 else 'werken'} dan"]
    return [f"Alle {of} {people} werken dan" if of > 1 else f"{sure[0].name} werkt dan"]


def _on_the_way(slot: Slot, around: Around) -> list[str]:
    """Who comes from another meeting shortly before, or goes to one shortly after, and has the time to travel."""
    together: dict[Busy, list[str]] = {}
    for person in around.attendants:
        for busy in person.busy:
            if busy.is_within(SHORTLY, slot) and not busy.clashes(slot, around.spot):
                together.setdefault(busy, []).append(person.name)
    return [enough_time(names, busy, slot, around.spot) for busy, names in sorted(together.items(), key=_when)]


def _when(pair: tuple[Busy, list[str]]) -> Slot:
    return pair[0].slot


def _reasons_of_day(day: date, around: Around) -> tuple[list[str], list[str]]:
    close, same_half = around.too_close(day), around.in_same_half(day)
    good = [
        f"{distance(day, other.day)} {other.name}"
        for other in around.others
        if other not in close and other not in same_half
    ]
    bad = [f"In dezelfde helft van het schooljaar als {other.name}" for other in same_half]
    bad += [_capital(f"{distance(day, other.day)} {other.name}") for other in close]
    if holiday := _holiday_near(around, day):
        bad.append(f"Kort {'voor' if day < holiday.first_day else 'na'} een vakantie ({holiday.label})")
    return good, bad


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
