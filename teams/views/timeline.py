from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.school_year import SchoolYear
from teams.circle.layout import draw
from teams.picture import circle_team
from teams.roster import roster_on
from teams.timeline import Timeline, compare, timeline_of
from teams.views.fetching import visible_school
from teams.views.schools import asked_day, asks_for_no_day


@require_safe
def timeline(request: HttpRequest, code: str) -> HttpResponse:
    """The team on two days beside each other, and what is different; a slider goes through the months."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    line = timeline_of(school, today)
    day = _asked_month(request, line) or asked_day(request) or today
    other = asked_day(request, "met") or _a_year_before(day)
    rosters = [roster_on(school, each, today=today) for each in sorted((other, day))]
    context = {
        "school": school,
        "is_no_day": any(asks_for_no_day(request, name) for name in ("op", "met")),
        "line": line,
        "day": day,
        "other": other,
        "today": today,
        "year": SchoolYear.of(day),
        "step": line.step_of(day),
        "comparison": compare(*rosters),
        "pictures": [
            {
                "roster": roster,
                "year": SchoolYear.of(roster.day),
                "drawing": draw(circle_team(roster, fillable=()), f"cirkel-{number}"),
            }
            for number, roster in enumerate(rosters)
        ],
    }
    return render(request, "teams/timeline.html", context)


def _asked_month(request: HttpRequest, line: Timeline) -> date | None:
    """The day that the slider stands on; None without it."""
    step = request.GET.get("stap", "")
    return line.day_of(int(step)) if step.isascii() and step.isdigit() and len(step) < 5 else None


def _a_year_before(day: date) -> date:
    """The same day a year earlier; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
