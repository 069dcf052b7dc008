"""The team of a school on a day, as list and circle show it: seats, who fills them, and since when one is empty."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from schools.models import School
from teams.enums import Need, OrganisationKind
from teams.models import Membership, Organisation, Role, SeatTemplate, StandIn, TeamConfirmation


@dataclass(frozen=True)
class Member:
    """Somebody in a seat on the day, and who stands in for her that day."""

    membership: Membership
    stand_in: StandIn | None
    coming_stand_ins: tuple[StandIn, ...]
    is_new: bool
    is_faded: bool


@dataclass(frozen=True)
class Seat:
    """A seat the school should have (or, without a template, one it has all the same), on a day."""

    template: SeatTemplate | None
    name: str
    roles: tuple[Role, ...]
    members: tuple[Member, ...]
    planned: tuple[Membership, ...]
    past: tuple[Membership, ...]
    organisation: Organisation | None
    vacant_since: date | None

    @property
    def key(self) -> str:
        """Stable name of the place in page and circle."""
        return f"plek-{self.template.pk}" if self.template else f"rol-{self.roles[0].code}"

    @property
    def need(self) -> Need:
        return Need(self.template.need) if self.template else Need.IF_THERE_IS_ONE

    @property
    def is_vacant(self) -> bool:
        """Nobody fills a seat that should be filled; "als die er is" is never vacant."""
        return not self.members and self.need != Need.IF_THERE_IS_ONE

    @property
    def is_missing(self) -> bool:
        """The team is not complete because of this seat."""
        return not self.members and self.need == Need.REQUIRED

    @property
    def is_of_school(self) -> bool:
        """Filled by the school's own people rather than by a partner."""
        return self.roles[0].organisation_kind == OrganisationKind.SCHOOL


@dataclass(frozen=True)
class Roster:
    """Everything there is to show of a school's team on a day."""

    school: School
    day: date
    seats: tuple[Seat, ...]
    confirmation: TeamConfirmation | None

    @cached_property
    def required(self) -> int:
        return sum(seat.need == Need.REQUIRED for seat in self.seats)

    @cached_property
    def vacancies(self) -> int:
        return sum(seat.is_missing for seat in self.seats)

    @property
    def filled(self) -> int:
        return self.required - self.vacancies

    @property
    def is_complete(self) -> bool:
        return self.vacancies == 0

    @property
    def is_empty(self) -> bool:
        return not any(seat.members or seat.planned for seat in self.seats)

    @property
    def is_stale(self) -> bool:
        """Nobody said within the year that this team is right."""
        return self.confirmation is None or self.confirmation.is_stale(self.day)


def vacant_since(ends: Iterable[date | None], day: date) -> date | None:
    """The first day that a seat was empty up to this day, from the last days of who filled it; None: never filled."""
    before = [end for end in ends if end is not None and end < day]
    return max(before) + timedelta(days=1) if before else None


def roster_on(school: School, day: date) -> Roster:
    """The team on this day, in a number of queries that does not depend on its size."""
    templates = list(SeatTemplate.objects.for_school(school).prefetch_related("roles"))
    stand_ins = _stand_ins_from(school, day)
    rows = defaultdict(list)
    for row in Membership.objects.filter(school=school).with_people():
        rows[row.role].append(row)
    organisations = _organisations_of(school)
    places = [(template, template.name, tuple(template.roles.all())) for template in templates]
    known = {role for _, _, roles in places for role in roles}
    extra = sorted(rows.keys() - known, key=lambda role: (role.position, role.name))
    seats = (
        _seat(template, name, roles, [row for role in roles for row in rows[role]], stand_ins, organisations, day)
        for template, name, roles in [*places, *((None, role.name.capitalize(), (role,)) for role in extra)]
    )
    confirmation = TeamConfirmation.objects.filter(school=school, confirmed_on__lte=day)
    return Roster(
        school=school,
        day=day,
        seats=tuple(seats),
        confirmation=confirmation.select_related("confirmed_by__professional").first(),
    )


def _seat(
    template: SeatTemplate | None,
    name: str,
    roles: tuple[Role, ...],
    rows: Sequence[Membership],
    stand_ins: dict[int, list[StandIn]],
    organisations: dict[str, Organisation],
    day: date,
) -> Seat:
    here = [row for row in rows if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)]
    past = [row for row in rows if row.ends_on is not None and row.ends_on < day]
    return Seat(
        template=template,
        name=name,
        roles=roles,
        members=tuple(_member(row, stand_ins[row.pk], day) for row in here),
        planned=tuple(row for row in rows if row.starts_on > day),
        past=tuple(sorted(past, key=lambda row: (row.ends_on or day, row.pk), reverse=True)),
        organisation=organisations.get(roles[0].organisation_kind),
        vacant_since=None if here else vacant_since((row.ends_on for row in rows), day),
    )


def _member(row: Membership, stand_ins: Sequence[StandIn], day: date) -> Member:
    return Member(
        membership=row,
        stand_in=next((each for each in stand_ins if each.starts_on <= day), None),
        coming_stand_ins=tuple(each for each in stand_ins if each.starts_on > day),
        is_new=row.is_new(day),
        is_faded=row.professional.is_faded(day),
    )


def _stand_ins_from(school: School, day: date) -> dict[int, list[StandIn]]:
    found = defaultdict(list)
    rows = StandIn.objects.filter(membership__school=school, ends_on__gte=day)
    for row in rows.select_related("professional__organisation"):
        found[row.membership_id].append(row)
    return found


def _organisations_of(school: School) -> dict[str, Organisation]:
    """Per kind the organisation that serves this school: one of its municipality before one of the whole region."""
    found: dict[str, Organisation] = {}
    rows = Organisation.objects.filter(region=school.region_id).prefetch_related("municipalities")
    for row in rows:
        served = {municipality.pk for municipality in row.municipalities.all()}
        if school.municipality_id in served:
            found[row.kind] = row
        elif not served:
            found.setdefault(row.kind, row)
    return found
