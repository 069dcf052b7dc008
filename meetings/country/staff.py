"""Who sits where in a region of an invented country, and who sat there in the three years before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random

from meetings.country import words
from schools.enums import Sector
from schools.models import Region, School
from schools.phones import parse_phone
from teams import defaults, names
from teams.demo.days import DemoDays
from teams.enums import OrganisationKind
from teams.models import Membership, Organisation, Professional, Role, TeamConfirmation
from teams.models.professional import default_phone_visibility
from teams.week import HalfDays, Weekdays

# At how many schools the people of a role sit; each role is one of the seven seats of a school.
SCHOOLS_OF = {
    defaults.INTERN_BEGELEIDER: 1,
    defaults.DIRECTEUR: 2,
    defaults.CJG_COACH: 9,
    defaults.SCHOOLMAATSCHAPPELIJK_WERKER: 10,
    defaults.JEUGDVERPLEEGKUNDIGE: 11,
    defaults.LEERPLICHTAMBTENAAR: 15,
    defaults.CONSULENT: 12,
}
EMPTY, CHANGED, TO_CHANGE = 0.08, 0.3, 0.03  # of the seats
ONE_DAY = timedelta(days=1)


@dataclass
class Staff:
    """Everybody of a region, and every seat that one of them fills or filled."""

    region: Region
    roles: dict[str, Role]
    days: DemoDays
    random: Random
    numbers: count  # type: ignore[type-arg]
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: list[Professional] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)

    def employ(self) -> None:
        """The organisations that people work for."""
        for kind, title in defaults.ORGANISATIONS:
            self.organisations[kind] = Organisation(region=self.region, kind=kind, name=f"{title} {self.region.name}")

    def fill(self, schools: list[School]) -> None:
        """Somebody for nearly every seat; who has several schools has them next to each other."""
        for code, size in SCHOOLS_OF.items():
            for first in range(0, len(schools), size):
                who = self.somebody(self.roles[code].organisation_kind)
                before = self.somebody(self.roles[code].organisation_kind) if first % 3 == 0 else who
                for school in schools[first : first + size]:
                    self._seat(school, self._role(code, school), who, before)

    def somebody(self, kind: str) -> Professional:
        """Somebody new, of an organisation of this kind."""
        random, number = self.random, next(self.numbers)
        infix, surname = random.choice(words.SURNAMES).split("|")
        first_name = random.choice(words.FIRST_NAMES)
        phone = parse_phone(f"06-{10_000_000 + number % 89_999_999}")
        who = Professional(
            first_name=first_name,
            infix=infix,
            surname=surname,
            sort_key=names.sort_key(first_name, infix, surname),
            organisation=self.organisations[OrganisationKind(kind)],
            email=f"{names.plain(first_name)}.{names.plain(surname).replace(' ', '')}.{number}@example.nl",
            phone=phone,
            phone_visibility=default_phone_visibility(phone),
            expertise=random.choice(words.EXPERTISE),
            half_days=HalfDays.whole(random.sample(range(5), 4)).mask,
            confirmed_on=self.days.ago(random.randint(1, 400)) if random.random() < 0.9 else None,
        )
        self.people.append(who)
        return who

    def confirmations(self, schools: list[School]) -> Iterator[TeamConfirmation]:
        """Most teams were confirmed this year, some only long ago, some never."""
        for school in schools:
            luck = self.random.random()
            if luck < 0.85:
                ago = self.random.randint(5, 340) if luck < 0.6 else self.random.randint(380, 700)
                yield TeamConfirmation(school=school, confirmed_on=self.days.ago(ago))

    def _role(self, code: str, school: School) -> Role:
        has_oco = code == defaults.INTERN_BEGELEIDER and school.sector in {Sector.VO, Sector.VSO}
        return self.roles[defaults.ONDERSTEUNINGSCOORDINATOR if has_oco else code]

    def _seat(self, school: School, role: Role, who: Professional, before: Professional) -> None:
        """One seat through the years: who is there, who was before, and sometimes who comes or that nobody does."""
        luck, days = self.random.random(), self.days
        starts_on = days.begin
        if luck < CHANGED and before is not who:
            starts_on = self.random.choice(days.changes)
            self._add(school, role, before, days.begin, starts_on - ONE_DAY)
        if luck > 1 - EMPTY:
            last = days.ago(self.random.randint(1, 300))
            self._add(school, role, who, starts_on, max(last, starts_on))
        elif luck > 1 - EMPTY - TO_CHANGE and before is not who:
            self._add(school, role, who, starts_on, days.next_august - ONE_DAY)
            self._add(school, role, before, days.next_august, None)
        else:
            self._add(school, role, who, starts_on, None)

    def _add(self, school: School, role: Role, who: Professional, first: date, last: date | None) -> None:
        days = Weekdays.of([self.random.randrange(5)]).mask
        row = Membership(school=school, role=role, professional=who, starts_on=first, ends_on=last, contact_days=days)
        self.memberships.append(row)
