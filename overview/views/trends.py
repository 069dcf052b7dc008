"""How the schools do through the school year, beside the year before; and how long seats stay empty."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from overview.areas import COUNTED
from overview.choices import choices_of
from overview.figures import figures
from overview.selection import selected
from overview.trends import trend
from overview.views.fetching import looked_at
from teams.views.answers import user_of


@require_safe
def through_time(request: HttpRequest, region_id: int) -> HttpResponse:
    look = looked_at(request, region_id)
    user = user_of(request)
    places = look.filters.of_place
    now, before = (figures(selected(each, places)) for each in (look.whole, look.a_year_before(user)))
    context = {
        "region": look.region,
        "moment": look.moment,
        "filters": look.filters,
        "choices": choices_of(look.whole, look.filters),
        "trend": trend(look.through_time(user)),
        "compared": [(what, of(now), of(before), of(now) - of(before)) for what, of in COUNTED],
    }
    return render(request, "overview/trends.html", context)
