"""The figures on top: how all the schools that are looked at stand, each leading to the schools behind it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from meetings.enums import MeetingKind
from meetings.models import Meeting
from overview.selection import Scope, fresh
from overview.sessions import held_by, on_calendar
from overview.standing import Standing, standing, standings

SESSIONS = ("kind", "held", "planned")


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
    counted = {kind: (held, planned) for kind, held, planned in _sessions(scope).values_list(*SESSIONS)}
    return _figures(teams, counted, scope.schools.filter(fresh(scope)).count())


def figures_by(scope: Scope, place: str) -> dict[int, Figures]:
    """The same for each municipality or board (`place` names the field) by its number, in as many queries."""
    counted: defaultdict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for area, kind, held, planned in _sessions(scope, f"school__{place}").values_list(f"school__{place}", *SESSIONS):
        counted[area][kind] = held, planned
    confirmed = dict(scope.schools.filter(fresh(scope)).order_by().values_list(place).annotate(Count("pk")))
    return {
        area: _figures(teams, counted[area], confirmed.get(area, 0)) for area, teams in standings(scope, place).items()
    }


def _figures(teams: Standing, counted: Mapping[str, tuple[int, int]], confirmed: int) -> Figures:
    return Figures(
        teams=teams,
        first=Sessions(*counted.get(MeetingKind.KENNISMAKING, (0, 0)), schools=teams.schools),
        second=Sessions(*counted.get(MeetingKind.VERDIEPING, (0, 0)), schools=teams.schools),
        stale=teams.schools - confirmed,
    )


def _sessions(scope: Scope, *places: str) -> Any:
    """Per kind (and place) how many were held and how many were planned: a school has one of each a year."""
    rows = Meeting.objects.standing().of_team().of_year(scope.moment.year)
    here = rows.filter(school__in=scope.schools.order_by().values("pk")).order_by().values(*places, "kind")
    return here.annotate(
        held=Count("pk", filter=held_by(scope.moment)), planned=Count("pk", filter=on_calendar(scope.moment))
    )
