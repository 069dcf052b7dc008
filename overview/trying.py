"""What is asked to be tried out: who gets how many schools more, read from the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from overview.areas import open_seats
from overview.load import Carrier, Load
from overview.selection import Scope
from overview.standing import words_for
from overview.what_if import Given, Offer, made_whole, what_if
from teams.dutch import count_text
from teams.enums import OrganisationKind
from teams.models import Organisation

NEW = "nieuw-"  # before a kind of organisation: somebody who is not there yet
HALF_DAY = "dagdeel"
TRIED = (
    *((str(number), count_text(number, "school", "scholen")) for number in (1, 2, 3, 4, 5, 6, 8, 10, 12)),
    (HALF_DAY, "een dagdeel in de week"),
)


@dataclass(frozen=True)
class Trial:
    """What came of it: who, how many schools that is, and the seats that are filled with it."""

    who: str
    more: str
    name: str
    schools: int
    given: tuple[Given, ...]
    before: int  # schools that she has already
    norm: int

    @property
    def whole(self) -> int:
        return made_whole(self.given)

    @property
    def taken(self) -> int:
        """How many schools she gets."""
        return len({each.seat.code for each in self.given})

    @property
    def is_too_many(self) -> bool:
        return self.before + self.taken > self.norm


def asked_trial(asked: Mapping[str, Any], load: Load, scope: Scope) -> Trial | None:
    """What ?wie= and ?erbij= ask; None when they ask nothing that can be tried."""
    who, more = str(asked.get("wie", "")), str(asked.get("erbij", ""))
    if more not in dict(TRIED):
        return None
    if who.startswith(NEW):
        return _of_somebody_new(who, more, load, scope)
    person = next((each for each in load.people if str(each.pk) == who), None)
    if person is None:
        return None
    schools = _schools(more, person.schools, person.half_days)
    towns = frozenset(
        Organisation.municipalities.through.objects.filter(organisation=person.organisation).values_list(
            "municipality__code", flat=True
        )
    )
    given = what_if(Offer(person.roles, schools, towns), open_seats(scope))
    return Trial(who, more, person.name, schools, given, person.schools, load.norm)


def _of_somebody_new(who: str, more: str, load: Load, scope: Scope) -> Trial | None:
    kind = who.removeprefix(NEW)
    if kind not in OrganisationKind.values:
        return None
    required = (seat for sector in scope.plan.by_sector for seat in scope.plan.required(sector))
    roles = frozenset(role for seat in required if seat.kind == kind for role in seat.roles)
    people = [each for organisation in load.organisations if organisation.kind == kind for each in organisation.people]
    schools = _schools(more, *_together(people))
    name = f"Een nieuwe collega bij {words_for(OrganisationKind(kind))}"
    return Trial(who, more, name, schools, what_if(Offer(roles, schools), open_seats(scope)), 0, load.norm)


def _together(people: Sequence[Carrier]) -> tuple[int, int]:
    """The schools and half-days of who told how many half-days she works."""
    told = [each for each in people if each.half_days]
    return sum(each.schools for each in told), sum(each.half_days for each in told)


def _schools(more: str, schools: int, half_days: int) -> int:
    """How many schools that is: for a half-day as many as she, or her colleagues, have for each half-day now."""
    if more != HALF_DAY:
        return int(more)
    return max(1, round(schools / half_days)) if half_days else 1
