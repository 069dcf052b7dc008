"""Who carries how much, and what would become whole if somebody carried more."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from overview.charts import spread
from overview.load import load_of
from overview.standing import standing, words_for
from overview.trying import TRIED, asked_trial
from overview.views.fetching import looked_at

SHOWN = 100


@require_safe
def load(request: HttpRequest, region_id: int) -> HttpResponse:
    look = looked_at(request, region_id)
    whole = load_of(look.chosen, settings.LOAD_NORM_SCHOOLS)
    organisation = request.GET.get("organisatie", "")
    found = whole.of(organisation)
    context = {
        "region": look.region,
        "moment": look.moment,
        "filters": look.filters,
        "whole": whole,
        "load": found,
        "people": [(each, whole.names[each.organisation], each.is_over(whole.norm)) for each in found.people[:SHOWN]],
        "shown": SHOWN,
        "spread": spread(found.spread(), whole.norm),
        "organisation": organisation,
        "trial": asked_trial(request.GET, whole, look.chosen),
        "tried": TRIED,
        "kinds": sorted({(each.kind.value, words_for(each.kind)) for each in whole.organisations}),
        "vacancies": standing(look.chosen).vacancies,
    }
    return render(request, "overview/load.html", context)
