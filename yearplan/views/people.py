"""Everybody in a plan, and the year of one person."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from teams.names import one_line
from yearplan.actions.proposals import chosen_of
from yearplan.pages.diary import diary_of
from yearplan.pages.people import ORDERS, people_page_of
from yearplan.pages.person import person_page_of
from yearplan.views.fetching import visible_plan
from yearplan.views.showing import show

ON_A_PAGE = 100


@require_safe
def people(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Who carries how much, by the order that was asked for."""
    today = timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    order, text = request.GET.get("volgorde", ""), one_line(request.GET.get("zoek", ""))[:100]
    order = order if order in ORDERS else next(iter(ORDERS))
    page = people_page_of(diary_of(plan, chosen_of(plan), today=today), order=order, text=text)
    context = {
        "page": page,
        "rows": Paginator(page.rows, ON_A_PAGE).get_page(request.GET.get("pagina")),
        "orders": [(name, label) for name, (label, _) in ORDERS.items()],
        "order": order,
        "text": text,
        "query": f"{urlencode({'volgorde': order, 'zoek': text})}&",
    }
    return show(request, "people", plan, context)


@require_safe
def person(request: HttpRequest, yearplan_id: int, professional_id: int) -> HttpResponse:
    """Her year, when she is in the plan; else 404."""
    today = timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    diary = diary_of(plan, chosen_of(plan), today=today)
    found = diary.year.people.get(professional_id)
    if found is None:
        raise Http404
    return show(request, "person", plan, {"page": person_page_of(diary, found), "today": today})
