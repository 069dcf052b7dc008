"""What a region itself says in the register: of a school that is there, and of one that was missing."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from schools.access import can_manage_school
from schools.models import Region, School
from teams.forms.base import ActionForm
from teams.forms.region.register import FindSchoolForm, NewSchoolForm, SchoolDataForm, TakeSchoolForm
from teams.views.answers import handle
from teams.views.fetching import get_or_post, visible_school
from teams.views.region.fetching import managed_region


@get_or_post
def edit_school(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    if not can_manage_school(request.user, school, today):
        raise PermissionDenied
    context = {"school": school, "title": f"Gegevens van {school}", "button": "Bewaar"}
    build = partial(SchoolDataForm, school=school, today=today)
    return handle(request, build, context, back=reverse("teams:school", args=[code]))


@get_or_post
def add_school(request: HttpRequest, region_id: int) -> HttpResponse:
    """First its code; then, depending on whether the register knows it, one button or the rest of its data."""
    region = managed_region(request, region_id, timezone.localdate())
    asked = request.POST or request.GET
    finding = FindSchoolForm(asked if "code" in asked else None, auto_id="zoek-%s")
    code = finding.cleaned_data["code"] if finding.is_bound and finding.is_valid() else ""
    known = School.objects.filter(establishment_code=code).select_related("municipality").first()
    context = {
        "region": region,
        "finding": finding,
        "code": code,
        "known": known,
        "is_here": known is not None and known.region_id == region.pk,
        "is_elsewhere": known is not None and known.region_id not in {None, region.pk},
        "button": "Neem op in de regio" if known else "Voeg de school toe",
    }
    template = "teams/region/add_school.html"
    if not code or (known and known.region_id):
        return render(request, template, context)
    return handle(request, partial(_adding, region, known, code), context, back=_url(region), template=template)


def _adding(region: Region, known: School | None, code: str, **kwargs: object) -> ActionForm:
    if known:
        return TakeSchoolForm(region=region, school=known, **kwargs)
    return NewSchoolForm(region=region, code=code, **kwargs)


def _url(region: Region) -> str:
    return reverse("teams:region", args=[region.pk])
