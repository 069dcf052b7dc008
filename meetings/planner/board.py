"""A year as it is being planned: which session stands where, whom that keeps busy, and what it weighs.

The board places, removes and counts; it does not decide. Everything is by number, as in the grid.
"""

from collections.abc import Iterable, Mapping
from operator import mul

from meetings.moments.circumstances import Slot
from meetings.planner.attendance import Stay, joined
from meetings.planner.choices import Choice
from meetings.planner.grid import Grid
from meetings.planner.rules import Part
from meetings.planner.score import (
    ABSENT,
    BUSY_WEEK,
    EDGE_WEEK,
    FACILITATOR_DAY,
    MOVED,
    PERSON_DAY,
    TOLD,
    UNPLACED,
    WEEKDAY,
    Score,
)

Days = list[dict[int, list[int]]]  # per person, per day, the sessions


class Board:
    """Sessions on the year. Fixed ones stand from the start; `before` is an earlier plan, whose moves are counted."""

    def __init__(self, grid: Grid, before: Mapping[int, Slot] | None = None) -> None:
        people = len(grid.person_keys)
        self.grid = grid
        self.at: list[Choice | None] = [None] * grid.size
        self.must_on: Days = [{} for _ in range(people)]
        self.may_on: Days = [{} for _ in range(people)]
        self.attended: list[dict[int, int]] = [{} for _ in range(people)]
        self.missed: list[dict[int, int]] = [{} for _ in range(people)]
        self.on_duty: list[dict[int, int]] = [{} for _ in range(people)]
        self.load = [[0] * (grid.hours.weeks + 1) for _ in range(people)]
        # The same, but of who facilitates some and may come to others: those where she must be.
        self.duties = [[0] * len(load) if guest else load for load, guest in zip(self.load, grid.is_guest, strict=True)]
        self.level = list(grid.share)  # what a week may hold before it makes somebody's busiest week busier
        self.brim = list(grid.share)  # her busiest week, or her even share where that is more
        self.times = [0] * len(Part)
        self.times[UNPLACED] = grid.size
        weights = grid.weights
        self.day_weight = [
            is_chair * weights[FACILITATOR_DAY] + many * weights[PERSON_DAY]
            for is_chair, many in zip(grid.is_facilitator, grid.has_many, strict=True)
        ]
        self.guest_weight = [many * weights[PERSON_DAY] for many in grid.has_many]  # of a day on which she need not be
        self._take_before(before or {})
        for session, choice in enumerate(grid.fixed):
            if choice:
                self.place(session, choice)

    def _take_before(self, before: Mapping[int, Slot]) -> None:
        first = self.grid.hours.first_day
        self.before: list[tuple[int, int] | None] = [None] * self.grid.size
        self.moved_of = [0] * len(self.grid.person_keys)
        for key, slot in before.items():
            session = self.grid.session_number.get(key)
            if session is not None:
                self.before[session] = (slot.day - first).days, slot.first_minute
                self._count_move(session, 1)
        # Of which other people come on some days than on others: moved, they are told who come where it goes as well.
        self.changes_hands = [
            before is not None and bool(session.tenures)
            for before, session in zip(self.before, self.grid.sessions, strict=True)
        ]

    @property
    def total(self) -> int:
        """What the plan weighs; lower is better."""
        return sum(map(mul, self.times, self.grid.weights))

    @property
    def score(self) -> Score:
        return Score.of(self.times, self.grid.instance.weights)

    @property
    def unplaced(self) -> list[int]:
        return [session for session, choice in enumerate(self.at) if choice is None]

    def slots(self) -> dict[int, Slot]:
        """Where every placed session stands, by its key."""
        sessions = self.grid.sessions
        return {sessions[s].key: self.grid.slot(s, choice) for s, choice in enumerate(self.at) if choice}

    def is_moved(self, session: int) -> bool:
        """Whether it stood elsewhere in the plan before."""
        choice, before = self.at[session], self.before[session]
        return before is not None and (choice is None or (choice.day, choice.begins) != before)

    def place(self, session: int, choice: Choice) -> None:
        """Put a session somewhere. Whether that is allowed is asked before, of `fits`."""
        self.at[session] = choice
        for person in self.grid.must[session] if choice.must is None else choice.must:
            self.must_on[person].setdefault(choice.day, []).append(session)
            self._recount(person, choice)
        for person in choice.comers:
            self.may_on[person].setdefault(choice.day, []).append(session)
            self._recount(person, choice)
        self._count(session, choice, 1)

    def remove(self, session: int) -> Choice:
        """Take a session away; returns where it stood."""
        choice = self.at[session]
        if choice is None:
            raise ValueError(f"Session number {session} stands nowhere.")
        self._count(session, choice, -1)
        self.at[session] = None
        for person in self.grid.must[session] if choice.must is None else choice.must:
            self._leave(self.must_on[person], choice.day, session)
            self._recount(person, choice)
        for person in choice.comers:
            self._leave(self.may_on[person], choice.day, session)
            self._recount(person, choice)
        return choice

    @staticmethod
    def _leave(days: dict[int, list[int]], day: int, session: int) -> None:
        days[day].remove(session)
        if not days[day]:
            del days[day]

    def _count(self, session: int, choice: Choice, sign: int) -> None:
        """Count what a session weighs by itself, standing there."""
        times = self.times
        times[UNPLACED] -= sign
        times[ABSENT] += sign * choice.away
        times[EDGE_WEEK] += sign * choice.is_edge
        times[WEEKDAY] += sign * choice.is_other_weekday
        if self.before[session] == (choice.day, choice.begins):
            self._count_move(session, -sign)
        elif self.changes_hands[session]:
            self._count_told(self.joining(session, choice.day), sign)

    def _count_move(self, session: int, sign: int) -> None:
        self.times[MOVED] += sign
        self._count_told(self.leaving(session), sign)

    def leaving(self, session: int) -> tuple[int, ...]:
        """Who came to a session where it stood before."""
        before = self.before[session]
        return () if before is None else self.grid.people_at(session, before[0])

    def joining(self, session: int, day: int) -> tuple[int, ...]:
        """Who comes to a session that is moved to this day, and did not where it stood before."""
        known = self.leaving(session)
        return tuple(person for person in self.grid.people_at(session, day) if person not in known)

    def _count_told(self, people: Iterable[int], sign: int) -> None:
        for person in people:
            was = self.moved_of[person]
            self.moved_of[person] = was + sign
            self.times[TOLD] += (was + sign > 0) - (was > 0)

    def _recount(self, person: int, choice: Choice) -> None:
        """Count anew what somebody comes to on a day, after a session came or went."""
        day = choice.day
        if self.grid.is_guest[person]:
            self._recount_duties(person, choice)
        must, may = self.must_on[person].get(day, ()), self.may_on[person].get(day)
        now = len(must)
        if may or day in self.missed[person]:
            now += self._recount_may(person, day)
        was = self.attended[person].get(day, 0)
        if now == was:
            return
        self.attended[person][day] = now
        if not now or not was:
            sign = 1 if now else -1
            self.times[FACILITATOR_DAY] += sign * (self.grid.is_facilitator[person] and not self.grid.is_guest[person])
            self.times[PERSON_DAY] += sign * self.grid.has_many[person]
        self._add_load(person, choice.week, now - was)

    def _recount_duties(self, person: int, choice: Choice) -> None:
        """Count anew where somebody must be on a day who facilitates, and who may come elsewhere."""
        now, was = len(self.must_on[person].get(choice.day, ())), self.on_duty[person].get(choice.day, 0)
        self.on_duty[person][choice.day] = now
        self.duties[person][choice.week] += now - was
        self.times[FACILITATOR_DAY] += (now > 0) - (was > 0)

    def _recount_may(self, person: int, day: int) -> int:
        """Count whom a day's optional sessions miss; returns to how many of them she comes."""
        asked = len(self.may_on[person].get(day, ()))
        joins = len(self.joins(person, day)) if asked else 0
        self.times[ABSENT] += asked - joins - self.missed[person].get(day, 0)
        self.missed[person][day] = asked - joins
        return joins

    def _add_load(self, person: int, week: int, more: int) -> None:
        load, brim, share = self.load[person], self.brim[person], self.level[person]
        was = load[week]
        load[week] = was + more
        if was + more > brim:
            self.brim[person] = was + more
        elif more < 0 and was == brim > share:
            self.brim[person] = max(share, *load)
        self.times[BUSY_WEEK] += self.brim[person] - brim

    def brim_with(self, person: int, week: int, load: int) -> int:
        """Her sessions in her busiest week, or her even share where that is more, if she had so many in this one."""
        brim, was = self.brim[person], self.load[person][week]
        if load >= brim:
            return load
        if was < brim or brim == self.level[person]:
            return brim
        others = (each for number, each in enumerate(self.load[person]) if number != week)
        return max(load, self.level[person], *others)

    def lift(self, people: Iterable[int], by: int) -> None:
        """Count as if the busiest week of these people held so many above their even share, whatever it holds."""
        for person in people:
            brim = self.brim[person]
            self.level[person] = self.grid.share[person] + by
            self.brim[person] = max(self.level[person], *self.load[person])
            self.times[BUSY_WEEK] += self.brim[person] - brim

    def joins(self, person: int, day: int, extra: tuple[int, Choice] | None = None) -> tuple[int, ...]:
        """The sessions where she need not be and comes, on a day; with `extra`, if that session stood there too."""
        must, may = list(self.must_on[person].get(day, ())), list(self.may_on[person].get(day, ()))
        if extra:
            (must if person in self.grid.must[extra[0]] else may).append(extra[0])
        may.sort()
        if len(may) == 1 and not must:
            return tuple(may)
        stays = self._stays(must, extra), self._stays(may, extra)
        return tuple(may[i] for i in joined(*stays, self.grid.travel, self.grid.rules.most_a_day))

    def _stays(self, sessions: Iterable[int], extra: tuple[int, Choice] | None) -> list[Stay]:
        stays = []
        for session in sessions:
            choice = extra[1] if extra and session == extra[0] else self.at[session]
            if choice:
                stays.append(Stay(choice.begins, choice.ends, self.grid.school_of[session]))
        return stays

    def in_the_way(self, session: int, choice: Choice) -> set[int]:
        """The sessions that cannot stand together with this one there, each by itself: siblings and clashes."""
        found = {other for other in self.grid.siblings[session] if self.is_too_near(session, other, choice.day)}
        for person in self.grid.must_at(session, choice):
            found.update(o for o in self.must_on[person].get(choice.day, ()) if self.clashes(session, choice, o))
        return found

    def is_too_near(self, session: int, other: int, day: int) -> bool:
        """Whether another session of the same school stands on this day, or too few weeks from it."""
        there = self.at[other]
        return there is not None and abs(day - there.day) < self._apart(session, other)

    def kept_free_around(self, session: int) -> list[tuple[int, int]]:
        """The days on which a session may not be for those of its school that stand: from the first to the last."""
        standing = ((self.at[other], self._apart(session, other) - 1) for other in self.grid.siblings[session])
        return [(there.day - reach, there.day + reach) for there, reach in standing if there]

    def _apart(self, session: int, other: int) -> int:
        """How many days two sessions of one school must be apart, at least."""
        of_team = self.grid.is_of_team
        return max(1, self.grid.rules.apart_days) if of_team[session] and of_team[other] else 1

    def clashes(self, session: int, choice: Choice, other: int) -> bool:
        """Whether nobody can do both this session there and another where it stands now, on the same day."""
        there = self.at[other]
        if there is None:
            return False
        minutes = self.grid.travel[self.grid.school_of[session]][self.grid.school_of[other]]
        return choice.begins - there.ends < minutes and there.begins - choice.ends < minutes

    def is_full(self, person: int, day: int, week: int) -> bool:
        """Whether she must already be at as many sessions as one day, or her week as facilitator, may hold."""
        standing = self.must_on[person].get(day)
        if standing and len(standing) >= self.grid.rules.most_a_day:
            return True
        return self.duties[person][week] >= self.grid.most_a_week[person]

    def fits(self, session: int, choice: Choice) -> bool:
        """Whether no rule forbids this session there, beside all that stands."""
        if any(self.is_full(person, choice.day, choice.week) for person in self.grid.must_at(session, choice)):
            return False
        return not self.in_the_way(session, choice)
