from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from schools.models import School
from schools.school_year import SchoolYear
from teams.access import can_edit_team, visible_schools
from teams.circle.layout import draw
from teams.forms.fields import EARLIEST, LATEST
from teams.picture import circle_team
from teams.roster import roster_on
from teams.vacancies import with_vacancies

SCHOOLS_A_PAGE = 30


def visible_school(request: HttpRequest, code: str, today: date) -> School:
    """The school with this code, if this user may see it; else 404."""
    schools = visible_schools(request.user, today).select_related("region", "municipality")
    return get_object_or_404(schools, establishment_code=code)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Whoever has one school goes straight there."""
    schools = list(visible_schools(request.user, timezone.localdate())[:2])
    if len(schools) == 1:
        return redirect("teams:school", schools[0].establishment_code)
    return redirect("teams:schools")


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    text = request.GET.get("zoek", "").replace("\x00", "")[:100]
    schools = with_vacancies(visible_schools(request.user, today), today).search(text)
    page = Paginator(schools.select_related("municipality"), SCHOOLS_A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "teams/school_list.html", {"page": page, "text": text})


@require_safe
def school_page(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    day = asked_day(request) or today
    may_edit = can_edit_team(request.user, school, today)
    roster = roster_on(school, day)
    context = {
        "school": school,
        "roster": roster,
        "drawing": draw(circle_team(roster, can_edit=may_edit and day == today)),
        "day": day,
        "today": today,
        "school_year": SchoolYear.of(day),
        "last_year": SchoolYear.of(today).previous.first_day.replace(month=10),
        "may_edit": may_edit,
        "can_edit": may_edit and day == today,
        "editing": may_edit and day == today and "bewerken" in request.GET,
    }
    return render(request, "teams/school.html", context)


def asked_day(request: HttpRequest) -> date | None:
    """The day of ?op=2025-10-01; None when it is missing or no day this program knows."""
    try:
        day = parse_date(request.GET.get("op", ""))
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None
