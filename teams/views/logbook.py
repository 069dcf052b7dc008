from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.access import regions_in_reach
from teams.access import can_read_logbook, reads_plans
from teams.enums import LogTopic
from teams.forms.logbook import OF_A_SCHOOL, LogbookFilter
from teams.trail.logbook import Reader, entries_of
from teams.trail.names import who
from teams.trail.selection import Selection
from teams.views.answers import user_of
from teams.views.fetching import visible_school

ENTRIES_A_PAGE = 30


@require_safe
def school_logbook(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    if not can_read_logbook(request.user, school, today):
        raise PermissionDenied
    reader = Reader(user_of(request), today, school, reads_plans=reads_plans(request.user, school, today))
    return _show(request, Selection.of_school(school), reader, OF_A_SCHOOL, {"school": school})


@require_safe
def region_logbook(request: HttpRequest, region_id: int) -> HttpResponse:
    today = timezone.localdate()
    region = get_object_or_404(regions_in_reach(request.user, today), pk=region_id)
    reader = Reader(user_of(request), today, reads_plans=reads_plans(request.user, region, today))
    return _show(request, Selection.of_region(region), reader, LogTopic, {"region": region})


def _show(
    request: HttpRequest, selection: Selection, reader: Reader, topics: Iterable[LogTopic], context: dict[str, Any]
) -> HttpResponse:
    selection = selection if reader.reads_plans else selection.without_plans()
    actors = [(str(user.pk), who(user)) for user in selection.actors()]
    form = LogbookFilter(request.GET, topics=topics, actors=actors)
    page = Paginator(selection.only(**form.asked).keys(), ENTRIES_A_PAGE).get_page(request.GET.get("pagina"))
    entries = entries_of(list(page), reader)
    days = [(day, list(of_day)) for day, of_day in groupby(entries, lambda entry: timezone.localdate(entry.made_at))]
    context |= {"page": page, "days": days, "form": form, "is_filtered": any(form.asked.values())}
    return render(request, "teams/logbook.html", context)
