"""Computing a plan: begin, look how far it is, stop, and go on with what stopped by itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from teams.views.answers import go_to, user_of
from yearplan.actions.computing import cancel_run, resume_run, start_run
from yearplan.enums import RunState
from yearplan.models import Run, YearPlan
from yearplan.tasks import compute
from yearplan.views.fetching import plan_to_make, unless_gone


@require_POST
@unless_gone
def start(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Have the year computed."""
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    start_run(plan=plan, now=timezone.now(), actor=user_of(request), enqueue=compute.enqueue)
    return _back(request, plan)


@require_POST
@unless_gone
def stop(request: HttpRequest, yearplan_id: int, run_id: int) -> HttpResponse:
    """Let what was found so far be enough."""
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    run = get_object_or_404(Run, plan=plan, pk=run_id)
    cancel_run(run=run)
    is_explaining = run.state == RunState.EXPLAINING
    result = "Het voorstel blijft zoals het is." if is_explaining else "Het beste plan tot nu toe wordt het voorstel."
    messages.info(request, f"We stoppen. {result}")
    return _back(request, plan)


@require_POST
@unless_gone
def resume(request: HttpRequest, yearplan_id: int, run_id: int) -> HttpResponse:
    """Go on where it stopped."""
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    run = get_object_or_404(Run.objects.select_related("plan"), plan=plan, pk=run_id)
    if resume_run(run=run, now=timezone.now(), enqueue=compute.enqueue, by_hand=True):
        messages.info(request, "We gaan verder waar het ophield.")
    return _back(request, plan)


def _back(request: HttpRequest, plan: YearPlan) -> HttpResponse:
    return go_to(request, reverse("yearplan:plan", args=[plan.pk]))
