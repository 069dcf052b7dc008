"""A page for each municipality and board, in words and figures: what somebody takes to the OOGO."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from overview.areas import BESTUUR, FIELDS, GEMEENTE, Report, area_named, areas_of, in_area, report
from overview.papers import report_pdf
from overview.views.fetching import Look, looked_at
from teams.actions.log import log_export
from teams.views.answers import file_to_keep, user_of


@require_safe
def areas(request: HttpRequest, region_id: int) -> HttpResponse:
    look = looked_at(request, region_id)
    context = {
        "region": look.region,
        "moment": look.moment,
        "filters": look.filters,
        "groups": [
            ("Gemeenten", areas_of(look.whole, GEMEENTE)),
            ("Schoolbesturen", areas_of(look.whole, BESTUUR)),
        ],
    }
    return render(request, "overview/areas.html", context)


@require_safe
def area(request: HttpRequest, region_id: int, kind_of_area: str, area: str) -> HttpResponse:
    look, found = _asked(request, region_id, kind_of_area, area)
    context = {"region": look.region, "moment": look.moment, "filters": look.filters, "report": found}
    return render(request, "overview/area.html", context)


@require_safe
def area_pdf(request: HttpRequest, region_id: int, kind_of_area: str, area: str) -> HttpResponse:
    look, found = _asked(request, region_id, kind_of_area, area)
    if request.method == "GET":
        summary = f"Gedownload: {found.area.name}, voor het OOGO (PDF)."
        log_export(summary=summary, actor=user_of(request), region=look.region)
    name = f"OOGO {found.area.name} {look.moment.day.isoformat()}.pdf"
    return file_to_keep(report_pdf(found, look.region, look.moment), "application/pdf", name)


def _asked(request: HttpRequest, region_id: int, kind: str, code: str) -> tuple[Look, Report]:
    """The area, if this user sees a school there; else 404."""
    look = looked_at(request, region_id)
    named = area_named(kind, code) if kind in FIELDS else None
    here = in_area(look.whole, kind, code)
    if named is None or not here.sectors:
        raise Http404
    before = in_area(look.a_year_before(user_of(request)), kind, code)
    return look, report(here, before, kind, code, named)
