"""What a view starts from: the plan, or a piece of it, that a URL names, if this user may see it, and may change it."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from schools.changes import Stale
from teams.views.answers import go_to
from yearplan.access import can_make_plan, visible_plans
from yearplan.actions.proposals import chosen_of
from yearplan.models import Proposal, ProposedSession, YearPlan
from yearplan.models.proposal import ProposedSessionQuerySet


def unless_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that changes a plan: when that was taken away between reading and writing, it says so."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Stale as stale:
            messages.error(request, f"Er is niets gedaan. {stale}")
            return go_to(request, reverse("yearplan:plans"))

    return answer


def visible_plan(request: HttpRequest, yearplan_id: int, today: date) -> YearPlan:
    """The plan with this number, if this user may see it; else 404."""
    return get_object_or_404(visible_plans(request.user, today).with_places(), pk=yearplan_id)


def plan_to_make(request: HttpRequest, yearplan_id: int, today: date) -> YearPlan:
    """The plan with this number: 404 when the user may not see it, 403 when she only reads it."""
    plan = visible_plan(request, yearplan_id, today)
    if not can_make_plan(request.user, plan, today):
        raise PermissionDenied
    return plan


def chosen_proposal(plan: YearPlan) -> Proposal:
    """The proposal that is worked on; 404 as long as nothing was computed."""
    proposal = chosen_of(plan)
    if proposal is None:
        raise Http404
    proposal.plan = plan
    return proposal


def session_of(plan: YearPlan, session_id: int) -> ProposedSession:
    """A session of the proposal that is worked on; 404 for one of another proposal or plan."""
    session = get_object_or_404(plan_sessions(plan), pk=session_id)
    session.proposal.plan = plan
    return session


def plan_sessions(plan: YearPlan) -> ProposedSessionQuerySet:
    """The sessions of the proposal that is worked on."""
    rows = ProposedSession.objects.filter(proposal__plan=plan, proposal__is_chosen=True).with_places()
    return rows.select_related("proposal__plan", "school__municipality", "school__region")
