"""A coach at several schools, her colleagues, and her coordinator: what tests about handing over start from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from schools.models import Change, Region, School
from teams.actions.handover import hand_over
from teams.handover import Move
from teams.models import Coordinator, Membership, Organisation, Professional
from tests.factories import (
    TODAY,
    OrganisationFactory,
    ProfessionalFactory,
    RegionFactory,
    SchoolFactory,
    UserFactory,
    seat,
)

JANUARY, NEW_YEARS_EVE = date(2027, 1, 1), date(2026, 12, 31)
NAMES = ("Aak", "Bark", "Cog", "Dol", "Ever", "Fuik", "Grundel", "Hek", "Isel", "Jol", "Kotter")


@dataclass
class Fleet:
    """Samira is CJG-coach at every school, each with an intern begeleider of its own; Tom and Noor are colleagues."""

    region: Region
    cjg: Organisation
    leader: User
    samira: Professional
    tom: Professional
    noor: Professional
    schools: list[School]
    seats: list[Membership]
    ibs: list[Membership]

    def colleague(self, first_name: str, infix: str, surname: str, **fields: Any) -> Professional:
        row: Professional = ProfessionalFactory(
            organisation=self.cjg, first_name=first_name, infix=infix, surname=surname, **fields
        )
        return row

    def moves(self, successor: Professional | None) -> list[Move]:
        return [Move(row, successor) for row in fresh(self.seats)]

    def hand_over(self, *moves: Move, starts_on: date = JANUARY, **how: Any) -> Change:
        how = {"actor": self.leader, "today": TODAY, **how}
        return hand_over(professional=self.samira, moves=moves, starts_on=starts_on, **how)

    def coaches(self) -> dict[str, list[tuple[str, date | None]]]:
        """Per school who is coach until when."""
        found: dict[str, list[tuple[str, date | None]]] = {school.name: [] for school in self.schools}
        for row in Membership.objects.filter(role__code="cjg-coach").select_related("school", "professional"):
            found[row.school.name].append((str(row.professional), row.ends_on))
        return found


def fresh(rows: list[Membership]) -> list[Membership]:
    found = Membership.objects.select_related("school", "role", "professional").in_bulk([row.pk for row in rows])
    return [found[row.pk] for row in rows]


def lay_fleet(count: int = 3) -> Fleet:
    region = RegionFactory()
    cjg = OrganisationFactory(region=region, name="CJG Duinveen")
    leader = UserFactory(email="margriet@example.nl")
    Coordinator.objects.create(user=leader, organisation=cjg, starts_on=date(2026, 1, 1))
    names = (("Samira", "", "Bakkali"), ("Tom", "de", "Vries"), ("Noor", "", "Smit"))
    people = [
        ProfessionalFactory(
            organisation=cjg,
            first_name=first,
            infix=infix,
            surname=surname,
            email=f"{first}@cjg.example",
            phone=f"+3161234567{number}",
        )
        for number, (first, infix, surname) in enumerate(names)
    ]
    schools = [SchoolFactory(region=region, name=f"De {name}") for name in NAMES[:count]]
    coaches = [seat(school, "cjg-coach", professional=people[0]) for school in schools]
    ibs = [
        seat(
            school, "intern-begeleider", professional__email=f"ib{number}@school.example", professional__first_name="Ib"
        )
        for number, school in enumerate(schools)
    ]
    return Fleet(region, cjg, leader, *people, schools, coaches, ibs)
