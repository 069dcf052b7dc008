"""What every page of a plan shows beside its own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yearplan.access import can_make_plan
from yearplan.models import YearPlan
from yearplan.undoing import last_move


def show(
    request: HttpRequest, template: str, plan: YearPlan, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of a plan, with whether she may change it and what she moved last."""
    can_make = can_make_plan(request.user, plan, timezone.localdate())
    undo = last_move(request.session, plan.pk) if can_make else None
    shared = {"plan": plan, "can_make": can_make, "undo": undo, "back": request.get_full_path()}
    return render(request, f"yearplan/{template}.html", {**context, **shared}, status=status)
