"""Who comes to the door: one account for each way in which somebody can have access, or no longer, or not yet."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Grant
from teams.models import Coordinator, Membership, Professional, Role
from tests.access.marks import mark, number
from tests.factories import (
    GrantFactory,
    MembershipFactory,
    ProfessionalFactory,
    StandInFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from tests.access.world import World

ROLES = {
    "anonymous": "nobody is signed in",
    "deactivated": "an IB whose account was switched off while she was signed in",
    "stranger": "works in the region, sits nowhere",
    "former": "was the IB until yesterday",
    "next": "will be the IB from tomorrow",
    "pb_former": "was procesbegeleider of the region until yesterday",
    "ib": "IB of the own school, and of the school that was closed",
    "directeur": "directeur of the own school, and of the school that was closed",
    "stand_in": "stands in for the IB of the own school",
    "coach": "CJG-coach of the own school, of the other one in town, and of the school that was closed",
    "coordinator": "coordinates the CJG that serves the town and that the coach works for",
    "pb_town": "procesbegeleider of the town",
    "pb": "procesbegeleider of the region",
    "swv": "works for the samenwerkingsverband of the region",
    "beheerder": "beheerder",
    "ib_elsewhere": "IB of a school in another region",
    "swv_elsewhere": "works for the samenwerkingsverband of another region",
}
OUTSIDE = ("anonymous", "deactivated")
POWERFUL = ("coordinator", "pb_town", "pb", "swv", "beheerder", "swv_elsewhere")
IB, DIRECTEUR, COACH = "intern-begeleider", "directeur", "cjg-coach"


def seat_people(world: "World") -> None:
    """Everybody whose access comes from a seat."""
    today, yesterday, tomorrow = world.today, world.today - timedelta(days=1), world.today + timedelta(days=1)
    own, closed = ("own",), ("own", "closed")
    _seats(world, "ib", IB, closed, world.since, None)
    _seats(world, "directeur", DIRECTEUR, closed, world.since, None)
    _seats(world, "deactivated", IB, own, world.since, None)
    _seats(world, "coach", COACH, ("own", "town", "closed"), world.since, None)
    _seats(world, "former", IB, own, world.since, yesterday, place="former")
    _seats(world, "next", IB, own, tomorrow, None, place="next")
    _seats(world, "ib_elsewhere", IB, ("other",), world.since, None, place="other")
    stand_in = _somebody(world, "stand_in", "own")
    seat = Membership.objects.get(professional=world.me["ib"], school=world.schools["own"])
    StandInFactory(membership=seat, professional=stand_in, starts_on=today, ends_on=tomorrow)
    _somebody(world, "stranger", "seatless")


def grant_power(world: "World") -> None:
    """Everybody whose access comes from a grant, or from coordinating an organisation."""
    here, elsewhere = world.regions["own"], world.regions["other"]
    _grant(world, "pb", GrantKind.PROCESBEGELEIDER, region=here)
    _grant(world, "pb_town", GrantKind.PROCESBEGELEIDER, region=here, municipality=world.towns["own"])
    _grant(world, "pb_former", GrantKind.PROCESBEGELEIDER, region=here, ends_on=world.today - timedelta(days=1))
    _grant(world, "swv", GrantKind.SWV, region=here)
    _grant(world, "swv_elsewhere", GrantKind.SWV, region=elsewhere)
    _grant(world, "beheerder", GrantKind.BEHEERDER, region=None)
    coordinator = _account(world, "coordinator", "coordinator@example.nl")
    Coordinator.objects.create(user=coordinator, organisation=world.organisations["own"], starts_on=world.since)


def _account(world: "World", role: str, address: str) -> User:
    user: User = UserFactory(email=address.lower(), password=make_password(None))
    world.users[role] = user
    return user


def _somebody(world: "World", role: str, place: str) -> Professional:
    user = _account(world, role, f"{mark(place, 'people')}-{role}@example.nl")
    employer = "own" if role == "coach" else "other" if place == "other" else "region"
    world.me[role] = ProfessionalFactory(
        pk=world.key(place),
        first_name=role.capitalize(),
        surname=mark(place, "people"),
        organisation=world.organisations[employer],
        email=user.email,
        phone=number(place, len(world.me)),
        expertise=mark(place, "private"),
        user=user,
    )
    return world.me[role]


def _seats(
    world: "World",
    role: str,
    code: str,
    where: tuple[str, ...],
    starts_on: date,
    ends_on: date | None,
    *,
    place: str = "own",
) -> None:
    me, seat = _somebody(world, role, place), Role.objects.get(code=code)
    for school in where:
        MembershipFactory(
            pk=world.key(school),
            school=world.schools[school],
            role=seat,
            professional=me,
            starts_on=starts_on,
            ends_on=ends_on,
        )


def _grant(world: "World", role: str, kind: GrantKind, **fields: object) -> Grant:
    grant: Grant = GrantFactory(
        user=_account(world, role, f"{role}@example.nl"), kind=kind, starts_on=world.since, **fields
    )
    return grant
