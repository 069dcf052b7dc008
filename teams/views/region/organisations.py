"""The organisations of a region: shown to who has a grant in it, changed by who manages it."""

from functools import partial

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.access import can_manage_region
from schools.models import Region
from teams.actions.organisations import SHOWN, remove_organisation
from teams.forms.region.organisations import OrganisationForm
from teams.forms.removal import RemovalForm
from teams.models import Organisation
from teams.snapshots import about_row, row_snapshot
from teams.views.answers import handle
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region, managed_region


@require_safe
def organisations(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = granted_region(request, region_id, today)
    people = Count("professionals", filter=Q(professionals__merged_into=None), distinct=True)
    rows = region.organisations.annotate(people=people).order_by("name")
    context = {
        "region": region,
        "organisations": rows.prefetch_related("municipalities"),
        "can_manage": can_manage_region(request.user, region, today),
    }
    return render(request, "teams/region/organisations.html", context)


@get_or_post
def add_organisation(request: HttpRequest, region_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    context = {"title": "Nieuwe organisatie", "button": "Voeg toe", "crumb": f"Organisaties in {region}"}
    return handle(request, partial(OrganisationForm, region=region), context, back=_url(region))


@get_or_post
def edit_organisation(request: HttpRequest, region_id: int, organisation_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    organisation = _organisation(region, organisation_id)
    context = {
        "title": str(organisation),
        "button": "Bewaar",
        "crumb": f"Organisaties in {region}",
        "remove_url": reverse("teams:remove_organisation", args=[region.pk, organisation.pk]),
        "remove_label": "Haal deze organisatie weg",
    }
    build = partial(OrganisationForm, region=region, organisation=organisation)
    return handle(request, build, context, back=_url(region))


@get_or_post
def remove_organisation_page(request: HttpRequest, region_id: int, organisation_id: int) -> HttpResponse:
    region = managed_region(request, region_id, timezone.localdate())
    organisation = _organisation(region, organisation_id)
    build = partial(
        RemovalForm,
        remove=partial(remove_organisation, organisation=organisation),
        asks=["Dat kan alleen als er niemand meer werkt en niemand haar mensen regelt."],
        snapshot=row_snapshot(organisation, SHOWN),
        about=about_row(organisation),
    )
    context = {"title": f"{organisation} weghalen?", "button": "Haal weg", "crumb": f"Organisaties in {region}"}
    return handle(request, build, context, back=_url(region))


def _organisation(region: Region, organisation_id: int) -> Organisation:
    rows = region.organisations.select_related("region").prefetch_related("municipalities")
    return get_object_or_404(rows, pk=organisation_id)


def _url(region: Region) -> str:
    return reverse("teams:organisations", args=[region.pk])
