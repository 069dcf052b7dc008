"""A plan in a file, to keep or to send; that it was taken stands in the logbook of the region."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from teams.actions.log import log_export
from teams.views.answers import file_to_keep, user_of
from yearplan.actions.proposals import chosen_of
from yearplan.exports import calendar_of, sheet_of
from yearplan.models import YearPlan
from yearplan.pages.diary import diary_of
from yearplan.views.fetching import visible_plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def xlsx(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Every session in a row."""
    today = timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    content = sheet_of(diary_of(plan, chosen_of(plan), today=today))
    return _taken(request, plan, content, XLSX, "xlsx")


@require_safe
def ics(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Every session with a moment, for a calendar program."""
    today, now = timezone.localdate(), timezone.now()
    plan = visible_plan(request, yearplan_id, today)
    content = calendar_of(diary_of(plan, chosen_of(plan), today=today), now=now)
    return _taken(request, plan, content, "text/calendar; charset=utf-8", "ics")


def _taken(request: HttpRequest, plan: YearPlan, content: bytes, kind: str, suffix: str) -> HttpResponse:
    if request.method == "GET":
        summary = f"Gedownload: {plan} ({suffix})."
        log_export(region=plan.region, summary=summary, actor=user_of(request))
    return file_to_keep(content, kind, f"{plan}.{suffix}")
