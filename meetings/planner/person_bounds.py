"""What the time of one person allows: how many sessions, on how few days, in how light a busiest week."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from meetings.planner.choices import Choice
from meetings.planner.grid import NO_LIMIT, Grid
from meetings.planner.matching import most_matched


class Shortage(NamedTuple):
    """So many of these sessions cannot be placed."""

    too_many: int
    sessions: frozenset[int]


@dataclass(frozen=True, eq=False)
class Diary:
    """Somebody's sessions that have no moment yet: where she must be, and where she may be. All by number."""

    grid: Grid
    person: int
    sessions: tuple[int, ...]
    may: tuple[int, ...]
    fixed: tuple[int, ...]

    def with_also(self, may: Sequence[int]) -> "Diary":
        """As if she had to be at these too."""
        return self._with_all if len(may) == len(self.may) else self._with(may)

    @cached_property
    def _with_all(self) -> "Diary":
        return self._with(self.may) if self.may else self

    def _with(self, may: Sequence[int]) -> "Diary":
        return replace(self, sessions=(*self.sessions, *may), may=())

    @cached_property
    def shortages(self) -> list[Shortage]:
        """Her sessions that have no room, whatever all others do."""
        found = [Shortage(self._too_many(group), frozenset(group)) for group in self.groups]
        return [each for each in found if each.too_many]

    def _too_many(self, sessions: Sequence[int]) -> int:
        options = [self._open_to_her(session) for session in sessions]
        moments = [[(each.day, each.begins) for each in choices] for choices in options]
        days = [sorted({each.day for each in choices}) for choices in options]
        one_each = dict.fromkeys(chain.from_iterable(moments), 1)
        room = {day: self.left_on(day) for day in set(chain.from_iterable(days))}
        return len(sessions) - min(most_matched(moments, one_each), most_matched(days, room))

    def fewest_days(self, short: Sequence[Shortage] = ()) -> int:
        """The fewest days on which she travels, when nothing is left out but what is short, as far as the rest fits."""
        days = len(self.fixed_days)
        for group in self.groups:
            days += _days_for(len(group) - _most_out(group, short), *self._gains(group))
        return days

    def busiest_week(self, short: Sequence[Shortage] = ()) -> int:
        """The sessions in her busiest week, at the least, when nothing is left out but what is short."""
        kept = Counter[int]()
        for day, held in self.fixed_days.items():
            kept[day // 7] += held
        busiest = max(kept.values(), default=0)
        for group in [*self.groups, list(self.sessions)]:
            room = Counter[int]()
            for day in {day for session in group for day, _ in self._open_on_days(session)}:
                room[day // 7] += self.holds[day]
            busiest = _level(len(group) - _most_out(group, short), room, kept, busiest)
        return busiest

    @cached_property
    def fixed_days(self) -> dict[int, int]:
        """The days of her fixed sessions, and how many each has."""
        days: dict[int, int] = defaultdict(int)
        for session in self.fixed:
            choice = self.grid.fixed[session]
            if choice:
                days[choice.day] += 1
        return days

    @cached_property
    def groups(self) -> list[list[int]]:
        """Her sessions, apart where they are on other days whatever happens: before and after Christmas."""
        groups: list[tuple[set[int], list[int]]] = []
        for session in self.sessions:
            days = {each.day for each in self.grid.choices[session]}
            met = [group for group in groups if group[0] & days]
            groups = [group for group in groups if not group[0] & days]
            groups.append((days.union(*(of for of, _ in met)), [*chain.from_iterable(s for _, s in met), session]))
        return [sessions for _, sessions in groups]

    def _open_to_her(self, session: int) -> list[Choice]:
        """Its choices, but for those when she is at a fixed session, or has no time left beside them."""
        return [*chain.from_iterable(choices for _, choices in self._open_on_days(session))]

    def _open_on_days(self, session: int) -> Iterator[tuple[int, Sequence[Choice]]]:
        for of_day in self.grid.choices[session]:
            choices: Sequence[Choice] = of_day.choices
            if of_day.day in self.fixed_days:
                free = self.left_on(of_day.day) > 0
                choices = [each for each in choices if free and not self._is_elsewhere(session, each)]
            if choices:
                yield of_day.day, choices

    def _is_elsewhere(self, session: int, choice: Choice) -> bool:
        row = self.grid.travel[self.grid.school_of[session]]
        for other in self.fixed:
            there = self.grid.fixed[other]
            if there and there.day == choice.day:
                minutes = row[self.grid.school_of[other]]
                if choice.begins - there.ends < minutes and there.begins - choice.ends < minutes:
                    return True
        return False

    def left_on(self, day: int) -> int:
        return max(0, self.grid.rules.most_a_day - self.fixed_days.get(day, 0))

    def _gains(self, sessions: Sequence[int]) -> tuple[int, list[int]]:
        """How many sessions a day holds: those on days when she travels anyhow together, then every other day's, the
        best first. Of a week no more days count than her week may hold."""
        days = {each.day for session in sessions for each in self.grid.choices[session]}
        return self._by_week({day: held for day, held in self.holds.items() if day in days})

    @cached_property
    def holds(self) -> dict[int, int]:
        """How many of her sessions a day holds at most, beside the fixed ones, if one can be on it."""
        least_travel = self._least_travel()
        on_day: dict[int, set[tuple[int, int]]] = defaultdict(set)
        how_many: dict[int, int] = defaultdict(int)
        seen: dict[int, Sequence[Choice]] = {}  # many sessions share their moments
        for session in self.sessions:
            for day, choices in self._open_on_days(session):
                how_many[day] += 1
                if id(choices) not in seen:
                    seen[id(choices)] = choices
                    on_day[day].update((choice.ends, choice.begins) for choice in choices)
        return {
            day: min(self.left_on(day), how_many[day], _in_a_row(sorted(hours), least_travel))
            for day, hours in on_day.items()
        }

    def _by_week(self, holds: dict[int, int]) -> tuple[int, list[int]]:
        free, gains = 0, list[int]()
        for week in {day // 7 for day in holds}:
            days = [day for day in range(7 * week, 7 * week + 7) if day in holds]
            taken = sum(self.fixed_days.get(day, 0) for day in range(7 * week, 7 * week + 7))
            # Who may come elsewhere does so above the most that she must do in a week.
            left = NO_LIMIT if self.grid.is_guest[self.person] else self.grid.most_a_week[self.person] - taken
            anyhow = min(max(0, left), sum(holds[day] for day in days if day in self.fixed_days))
            free, left = free + anyhow, left - anyhow
            for held in sorted((holds[day] for day in days if day not in self.fixed_days), reverse=True):
                gain = min(held, left)
                if gain > 0:
                    gains.append(gain)
                    left -= gain
        return free, sorted(gains, reverse=True)

    def _least_travel(self) -> int:
        """The shortest way between two of her schools."""
        schools = sorted({self.grid.school_of[session] for session in self.sessions})
        ways = [self.grid.travel[one][other] for one in schools for other in schools if one < other]
        return min(ways, default=0)


def diaries(grid: Grid) -> list[Diary]:
    """The diary of everybody whose time is shared between sessions. One to which somebody belongs on some of its days
    only is in no diary of hers: it may be on another."""
    count = len(grid.person_keys)
    must, may, fixed = ([list[int]() for _ in range(count)] for _ in range(3))
    for session in range(grid.size):
        kept, unsure = grid.fixed[session] is not None, unsure_of(grid, session)
        for person in grid.must[session]:
            if (kept or grid.choices[session]) and person not in unsure:
                (fixed if kept else must)[person].append(session)
        for person in grid.may[session]:
            if grid.choices[session] and person not in unsure:
                may[person].append(session)
    return [
        Diary(grid, person, tuple(must[person]), tuple(may[person]), tuple(fixed[person]))
        for person in range(count)
        if must[person] or may[person] or fixed[person]
    ]


def unsure_of(grid: Grid, session: int) -> set[int]:
    """Who does not belong at a session on each of the days on which it can be."""
    asked, fixed = grid.sessions[session], grid.fixed[session]
    days = [fixed.day] if fixed else [each.day for each in grid.choices[session]]
    return {
        grid.person_number[key]
        for key in asked.terms
        if not all(asked.is_asked(key, grid.date_of(day)) for day in days)
    }


def _level(need: int, room: Mapping[int, int], kept: Mapping[int, int], least: int) -> int:
    """How full the fullest week is at least, when so many sessions are spread over weeks that have this room, beside
    what is kept there; or as full as they can be where they do not all fit."""
    full = max((kept.get(week, 0) + more for week, more in room.items()), default=0)
    while least < full and sum(max(0, min(more, least - kept.get(week, 0))) for week, more in room.items()) < need:
        least += 1
    return least


def _most_out(sessions: Iterable[int], short: Sequence[Shortage]) -> int:
    """How many of these are left out, at the most."""
    these = set(sessions)
    return sum(min(each.too_many, len(each.sessions & these)) for each in short)


def _in_a_row(hours: Sequence[tuple[int, int]], travel: int) -> int:
    """How many sessions fit one after the other, of these ends and beginnings, in order of their ends."""
    count, free_from = 0, -travel
    for ends, begins in hours:
        if begins >= free_from + travel:
            count, free_from = count + 1, ends
    return count


def _days_for(need: int, free: int, gains: Sequence[int]) -> int:
    """How many days it takes to hold so many sessions, as far as they fit."""
    need -= free
    days = 0
    for gain in gains:
        if need <= 0:
            break
        need, days = need - gain, days + 1
    return days
