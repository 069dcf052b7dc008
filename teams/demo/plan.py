"""What a region of the demo consists of, before anything is written."""

from dataclasses import dataclass, field
from datetime import date

from schools.enums import GrantKind, Sector
from teams import names
from teams.enums import OrganisationKind, PlanStage


@dataclass(frozen=True)
class PlannedBoard:
    code: str
    name: str


@dataclass(frozen=True)
class PlannedSchool:
    establishment_code: str
    name: str
    sector: Sector
    denomination: str
    street: str
    house_number: str
    postcode: str
    city: str
    district: str
    phone: str
    website: str
    municipality: str
    board: str


@dataclass(frozen=True)
class PlannedOrganisation:
    kind: OrganisationKind
    name: str
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """Somebody as her table names her: name and working week; the rest is optional."""

    first_name: str
    infix: str
    surname: str
    half_days: int
    expertise: str = ""
    introduction: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        return names.full_name(self.first_name, self.infix, self.surname)


@dataclass(frozen=True)
class PlannedProfessional:
    person: Person
    organisation: OrganisationKind
    email: str
    phone: str
    expertise: str
    confirmed_on: date | None
    has_account: bool


@dataclass(frozen=True)
class PlannedSeat:
    """A membership; the school by its place in the plan, the person by name."""

    school: int
    role: str
    name: str
    starts_on: date
    ends_on: date | None
    contact_days: int = 0
    contact_hours: str = ""
    is_first_contact: bool = False


@dataclass(frozen=True)
class PlannedStandIn:
    """A stand-in for the member who holds this seat on her first day."""

    school: int
    role: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PlannedPlan:
    """Somebody who is wished for or asked; not in the roster."""

    school: int
    role: str
    name: str
    starts_on: date
    stage: PlanStage


@dataclass(frozen=True)
class PlannedConfirmation:
    school: int
    confirmed_on: date
    email: str


@dataclass(frozen=True)
class PlannedGrant:
    email: str
    kind: GrantKind
    starts_on: date


@dataclass(frozen=True)
class PlannedCoordinator:
    email: str
    organisation: OrganisationKind
    starts_on: date


@dataclass(frozen=True)
class RegionPlan:
    name: str
    po_code: str
    vo_code: str
    municipalities: dict[str, str]
    boards: tuple[PlannedBoard, ...]
    organisations: tuple[PlannedOrganisation, ...]
    schools: tuple[PlannedSchool, ...]
    professionals: tuple[PlannedProfessional, ...]
    seats: tuple[PlannedSeat, ...]
    stand_ins: tuple[PlannedStandIn, ...] = ()
    plans: tuple[PlannedPlan, ...] = ()
    confirmations: tuple[PlannedConfirmation, ...] = ()
    grants: tuple[PlannedGrant, ...] = field(default=())
    coordinators: tuple[PlannedCoordinator, ...] = ()

    @property
    def emails(self) -> tuple[str, ...]:
        """The addresses that get an account."""
        people = (who.email for who in self.professionals if who.has_account)
        return tuple(dict.fromkeys([*people, *(grant.email for grant in self.grants)]))
