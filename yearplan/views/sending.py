"""Sending a proposal: what would go, letting it go, and how far it is."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from schools.changes import Stale
from teams.dutch import clock_text, count_text, short_day_text
from teams.views.answers import user_of
from teams.views.fetching import get_or_post
from yearplan.actions.sending import resume_batch, send_batch
from yearplan.enums import LineState
from yearplan.forms.sending import AGREED, ALL, SendForm
from yearplan.models import Batch, YearPlan
from yearplan.sendable import Sendable, fingerprint_of, numbers_of, sendable_of, towns_of
from yearplan.tasks import send
from yearplan.views.fetching import chosen_proposal, plan_to_make, unless_gone, visible_plan
from yearplan.views.showing import show


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
            messages.error(request, f"Er is niets verstuurd. {stale}{_who_was_first(plan)}")
            return redirect("yearplan:send", plan.pk)
        if batch.moved_at != now:  # it was begun before this press
            who = "Je was" if batch.made_by == request.user else f"{batch.made_by} was"
            messages.info(request, f"{who} al aan het versturen. Je ziet hoe ver dat is; er gaat niets dubbel uit.")
        return redirect("yearplan:batch", plan.pk, batch.pk)
    is_changed = form.is_valid() and bool(form.cleaned_data["expected"])
    first = _who_was_first(plan) if is_changed or (request.method == "POST" and not found) else ""
    context = {"form": form, "wanted": wanted, "numbers": numbers, "is_asking": form.is_valid()}
    context |= {"fingerprint": fingerprint_of(wanted), "is_changed": is_changed, "first": first}
    return show(request, "send", plan, {**context, "found": found, "last": plan.batches.first()})


def _who_was_first(plan: YearPlan) -> str:
    """Who sent last, and how much, for somebody who finds it gone."""
    last = plan.batches.select_related("made_by").first()
    if last is None:
        return ""
    sent = last.lines.filter(state=LineState.SENT).count()
    at = localtime(last.made_at)
    when = f"{short_day_text(at.date())} om {clock_text(at.time())} uur"
    return f" {last.made_by} verstuurde op {when} {count_text(sent, 'bijeenkomst', 'bijeenkomsten')}."


@require_safe
def batch(request: HttpRequest, yearplan_id: int, batch_id: int) -> HttpResponse:
    """How far a batch is, session by session; the page asks again by itself while it moves."""
    now, today = timezone.now(), timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    row = get_object_or_404(Batch, plan=plan, pk=batch_id)
    lines = list(row.lines.select_related("school", "meeting").order_by("school__name", "pk"))
    context = {
        "batch": row,
        "lines": lines,
        "done": sum(line.state != LineState.WAITING for line in lines),
        "mails": sum(line.mails for line in lines),
        "refused": [line for line in lines if line.state == LineState.REFUSED],
        "stands_still": row.stands_still(now),
    }
    return show(request, "batch", plan, context)


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
