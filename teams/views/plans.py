"""Planning who comes: a wish, a question, and what becomes of it. Who may not fill the seat finds no plan."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from schools.models import Change
from teams.actions import plans
from teams.forms.buttons import posted_snapshot
from teams.forms.plans import AgreeForm, PlanForm
from teams.snapshots import about_school
from teams.views.answers import handle, press, user_of
from teams.views.fetching import get_or_post, roles_to_fill, visible_plan, visible_school
from teams.views.seats import school_url


@get_or_post
def plan_member(request: HttpRequest, code: str, seat_id: int) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    roles = roles_to_fill(request, school, seat_id, today)
    build = partial(PlanForm, user=request.user, school=school, roles=roles, today=today)
    title = f"Wie komt er als {' of '.join(role.name for role in roles)}?"
    context = {"school": school, "title": title, "button": "Bewaar het plan"}
    return handle(request, build, context, back=school_url(request, school))


@get_or_post
def agree_plan(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    plan = visible_plan(request, school, plan_id, today)
    build = partial(AgreeForm, plan=plan, today=today)
    title = f"{plan.professional} wordt {plan.role}"
    context = {"school": school, "title": title, "button": "Zet in het kernteam"}
    return handle(request, build, context, back=school_url(request, school))


@require_POST
def ask_planned(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    return _press(request, code, plan_id, plans.ask_planned)


@require_POST
def drop_plan(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    return _press(request, code, plan_id, plans.drop_plan)


def _press(request: HttpRequest, code: str, plan_id: int, act: Callable[..., Change]) -> HttpResponse:
    today = timezone.localdate()
    school = visible_school(request, code, today)
    plan = visible_plan(request, school, plan_id, today)

    def carry_out(key: UUID | None) -> Change:
        seen = posted_snapshot(request.POST, about_school(school))
        return act(plan=plan, seen=seen, actor=user_of(request), key=key)

    return press(request, carry_out, back=school_url(request, school))
