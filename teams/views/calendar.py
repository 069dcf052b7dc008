from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from schools.actions.free_periods import remove_free_period
from schools.days_off import public_holidays, school_holidays
from schools.enums import HolidayRegion
from schools.models import Change, FreePeriod, School
from schools.school_year import SchoolYear
from teams.access import can_edit_team
from teams.forms.free_period import FreePeriodForm
from teams.views.answers import handle, press, user_of
from teams.views.fetching import editable_school, get_or_post, visible_school


def _calendar_url(school: School) -> str:
    return reverse("teams:calendar", args=[school.establishment_code])


@get_or_post
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The holidays of a school and its own free days; who edits the team may add one."""
    today = timezone.localdate()
    school = visible_school(request, code, today)
    can_edit = can_edit_team(request.user, school, today)
    if request.method == "POST" and not can_edit:
        raise PermissionDenied
    year = SchoolYear.of(today)
    context = {
        "school": school,
        "year": year,
        "school_holidays": school_holidays(HolidayRegion(school.holiday_region), year),
        "public_holidays": public_holidays(year),
        "free_periods": school.free_periods.between(year.first_day, year.next.last_day),
        "can_edit": can_edit,
        "button": "Voeg toe",
    }
    build = partial(FreePeriodForm, school=school)
    return handle(request, build, context, back=_calendar_url(school), template="teams/calendar.html")


@require_POST
def remove_period(request: HttpRequest, code: str, period_id: int) -> HttpResponse:
    school = editable_school(request, code, timezone.localdate())

    def remove(key: UUID | None) -> Change:
        period = get_object_or_404(FreePeriod.objects.filter(school=school), pk=period_id)
        return remove_free_period(period=period, actor=user_of(request), key=key)

    return press(request, remove, back=_calendar_url(school))
