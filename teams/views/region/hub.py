"""The regions somebody has a grant in, and where everything about one region is found."""

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.access import (
    can_edit_in_region,
    can_manage_region,
    is_beheerder,
    regions_granted,
    regions_in_reach,
    schools_in_reach,
)
from teams.access import can_read_region_logbook
from teams.extensions import doors_of
from teams.forms.region.setup import RegionForm
from teams.glance import glance
from teams.views.answers import handle, user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region, require_beheerder


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = regions_granted(request.user, today).annotate(school_count=Count("schools")).order_by("name")
    can_add = is_beheerder(request.user, today)
    if not found and not can_add:
        raise Http404
    return render(request, "teams/region/regions.html", {"regions": found, "can_add": can_add})


@require_safe
def region(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    row = granted_region(request, region_id, today)
    context = {
        "region": row,
        "glance": glance(schools_in_reach(request.user, today).filter(region=row), today),
        "municipalities": row.municipalities.all(),
        "is_part": not regions_in_reach(request.user, today).filter(pk=row.pk).exists(),
        "can_manage": can_manage_region(request.user, row, today),
        "can_read_logbook": can_read_region_logbook(request.user, row, today),
        "can_erase": regions_in_reach(request.user, today, editing=True).filter(pk=row.pk).exists(),
        "is_beheerder": is_beheerder(request.user, today),
        "can_import": can_edit_in_region(request.user, row, today),
        "doors": doors_of(user_of(request), row),
    }
    return render(request, "teams/region/region.html", context)


@get_or_post
def add_region(request: HttpRequest) -> HttpResponse:
    require_beheerder(request, timezone.localdate())
    context = {"title": "Nieuwe regio", "button": "Maak de regio", "crumb": "Regio’s"}
    return handle(request, RegionForm, context, back=reverse("teams:regions"))
