"""Where somebody sits, sat and will sit, as far as the one who looks may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from accounts.models import User
from schools.models import School
from teams.access import editors_of, is_self, seats_from, visible_schools
from teams.models import Membership, Professional, StandIn


@dataclass(frozen=True)
class Career:
    """A person's seats now, later and before at schools the viewer sees, and how many there are elsewhere now."""

    now: tuple[Membership, ...]
    later: tuple[Membership, ...]
    before: tuple[Membership, ...]
    standing_in: tuple[StandIn, ...]
    elsewhere: int

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.later or self.before or self.standing_in or self.elsewhere)


@dataclass(frozen=True)
class SeatLeft:
    """A seat that somebody still has, or stands in for, and the colleagues who can end it."""

    seat: Membership
    editors: tuple[str, ...]


def seats_left(professional: Professional, day: date) -> tuple[SeatLeft, ...]:
    """What somebody still has from this day, by school."""
    seats = seats_from(professional, day).select_related("school", "role").order_by("school__name", "starts_on")
    by_school = defaultdict(list)
    for editor in editors_of(School.objects.filter(pk__in=seats.order_by().values("school")), day):
        if editor.professional_id != professional.pk:
            by_school[editor.school_id].append(str(editor.professional))
    return tuple(SeatLeft(seat, tuple(by_school[seat.school_id])) for seat in seats)


def career_of(professional: Professional, viewer: User, day: date) -> Career:
    """The seats of one person; of schools the viewer does not see only the number of seats today."""
    schools = visible_schools(viewer, day)
    mine = Membership.objects.filter(professional=professional)
    if not is_self(viewer, professional):
        mine = mine.filter(school__in=schools)
    rows = list(
        mine.annotate(is_visible=Exists(schools.filter(pk=OuterRef("school"))))
        .select_related("school", "role")
        .order_by("school__name", "starts_on")
    )
    now = tuple(row for row in rows if row.is_on(day))
    standing_in = StandIn.objects.filter(professional=professional, membership__school__in=schools, ends_on__gte=day)
    return Career(
        now=now,
        later=tuple(row for row in rows if row.starts_on > day),
        before=tuple(row for row in rows if row.is_over(day)),
        standing_in=tuple(
            standing_in.select_related("membership__school", "membership__role", "membership__professional")
        ),
        elsewhere=Membership.objects.on(day).filter(professional=professional).count() - len(now),
    )
