"""One session of the proposal: the moments that fit, moving it there, and locking it."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from meetings.moments.circumstances import Slot, slot_at
from schools.changes import Stale
from teams.dutch import short_day_text
from teams.views.answers import go_to, user_of
from yearplan.actions.closing import close_day, open_day
from yearplan.actions.computing import start_run
from yearplan.actions.proposals import move_session, set_locked, weigh_again
from yearplan.enums import RunKind
from yearplan.gathering import meetings_of_plan
from yearplan.models import ProposedSession, YearPlan
from yearplan.moving import NOWHERE, moving_of
from yearplan.pages.misfits import misfits_of
from yearplan.slots import key_of, moment_of
from yearplan.tasks import compute
from yearplan.undoing import Move, forget_last, last_move, move_of, remember
from yearplan.views.fetching import plan_sessions, plan_to_make, session_of, visible_plan
from yearplan.views.showing import show

FIRST = 12  # moments that are shown at once


@require_safe
def session_page(request: HttpRequest, yearplan_id: int, session_id: int) -> HttpResponse:
    """Where it stands, and every moment at which it could be, ranked, with what that costs."""
    today = timezone.localdate()
    plan = visible_plan(request, yearplan_id, today)
    row = session_of(plan, session_id)
    try:
        moving = moving_of(row, today=today)
    except KeyError:
        return _elsewhere(row)
    context = {
        "row": row,
        "moving": moving,
        "misfit": next(iter(misfits_of([row], [row])), None),
        "first": moving.places[:FIRST],
        "more": moving.places[FIRST:],
    }
    return show(request, "session", plan, context)


def _elsewhere(row: ProposedSession) -> HttpResponse:
    """Where to look for a session that is not planned here: its own page when it has one, or else the year."""
    meetings = meetings_of_plan(row.proposal.plan, [row.school_id])
    meeting = meetings.get(key_of(row.school_id, row.kind))
    if meeting is None:
        return redirect("yearplan:plan", row.proposal.plan_id)
    return redirect("meetings:meeting", meeting.pk)


@require_POST
def move(request: HttpRequest, yearplan_id: int, session_id: int) -> HttpResponse:
    """Put it at another moment, or nowhere."""
    today = timezone.localdate()
    row = session_of(plan_to_make(request, yearplan_id, today), session_id)
    seen = _moment(request.POST.get("gezien", ""))
    slot = _slot(request.POST.get("naar", ""), row.minutes)
    done = move_of(row, stood=seen, put=moment_of(slot) if slot else None)

    def carry_out() -> str:
        move_session(session=row, slot=slot, seen=seen, today=today)
        remember(request.session, done)
        away = "blijft waar die op de kalender staat" if row.moves_from else "staat nergens meer"
        where = f"staat nu op {slot}, en staat daar vast" if slot else away
        return f"De {row.get_kind_display().lower()} van {row.school} {where}."

    return _press(request, row, carry_out)


@require_POST
def undo(request: HttpRequest, yearplan_id: int) -> HttpResponse:
    """Take back what she moved last in this plan; a second press of the same button takes nothing more back."""
    today = timezone.localdate()
    plan = plan_to_make(request, yearplan_id, today)
    back = _back_to(request, plan)
    last = last_move(request.session, plan.pk)
    if last is None or str(last.number) != request.POST.get("nummer", ""):
        messages.info(request, "Dat was al ongedaan gemaakt.")
        return go_to(request, back)
    forget_last(request.session, plan.pk)
    try:
        _take_back(plan, last, today)
    except (Stale, ValidationError) as refused:
        why = refused.differences if isinstance(refused, Stale) else refused.messages
        messages.error(request, f"Dit kan niet meer ongedaan gemaakt worden. {' '.join(why)}")
    else:
        messages.success(request, f"Ongedaan gemaakt: {last.text} staat weer waar die stond.")
    return go_to(request, back)


def _back_to(request: HttpRequest, plan: YearPlan) -> str:
    """The page on which she pressed."""
    back = request.POST.get("terug", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours else reverse("yearplan:plan", args=[plan.pk])


def _take_back(plan: YearPlan, last: Move, today: date) -> None:
    row = plan_sessions(plan).filter(pk=last.session).first()
    if row is None:
        raise Stale(["Er wordt intussen met een ander voorstel gewerkt."])
    meeting = meetings_of_plan(plan, [row.school_id]).get(key_of(row.school_id, row.kind))
    if meeting is not None and last.put is not None and meeting.starts_at == last.put:
        raise Stale(["Dit is intussen verstuurd. Kies zelf een ander moment."])
    slot = slot_at(last.stood, row.minutes) if last.stood else None
    move_session(session=row, slot=slot, seen=last.put, today=today, before=last.before)


@require_POST
def lock(request: HttpRequest, yearplan_id: int, session_id: int) -> HttpResponse:
    """Let computing leave it where it is, or no longer."""
    row = session_of(plan_to_make(request, yearplan_id, timezone.localdate()), session_id)
    locked, seen = request.POST.get("vast") == "1", _moment(request.POST.get("gezien", ""))

    def carry_out() -> str:
        set_locked(session=row, locked=locked, seen=seen)
        said = "staat vast: opnieuw berekenen laat haar staan" if locked else "mag weer verschuiven"
        return f"De {row.get_kind_display().lower()} van {row.school} {said}."

    return _press(request, row, carry_out)


@require_POST
def close(request: HttpRequest, yearplan_id: int, session_id: int) -> HttpResponse:
    """The school said no to its day: close it, and look for the year with the fewest moves."""
    today, now = timezone.localdate(), timezone.now()
    plan = plan_to_make(request, yearplan_id, today)
    row = session_of(plan, session_id)
    try:
        closed = close_day(session=row, seen=_moment(request.POST.get("gezien", "")), today=today)
    except Stale as stale:
        messages.error(request, f"Er is niets gedaan. {stale}")
        return go_to(request, reverse("yearplan:session", args=[plan.pk, row.pk]))
    said = f"{row.school} kan niet op {short_day_text(closed.day)}"
    weigh_again(plan=plan, today=today)
    run = start_run(
        plan=plan,
        kind=RunKind.REPLAN,
        about=said[:200],
        now=now,
        actor=user_of(request),
        enqueue=compute.enqueue,
    )
    soon = "We zoeken hoe het past met zo weinig mogelijk verschuivingen."
    busy = "Er werd al gerekend: plan daarna opnieuw met weinig verschuivingen."
    messages.success(request, f"Genoteerd: {said}. {soon if run.about == said[:200] else busy}")
    return redirect("yearplan:plan", plan.pk)


@require_POST
def reopen(request: HttpRequest, yearplan_id: int, closed_id: int) -> HttpResponse:
    """The school can on that day after all."""
    today = timezone.localdate()
    plan = plan_to_make(request, yearplan_id, today)
    row = open_day(plan=plan, closed_id=closed_id)
    if row is None:
        return redirect("yearplan:plan", plan.pk)
    weigh_again(plan=plan, today=today)
    messages.success(request, f"Weggehaald: {row.school} kan op {short_day_text(row.day)} toch.")
    return redirect("yearplan:school", plan.pk, row.school.establishment_code)


def _press(request: HttpRequest, row: ProposedSession, carry_out: Callable[[], str]) -> HttpResponse:
    try:
        said = carry_out()
    except (Stale, ValidationError) as refused:
        why = refused.differences if isinstance(refused, Stale) else refused.messages
        messages.error(request, f"Er is niets gedaan. {' '.join(why)}")
    else:
        messages.success(request, said)
    return go_to(request, reverse("yearplan:session", args=[row.proposal.plan_id, row.pk]))


def _moment(text: str) -> datetime | None:
    """A point in time as a page wrote it, or None for "nergens"; anything else is no page of ours."""
    if text == NOWHERE:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or timezone.is_naive(found):
        raise BadRequest
    return found


def _slot(text: str, minutes: int) -> Slot | None:
    found = _moment(text)
    try:
        return slot_at(found, minutes) if found else None
    except OverflowError as error:
        raise BadRequest from error
