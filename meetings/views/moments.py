"""The best moments for a session: ranked, with what speaks for and against each."""

from collections.abc import Container
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.around import around, day_of, expected_to_be
from meetings.enums import MeetingKind
from meetings.invitees import team_on
from meetings.models import Meeting
from meetings.models.meeting import TEAM_KINDS
from meetings.moments import Moment, best_moments
from meetings.views.fetching import plannable_school
from schools.models import School
from schools.school_year import SchoolYear


@require_safe
def moments(request: HttpRequest, code: str) -> HttpResponse:
    """Proposals for the rest of this school year, or for the next one when asked."""
    today = timezone.localdate()
    school = plannable_school(request, code, today)
    year = SchoolYear.of(today)
    year = year.next if request.GET.get("jaar") == str(year.next.start) else year
    there = {row.kind: row for row in Meeting.objects.standing().filter(school=school).of_year(year)}
    kind = _kind(request.GET.get("soort", ""), there)
    first = day_of(year, today)
    expected = expected_to_be(team_on(school, first, today=today))
    found = best_moments(around(school, year, kind, expected), first, year.last_day) if first in year else []
    context = {
        "school": school,
        "kind": kind,
        "there": there.get(kind),
        "kinds": TEAM_KINDS,
        "year": year,
        "years": [SchoolYear.of(today), SchoolYear.of(today).next],
        "proposals": [(moment, _plan_url(school, kind, moment)) for moment in found],
        "people": expected,
    }
    return render(request, "meetings/moments.html", context)


def _kind(text: str, there: Container[str]) -> MeetingKind:
    """The kind that was asked for, or else the first that the year has not yet."""
    if text in TEAM_KINDS:
        return MeetingKind(text)
    return next((kind for kind in TEAM_KINDS if kind not in there), MeetingKind.VERDIEPING)


def _plan_url(school: School, kind: MeetingKind, moment: Moment) -> str:
    """The form to plan it, with the moment filled in."""
    slot = moment.slot
    chosen = {"soort": kind.value, "dag": slot.day.isoformat(), "om": f"{slot.starts:%H:%M}"}
    return f"{reverse('meetings:plan', args=[school.establishment_code])}?{urlencode(chosen)}"


def prefilled(request: HttpRequest) -> dict[str, object]:
    """What a proposal fills in, as far as it makes sense."""
    found: dict[str, object] = {}
    if request.GET.get("soort") in MeetingKind.values:
        found["kind"] = request.GET["soort"]
    try:
        found["day"] = date.fromisoformat(request.GET.get("dag", ""))
        found["clock"] = request.GET.get("om", "")[:5]
    except ValueError:
        pass
    return found
