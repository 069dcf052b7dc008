"""What is known in a region, read once, to hold the rows of a spreadsheet against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from accounts.models import User
from schools.access import schools_in_editing_reach
from schools.models import Region, School
from teams import defaults, names
from teams.access import arrangeable_professionals
from teams.models import Membership, Organisation, Professional, Role
from teams.search.matching import score, words_of

# What people write for a role, beside its name, its abbreviation and its code.
ALSO_CALLED = {
    defaults.INTERN_BEGELEIDER: ("ib er", "ibér", "intern begeleidster", "kwaliteitscoördinator", "kc"),
    defaults.ONDERSTEUNINGSCOORDINATOR: ("zorgcoördinator", "zoco", "ondersteuningscoördinatrice"),
    defaults.DIRECTEUR: ("directrice", "schoolleider", "locatiedirecteur", "directie", "dir"),
    defaults.CJG_COACH: ("cjg", "cjg er", "jeugd en gezinscoach", "gezinscoach"),
    defaults.SCHOOLMAATSCHAPPELIJK_WERKER: ("schoolmaatschappelijk werk", "smw er", "maatschappelijk werker"),
    defaults.JEUGDARTS: ("arts", "ggd arts", "schoolarts", "jgz arts"),
    defaults.JEUGDVERPLEEGKUNDIGE: ("verpleegkundige", "jvk", "jgz verpleegkundige", "verpl"),
    defaults.LEERPLICHTAMBTENAAR: ("leerplicht", "leerplichtconsulent", "la"),
    defaults.CONSULENT: ("consulent", "onderwijsconsulent", "swv", "consulent swv", "consulent po"),
    defaults.VEILIG_THUIS: ("vt",),
    defaults.WIJKAGENT: ("agent", "politie"),
}
Row = TypeVar("Row")
ALIKE = 0.5  # from here a name may be meant


def role_names(roles: Iterable[Role]) -> dict[str, str]:
    """The code of a role by everything it may be called, made plain."""
    found: dict[str, str] = {}
    for role in roles:
        called = (role.name, role.abbreviation, role.code, *ALSO_CALLED.get(role.code, ()))
        found |= {names.plain(word): role.code for word in called if word}
    return found


class Known:
    """The schools whose teams somebody may change, and everybody and everything of their region."""

    def __init__(self, region: Region, user: User, today: date) -> None:
        self.today = today
        schools = schools_in_editing_reach(user, today).filter(region=region)
        self.schools = {row.establishment_code: row for row in schools.select_related("municipality")}
        self.by_name = _grouped((names.plain(row.name), row) for row in self.schools.values())
        self.roles = {role.code: role for role in Role.objects.all()}
        self.role_codes = role_names(self.roles.values())
        organisations = list(Organisation.objects.filter(region=region))
        self.organisations = {names.plain(row.name): row for row in organisations}
        self.of_kind = _grouped((row.kind, row) for row in organisations)
        people = Professional.objects.filter(organisation__region=region, erased_on=None).select_related("organisation")
        self.people = list(people.order_by("pk"))
        self.by_sort_key = _grouped((row.sort_key, row) for row in self.people)
        self.by_email = _grouped((row.email.lower(), row) for row in self.people if row.email)
        arranged = arrangeable_professionals(user, today).filter(organisation__region=region)
        self.arranged = set(arranged.values_list("pk", flat=True))
        self.seats = self._seats()

    def _seats(self) -> Mapping[tuple[int, int], list[Membership]]:
        by_number = {row.pk: row for row in self.schools.values()}
        roles = {row.pk: row for row in self.roles.values()}
        people = {row.pk: row for row in self.people}
        found: dict[tuple[int, int], list[Membership]] = defaultdict(list)
        for row in Membership.objects.filter(school__in=by_number):
            row.school, row.role = by_number[row.school_id], roles[row.role_id]
            if row.professional_id in people:
                row.professional = people[row.professional_id]
            found[row.school_id, row.role_id].append(row)
        return found

    def school_like(self, text: str) -> School | None:
        """The one school whose name is most like a text."""
        return _most_alike(text, {row.name: row for row in self.schools.values()})

    def role_like(self, text: str) -> Role | None:
        return _most_alike(text, {row.name: row for row in self.roles.values()})

    def organisation_like(self, text: str) -> Organisation | None:
        return _most_alike(text, {row.name: row for row in self.organisations.values()})


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return found


def _most_alike(text: str, rows: Mapping[str, Row]) -> Row | None:
    """The row whose name is most like a text, if one is more so than all others."""
    words = words_of(text)
    ranked = sorted(((score(words, name), name) for name in rows), reverse=True)[:2]
    if not ranked or ranked[0][0] < ALIKE or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return rows[ranked[0][1]]
