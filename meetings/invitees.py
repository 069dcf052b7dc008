"""Whom a session is for: the team of its day, and in what it differs from who is invited."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.models import Invitation, Meeting
from schools.models import School
from teams.enums import Need, Ring
from teams.models import Membership, Professional, Role, SeatTemplate, StandIn
from teams.roster import Member, Roster, roster_on


@dataclass(frozen=True)
class Invitee:
    """Somebody who belongs at a session: who fills a seat on its day, or stands in there."""

    professional: Professional
    role: Role
    is_required: bool


@dataclass(frozen=True)
class TeamChange:
    """In what the team of the day differs from who is invited, to be taken over with one click."""

    joined: tuple[Invitee, ...]
    left: tuple[Invitation, ...]

    def __bool__(self) -> bool:
        return bool(self.joined or self.left)


def team_on(school: School, day: date, *, today: date, roles: Iterable[Role] = ()) -> list[Invitee]:
    """Whom to invite for a day, each once: who is in one of the roles, or, without roles, everybody but who is only on
    call; those come as it suits the subject (domain.md 1.6). Who is chosen by her role must be there."""
    return list(_invitees(roster_on(school, day, today=today), {role.pk for role in roles}))


def teams_on(schools: Iterable[School], day: date) -> dict[int, list[Invitee]]:
    """Whom to invite for a day, per school by its number: as `team_on` says of each, in a number of queries that does
    not depend on how many schools they are."""
    schools = list(schools)
    keys = [school.pk for school in schools]
    rows: dict[int, dict[Role, list[Membership]]] = defaultdict(lambda: defaultdict(list))
    for row in Membership.objects.on(day).filter(school__in=keys).with_people():
        rows[row.school_id][row.role].append(row)
    stand_ins: dict[int, Professional] = {}
    for each in (
        StandIn.objects.on(day).filter(membership__school__in=keys).select_related("professional__organisation")
    ):
        stand_ins.setdefault(each.membership_id, each.professional)
    seats = _seats_of({school.region_id for school in schools})
    return {row.pk: list(_seated(seats[row.region_id, row.sector], rows[row.pk], stand_ins)) for row in schools}


def vacancies_on(school: School, day: date, *, today: date, roles: Iterable[Role] = ()) -> tuple[str, ...]:
    """The seats that must be filled and are empty on a day."""
    wanted = {role.pk for role in roles}
    seats = roster_on(school, day, today=today).seats
    return tuple(
        seat.name for seat in seats if seat.is_missing and (not wanted or wanted & {role.pk for role in seat.roles})
    )


def team_change(meeting: Meeting, invitations: Iterable[Invitation], *, today: date) -> TeamChange:
    """What changed in the team since people were invited; nothing without a day, or once it was held or called off."""
    if not meeting.is_open or meeting.day is None:
        return TeamChange((), ())
    team = team_on(meeting.school, meeting.day, today=today, roles=meeting.roles.all())
    rows = [row for row in invitations if row.professional_id]
    there = {invitee.professional.pk for invitee in team}
    known = {row.professional_id for row in rows}  # also who need not come: that was a choice
    return TeamChange(
        joined=tuple(invitee for invitee in team if invitee.professional.pk not in known),
        left=tuple(
            row
            for row in rows
            if row.role_id and not row.is_withdrawn and not row.is_facilitator and row.professional_id not in there
        ),
    )


def _invitees(roster: Roster, roles: set[int]) -> Iterator[Invitee]:
    seen: set[int] = set()
    for seat in roster.seats:
        for member in seat.members:
            who = _who(member)
            role = member.membership.role
            is_asked = role.pk in roles if roles else role.ring != Ring.ON_CALL
            if who.pk in seen or not is_asked:
                continue
            seen.add(who.pk)
            yield Invitee(who, role, bool(roles) or seat.need == Need.REQUIRED)


def _seats_of(regions: set[int | None]) -> dict[tuple[int | None, str], list[SeatTemplate]]:
    """The seats of these regions by region and sector, in order."""
    found: dict[tuple[int | None, str], list[SeatTemplate]] = defaultdict(list)
    for seat in SeatTemplate.objects.filter(region__in=[each for each in regions if each]).prefetch_related("roles"):
        found[seat.region_id, seat.sector].append(seat)
    return found


def _seated(
    seats: Iterable[SeatTemplate], rows: Mapping[Role, Sequence[Membership]], stand_ins: Mapping[int, Professional]
) -> Iterator[Invitee]:
    """Who fills the seats of one school in their order, then who is there without a seat; each once."""
    seen: set[int] = set()
    needs = [(role, Need(seat.need)) for seat in seats for role in seat.roles.all()]
    known = {role for role, _ in needs}
    extra = sorted(rows.keys() - known, key=lambda role: (role.position, role.name))
    for role, need in [*needs, *((role, Need.IF_THERE_IS_ONE) for role in extra)]:
        for row in rows.get(role, ()):
            who = stand_ins.get(row.pk, row.professional)
            if who.pk not in seen and role.ring != Ring.ON_CALL:
                seen.add(who.pk)
                yield Invitee(who, role, need == Need.REQUIRED)


def _who(member: Member) -> Professional:
    return member.stand_in.professional if member.stand_in else member.membership.professional
