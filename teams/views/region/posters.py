"""The posters of all schools of a region as one PDF: ask for it, see how far it is, take it."""

from dataclasses import asdict
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from schools.access import schools_in_reach
from schools.models import Municipality, Region
from schools.models.school import SchoolQuerySet
from teams.actions.log import log_export
from teams.dutch import count_text, day_text
from teams.forms.poster import BundleForm
from teams.models import PosterBundle
from teams.poster.bundles import ask_bundle, retry_bundle
from teams.poster.choice import Choice
from teams.poster.paper import Paper
from teams.views.answers import file_to_keep, go_to, user_of
from teams.views.fetching import get_or_post
from teams.views.region.fetching import granted_region


def _schools(request: HttpRequest, region: Region, today: date) -> SchoolQuerySet:
    """The schools of a region that a grant of hers reaches."""
    return schools_in_reach(request.user, today).filter(region=region)


def _bundle(request: HttpRequest, region_id: int, bundle_id: int) -> PosterBundle:
    """A bundle of a region, if she may see every school in it; else 404."""
    today = timezone.localdate()
    region = granted_region(request, region_id, today)
    bundles = PosterBundle.objects.of(region, _schools(request, region, today))
    return get_object_or_404(bundles, pk=bundle_id)


@get_or_post
def posters(request: HttpRequest, region_id: int) -> HttpResponse:
    """Choose how to print the posters of all schools, and find those that were made before."""
    today, now = timezone.localdate(), timezone.now()
    region = granted_region(request, region_id, today)
    schools = _schools(request, region, today)
    towns = Municipality.objects.filter(pk__in=schools.open(today).order_by().values("municipality")).order_by("name")
    choice = Choice.of(request.POST.dict()) if request.method == "POST" else Choice(papier=Paper.A4)
    typed = {**asdict(choice), "gemeente": request.POST.get("gemeente", "")}
    form = BundleForm(towns, choice, data=typed if request.method == "POST" else None)
    if form.is_valid():
        town = form.cleaned_data["gemeente"]
        wanted = schools.open(today).filter(**({"municipality": town} if town else {})).order_by("name", "pk")
        if wanted:
            bundle = ask_bundle(
                region=region,
                schools=wanted,
                municipality=town,
                choice=choice,
                today=today,
                now=now,
                actor=user_of(request),
            )
            return redirect("teams:bundle", region.pk, bundle.pk)
    bundles = PosterBundle.objects.of(region, schools)
    context = {
        "region": region,
        "form": form,
        "count": schools.open(today).count(),
        "bundles": [(row, row.stands_still(now)) for row in bundles],
    }
    return render(request, "teams/region/posters.html", context)


@require_safe
def bundle(request: HttpRequest, region_id: int, bundle_id: int) -> HttpResponse:
    """How far a bundle is; the page asks again by itself while it moves."""
    row, now = _bundle(request, region_id, bundle_id), timezone.now()
    context = {
        "region": row.region,
        "bundle": row,
        "parts": row.parts.defer("content"),
        "is_moving": row.is_moving(now),
        "stands_still": row.stands_still(now),
    }
    return render(request, "teams/region/bundle.html", context)


@require_safe
def bundle_pdf(request: HttpRequest, region_id: int, bundle_id: int) -> HttpResponse:
    """One PDF of it; that it was taken stands in the region's trail."""
    row = _bundle(request, region_id, bundle_id)
    wanted = request.GET.get("deel", "1")
    part = next((part for part in row.parts.defer("content") if str(part.number) == wanted), None)
    if not row.is_ready or part is None:
        raise Http404
    where = str(row.municipality or row.region)
    if request.method == "GET":
        what = count_text(row.total, "school", "scholen")
        summary = f"Gedownload: posters van {what} in {where} (PDF), stand op {day_text(row.day)}."
        log_export(region=row.region, summary=summary, actor=user_of(request))
    name = f"kernteams {where} {row.day}{f' deel {part.number}' if row.parts.count() > 1 else ''}.pdf"
    return file_to_keep(bytes(part.content), "application/pdf", name)


@require_POST
def retry(request: HttpRequest, region_id: int, bundle_id: int) -> HttpResponse:
    """Go on where it stopped."""
    row = _bundle(request, region_id, bundle_id)
    if retry_bundle(bundle=row, now=timezone.now()):
        messages.info(request, "We gaan verder waar het ophield.")
    return go_to(request, reverse("teams:bundle", args=[region_id, bundle_id]))
