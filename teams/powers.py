"""Wie mag wat: everybody with power over a region beside her own seats, and what each role may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q

from accounts.models import User
from schools.access import EDITING_KINDS, MANAGING_KINDS
from schools.enums import GrantKind
from schools.models import Grant, Region
from schools.models.dated import in_force
from teams.access import visible_professionals
from teams.models import Coordinator, Professional, Role

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
COORDINATOR = "coordinator"
TITLES = {
    GrantKind.PROCESBEGELEIDER: "Procesbegeleiders",
    GrantKind.SWV: "Medewerkers van het samenwerkingsverband",
    COORDINATOR: "Coördinatoren van een organisatie",
    GrantKind.BEHEERDER: "Beheerders",
}


@dataclass(frozen=True)
class Power:
    """A grant or a coordinatorship, as it is shown; `is_visible` when the viewer may open the page of who has it."""

    pk: int
    kind: str
    user: User
    over: str
    starts_on: date
    ends_on: date | None
    given_by: User | None
    has_second_step: bool
    is_visible: bool

    @property
    def label(self) -> str:
        return "coördinator" if self.is_coordinator else GrantKind(self.kind).label

    @property
    def is_coordinator(self) -> bool:
        return self.kind == COORDINATOR

    @property
    def person(self) -> Professional | None:
        return person_of(self.user)

    @property
    def giver(self) -> str:
        return str(person_of(self.given_by) or self.given_by) if self.given_by else ""

    def is_over(self, day: date) -> bool:
        return self.ends_on is not None and self.ends_on < day

    def is_to_come(self, day: date) -> bool:
        return self.starts_on > day


@dataclass(frozen=True)
class Powers:
    """All of them, sorted by how they stand on a day."""

    rows: tuple[Power, ...]
    day: date

    @cached_property
    def groups(self) -> list[tuple[str, list[Power]]]:
        """Per kind who has it on the day."""
        now = [row for row in self.rows if not row.is_over(self.day) and not row.is_to_come(self.day)]
        return [(title, [row for row in now if row.kind == kind]) for kind, title in TITLES.items()]

    @cached_property
    def to_come(self) -> list[Power]:
        return [row for row in self.rows if row.is_to_come(self.day)]

    @cached_property
    def over(self) -> list[Power]:
        return [row for row in self.rows if row.is_over(self.day)]


def person_of(user: User) -> Professional | None:
    """The person behind an account that was read with its person; also when her record was merged into another."""
    person = getattr(user, "professional", None)
    return person.merged_into or person if person else None


def powers_over(region: Region, day: date, viewer: User) -> Powers:
    """Everybody with a grant over a region, any part of it or everything, and who coordinates an organisation there."""
    found = _found(region)
    stepped = _with_second_step(row.user_id for row, _, _ in found)
    visible = set(visible_professionals(viewer, day).filter(pk__in=_people(row.user for row, _, _ in found)))
    rows = [
        Power(
            pk=row.pk,
            kind=kind,
            user=row.user,
            over=over,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            given_by=row.given_by,
            has_second_step=row.user_id in stepped,
            is_visible=person_of(row.user) in visible,
        )
        for row, kind, over in found
    ]
    return Powers(tuple(sorted(rows, key=_by_name)), day)


def _found(region: Region) -> list[tuple[Grant | Coordinator, str, str]]:
    """The rows themselves, each with its kind and what it reaches."""
    people = ("user__professional__merged_into", "given_by__professional__merged_into")
    grants = Grant.objects.filter(Q(region=region) | Q(region=None)).select_related(*people, "region", "municipality")
    coordinators = Coordinator.objects.filter(organisation__region=region).select_related(*people, "organisation")
    return [
        *((row, row.kind, str(row.municipality or row.region or "alle regio’s")) for row in grants),
        *((row, COORDINATOR, str(row.organisation)) for row in coordinators),
    ]


def _people(users: Iterable[User]) -> set[int]:
    return {person.pk for user in users if (person := person_of(user))}


def _by_name(row: Power) -> tuple[str, str, date]:
    return (row.person.sort_key if row.person else row.user.email, row.over, row.starts_on)


def _with_second_step(users: Iterable[int]) -> set[int]:
    owners = Authenticator.objects.filter(user__in=set(users), type__in=SECOND_STEPS)
    return set(owners.values_list("user_id", flat=True))


@dataclass(frozen=True)
class Right:
    """What one kind of user may do, each in a word or two; "" is nothing."""

    who: str
    sees: str
    edits: str = ""
    arranges: str = ""
    manages: str = ""
    grants: str = ""


OWN = "haar eigen scholen"
BY_SEAT = (
    Right("Lid van een kernteam", sees=OWN),
    Right("Lid met een plek die bewerkt", sees=OWN, edits=OWN),
    Right(
        "Coördinator van een organisatie",
        sees="scholen die de organisatie bedient",
        edits="alleen plekken van haar organisatie",
        arranges="haar organisatie",
    ),
)
REACH = {
    GrantKind.PROCESBEGELEIDER: "haar regio of gemeenten",
    GrantKind.SWV: "haar regio",
    GrantKind.BEHEERDER: "alle regio’s",
}


def rights() -> list[Right]:
    """What every kind of user may do; that of the kinds of grants follows from the rules themselves."""
    return [*BY_SEAT, *(_right(kind, reach) for kind, reach in REACH.items())]


def _right(kind: GrantKind, reach: str) -> Right:
    whole = "wie de hele regio begeleidt" if kind == GrantKind.PROCESBEGELEIDER else reach
    return Right(
        kind.label.capitalize(),
        sees=reach,
        edits=reach if kind in EDITING_KINDS else "",
        arranges=whole if kind in EDITING_KINDS else "",
        manages=reach if kind in MANAGING_KINDS else "",
        grants=reach if kind == GrantKind.BEHEERDER else "",
    )


def editing_roles(region: Region, day: date) -> list[Role]:
    """The roles that change the team of their school, each with `people`: how many have it here on this day."""
    here = in_force(day, prefix="memberships__") & Q(memberships__school__region=region)
    people = Count("memberships__professional", filter=here, distinct=True)
    return list(Role.objects.filter(edits_team=True).annotate(people=people).order_by("position", "name"))
