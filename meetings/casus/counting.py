"""How many casussen there are about what: all that a grant tells of them (domain.md 4.5)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from accounts.models import User
from meetings.enums import CasusTheme
from meetings.models import Casus
from schools.models import Region
from schools.school_year import SchoolYear
from teams.access import visible_schools


@dataclass(frozen=True)
class CasusCounts:
    """Of one school year: how many, and per theme."""

    year: SchoolYear
    total: int
    themes: tuple[tuple[str, int], ...]


def casus_counts(user: User, region: Region, today: date) -> CasusCounts:
    """Those of this school year at the schools of a region that a user sees, the commonest theme first."""
    year = SchoolYear.of(today)
    schools = visible_schools(user, today).filter(region=region)
    rows = Casus.objects.filter(meeting__school__in=schools, meeting__year=year.start)
    found = rows.order_by().values_list("theme").annotate(count=Count("pk")).order_by("-count", "theme")
    themes = tuple((str(CasusTheme(theme).label), count) for theme, count in found)
    return CasusCounts(year, sum(count for _, count in themes), themes)
