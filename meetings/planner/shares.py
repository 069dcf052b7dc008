"""What each session costs at least, its share of a day of its facilitator included.

A day on the road costs as much with one session as with three. Which sessions can share one follows from hours, travel
and who works when: the sessions of a facilitator are covered by her days, each with what it costs, and `covering.py`
finds what a session then bears, so that no day costs less than what its sessions bear. What all of them bear together
is therefore no more than any plan costs. It is counted in whole numbers, `SCALE` times as large, and checked day by
day: the bound is true even where those prices are not exact.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from meetings.planner.chains import Districts, Stop
from meetings.planner.choices import DayChoices
from meetings.planner.grid import Grid
from meetings.planner.person_bounds import Diary, Shortage, unsure_of
from meetings.planner.score import ABSENT, EDGE_WEEK, FACILITATOR_DAY, PERSON_DAY, WEEKDAY
from meetings.planner.sharing import Offer, Sharing

SCALE = 2520 * 1000  # so that a share of any number of sessions a day is a whole number too
MOST_DAYS = 8_000  # filled for all facilitators together, a few seconds; after those each session shares by number


class Group(NamedTuple):
    """Sessions of one facilitator, on days of their own, and what each bears; `back` is what they bear too much for
    want of days."""

    chair: int | None
    bears: Mapping[int, int]
    back: int

    def at_least(self, short: Iterable[Shortage]) -> int:
        """What they cost together, when nothing is left out but what is short."""
        left_out = 0
        for each in short:
            dearest = sorted((self.bears[s] for s in each.sessions if s in self.bears), reverse=True)
            left_out += sum(dearest[: each.too_many])
        return max(0, sum(self.bears.values()) - self.back - left_out)


class Shares:
    """The least that sessions cost which have no moment yet, when the parts of the score, as `Part` has them, weigh so
    much."""

    def __init__(
        self,
        grid: Grid,
        of_people: Sequence[Diary],
        weights: Sequence[int],
        is_enough: Callable[[], bool] = lambda: False,
    ) -> None:
        self.grid, self.weights = grid, weights
        unsure = set[int]().union(*(unsure_of(grid, session) for session in range(grid.size)))  # how many a day holds
        self._diary = {diary.person: diary for diary in of_people}
        self._holds = {
            diary.person: diary.with_also(diary.may).holds
            for diary in of_people
            if weights[PERSON_DAY] and grid.has_many[diary.person]
            if not grid.is_facilitator[diary.person] and diary.person not in unsure
        }
        self._districts = Districts(grid)
        self._made: dict[tuple[int, tuple[int, ...], int], list[Offer]] = {}
        self._stop = lru_cache(maxsize=None)(Stop)
        self._on_the_way = lru_cache(maxsize=None)(self._parts_of_days)
        self._days_left, self._is_enough = MOST_DAYS, is_enough
        self.groups = [*self._all_groups()]

    def day_of(self, chair: int) -> int:
        """What a day of a facilitator costs."""
        weights = self.weights
        return SCALE * (weights[FACILITATOR_DAY] + self.grid.has_many[chair] * weights[PERSON_DAY])

    def _all_groups(self) -> Iterator[Group]:
        grid = self.grid
        alone = [s for s in range(grid.size) if grid.choices[s] and grid.sessions[s].facilitator is None]
        yield Group(None, {s: min(offer.cost for offer in self._offers(s)) for s in alone}, 0)
        for person, diary in self._diary.items():
            for sessions in diary.groups if grid.is_facilitator[person] else ():
                key = grid.person_keys[person]
                yield self._group(diary, [s for s in sessions if grid.sessions[s].facilitator == key])

    def _group(self, diary: Diary, sessions: Sequence[int]) -> Group:
        alike: dict[tuple[Offer, ...], list[int]] = defaultdict(list)
        for session in sessions:
            alike[tuple(self._offers(session))].append(session)
        sharing = Sharing(self.day_of(diary.person), diary, self._districts.way)
        if self._days_left > 0 and self._is_enough():
            self._days_left = 0
        if self._days_left > 0:
            bears, back = sharing.of([*alike], [len(each) for each in alike.values()])
            self._days_left -= sharing.days_filled
        else:
            bears, back = [min(map(sharing.at_least, offers)) for offers in alike], 0
        of_each = {s: each for each, some in zip(bears, alike.values(), strict=True) for s in some}
        return Group(diary.person, of_each, back)

    def _offers(self, session: int) -> list[Offer]:
        """What a session costs at each of its moments, the day of its facilitator left aside."""
        district = self._districts.of_school[self.grid.school_of[session]]
        must, found = self.grid.must[session], list[Offer]()
        for of_day in self.grid.choices[session]:
            key = district, must, id(of_day)
            if key not in self._made:
                self._made[key] = self._on_day(district, must, of_day)
            found += self._made[key]
        return found

    def _on_day(self, district: int, must: tuple[int, ...], of_day: DayChoices) -> list[Offer]:
        absent, edge, weekday = (SCALE * self.weights[part] for part in (ABSENT, EDGE_WEEK, WEEKDAY))
        days = self._on_the_way(must, of_day.day, inf)
        found = list[Offer]()
        for choice in of_day.choices:
            own = choice.away * absent + choice.is_edge * edge + choice.is_other_weekday * weekday
            # Who may come either does, and is on her way, or does not.
            comes = self._on_the_way(choice.comers, of_day.day, absent)
            found.append(Offer(of_day.day, self._stop(choice.begins, choice.ends, district), own + days + comes))
        return found

    def _parts_of_days(self, people: tuple[int, ...], day: int, most: float) -> int:
        """What one of the sessions of a day bears of the way of people with many schools, of each at most so much."""
        shares = 0
        for person in people:
            if person in self._holds and day not in self._diary[person].fixed_days:
                share = SCALE * self.weights[PERSON_DAY] // max(1, self._holds[person].get(day, 1))
                shares += min(share, int(most)) if most < inf else share
        return shares
