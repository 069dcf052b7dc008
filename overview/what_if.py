"""What would become whole: somebody gets more schools, or an organisation a new colleague. Nothing is changed by it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OpenSeat:
    """A required seat that is empty: at which school, in which municipality, and which roles fill it."""

    code: str
    school: str
    town: str
    seat: str
    roles: frozenset[int]
    since: date | None


@dataclass(frozen=True)
class Offer:
    """Room for some schools, of somebody in one of these roles; only in these municipalities, or (none) in all."""

    roles: frozenset[int]
    schools: int
    towns: frozenset[str] = frozenset()

    def fits(self, seat: OpenSeat) -> bool:
        return not self.roles.isdisjoint(seat.roles) and (not self.towns or seat.town in self.towns)


@dataclass(frozen=True)
class Given:
    """A seat that the offer fills, and whether that makes the team whole."""

    seat: OpenSeat
    makes_whole: bool


def what_if(offer: Offer, seats: Sequence[OpenSeat]) -> tuple[Given, ...]:
    """The seats to give, the teams that become whole first, then those that wait longest; never more schools than
    there is room for. Several seats at one school are one school."""
    fitting = [seat for seat in seats if offer.fits(seat)]
    missing, filled = Counter(seat.code for seat in seats), Counter(seat.code for seat in fitting)
    whole = {code for code, count in filled.items() if count == missing[code]}
    ordered = _in_order(fitting, whole)
    chosen = list(dict.fromkeys(seat.code for seat in ordered))[: offer.schools]
    return tuple(Given(seat, code in whole) for code in chosen for seat in ordered if seat.code == code)


def made_whole(given: Iterable[Given]) -> int:
    """How many teams become whole."""
    return len({each.seat.code for each in given if each.makes_whole})


def _in_order(seats: Iterable[OpenSeat], whole: set[str]) -> list[OpenSeat]:
    longest = date.min  # who was never there waits longest
    return sorted(seats, key=lambda seat: (seat.code not in whole, seat.since or longest, seat.school, seat.code))
