"""What anybody may read of a school's team: the seats, and of people only what each released herself."""

from dataclasses import dataclass

from teams.enums import Need, Visibility
from teams.models import Membership, Professional
from teams.roster import Member, Roster, Seat


@dataclass(frozen=True)
class PublicPerson:
    """Somebody who released how to reach her; what she did not release is ""."""

    name: str
    role: str
    organisation: str
    phone: str
    email: str


@dataclass(frozen=True)
class PublicSeat:
    """A seat, whose it is, and who can be reached. How many people fill it, and who, is not told."""

    name: str
    organisation: str
    is_filled: bool
    people: tuple[PublicPerson, ...]


def public_seats(roster: Roster) -> tuple[PublicSeat, ...]:
    """The seats of a team as anybody may see them; one that is filled "if there is one" only when there is one."""
    return tuple(_public(seat) for seat in roster.seats if seat.members or seat.need != Need.IF_THERE_IS_ONE)


def _public(seat: Seat) -> PublicSeat:
    served_by = str(seat.organisation) if seat.organisation and not seat.is_of_school else ""
    people = [person for member in seat.members for person in _released(member)]
    return PublicSeat(seat.name, served_by, bool(seat.members), tuple(people))


def _released(member: Member) -> list[PublicPerson]:
    """A member and who stands in for her, without telling which is which: why somebody is away is nobody's business."""
    row = member.membership
    here = [row.professional] + ([member.stand_in.professional] if member.stand_in else [])
    shown = [_person(professional, row) for professional in here]
    return [person for person in shown if person.phone or person.email]


def _person(professional: Professional, row: Membership) -> PublicPerson:
    return PublicPerson(
        name=str(professional),
        role=row.role.name,
        organisation="" if row.role.is_of_school else str(professional.organisation),
        phone=professional.phone if professional.phone_visibility == Visibility.PUBLIC else "",
        email=professional.email if professional.email_visibility == Visibility.PUBLIC else "",
    )
