"""A roster in the making: who sat, sits and will sit in every seat, in order and without overlap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from teams.demo.plan import Person

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Seat:
    """A place in the team of a school; `second` when two people share a role there."""

    role: str
    school: int
    second: bool = False


@dataclass(frozen=True)
class Stint:
    name: str
    starts_on: date
    ends_on: date | None = None


class Roster:
    """Per seat the people who held it, oldest first."""

    def __init__(self, begin: date) -> None:
        self.begin = begin
        self.stints: dict[Seat, list[Stint]] = {}

    def place(self, role: str, schools: Iterable[int], blocks: Iterable[tuple[Person | None, int]]) -> None:
        """Seat people from the very beginning: each at the next so many schools; None leaves them without."""
        numbers = iter(schools)
        for who, count in blocks:
            for _ in range(count):
                number = next(numbers)
                if who is not None:
                    self.sit(Seat(role, number), who, self.begin)

    def sit(self, seat: Seat, who: Person, starts_on: date) -> None:
        """Seat somebody where nobody sat before."""
        self.stints[seat] = [Stint(who.name, starts_on)]

    def precede(self, seat: Seat, *predecessors: Person, until: Sequence[date]) -> None:
        """Before the one who sits here others did, one after the other, each until the day before."""
        present = self.stints[seat].pop()
        starts_on = present.starts_on
        for who, day in zip(predecessors, until, strict=True):
            self.stints[seat].append(Stint(who.name, starts_on, day - ONE_DAY))
            starts_on = day
        self.stints[seat].append(replace(present, starts_on=starts_on))

    def leave(self, seat: Seat, last_day: date) -> None:
        """The one who sits here goes."""
        self.stints[seat][-1] = replace(self.stints[seat][-1], ends_on=last_day)

    def succeed(self, seat: Seat, who: Person, starts_on: date) -> None:
        """Somebody takes the seat over; who sits there still, goes the day before."""
        if self.stints[seat][-1].ends_on is None:
            self.leave(seat, starts_on - ONE_DAY)
        self.stints[seat].append(Stint(who.name, starts_on))

    def stir(
        self,
        random: Random,
        role: str,
        colleagues: Sequence[Person],
        days: Sequence[date],
        share: float,
        kept: set[Seat],
    ) -> None:
        """Give a share of the seats that never changed (but not the kept) a predecessor, until one of these days."""
        shared = {(seat.role, seat.school) for seat in self.stints if seat.second}
        for seat in sorted(self.stints):
            held = self.stints[seat]
            settled = len(held) == 1 and held[0].ends_on is None and held[0].starts_on == self.begin
            if (
                seat.role != role
                or seat in kept
                or not settled
                or (role, seat.school) in shared
                or random.random() >= share
            ):
                continue
            others = [colleague for colleague in colleagues if colleague.name != held[0].name]
            self.precede(seat, random.choice(others), until=(random.choice(days),))

    def __iter__(self) -> Iterator[tuple[Seat, Stint]]:
        for seat in sorted(self.stints):
            for stint in self.stints[seat]:
                yield seat, stint
