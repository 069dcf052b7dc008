"""What anybody may read of a school's team: the seats, and of people only what each released herself."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.urls import reverse

from schools.models import School
from teams.circle.team import Place, Ring, Sector, Team
from teams.enums import Domain, Need, Visibility
from teams.models import Membership, Professional
from teams.picture import DOMAIN_ORDER
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
    key: str
    domain: Domain
    ring: Ring
    is_wished: bool  # nobody needs to fill it


def public_seats(roster: Roster) -> tuple[PublicSeat, ...]:
    """The seats of a team as anybody may see them; one that is filled "if there is one" only when there is one."""
    return tuple(_public(seat) for seat in roster.seats if seat.members or seat.need != Need.IF_THERE_IS_ONE)


def _public(seat: Seat) -> PublicSeat:
    served_by = str(seat.organisation) if seat.organisation and not seat.is_of_school else ""
    people = [person for member in seat.members for person in _released(member)]
    return PublicSeat(
        name=seat.name,
        organisation=served_by,
        is_filled=bool(seat.members),
        people=tuple(people),
        key=seat.key,
        domain=Domain(seat.roles[0].domain),
        ring=Ring(seat.roles[0].ring),
        is_wished=seat.need != Need.REQUIRED,
    )


def public_team(school: School, seats: Sequence[PublicSeat]) -> Team:
    """The circle that anybody may see, made of nothing but what `public_seats` tells: no days, no links, no marks."""
    return Team(
        school=school.name,
        subtitle=school.get_sector_display(),
        score="",
        places=tuple(place for seat in seats for place in _places(seat)),
        sectors=tuple(Sector(domain.value, _rim_label(domain, seats)) for domain in DOMAIN_ORDER),
    )


def _places(seat: PublicSeat) -> list[Place]:
    if not seat.is_filled:
        return [Place(f"{seat.key}-leeg", seat.name, seat.ring, seat.domain, is_wished=seat.is_wished)]
    if not seat.people:  # somebody is there, reached by her organisation or the school
        return [Place(f"{seat.key}-0", seat.name, seat.ring, seat.domain, name=seat.organisation or "via de school")]
    return [
        Place(f"{seat.key}-{number}", person.role, seat.ring, seat.domain, name=person.name)
        for number, person in enumerate(seat.people)
    ]


def _rim_label(domain: Domain, seats: Sequence[PublicSeat]) -> str:
    names = {seat.organisation for seat in seats if seat.domain == domain and seat.organisation}
    return names.pop() if len(names) == 1 and domain != Domain.EXTERN else domain.label


def embed_code(school: School) -> str:
    """The piece of HTML that shows the public circle in a page elsewhere."""
    address = settings.SITE_URL + reverse("teams:public_circle", args=[school.establishment_code])
    return (
        f'<iframe src="{escape(address)}" title="Het kernteam van {escape(school.name)}" loading="lazy" '
        'style="border: 0; width: 100%; aspect-ratio: 4 / 5"></iframe>'
    )


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
