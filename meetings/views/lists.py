"""Lists of sessions: one's own, and those of a school by year."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from meetings.access import (
    can_change_ownership,
    can_plan_meetings,
    meetings_of,
    owns_meetings,
    schools_to_plan,
    visible_meetings,
)
from meetings.after.four_questions import four_questions
from meetings.after.time_spent import time_spent
from meetings.calendars.month import Month, month_of
from meetings.calendars.month_off import days_off
from meetings.listing import STANDS, ListRow, by_month, found, own_schools, rows_for, schools_without, with_replies
from meetings.models import Meeting
from meetings.models.meeting import MeetingQuerySet
from schools.school_year import SchoolYear
from teams.access import can_edit_team, visible_schools
from teams.extensions import session_doors_of
from teams.names import one_line
from teams.views.answers import user_of
from teams.views.fetching import visible_school

A_LIST = 200  # of all schools of a region; what is further away is in the month
LACKING = 40  # schools without a session; the region's own page has them all


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The sessions of who asks, or of every school she sees: as a list with what she can do now, or as a month."""
    today, user = timezone.localdate(), user_of(request)
    seen = visible_meetings(user, today).standing()
    own = seen.filter(pk__in=meetings_of(user).values("pk"))
    is_all = "alle" in request.GET or not own.exists()
    rows = with_replies(seen if is_all else own).with_school()
    month = month_of(request.GET.get("maand", ""), today)
    context = {
        "is_all": is_all,
        "has_choice": own.exists(),
        "today": today,
        "month": _filled(month, rows, user, today) if month else None,
        "my_schools": list(own_schools(user, today)),
        "doors": session_doors_of(user),
        "plan_at": list(schools_to_plan(user, today).order_by("name", "pk")[:A_LIST]),
        **({} if month else _lists(request, rows, today)),
    }
    if is_all and not month:
        lacking = list(schools_without(user, today)[: LACKING + 1])
        context |= {"lacking": lacking[:LACKING], "lacks_more": len(lacking) > LACKING, "year": SchoolYear.of(today)}
    return render(request, "meetings/mine.html", context)


def _lists(request: HttpRequest, rows: MeetingQuerySet, today: date) -> dict[str, Any]:
    """What has been and was not rounded off; what is to come, first what has no date, then by month; what was held. Of
    all these those that were looked for."""
    user, text, stand = user_of(request), one_line(request.GET.get("zoek", "")), request.GET.get("stand", "")
    upcoming = found(rows.to_come(today), text, stand)
    unfinished = found(rows.left_open(today).in_order(), text, stand)
    earlier = found(rows.held(), text, stand).order_by("-starts_at", "-pk")
    return {
        "text": text,
        "stand": stand,
        "stands": STANDS.items(),
        "unfinished": [ListRow(row) for row in unfinished[:A_LIST]],
        "groups": list(by_month(rows_for(list(upcoming[:A_LIST]), user, today))),
        "earlier": [ListRow(row) for row in earlier[:A_LIST]],
    }


def _filled(month: Month, rows: MeetingQuerySet, user: User, today: date) -> Month:
    """A month with its sessions and with what is off at the schools that she sees."""
    here = rows.filter(starts_at__date__gte=month.first, starts_at__date__lte=month.last).in_order()
    regions = visible_schools(user, today).order_by().values_list("holiday_region", flat=True).distinct()
    return month.filled(here, days_off(month.first, month.last, regions))


@require_safe
def school_meetings(request: HttpRequest, code: str) -> HttpResponse:
    """All sessions of a school, by school year, and who plans them."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    rows = list(with_replies(Meeting.objects.filter(school=school)).in_order())
    years = sorted({row.school_year for row in rows} | {SchoolYear.of(today)}, reverse=True)
    spent = time_spent(school)
    context = {
        "school": school,
        "years": [(year, [row for row in rows if row.school_year == year], spent.get(year.start)) for year in years],
        "questions": four_questions(school, SchoolYear.of(today), today=today),
        "can_plan": can_plan_meetings(request.user, school, today),
        "is_own": owns_meetings(school),
        "can_edit_team": can_edit_team(request.user, school, today),
        "can_change_owner": can_change_ownership(request.user, school, today),
    }
    return render(request, "meetings/school_meetings.html", context)
