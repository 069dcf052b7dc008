"""Sending a proposal: what would go, letting it go, and how far it is."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from schools.changes import Stale
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from yearplan.access import can_make_plan
from yearplan.actions.sending import resume_batch, send_batch
from yearplan.enums import LineState
from yearplan.forms.sending import AGREED, ALL, SendForm
from yearplan.models import Batch
from yearplan.sendable import Sendable, fingerprint_of, numbers_of, sendable_of, towns_of
from yearplan.tasks import send
from yearplan.views.fetching import chosen_proposal, plan_to_make, unless_gone, visible_plan


@get_or_post
def sending(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """First the choice with its numbers; then, with those numbers before her, the button that lets it go."""
    today, now = timezone.localdate(), timezone.now()
    plan = plan_to_make(request, yearplan_id, today)
    found = sendable_of(chosen_proposal(plan), today=today)
    agreed = sum(each.is_agreed for each in found)
    form = SendForm(request.POST or None, towns=towns_of(found), agreed=agreed, total=len(found))
    wanted = _wanted(found, form.cleaned_data["which"]) if form.is_valid() else found
    numbers = numbers_of(wanted)
    if form.is_valid() and wanted and form.cleaned_data["expected"] == fingerprint_of(wanted):
        try:
            batch = send_batch(
                plan=plan,
                wanted=[each.to_send for each in wanted],
                reason=form.cleaned_data["reason"],
                now=now,
                actor=user_of(request),
                enqueue=send.enqueue,
            )
        except Stale as stale:
            messages.error(request, f"Er is niets verstuurd. {stale}")
            return redirect("yearplan:send", plan.pk)
        return redirect("yearplan:batch", plan.pk, batch.pk)
    is_changed = form.is_valid() and bool(form.cleaned_data["expected"])
    context = {"plan": plan, "form": form, "wanted": wanted, "numbers": numbers, "is_asking": form.is_valid()}
    context |= {"fingerprint": fingerprint_of(wanted), "is_changed": is_changed}
    return render(request, "yearplan/send.html", {**context, "found": found, "last": plan.batches.first()})


@require_safe
def batch(request: HttpRequest, yearplan_id: int, batch_id: int) -> HttpResponse:
    """How far a batch is, session by session; the page asks again by itself while it moves."""
    now, today = timezone.now(), timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    row = get_object_or_404(Batch, plan=plan, pk=batch_id)
    lines = list(row.lines.select_related("school", "meeting").order_by("school__name", "pk"))
    context = {
        "plan": plan,
        "batch": row,
        "lines": lines,
        "done": sum(line.state != LineState.WAITING for line in lines),
        "mails": sum(line.mails for line in lines),
        "refused": [line for line in lines if line.state == LineState.REFUSED],
        "stands_still": row.stands_still(now),
        "can_make": can_make_plan(request.user, plan, today),
    }
    return render(request, "yearplan/batch.html", context)


@require_POST
@unless_gone
def resume(request: HttpRequest, yearplan_id: int, batch_id: int) -> HttpResponse:
    """Go on where it stopped."""
    plan = plan_to_make(request, yearplan_id, timezone.localdate())
    row = get_object_or_404(Batch, plan=plan, pk=batch_id)
    if resume_batch(batch=row, now=timezone.now(), enqueue=send.enqueue, by_hand=True):
        messages.info(request, "We gaan verder waar het ophield.")
    return redirect("yearplan:batch", plan.pk, row.pk)


def _wanted(found: Sequence[Sendable], which: str) -> list[Sendable]:
    if which == ALL:
        return list(found)
    if which == AGREED:
        return [each for each in found if each.is_agreed]
    return [each for each in found if str(each.row.school.municipality_id) == which]
