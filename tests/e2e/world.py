"""The region the browser visits: one school with a team and a history, and people who could join it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from schools.models import Region, School
from teams.enums import PlanStage
from teams.models import Membership, Organisation, Professional, Role
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlannedMemberFactory,
    ProfessionalFactory,
    RegionFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
)

LAST_AUGUST = date(2025, 8, 1)


@dataclass
class World:
    """What `lay_world` made, by the names the tests use."""

    today: date
    region: Region
    school: School
    ib: User
    organisations: dict[str, Organisation]

    @property
    def next_august(self) -> date:
        return date(2027, 8, 1)

    def person(self, name: str, kind: str, **fields: Any) -> Professional:
        """Somebody of one of the region's organisations."""
        first_name, _, surname = name.partition(" ")
        fields = {"email": f"{first_name.lower()}@example.nl", "confirmed_on": self.today, "half_days": 0b11, **fields}
        return ProfessionalFactory(
            first_name=first_name, surname=surname, organisation=self.organisations[kind], **fields
        )

    def sits(self, professional: Professional, role: str, *, since: date = LAST_AUGUST, **fields: Any) -> Membership:
        fields = {"school": self.school, **fields}
        return MembershipFactory(role=Role.objects.get(code=role), professional=professional, starts_on=since, **fields)

    def member(self, name: str) -> Membership:
        """The only membership of the person with this surname."""
        return Membership.objects.get(professional__surname=name)


def lay_world(today: date) -> World:
    """De Zeester: an IB, a directeur, a CJG-coach with a predecessor, a jeugdarts; no leerplichtambtenaar."""
    region = RegionFactory(name="Zuid-Duinstreek")
    school = SchoolFactory(name="De Zeester", region=region, municipality__name="Duinveen", city="Duinveen")
    organisations = {
        kind: OrganisationFactory(region=region, name=name, kind=kind)
        for kind, name in (("school", "Scholen"), ("cjg", "CJG Duin"), ("ggd", "GGD Duin"), ("swv", "SWV Duin"))
    }
    ib = UserFactory(email="ib@example.nl")
    world = World(today, region, school, ib, organisations)
    world.sits(world.person("Anneke Visser", "school", user=ib, email=ib.email), "intern-begeleider")
    world.sits(world.person("Peter Groen", "school"), "directeur", contact_days=0b101)
    former = world.person("Olga Boon", "cjg")
    world.sits(former, "cjg-coach", ends_on=date(2026, 7, 31))
    world.sits(world.person("Samira Bakkali", "cjg", phone="+31687654321"), "cjg-coach", since=date(2026, 8, 1))
    world.sits(world.person("Eva Jansen", "ggd"), "jeugdarts", contact_hours="di 8.30-10.00 uur")
    world.person("Tom Vries", "cjg", infix="de")
    world.person("Lobke Mulder", "swv")
    return world


def add_marks(world: World) -> None:
    """Everything a team can show at once: somebody new, planned, wished for, asked too long ago, leaving, faded, first
    contact and a stand-in."""
    coach = world.member("Bakkali")
    coach.is_first_contact = True
    coach.save()
    doctor = world.member("Jansen")
    StandInFactory(membership=doctor, professional=world.person("Klaske Bos", "ggd"))
    doctor.professional.confirmed_on = date(2025, 1, 1)
    doctor.professional.save()
    world.sits(world.person("Floor Berg", "swv", infix="van den"), "consulent-passend-onderwijs", since=world.today)
    head = world.member("Groen")
    head.ends_on = world.next_august - timedelta(days=1)
    head.save()
    world.sits(world.person("Bas Verhoeven", "school"), "directeur", since=world.next_august)
    plan = {"school": world.school, "role": coach.role}
    PlannedMemberFactory(professional=Professional.objects.get(surname="Vries"), **plan)
    asked = world.person("Noor Smit", "cjg")
    PlannedMemberFactory(professional=asked, starts_on=LAST_AUGUST, stage=PlanStage.ASKED, **plan)
