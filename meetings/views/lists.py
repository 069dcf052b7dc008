"""Lists of sessions: one's own, and those of a school by year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import can_change_ownership, can_plan_meetings, meetings_of, owns_meetings, visible_meetings
from meetings.calendar_month import Month, month_of
from meetings.four_questions import four_questions
from meetings.models import Meeting
from meetings.models.meeting import MeetingQuerySet
from meetings.time_spent import time_spent
from schools.school_year import SchoolYear
from teams.views.fetching import visible_school

A_LIST = 200  # of all schools of a region; what is further away is in the month


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The sessions of who asks, or of every school she sees: as a list, or as a month."""
    today = timezone.localdate()
    seen = visible_meetings(request.user, today).standing()
    own = seen.filter(pk__in=meetings_of(request.user).values("pk"))
    is_all = "alle" in request.GET or not own.exists()
    rows = (seen if is_all else own).with_school()
    month = month_of(request.GET.get("maand", ""), today)
    context = {
        "is_all": is_all,
        "has_choice": own.exists(),
        "today": today,
        "month": month.filled(_between(rows, month)) if month else None,
        "upcoming": [] if month else list(rows.from_day(today).exclude(state="held").in_order()[:A_LIST]),
        "earlier": [] if month else list(rows.filter(starts_at__date__lt=today).order_by("-starts_at")[:A_LIST]),
    }
    return render(request, "meetings/mine.html", context)


@require_safe
def school_meetings(request: HttpRequest, code: str) -> HttpResponse:
    """All sessions of a school, by school year, and who plans them."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    rows = list(Meeting.objects.filter(school=school).order_by("-year").in_order())
    years = sorted({row.school_year for row in rows} | {SchoolYear.of(today)}, reverse=True)
    spent = time_spent(school)
    context = {
        "school": school,
        "years": [(year, [row for row in rows if row.school_year == year], spent.get(year.start)) for year in years],
        "questions": four_questions(school, SchoolYear.of(today), today=today),
        "can_plan": can_plan_meetings(request.user, school, today),
        "is_own": owns_meetings(school),
        "can_change_owner": can_change_ownership(request.user, school, today),
    }
    return render(request, "meetings/school_meetings.html", context)


def _between(rows: MeetingQuerySet, month: Month) -> list[Meeting]:
    return list(rows.filter(starts_at__date__gte=month.first, starts_at__date__lte=month.last).in_order())
