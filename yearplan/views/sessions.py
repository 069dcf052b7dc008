"""One session of the proposal: the moments that fit, moving it there, and locking it."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from meetings.circumstances import Slot, slot_at
from schools.changes import Stale
from teams.views.answers import go_to
from yearplan.access import can_make_plan
from yearplan.actions.proposals import move_session, set_locked
from yearplan.gathering import meetings_of_plan
from yearplan.models import ProposedSession
from yearplan.moving import NOWHERE, moving_of
from yearplan.page import misfits_of
from yearplan.slots import key_of
from yearplan.views.fetching import plan_to_make, session_of, visible_plan

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
        "plan": plan,
        "row": row,
        "moving": moving,
        "misfit": next(iter(misfits_of([row], [row])), None),
        "first": moving.places[:FIRST],
        "more": moving.places[FIRST:],
        "can_make": can_make_plan(request.user, plan, today),
        "was": _undoable(request.GET.get("was", ""), row.minutes),
    }
    return render(request, "yearplan/session.html", context)


def _elsewhere(row: ProposedSession) -> HttpResponse:
    """Where to look for a session that is not planned here: its own page when it has one, or else the year."""
    meetings = meetings_of_plan(row.proposal.plan, [row.school_id])
    meeting = meetings.get(key_of(row.school_id, row.kind))
    if meeting is None:
        return redirect("yearplan:plan", row.proposal.plan_id)
    return redirect("meetings:meeting", meeting.pk)


@require_POST
def move(request: HttpRequest, yearplan_id: int, session_id: int) -> HttpResponse:
    """Put it at another moment, or (from the message that it was moved) back to where it was."""
    today = timezone.localdate()
    row = session_of(plan_to_make(request, yearplan_id, today), session_id)
    seen = _moment(request.POST.get("gezien", ""))
    slot = _slot(request.POST.get("naar", ""), row.minutes)

    def carry_out() -> str:
        move_session(session=row, slot=slot, seen=seen, today=today)
        where = f"staat nu op {slot}, en staat daar vast" if slot else "staat weer nergens"
        return f"De {row.get_kind_display().lower()} van {row.school} {where}."

    return _press(request, row, carry_out, undo=(seen,))


@require_POST
def lock(request: HttpRequest, yearplan_id: int, session_id: int) -> HttpResponse:
    """Let computing leave it where it is, or no longer."""
    row = session_of(plan_to_make(request, yearplan_id, timezone.localdate()), session_id)
    locked = request.POST.get("vast") == "1"

    def carry_out() -> str:
        set_locked(session=row, locked=locked)
        said = "staat vast: opnieuw berekenen laat haar staan" if locked else "mag weer verschuiven"
        return f"De {row.get_kind_display().lower()} van {row.school} {said}."

    return _press(request, row, carry_out)


def _press(
    request: HttpRequest,
    row: ProposedSession,
    carry_out: Callable[[], str],
    undo: tuple[datetime | None] | None = None,
) -> HttpResponse:
    back = reverse("yearplan:session", args=[row.proposal.plan_id, row.pk])
    try:
        said = carry_out()
    except (Stale, ValidationError) as refused:
        why = refused.differences if isinstance(refused, Stale) else refused.messages
        messages.error(request, f"Er is niets gedaan. {' '.join(why)}")
        return go_to(request, back)
    messages.success(request, said)
    if undo:
        was = undo[0]
        back = f"{back}?was={quote(was.isoformat()) if was else NOWHERE}"
    return go_to(request, back)


def _undoable(text: str, minutes: int) -> tuple[str, str] | None:
    """Where it stood before it was moved, as the form to move it back sends it and as people read it."""
    if not text:
        return None
    slot = _slot(text, minutes)
    return (text, str(slot) if slot else "nergens")


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
