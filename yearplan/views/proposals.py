"""The proposals of a plan: which there are, which to go on with, and in what two of them differ."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from schools.changes import Stale
from yearplan.actions.proposals import choose_proposal, remove_proposal
from yearplan.models import Proposal, YearPlan
from yearplan.pages.proposals import comparison_of, proposal_rows
from yearplan.views.fetching import plan_to_make, visible_plan
from yearplan.views.showing import show


@require_safe
def proposals(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    today = timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    rows = proposal_rows(plan, today=today)
    chosen = next((row.proposal for row in rows if row.proposal.is_chosen), None)
    return show(request, "proposals", plan, {"rows": rows, "chosen": chosen})


@require_safe
def compare(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Two proposals by their numbers in the plan; 404 for one that is not there."""
    today = timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    all_of_them = list(plan.proposals.all())
    one, other = (_numbered(plan, all_of_them, request.GET.get(name, "")) for name in ("een", "ander"))
    context = {"proposals": all_of_them, "found": comparison_of(one, other, today=today)}
    return show(request, "compare", plan, context)


@require_POST
def choose(request: HttpRequest, yearplan_id: int, proposal_id: int) -> HttpResponse:
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    proposal = _proposal(plan, proposal_id)
    try:
        choose_proposal(proposal=proposal)
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, f"Je werkt nu verder met {str(proposal).lower()}.")
    return redirect("yearplan:proposals", plan.pk)


@require_POST
def remove(request: HttpRequest, yearplan_id: int, proposal_id: int) -> HttpResponse:
    """Take one away that is not worked on."""
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    proposal = _proposal(plan, proposal_id)
    try:
        remove_proposal(proposal=proposal)
    except (Stale, ValidationError) as refused:
        why = refused.messages if isinstance(refused, ValidationError) else refused.differences
        messages.error(request, f"{proposal} is niet weggehaald. {' '.join(why)}")
    else:
        messages.success(request, f"{proposal} is weg.")
    return redirect("yearplan:proposals", plan.pk)


def _proposal(plan: YearPlan, proposal_id: int) -> Proposal:
    found: Proposal = get_object_or_404(plan.proposals, pk=proposal_id)
    found.plan = plan
    return found


def _numbered(plan: YearPlan, proposals: list[Proposal], number: str) -> Proposal:
    found = next((row for row in proposals if str(row.number) == number), None)
    if found is None:
        raise Http404
    found.plan = plan
    return found
