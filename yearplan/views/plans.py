"""The plans that somebody may see, and the page of one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from schools.access import places_in_reach
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from yearplan.access import places_to_plan, schools_of, visible_plans
from yearplan.actions.plans import open_plan
from yearplan.actions.proposals import chosen_of
from yearplan.forms.plans import OpenPlanForm
from yearplan.models import Proposal, Run
from yearplan.pages.plan import PlanPage, page_of
from yearplan.views.fetching import visible_plan
from yearplan.views.showing import show

LINES = 100  # schools on one page of the strip


@get_or_post
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan that she sees, and the form to begin one."""
    today = timezone.localdate()
    if not places_in_reach(request.user, today):
        raise Http404
    places = places_to_plan(request.user, today)
    form = OpenPlanForm(request.POST or None, places=places, today=today)
    if request.method == "POST":
        if not places:
            raise PermissionDenied
        if form.is_valid():
            region, municipality = form.chosen
            try:
                plan = open_plan(
                    region=region, municipality=municipality, year=form.school_year, actor=user_of(request)
                )
            except ValidationError as refused:
                form.add_error("place", refused)
            else:
                return redirect("yearplan:plan", plan.pk)
    found = list(visible_plans(request.user, today).with_places())
    return render(request, "yearplan/plans.html", {"plans": found, "form": form if places else None})


@require_safe
def plan_page(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """The year at a glance: how far it is, the strip of all schools, what does not fit, and what can be done now."""
    today, now = timezone.localdate(), timezone.now()
    plan = visible_plan(request, yearplan_id, today)
    chosen = chosen_of(plan)
    run = plan.runs.with_proposals().first()
    if run is not None and not run.is_moving and request.htmx.target == "berekening":  # type: ignore[attr-defined]
        return HttpResponseClientRefresh()  # the page that waited for it shows what came of it
    context = {
        "run": run,
        "stands_still": run is not None and run.stands_still(now),
        "newer": _newer(run, chosen.pk if chosen else None),
        "proposals": plan.proposals.count(),
        "batch": plan.batches.first(),
        "apart": plan.apart().with_places(),
    }
    if request.htmx.target == "berekening":  # type: ignore[attr-defined]
        return show(request, "components/run", plan, context)
    if chosen is None:
        return show(request, "empty", plan, {**context, "schools": schools_of(plan, today).count()})
    chosen.plan = plan
    page = page_of(chosen, today=today)
    return show(request, "plan", plan, {**context, "page": page, **_lines(request, page)})


def _lines(request: HttpRequest, page: PlanPage) -> dict[str, object]:
    """The lines of the strip that she asks for: by name, or only schools where something is still to be done."""
    text, wanted = request.GET.get("zoek", "").strip()[:100], request.GET.get("toon", "")
    lines = [
        line
        for line in page.strip.lines
        if text.casefold() in line.school.name.casefold()
        and (wanted != "past-niet" or any(mark.stage == "nowhere" for mark in line.marks))
        and (wanted != "versturen" or any(mark.standing.is_to_send for mark in line.marks))
    ]
    shown = Paginator(lines, LINES).get_page(request.GET.get("blad"))
    return {"lines": shown, "text": text, "wanted": wanted, "found": len(lines)}


def _newer(run: Run | None, chosen: int | None) -> list[Proposal]:
    """What the last computation proposed, as long as something else is chosen."""
    found = list(run.proposals.all()) if run and run.is_ready else []
    return [] if chosen in {proposal.pk for proposal in found} else found
