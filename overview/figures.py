"""The figures on top: how all the schools that are looked at stand, each leading to the schools behind it."""

from dataclasses import dataclass

from django.db.models import Count

from meetings.enums import MeetingKind
from meetings.models import Meeting
from overview.selection import Scope, fresh
from overview.sessions import held_by, on_calendar
from overview.standing import Standing, standing


@dataclass(frozen=True)
class Sessions:
    """Of one of the two sessions: at how many schools it was held, and at how many it has a date."""

    held: int
    planned: int
    schools: int

    @property
    def undated(self) -> int:
        return self.schools - self.held - self.planned


@dataclass(frozen=True)
class Figures:
    teams: Standing
    first: Sessions
    second: Sessions
    stale: int

    @property
    def schools(self) -> int:
        return self.teams.schools


def figures(scope: Scope) -> Figures:
    """Counted by the database over all these schools, in a number of queries that does not depend on how many."""
    teams = standing(scope)
    counted = _sessions(scope)
    return Figures(
        teams=teams,
        first=Sessions(*counted.get(MeetingKind.KENNISMAKING, (0, 0)), schools=teams.schools),
        second=Sessions(*counted.get(MeetingKind.VERDIEPING, (0, 0)), schools=teams.schools),
        stale=teams.schools - scope.schools.filter(fresh(scope)).count(),
    )


def _sessions(scope: Scope) -> dict[str, tuple[int, int]]:
    """Per kind how many were held and how many were planned: a school has one of each a year."""
    rows = Meeting.objects.standing().of_team().of_year(scope.moment.year)
    here = rows.filter(school__in=scope.schools.order_by().values("pk")).order_by().values("kind")
    counted = here.annotate(
        held=Count("pk", filter=held_by(scope.moment)), planned=Count("pk", filter=on_calendar(scope.moment))
    )
    return {kind: (held, planned) for kind, held, planned in counted.values_list("kind", "held", "planned")}
