"""Wie mag wat: shown to everybody with a grant in the region, given and ended by a beheerder."""

from datetime import date
from functools import partial

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.access import is_beheerder
from schools.models import Grant, Region
from teams.actions.letters import name_of
from teams.forms.region.grants import EndPowerForm, GrantForm
from teams.glance import glance
from teams.models import Coordinator
from teams.powers import editing_roles, powers_over, rights
from teams.views.answers import handle, user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region, region_of_beheerder


@require_safe
def grants(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = granted_region(request, region_id, today)
    context = {
        "region": region,
        "powers": powers_over(region, today, user_of(request)),
        "rights": rights(),
        "editing_roles": editing_roles(region, today),
        "glance": glance(region.schools.all(), today),
        "can_give": is_beheerder(request.user, today),
    }
    return render(request, "teams/region/grants.html", context)


@get_or_post
def give_grant(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = region_of_beheerder(request, region_id, today)
    context = {"title": "Bevoegdheid geven", "button": "Geef", "crumb": f"Wie mag wat in {region}"}
    return handle(request, partial(GrantForm, region=region, today=today), context, back=_url(region))


@get_or_post
def end_grant(request: HttpRequest, region_id: int, grant_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = region_of_beheerder(request, region_id, today)
    here = Grant.objects.filter(Q(region=region) | Q(region=None))
    grant = get_object_or_404(here.select_related("user", "region", "municipality"), pk=grant_id)
    return _end(request, region, grant, grant.get_kind_display(), today)


@get_or_post
def end_coordinator(request: HttpRequest, region_id: int, coordinator_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = region_of_beheerder(request, region_id, today)
    here = Coordinator.objects.filter(organisation__region=region)
    coordinator = get_object_or_404(here.select_related("user", "organisation__region"), pk=coordinator_id)
    return _end(request, region, coordinator, f"coördinator van {coordinator.organisation}", today)


def _end(request: HttpRequest, region: Region, power: Grant | Coordinator, what: str, today: date) -> HttpResponse:
    user = user_of(request)
    build = partial(EndPowerForm, power=power, region=region, today=today, user=user)
    context = {
        "title": f"Wanneer stopt {name_of(power.user)} als {what}?",
        "button": "Bewaar",
        "crumb": f"Wie mag wat in {region}",
    }
    back = reverse("teams:home") if isinstance(power, Grant) and power.user_id == user.pk else _url(region)
    return handle(request, build, context, back=back)


def _url(region: Region) -> str:
    return reverse("teams:grants", args=[region.pk])
