from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from schools.access import can_manage_school
from schools.school_year import SchoolYear
from teams.access import (
    SeatRights,
    can_read_logbook,
    contacts_shown,
    coordinated_organisations,
    plans_shown,
    public_schools,
    seat_rights,
    seats_of,
    visible_schools,
)
from teams.circle.layout import draw
from teams.extensions import cards_of, guests_of
from teams.forms.fields import EARLIEST, LATEST
from teams.models import Professional
from teams.picture import circle_team
from teams.poster.making import poster_around
from teams.poster.paint import Paint
from teams.poster.paper import Way
from teams.public import embed_code
from teams.roster import roster_on
from teams.seen import seal
from teams.snapshots import about_school, plan_snapshot, team_snapshot
from teams.vacancies import with_vacancies
from teams.views.answers import user_of
from teams.views.fetching import visible_school

SCHOOLS_A_PAGE = 30


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To her organisation for a coordinator without a seat, to her school for who has one, to her own page for who has
    none."""
    today = timezone.localdate()
    organisations = list(coordinated_organisations(request.user, today)[:2])
    if len(organisations) == 1 and not seats_of(request.user, today).exists():
        return redirect("teams:organisation", organisations[0].pk)
    schools = list(visible_schools(request.user, today)[:2])
    me = Professional.objects.of_user(request.user).first()
    if not schools and me is not None:
        return redirect("teams:person", me.pk)
    if len(schools) == 1:
        return redirect("teams:school", schools[0].establishment_code)
    return redirect("teams:schools")


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    text = request.GET.get("zoek", "").replace("\x00", "")[:100]
    schools = with_vacancies(visible_schools(request.user, today), today).search(text)
    page = Paginator(schools.select_related("municipality"), SCHOOLS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "text": text, "today": today, "has_schools": bool(page) or bool(text)}
    return render(request, "teams/school_list.html", context)


@require_safe
def school_page(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    asked = asked_day(request)
    day = asked or today
    rights_now = seat_rights(request.user, school, today)
    rights = rights_now if day == today else SeatRights()
    plans = plans_shown(rights_now, school)
    guests = guests_of(school, today) if day == today else ()
    roster = roster_on(school, day, today=today, plans=plans, guests=guests)
    fillable, changeable = rights.fillable(roster.seats), rights.changeable(roster.memberships)
    can_edit = rights.edits_team or bool(fillable or changeable)
    drawing = draw(circle_team(roster, fillable=fillable))
    poster = poster_around(roster, drawing, Paint.COLOUR)
    context = {
        "school": school,
        "roster": roster,
        "contacts": contacts_shown(request.user, roster.people, today),
        "drawing": drawing,
        "poster": poster,
        "sheet": poster.sheet(Way.LANDSCAPE),
        "day": day,
        "today": today,
        "last_year": SchoolYear.of(today).previous.first_day.replace(month=10),
        "is_no_day": asks_for_no_day(request),
        "is_closed": school.is_closed(day),
        "can_confirm": rights.edits_team,
        "fillable": fillable,
        "changeable": changeable,
        "can_edit": can_edit,
        "can_manage": can_manage_school(request.user, school, today),
        "is_public": public_schools(today).filter(pk=school.pk).exists(),
        "embed_code": embed_code(school),
        "can_read_logbook": can_read_logbook(request.user, school, today),
        "plan_seals": {plan.pk: seal(plan_snapshot(plan), about_school(school)) for plan in plans},
        "seen": seal(team_snapshot(school, today), about_school(school)),
        "editing": can_edit and "bewerken" in request.GET,
        "cards": cards_of(user_of(request), school, today),
    }
    return render(request, "teams/school.html", context)


def asks_for_no_day(request: HttpRequest, name: str = "op") -> bool:
    """Whether a day is asked for that is none: then the page says that it shows another."""
    return name in request.GET and asked_day(request, name) is None


def asked_day(request: HttpRequest, name: str = "op") -> date | None:
    """The day of ?op=2025-10-01; None when it is missing or no day this program knows."""
    try:
        day = parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None
