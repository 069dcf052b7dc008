"""By what a year is planned, and what changed in it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from teams.dutch import period_text
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from yearplan.access import guides_of, people_to_plan
from yearplan.actions.computing import start_run
from yearplan.actions.plans import add_absence, remove_absence
from yearplan.actions.proposals import chosen_of, weigh_again
from yearplan.affected import affected_by
from yearplan.enums import RunKind
from yearplan.forms.replanning import AbsenceForm
from yearplan.forms.settings import SettingsForm, facilitators_of
from yearplan.gathering import gather
from yearplan.tasks import compute
from yearplan.views.fetching import plan_to_make, unless_gone
from yearplan.views.showing import show


@get_or_post
def settings(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Windows, starting times, travel, limits and weights."""
    today = timezone.localdate()
    plan = plan_to_make(request, yearplan_id, today)
    form = SettingsForm(request.POST or None, instance=plan, facilitators=facilitators_of(plan, guides_of(plan, today)))
    if form.is_valid() and form.keep():
        messages.success(request, "De instellingen zijn bewaard. Ze gelden bij de volgende berekening.")
        return redirect("yearplan:plan", plan.pk)
    status = 409 if form.meanwhile else 200
    return show(request, "settings", plan, {"form": form}, status=status)


@get_or_post
@unless_gone
def replan(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Say who is away, and have the year planned again with as few moves as can be."""
    today = timezone.localdate()
    plan = plan_to_make(request, yearplan_id, today)
    form = AbsenceForm(request.POST or None, plan=plan, people=people_to_plan(request.user, plan, today))
    if form.is_valid():
        who = form.cleaned_data["professional"]
        try:
            row = add_absence(plan=plan, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            weigh_again(plan=plan, today=today)
            messages.success(request, f"Genoteerd: {who} is afwezig {period_text(row.first_day, row.last_day)}.")
            return redirect("yearplan:replan", plan.pk)
    rows = plan.absences.select_related("professional")
    year = gather(plan, today=today, chosen=chosen_of(plan))
    return show(request, "replan", plan, {"form": form, "affected": affected_by(rows, year)})


@require_POST
@unless_gone
def compute_again(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Look for the nearest years that fit what is known now."""
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    start_run(
        plan=plan,
        kind=RunKind.REPLAN,
        about="Met zo weinig mogelijk verschuivingen",
        now=timezone.now(),
        actor=user_of(request),
        enqueue=compute.enqueue,
    )
    return redirect("yearplan:plan", plan.pk)


@require_POST
@unless_gone
def present(request: HttpRequest, yearplan_id: int, absence_id: int) -> HttpResponse:
    """Somebody is there after all."""
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    row = remove_absence(plan=plan, absence_id=absence_id)
    if row is not None:
        weigh_again(plan=plan, today=timezone.localdate())
        messages.success(request, f"Weggehaald: {row.professional} is er toch.")
    return redirect("yearplan:replan", plan.pk)
