"""How the people of the demo are reached, what they know, and when that was last confirmed."""

from collections.abc import Mapping, Sequence
from random import Random

from schools.phones import parse_phone
from teams import defaults
from teams.demo.days import DemoDays
from teams.demo.places import slug
from teams.demo.plan import Person, PlannedProfessional
from teams.enums import OrganisationKind

KIND_OF = {role.code: role.organisation_kind for role in defaults.ROLES}
_LAND_LINE_EVERY = 7
_WITH_ACCOUNT = {defaults.INTERN_BEGELEIDER, defaults.ONDERSTEUNINGSCOORDINATOR}  # they confirmed teams

# What people of a role often know much about; for those who do not say it themselves.
EXPERTISE = {
    defaults.INTERN_BEGELEIDER: ("Lezen en dyslexie", "Gedrag in de klas", "Taalontwikkeling, jonge kind", "Rekenen"),
    defaults.ONDERSTEUNINGSCOORDINATOR: ("Overgang van groep 8 naar de brugklas", "Verzuim en motivatie"),
    defaults.CJG_COACH: ("Opvoedvragen", "Jonge kinderen, hechting", "Gezinnen met schulden"),
    defaults.SCHOOLMAATSCHAPPELIJK_WERKER: ("Sociale vaardigheden", "Pesten"),
    defaults.JEUGDARTS: ("Chronisch zieke kinderen",),
    defaults.JEUGDVERPLEEGKUNDIGE: ("Gezonde leefstijl", "Vaccinaties, groei"),
    defaults.LEERPLICHTAMBTENAAR: ("Verzuimgesprekken",),
    defaults.CONSULENT: ("Hoogbegaafdheid", "Ondersteuning in de groep"),
}


def professionals(
    by_role: Mapping[str, Sequence[Person]],
    days: DemoDays,
    random: Random,
    *,
    left: Sequence[Person] = (),
    unreachable: Sequence[Person] = (),
    first_number: int = 0,
) -> tuple[PlannedProfessional, ...]:
    """Everybody once, in the order of the table. The unreachable have no e-mail address."""
    found: dict[str, PlannedProfessional] = {}
    for role, group in by_role.items():
        for who in group:
            if who.name not in found:
                ago = _confirmed_ago(who, random, left=who in left)
                found[who.name] = PlannedProfessional(
                    person=who,
                    organisation=OrganisationKind(KIND_OF[role]),
                    email="" if who in unreachable else _email(who),
                    phone=_phone(first_number + len(found)),
                    expertise=who.expertise or _expertise(role, random),
                    confirmed_on=None if ago is None else days.ago(ago),
                    has_account=bool(who.email) or role in _WITH_ACCOUNT,
                )
    return tuple(found.values())


def _expertise(role: str, random: Random) -> str:
    """What many people of this role know about; some do not say."""
    known = EXPERTISE.get(role, ("",))
    return random.choice(known) if random.random() < 0.6 else ""


def _email(who: Person) -> str:
    return who.email or f"{slug(who.first_name)}.{slug(who.infix + who.surname)}@example.nl"


def _phone(number: int) -> str:
    """Most have a mobile, some a land line, a few gave none."""
    if number % 29 == 17:
        return ""
    if number % _LAND_LINE_EVERY == _LAND_LINE_EVERY - 1:
        return parse_phone(f"023-555{2001 + number * 17}")
    return parse_phone(f"06-1234{1001 + number * 73}")


def _confirmed_ago(who: Person, random: Random, *, left: bool) -> int | None:
    """How many days ago somebody's data were confirmed: mostly within half a year, some long ago, a few never."""
    fresh, faded, luck = random.randint(5, 160), random.randint(190, 420), random.random()
    if who.email:
        return 20
    if left or 0.82 < luck <= 0.95:
        return faded
    return fresh if luck <= 0.82 else None
