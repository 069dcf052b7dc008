"""How the sessions of one facilitator share her days, so that no day costs less than what its sessions bear."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil, floor
from operator import mul
from typing import NamedTuple

from meetings.planner.chains import Follows, Stop, cheapest_chain, follows
from meetings.planner.covering import Set, prices
from meetings.planner.person_bounds import Diary

WITHOUT = 20  # what leaving one out costs here, in days: more than any session is worth that has a place


class Offer(NamedTuple):
    """A moment for a session, and what it costs, whatever the day itself may cost."""

    day: int
    stop: Stop
    cost: int


class _Kind(NamedTuple):
    """Days that are alike: what one costs, how many sessions it holds, and where sessions, by kind, may be on it."""

    cost: int
    holds: int
    offers: tuple[tuple[int, Stop, int], ...]


class Sharing:
    """A facilitator's days, each of which costs so much, but for those on which she travels anyhow."""

    def __init__(self, whole_day: int, diary: Diary, way: Sequence[Sequence[float]]) -> None:
        self._whole_day, self._diary, self._way = whole_day, diary, way
        self._days: list[tuple[_Kind, Follows]] = []
        self.days_filled = 0

    def of(self, offers: Sequence[Sequence[Offer]], needs: Sequence[int]) -> tuple[list[int], int]:
        """What each kind of session bears, of which there are so many, and what all bear too much for want of days."""
        times = self._alike(offers)
        self._days = [(kind, follows({stop for _, stop, _ in kind.offers}, self._way)) for kind in times]
        dearest = max((offer.cost for each in offers for offer in each), default=0)
        without = float(dearest + WITHOUT * self._whole_day)
        found = prices(needs, [*times.values()], without, self._cheapest)
        bears = [max(0, floor(price)) for price in found]
        over = [max(0, -self._cheapest_on(*day, bears).cost) for day in self._days]
        return bears, ceil(sum(map(mul, over, times.values())))

    def at_least(self, offer: Offer) -> int:
        """What a session bears at a moment on any account: an even share of the fullest day."""
        is_on_the_way = offer.day in self._diary.fixed_days
        return offer.cost + (0 if is_on_the_way else self._whole_day // max(1, self._diary.holds[offer.day]))

    def _alike(self, offers: Sequence[Sequence[Offer]]) -> dict[_Kind, int]:
        """The kinds of days, and how often each is there."""
        on_day: dict[int, list[tuple[int, Stop, int]]] = defaultdict(list)
        for number, each in enumerate(offers):
            for offer in each:
                on_day[offer.day].append((number, offer.stop, offer.cost))
        times: dict[_Kind, int] = defaultdict(int)
        for day, those in on_day.items():
            cost = 0 if day in self._diary.fixed_days else self._whole_day
            if holds := self._diary.left_on(day):
                times[_Kind(cost, holds, tuple(those))] += 1
        return times

    def _cheapest(self, worth: Sequence[float], of_days: Sequence[float]) -> Iterator[Set]:
        """Of each kind of day the sessions that cost least, when they cost less than they and the day are worth."""
        for number, day in enumerate(self._days):
            found = self._cheapest_on(*day, worth)
            if found.cost - of_days[number] < -1e-7 * self._whole_day - 1:
                yield Set(float(found.really), found.sessions, number)

    def _cheapest_on(self, kind: _Kind, after: Follows, worth: Sequence[float]) -> "_Day":
        """The sessions of a day that cost least above what they are worth."""
        self.days_filled += 1
        costs, whose = dict[Stop, float](), dict[Stop, tuple[int, int]]()
        for session, stop, cost in kind.offers:
            above = cost - worth[session]
            if above < costs.get(stop, 0):  # who is worth less than she costs is left out
                costs[stop], whose[stop] = above, (session, cost)
        above, chain = cheapest_chain(costs, after, kind.holds)
        really = kind.cost + sum(whose[stop][1] for stop in chain)
        return _Day(kind.cost + above, really, tuple(sorted(whose[stop][0] for stop in chain)))


class _Day(NamedTuple):
    """Sessions on one day, what they and the day cost above what they are worth, and what they really cost."""

    cost: float
    really: int
    sessions: tuple[int, ...]
