"""The region at a glance: figures, and the table of schools by seats."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from overview.access import schools_with_plans_shown
from overview.choices import choices_of, districts_of
from overview.figures import figures
from overview.filters import HELD, PLANNED, UNDATED, VACANT, WHOLE, Filters
from overview.matrix import rows_of
from overview.meters import QUESTIONS
from overview.selection import in_order
from overview.views.fetching import Look, looked_at
from teams.views.answers import is_fragment, user_of
from teams.views.schools import asks_for_no_day

FIRST, ALL = 40, 2000  # rows on a screen; and of what is to be printed, which says so where there are more
OTHER_COLUMNS = 5  # the school, two sessions, confirmed, four questions


@require_safe
def overview(request: HttpRequest, region_id: int) -> HttpResponse:
    look = looked_at(request, region_id)
    asks_more = is_fragment(request) and "vanaf" in request.GET
    context = _rows(request, look) | ({} if asks_more else _figures(look)) | {"districts": None}
    if asks_more:
        return _answer(request, look, "overview/components/rows.html", context)
    if is_fragment(request):
        if request.htmx.trigger_name == "gemeente":  # type: ignore[attr-defined]
            context["districts"] = districts_of(look.whole, look.filters)
        return _answer(request, look, "overview/found.html", context)
    context |= {"choices": choices_of(look.whole, look.filters), "is_no_day": asks_for_no_day(request, "dag")}
    context["saved"] = user_of(request).saved_pages.filter(address__startswith=request.path)
    return _answer(request, look, "overview/overview.html", context)


def _answer(request: HttpRequest, look: Look, template: str, context: dict[str, Any]) -> HttpResponse:
    context |= {"region": look.region, "filters": look.filters, "moment": look.moment, "year": look.moment.year}
    answer = render(request, template, context)
    patch_vary_headers(answer, ["HX-Request"])
    if is_fragment(request) and "vanaf" not in request.GET:
        answer["HX-Replace-Url"] = request.path + look.filters.query
    return answer


def _figures(look: Look) -> dict[str, Any]:
    found, filters = figures(look.chosen), look.filters
    return {
        "figures": found,
        "missing": [(each, filters.but(missing_at=each.kind)) for each in found.teams.missing],
        "links": {
            "whole": filters.but(team=WHOLE),
            "vacant": filters.but(team=VACANT),
            "first_held": filters.but(first=HELD),
            "first_planned": filters.but(first=PLANNED),
            "first_undated": filters.but(first=UNDATED),
            "second_held": filters.but(second=HELD),
            "second_planned": filters.but(second=PLANNED),
            "second_undated": filters.but(second=UNDATED),
            "stale": filters.but(stale="1"),
        },
        "cleared": Filters(sort=filters.sort, day=filters.day, year=filters.year),
    }


def _rows(request: HttpRequest, look: Look) -> dict[str, Any]:
    """The rows from where is asked, and one more than are shown to know whether there are others."""
    is_all = "alles" in request.GET
    start, size = _asked_from(request), ALL if is_all else FIRST
    columns = look.chosen.plan.columns(look.chosen.sectors)
    plans = schools_with_plans_shown(user_of(request), look.region, timezone.localdate())
    ordered = in_order(look.chosen.schools, look.filters.sort, look.moment)
    rows = rows_of(look.chosen, ordered[start : start + size + 1], columns, plans)
    return {
        "columns": columns,
        "width": len(columns) + OTHER_COLUMNS,
        "rows": rows[:size],
        "start": start,
        "next": start + size if len(rows) > size else 0,
        "last": start + min(len(rows), size),
        "is_all": is_all,
        "questions": QUESTIONS,
        "school_url": reverse("teams:schools"),
        "meeting_url": reverse("meetings:mine"),
    }


def _asked_from(request: HttpRequest) -> int:
    asked = request.GET.get("vanaf", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
