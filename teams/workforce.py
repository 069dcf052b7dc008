"""An organisation at a glance: its people and their schools, the seats it has to fill, and who takes over whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from schools.models import School
from teams.enums import Domain, Need
from teams.models import Membership, Organisation, Professional, SeatTemplate
from teams.roster import empty_from, serving, vacant_since

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Worker:
    """Somebody of the organisation, with the seats she fills today; one at each of `schools`."""

    professional: Professional
    seats: tuple[Membership, ...]
    comes_at: int
    is_faded: bool

    @property
    def schools(self) -> int:
        return len({seat.school_id for seat in self.seats})

    @property
    def stops_at(self) -> int:
        """At how many schools she has a seat that ends."""
        return len({seat.school_id for seat in self.seats if seat.ends_on})

    @property
    def domain(self) -> str:
        """The colour of her avatar: that of a seat she fills."""
        return self.seats[0].role.domain if self.seats else Domain.EXTERN


@dataclass(frozen=True)
class Vacancy:
    """A seat that this organisation fills and that is empty, or will be from a day on."""

    school: School
    template: SeatTemplate
    since: date | None
    empty_from: date | None
    planned: Membership | None

    @property
    def is_missing(self) -> bool:
        return self.template.need == Need.REQUIRED


@dataclass(frozen=True)
class Transfer:
    """On a day seats go from one to another, or to somebody where nobody sat."""

    day: date
    leaver: Professional | None
    successor: Professional
    schools: list[School] = field(default_factory=list)


@dataclass(frozen=True)
class Workforce:
    """Everything there is to show of an organisation on a day."""

    workers: tuple[Worker, ...]
    unplaced: tuple[Professional, ...]
    vacancies: tuple[Vacancy, ...]
    coming: tuple[Vacancy, ...]
    transfers: tuple[Transfer, ...]

    @property
    def schools(self) -> list[School]:
        """Where a seat is or becomes empty."""
        return [vacancy.school for vacancy in (*self.vacancies, *self.coming)]

    @property
    def missing(self) -> int:
        return sum(vacancy.is_missing for vacancy in self.vacancies)


def workforce_of(organisation: Organisation, day: date) -> Workforce:
    """The organisation on a day, in a number of queries that does not depend on its people or schools."""
    schools = _schools_of(organisation, day)
    in_its_seats = Q(role__organisation_kind=organisation.kind, school__in=schools)
    rows = list(
        Membership.objects.filter(in_its_seats | Q(professional__organisation=organisation))
        .select_related("school", "role", "professional")
        .order_by("school__name", "starts_on", "pk")
    )
    seats = list(_seats_of(organisation, schools, rows, day))
    workers, unplaced = _workers(organisation, rows, day)
    return Workforce(
        workers=workers,
        unplaced=unplaced,
        vacancies=tuple(seat for seat in seats if not seat.empty_from),
        coming=tuple(sorted((seat for seat in seats if seat.empty_from), key=lambda seat: seat.empty_from or day)),
        transfers=tuple(_transfers(rows, day)),
    )


def _schools_of(organisation: Organisation, day: date) -> list[School]:
    """The open schools where this organisation, and not another of its kind, fills the seats."""
    same_kind = Organisation.objects.filter(region=organisation.region_id, kind=organisation.kind)
    rivals = list(same_kind.prefetch_related("municipalities"))
    schools = School.objects.open(day).filter(region=organisation.region_id)
    return [school for school in schools if serving(rivals, school).get(organisation.kind) == organisation]


def _seats_of(
    organisation: Organisation, schools: Sequence[School], rows: Iterable[Membership], day: date
) -> Iterator[Vacancy]:
    """Seats of this organisation that are empty today, or that somebody leaves without a successor."""
    by_place = defaultdict(list)
    for row in rows:
        by_place[row.school_id, row.role_id].append(row)
    wanted = SeatTemplate.objects.filter(region=organisation.region_id).exclude(need=Need.IF_THERE_IS_ONE)
    templates = [(each, list(each.roles.all())) for each in wanted.prefetch_related("roles")]
    ours = [(each, roles) for each, roles in templates if roles and roles[0].organisation_kind == organisation.kind]
    for school in schools:
        for template, roles in ours:
            here = [row for role in roles for row in by_place[school.pk, role.pk]]
            if template.sector == school.sector and (seat := _vacancy(school, template, here, day)):
                yield seat


def _vacancy(school: School, template: SeatTemplate, rows: Sequence[Membership], day: date) -> Vacancy | None:
    planned = min((row for row in rows if row.starts_on > day), key=lambda row: row.starts_on, default=None)
    if not any(row.is_on(day) for row in rows):
        return Vacancy(school, template, vacant_since((row.ends_on for row in rows), day), None, planned)
    if gap := empty_from(rows, day):
        return Vacancy(school, template, None, gap, planned)
    return None


def _workers(
    organisation: Organisation, rows: Iterable[Membership], day: date
) -> tuple[tuple[Worker, ...], tuple[Professional, ...]]:
    """Who has a seat now or later, and who has none."""
    seats = defaultdict(list)
    for row in rows:
        if not row.is_over(day):
            seats[row.professional_id].append(row)
    people = list(Professional.objects.filter(organisation=organisation, erased_on=None))
    workers = (
        Worker(
            person,
            tuple(row for row in seats[person.pk] if row.is_on(day)),
            comes_at=len({row.school_id for row in seats[person.pk] if row.starts_on > day}),
            is_faded=person.is_faded(day),
        )
        for person in people
        if seats[person.pk]
    )
    return tuple(workers), tuple(person for person in people if not seats[person.pk])


def _transfers(rows: Iterable[Membership], day: date) -> list[Transfer]:
    """What will go from one to another after today, put together per day and pair of people."""
    rows = list(rows)
    leaving = {(row.school_id, row.role_id, row.ends_on + ONE_DAY): row for row in rows if row.ends_on}
    found: dict[tuple[date, int | None, int], Transfer] = {}
    for row in rows:
        if row.starts_on <= day:
            continue
        before = leaving.get((row.school_id, row.role_id, row.starts_on))
        leaver = before.professional if before else None
        key = (row.starts_on, leaver.pk if leaver else None, row.professional_id)
        found.setdefault(key, Transfer(row.starts_on, leaver, row.professional)).schools.append(row.school)
    return sorted(found.values(), key=lambda each: (each.day, str(each.successor)))
