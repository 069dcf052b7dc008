"""One school in a plan: where its two sessions stand, what differs there, and whether it agrees."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from schools.changes import Stale
from schools.models import School
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from yearplan.access import schools_of
from yearplan.actions.plans import wish_of
from yearplan.actions.proposals import chosen_of, moments_text, set_agreed
from yearplan.forms.school import SchoolWishForm
from yearplan.models import YearPlan
from yearplan.pages.diary import Entry, diary_of
from yearplan.pages.misfits import misfits_of
from yearplan.standing import Stage
from yearplan.views.fetching import chosen_proposal, plan_to_make, visible_plan
from yearplan.views.showing import show


@get_or_post
def school(request: HttpRequest, yearplan_id: int, code: str) -> HttpResponse:
    """Read by who sees the plan; its settings are changed by who makes it."""
    today = timezone.localdate()
    fetch = plan_to_make if request.method == "POST" else visible_plan
    plan = fetch(request, yearplan_id, today)
    row = _school(plan, code, today)
    form = SchoolWishForm(request.POST or None, plan=plan, school=row, today=today)
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, f"Bewaard voor {row}. Bereken het jaar opnieuw om hiermee te plannen.")
        return redirect("yearplan:school", plan.pk, row.establishment_code)
    chosen = chosen_of(plan)
    entries = diary_of(plan, chosen, today=today).of_school(row)
    context = {
        "school": row,
        "wish": wish_of(plan, row),
        "form": form,
        "closed_days": plan.closed_days.filter(school=row),
        "entries": [(entry, _misfit(entry)) for entry in entries],
        **_agreement(entries),
    }
    return show(request, "school", plan, context, status=409 if form.meanwhile else 200)


@require_POST
def agree(request: HttpRequest, yearplan_id: int, code: str) -> HttpResponse:
    """Note that the school agrees to its moments, or no longer."""
    today, now = timezone.localdate(), timezone.now()
    plan = plan_to_make(request, yearplan_id, today)
    row = _school(plan, code, today)
    agreed, seen = request.POST.get("akkoord") == "1", request.POST.get("gezien", "")
    try:
        set_agreed(
            proposal=chosen_proposal(plan), school=row, agreed=agreed, seen=seen, now=now, actor=user_of(request)
        )
    except Stale as stale:
        messages.error(request, f"Er is niets genoteerd. {stale}")
    else:
        said = "is akkoord met de momenten" if agreed else "is nog niet akkoord"
        messages.success(request, f"Genoteerd: {row} {said}.")
    return redirect(reverse("yearplan:school", args=[plan.pk, row.establishment_code]))


def _school(plan: YearPlan, code: str, today: date) -> School:
    """A school of the plan, also one that is left out; else 404."""
    return get_object_or_404(schools_of(plan, today).select_related("municipality", "region"), establishment_code=code)


def _misfit(entry: Entry) -> object:
    """Why it stands nowhere, when it does."""
    if entry.row is None or entry.standing.stage != Stage.NOWHERE:
        return None
    return misfits_of([entry.row], [entry.row])[0]


def _agreement(entries: list[Entry]) -> dict[str, object]:
    """What can be agreed to: moments that are only proposed."""
    rows = [entry.row for entry in entries if entry.row is not None]
    open_ones = [entry.row for entry in entries if entry.row is not None and entry.standing.is_to_send]
    is_agreed = bool(open_ones) and all(row.agreed_at for row in open_ones)
    return {"can_agree": bool(open_ones), "is_agreed": is_agreed, "moments": moments_text(rows)}
