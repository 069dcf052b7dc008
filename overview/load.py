"""Who carries how much: per professional of a partner, and per organisation, the schools, seats, sessions and hours.

A seat counts for who sits there on the day: for the stand-in, when there is one. Rows are plain values.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, Sum

from meetings.after.time_spent import hours_text
from meetings.enums import Attendance, MeetingState
from meetings.models import Invitation
from overview.selection import Scope
from schools.models.dated import in_force
from teams.enums import OrganisationKind
from teams.models import Membership, Organisation, Professional, StandIn
from teams.names import full_name

NOT_THERE = (Attendance.UNKNOWN, Attendance.ABSENT, Attendance.STAND_IN)  # as meetings.after.time_spent counts her


@dataclass(frozen=True)
class Carrier:
    """A professional with what she carries. `roles` are those of her seats, `half_days` how many she works a week."""

    pk: int
    name: str
    sort_key: str
    organisation: int
    roles: frozenset[int]
    schools: int
    seats: int
    sessions: int
    minutes: int
    half_days: int

    @property
    def hours(self) -> str:
        return hours_text(self.minutes)

    def is_over(self, norm: int) -> bool:
        return self.schools > norm


@dataclass(frozen=True)
class Carrying:
    """An organisation with all its people who carry something."""

    pk: int
    name: str
    kind: OrganisationKind
    people: tuple[Carrier, ...]
    schools: int

    @property
    def seats(self) -> int:
        return sum(each.seats for each in self.people)

    @property
    def sessions(self) -> int:
        return sum(each.sessions for each in self.people)

    @property
    def hours(self) -> str:
        return hours_text(sum(each.minutes for each in self.people))

    @property
    def mean(self) -> str:
        """Schools for each of its people: "7,5"."""
        mean = sum(each.schools for each in self.people) / len(self.people)
        return f"{mean:.1f}".replace(".", ",")


@dataclass(frozen=True)
class Load:
    """All partners of the schools that are looked at."""

    organisations: tuple[Carrying, ...]
    norm: int

    @cached_property
    def people(self) -> tuple[Carrier, ...]:
        """Who carries most comes first."""
        everybody = (each for organisation in self.organisations for each in organisation.people)
        return tuple(sorted(everybody, key=lambda each: (-each.schools, -each.seats, each.sort_key, each.pk)))

    @property
    def over(self) -> tuple[Carrier, ...]:
        return tuple(each for each in self.people if each.is_over(self.norm))

    @cached_property
    def names(self) -> dict[int, str]:
        """What each organisation is called."""
        return {each.pk: each.name for each in self.organisations}

    def of(self, organisation: str) -> "Load":
        """Of one organisation, by its number as an address has it; of all when it is none."""
        found = tuple(each for each in self.organisations if str(each.pk) == organisation)
        return Load(found, self.norm) if found else self

    def spread(self) -> list[tuple[int, int]]:
        """How many people have one school, two, and so on up to the most."""
        counts: defaultdict[int, int] = defaultdict(int)
        for each in self.people:
            counts[each.schools] += 1
        return [(schools, counts[schools]) for schools in range(1, max(counts, default=0) + 1)]


Held = tuple[int, int, int]  # professional, school, role


def load_of(scope: Scope, norm: int) -> Load:
    """In five queries."""
    held = _held(scope)
    schools: defaultdict[int, set[int]] = defaultdict(set)
    seats: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for professional, school, role in held:
        schools[professional].add(school)
        seats[professional].add((school, role))
    sessions = _sessions(scope)
    people = [
        Carrier(
            pk=pk,
            name=full_name(first_name, infix, surname),
            sort_key=sort_key,
            organisation=organisation,
            roles=frozenset(role for _, role in seats[pk]),
            schools=len(schools[pk]),
            seats=len(seats[pk]),
            sessions=sessions.get(pk, (0, 0))[0],
            minutes=sessions.get(pk, (0, 0))[1],
            half_days=half_days.bit_count(),
        )
        for pk, first_name, infix, surname, sort_key, organisation, half_days in _people(schools)
    ]
    return Load(tuple(_organisations(people, schools)), norm)


def _held(scope: Scope) -> list[Held]:
    """Who fills which seat on the day, of the seats that partners fill."""
    partners = ~Q(role__organisation_kind=OrganisationKind.SCHOOL)
    stand_ins = StandIn.objects.on(scope.day)
    members = scope.members().filter(partners).exclude(pk__in=stand_ins.order_by().values("membership"))
    here = Membership.objects.filter(partners, in_force(scope.day), school__in=scope.schools.order_by().values("pk"))
    replaced = stand_ins.filter(membership__in=here.order_by().values("pk")).order_by()
    return [
        *members.values_list("professional", "school", "role"),
        *replaced.values_list("professional", "membership__school", "membership__role"),
    ]


def _people(keys: Iterable[int]) -> Iterable[tuple[int, str, str, str, str, int, int]]:
    rows = Professional.objects.filter(pk__in=list(keys)).order_by()
    return rows.values_list("pk", "first_name", "infix", "surname", "sort_key", "organisation", "half_days")


def _sessions(scope: Scope) -> Mapping[int, tuple[int, int]]:
    """Per person the sessions of the school year that she is asked to, and the minutes of those where she was."""
    rows = Invitation.objects.standing().filter(
        professional__isnull=False,
        meeting__year=scope.moment.year.start,
        meeting__school__in=scope.schools.order_by().values("pk"),
    )
    standing = rows.exclude(meeting__state=MeetingState.CANCELLED).order_by().values("professional")
    was_there = Q(meeting__state=MeetingState.HELD) & ~Q(attendance__in=NOT_THERE)
    counted = standing.annotate(sessions=Count("pk"), minutes=Sum("meeting__minutes", filter=was_there))
    found = counted.values_list("professional", "sessions", "minutes")
    return {pk: (sessions, minutes or 0) for pk, sessions, minutes in found}


def _organisations(people: Sequence[Carrier], schools: Mapping[int, set[int]]) -> Iterable[Carrying]:
    found: defaultdict[int, list[Carrier]] = defaultdict(list)
    for each in people:
        found[each.organisation].append(each)
    rows = Organisation.objects.filter(pk__in=found).order_by("name").values_list("pk", "name", "kind")
    for pk, name, kind in rows:
        hers = tuple(sorted(found[pk], key=lambda each: each.sort_key))
        together = set[int]().union(*(schools[each.pk] for each in hers))
        yield Carrying(pk, name, OrganisationKind(kind), hers, len(together))
