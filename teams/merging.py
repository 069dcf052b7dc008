"""What two records of one person become: which fields differ, which seats become one, and what falls away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from schools.models import School
from teams.extensions import mergings
from teams.models import Membership, PlannedMember, Professional, StandIn
from teams.snapshots import label_of, shown_fields

NAME = "name"
GROUPS: dict[str, tuple[str, ...]] = {
    NAME: ("first_name", "infix", "surname"),
    **{field: (field,) for field in ("organisation", "email", "phone", "expertise", "introduction", "half_days")},
}


@dataclass(frozen=True)
class Difference:
    """Something about which two records do not agree."""

    group: str
    label: str
    kept: str
    absorbed: str


@dataclass(frozen=True)
class Joined:
    """Memberships of both records in one role at one school that have days in common, or one that stays by itself.

    The first is the row that stays; it then holds from the first day to the last of them all.
    """

    rows: tuple[Membership, ...]

    @property
    def survivor(self) -> Membership:
        return self.rows[0]

    @property
    def starts_on(self) -> date:
        return min(row.starts_on for row in self.rows)

    @property
    def ends_on(self) -> date | None:
        ends = [row.ends_on for row in self.rows if row.ends_on]
        return max(ends) if len(ends) == len(self.rows) else None

    @property
    def is_joined(self) -> bool:
        return len(self.rows) > 1


def differences_between(kept: Professional, absorbed: Professional) -> list[Difference]:
    """Where the two records say something else; the three parts of a name are one thing."""
    first, second = shown_fields(kept), shown_fields(absorbed)
    found = [
        Difference(group, "naam" if group == NAME else label_of(group), first[group], second[group])
        for group in GROUPS
        if group != NAME and first[group] != second[group]
    ]
    return [Difference(NAME, "naam", str(kept), str(absorbed)), *found] if str(kept) != str(absorbed) else found


def seats_of_both(kept: Professional, absorbed: Professional) -> list[Membership]:
    """Every membership that either ever had."""
    rows = Membership.objects.filter(professional__in=[kept, absorbed]).select_related("school", "role")
    return list(rows.prefetch_related("stand_ins__professional").order_by("school__name", "school", "starts_on", "pk"))


def joined_seats(rows: Iterable[Membership]) -> list[Joined]:
    """Memberships put together where they overlap, in the order of school and first day."""
    places: dict[tuple[int, int], list[list[Membership]]] = defaultdict(list)
    for row in rows:
        clusters = places[row.school_id, row.role_id]
        if clusters and _touches(clusters[-1], row):
            clusters[-1].append(row)
        else:
            clusters.append([row])
    return [Joined(tuple(cluster)) for clusters in places.values() for cluster in clusters]


def schools_of_both(kept: Professional, absorbed: Professional) -> list[School]:
    """Every school where either has or had a seat, stands or stood in, or is planned, and where an app above keeps what
    goes along."""
    both = [kept, absorbed]
    seated = Membership.objects.filter(professional__in=both).order_by().values("school")
    standing_in = StandIn.objects.filter(professional__in=both).order_by().values("membership__school")
    planned = PlannedMember.objects.filter(professional__in=both).order_by().values("school")
    above = [pk for merging in mergings for pk in merging.schools(both)]
    return list(School.objects.filter(Q(pk__in=seated.union(standing_in, planned)) | Q(pk__in=above)))


def falling_away(rows: Iterable[Membership], both: Sequence[Professional]) -> Iterator[StandIn]:
    """The stand-ins of the one for the other: nobody stands in for herself."""
    keys = {person.pk for person in both}
    for row in rows:
        yield from (stand_in for stand_in in row.stand_ins.all() if stand_in.professional_id in keys)


def _touches(cluster: Sequence[Membership], row: Membership) -> bool:
    return any(each.ends_on is None or each.ends_on >= row.starts_on for each in cluster)
