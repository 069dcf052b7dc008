"""What a region asks of its schools: per sector the seats, and how they line up as the columns of one table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from schools.models import Region
from teams.enums import Domain, Need, OrganisationKind
from teams.models import SeatTemplate

FIELDS = (
    "pk",
    "sector",
    "name",
    "need",
    "roles",
    "roles__abbreviation",
    "roles__organisation_kind",
    "roles__domain",
)


@dataclass(frozen=True)
class AskedSeat:
    """A seat that schools of a sector should have. `kind` and `domain` are those of the first role that fills it."""

    name: str
    need: Need
    kind: OrganisationKind
    domain: Domain
    roles: tuple[int, ...] = ()
    abbreviations: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """ "JA/JV": the abbreviations of its roles, if each has one."""
        return "/".join(self.abbreviations) if all(self.abbreviations) else self.name

    @property
    def is_required(self) -> bool:
        return self.need == Need.REQUIRED


@dataclass(frozen=True)
class Column:
    """A column of the table: the seats of one name, whatever the sector. `short` stands above it."""

    name: str
    short: str

    @property
    def is_shortened(self) -> bool:
        return self.short != self.name


@dataclass(frozen=True)
class SeatPlan:
    """All seats of a region, by sector, in the order in which a school shows them."""

    by_sector: Mapping[str, tuple[AskedSeat, ...]]

    def of(self, sector: str) -> tuple[AskedSeat, ...]:
        return self.by_sector.get(sector, ())

    def required(self, sector: str) -> tuple[AskedSeat, ...]:
        """The seats without which a team of this sector is not complete."""
        return tuple(seat for seat in self.of(sector) if seat.is_required)

    def roles_of(self, sector: str, name: str) -> frozenset[int]:
        """Who can fill the seat of this name."""
        return next((frozenset(seat.roles) for seat in self.of(sector) if seat.name == name), frozenset())

    @cached_property
    def _asked(self) -> Mapping[str, frozenset[int]]:
        return {
            sector: frozenset(chain.from_iterable(each.roles for each in seats))
            for sector, seats in self.by_sector.items()
        }

    def outside(self, sector: str, roles: Iterable[int]) -> list[int]:
        """Of these roles those that no seat of a sector asks for."""
        asked = self._asked.get(sector, frozenset())
        return [role for role in roles if role not in asked]

    @cached_property
    def sectors_that_require(self) -> tuple[str, ...]:
        """The sectors of which a team can be complete or not."""
        return tuple(sector for sector in self.by_sector if self.required(sector))

    @cached_property
    def required_roles(self) -> tuple[int, ...]:
        """Every role that fills a required seat somewhere."""
        found = {role for sector in self.by_sector for seat in self.required(sector) for role in seat.roles}
        return tuple(sorted(found))

    def columns(self, sectors: Iterable[str]) -> tuple[Column, ...]:
        """The seats of these sectors by name: one of the same name in two sectors stands in one column."""
        found: dict[str, tuple[int, str]] = {}
        for sector in sorted(sectors):
            for place, seat in enumerate(self.of(sector)):
                found[seat.name] = min((place, seat.short), found.get(seat.name, (place, seat.short)))
        ordered = sorted(found, key=lambda name: found[name][0])
        return tuple(Column(name, found[name][1]) for name in ordered)


def seat_plan(region: Region) -> SeatPlan:
    """What a region asks, in one query. A seat that no role can fill is none (as teams.roster has it)."""
    rows = SeatTemplate.objects.filter(region=region, roles__isnull=False)
    ordered = rows.order_by("sector", "position", "name", "pk", "roles__position", "roles__name")
    found: dict[str, dict[int, AskedSeat]] = {}
    for pk, sector, name, need, role, abbreviation, kind, domain in ordered.values_list(*FIELDS):
        seats = found.setdefault(sector, {})
        before = seats.get(pk) or AskedSeat(name, Need(need), OrganisationKind(kind), Domain(domain))
        seats[pk] = replace(before, roles=(*before.roles, role), abbreviations=(*before.abbreviations, abbreviation))
    return SeatPlan({sector: tuple(seats.values()) for sector, seats in found.items()})
