"""What somebody finds: schools, people, organisations and roles that she may see, the best answer first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from accounts.models import User
from schools.models import School
from schools.models.school import SchoolQuerySet
from teams.access import visible_organisations, visible_professionals, visible_schools
from teams.dutch import count_text
from teams.enums import Domain
from teams.models import Membership, Organisation, Professional, Role
from teams.search import candidates
from teams.search.matching import is_enough, score, words_of

FEW = 5  # of each kind, while somebody types

Thing = TypeVar("Thing")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class PersonFound:
    """Somebody, with what she does at the schools that the searcher sees. Nothing of how she is reached."""

    person: Professional
    what: str
    domain: str


@dataclass(frozen=True)
class Found:
    """What was found; `more` says that there is more of a kind than is shown."""

    schools: Sequence[School] = ()
    people: Sequence[PersonFound] = ()
    organisations: Sequence[Organisation] = ()
    roles: Sequence[Role] = ()
    more: bool = False
    is_enough: bool = True

    @property
    def count(self) -> int:
        return len(self.schools) + len(self.people) + len(self.organisations) + len(self.roles)


def find(user: User, text: str, day: date, *, most: int) -> Found:
    """What somebody may see and that answers a text, at most so many of each kind."""
    words = words_of(text)
    if not is_enough(words):
        return Found(is_enough=False)
    schools = visible_schools(user, day)
    found = (
        _best(words, _likely(schools.select_related("municipality"), words), _school),
        _best(words, _likely(_people(user, day), words), lambda each: (str(each), "")),
        _best(words, visible_organisations(user, day), lambda each: (each.name, each.get_kind_display())),
        _best(words, Role.objects.all(), lambda each: (each.name, each.abbreviation)),
    )
    return Found(
        schools=found[0][:most],
        people=with_roles(found[1][:most], schools, day),
        organisations=found[2][:most],
        roles=found[3][:most],
        more=any(len(each) > most for each in found),
    )


def holders(user: User, role: Role, day: date, *, most: int) -> tuple[Sequence[PersonFound], int]:
    """Who holds a role today at the schools that somebody sees, by name, and how many they are."""
    schools = visible_schools(user, day)
    seats = Membership.objects.on(day).filter(role=role, school__in=schools.order_by())
    people = Professional.objects.filter(pk__in=seats.values("professional"), erased_on=None)
    shown = people.select_related("organisation").order_by("sort_key", "pk")[:most]
    return with_roles(list(shown), schools, day), people.count()


def with_roles(people: Sequence[Professional], schools: SchoolQuerySet, day: date) -> list[PersonFound]:
    """People with their roles and schools of this day, in one query."""
    seats: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.on(day).filter(
        professional__in=[each.pk for each in people], school__in=schools.order_by()
    )
    for row in rows.select_related("role", "school").order_by("role__position", "school__name", "pk"):
        seats[row.professional_id].append(row)
    return [_person(each, seats[each.pk]) for each in people]


def _people(user: User, day: date) -> QuerySet[Professional]:
    return visible_professionals(user, day).filter(erased_on=None).select_related("organisation")


def _likely(rows: QuerySet[Row], words: Sequence[str]) -> list[Row]:
    """Rows that hold the words; where those are few, also rows that look like them."""
    found = candidates.holding(rows, words)
    if len(found) < FEW:
        found += [row for row in candidates.resembling(rows, words) if row not in found]
    return found


def _best(words: Sequence[str], rows: Iterable[Thing], says: Callable[[Thing], tuple[str, str]]) -> list[Thing]:
    """The answers among these rows, best first; of those that answer as well the short names, then by name."""
    scored = [(score(words, *says(row)), says(row), row) for row in rows]
    answers = sorted(
        (each for each in scored if each[0]), key=lambda each: (-each[0], len(each[1][0].split()), *each[1])
    )
    return [row for _, _, row in answers]


def _school(school: School) -> tuple[str, str]:
    return school.name, f"{school.city} {school.district} {school.establishment_code}"


def _person(person: Professional, seats: Sequence[Membership]) -> PersonFound:
    """ "CJG-coach van De Zeester en 10 andere scholen"; without a seat the organisation."""
    if not seats:
        return PersonFound(person, str(person.organisation), Domain.EXTERN)
    role, others = seats[0].role, len({row.school_id for row in seats}) - 1
    more = f" en {count_text(others, 'andere school', 'andere scholen')}" if others else ""
    return PersonFound(person, f"{role} van {seats[0].school}{more}", role.domain)
