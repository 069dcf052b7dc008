"""Whom a session is for: the team of its day, and in what it differs from who is invited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from meetings.models import Invitation, Meeting
from schools.models import School
from teams.enums import Need, Ring
from teams.models import Professional, Role
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


def _who(member: Member) -> Professional:
    return member.stand_in.professional if member.stand_in else member.membership.professional
