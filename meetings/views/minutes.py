"""The minutes of a session: to read and print, and to write together without losing a word (decision 28)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from meetings import papers
from meetings.access import can_record
from meetings.actions.minutes import Saved, draft_of, minutes_of, save_minutes
from meetings.after.agreements import rows_for
from meetings.after.minutes_merge import joined
from meetings.after.minutes_text import lines_of
from meetings.forms.minutes import MinutesForm
from meetings.models import Meeting, Minutes
from meetings.views.fetching import visible_meeting
from meetings.views.paper import taken
from meetings.views.recording import recordable_meeting
from teams.actions.letters import name_of
from teams.views.answers import is_fragment, user_of
from teams.views.fetching import get_or_post

JOIN = "samen"  # the button that puts the lines of the others into her text
NOT_MERGED = 0  # the version of who has yet to see what the others wrote: saving on it is always kept apart


@require_safe
def minutes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The minutes with who was there and what was agreed, to read and to print."""
    today = timezone.localdate()
    meeting = visible_meeting(request, meeting_id, today)
    people = list(meeting.invitations.standing().with_people())
    context = {
        "meeting": meeting,
        "school": meeting.school,
        "minutes": minutes_of(meeting),
        "present": [row for row in people if row.was_there],
        "absent": [row for row in people if row.attendance == "absent"],
        "agreements": rows_for(meeting.agreements.with_people().in_order(), user_of(request), today),
        "can_record": can_record(request.user, meeting, today) and not meeting.is_cancelled,
    }
    return render(request, "meetings/minutes.html", context)


@require_safe
def minutes_pdf(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The same, to keep or to send on."""
    meeting = visible_meeting(request, meeting_id, timezone.localdate())
    people = list(meeting.invitations.standing().with_people())
    agreements = meeting.agreements.with_people().in_order()
    content = papers.minutes_pdf(meeting, minutes_of(meeting).text, people, agreements)
    return taken(request, meeting, "verslag", content)


@get_or_post
def write(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the minutes to write in, and save them: by themselves while she types, or by the button."""
    meeting = recordable_meeting(request, meeting_id, timezone.localdate())
    if request.method != "POST":
        return _show(request, meeting)
    form = MinutesForm(request.POST)
    saved = _save(form, meeting, request)
    if saved is not None and not saved.is_kept_apart and JOIN not in request.POST:
        return _saved(request, form, saved)
    return _answer(request, meeting, form, saved)


def _saved(request: HttpRequest, form: MinutesForm, saved: Saved) -> HttpResponse:
    """Report it. What was joined comes along; until the page shows it, hers goes on as what she sent."""
    if is_fragment(request):
        version = form.seen_version if saved.is_joined else saved.minutes.version
        context = {"minutes": saved.minutes, "is_joined": saved.is_joined, "version": version}
        return render(request, "meetings/components/minutes_saved.html", context | {"base": form.cleaned_data["text"]})
    with_others = ", samen met wat er intussen bij kwam" if saved.is_joined else ""
    messages.success(request, f"Het verslag is bewaard{with_others}.")
    return redirect("meetings:write_minutes", saved.minutes.meeting_id)


def _save(form: MinutesForm, meeting: Meeting, request: HttpRequest) -> Saved | None:
    """What was saved, or kept apart; None when the text cannot be kept: then the form says why."""
    if not form.is_valid():
        return None
    version = NOT_MERGED if JOIN in request.POST else form.seen_version
    try:
        return save_minutes(
            meeting=meeting,
            text=form.cleaned_data["text"],
            version=version,
            base=None if JOIN in request.POST else form.known_base,
            is_merged=form.is_merged and JOIN not in request.POST,
            actor=user_of(request),
        )
    except ValidationError as refused:
        form.add_error("text", refused.message_dict["text"])
        return None


def _show(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    row, draft = minutes_of(meeting), draft_of(meeting, user_of(request))
    text, version = (draft.text, NOT_MERGED) if draft else (row.text, row.version)
    context = _context(meeting, row, text, user_of(request), is_conflict=draft is not None)
    context["form"] = MinutesForm(initial={"text": text, "version": version})
    context["base"] = None if draft else row.text
    return render(request, "meetings/write_minutes.html", context)


def _answer(request: HttpRequest, meeting: Meeting, form: MinutesForm, saved: Saved | None) -> HttpResponse:
    """What she typed, with why it was not saved, or with what the others wrote meanwhile."""
    row = saved.minutes if saved else minutes_of(meeting)
    text = form.cleaned_data["text"] if saved else ""
    context = _context(meeting, row, text, user_of(request), is_conflict=saved is not None)
    context["form"] = form
    asks_joined = saved is not None and JOIN in request.POST
    if asks_joined:
        context["form"] = MinutesForm(initial={"text": joined(text, row.text), "version": NOT_MERGED})
    template = "components/minutes_met.html" if is_fragment(request) else "write_minutes.html"
    context["is_joined"] = asks_joined
    context["base"] = form.data.get("base") if saved is None else None
    status = 200 if asks_joined or saved is None else 409
    return render(request, f"meetings/{template}", context, status=status)


def _met(row: Minutes, user: User) -> str:
    """Who wrote what she did not see when she typed."""
    if row.saved_by == user:
        return "Je schreef ook zelf in dit verslag, in een ander venster"
    return f"{name_of(row.saved_by) if row.saved_by else 'Iemand anders'} schreef ook in dit verslag"


def _context(meeting: Meeting, row: Minutes, mine: str, user: User, *, is_conflict: bool) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "school": meeting.school,
        "minutes": row,
        "met": _met(row, user) if is_conflict else "",
        "is_conflict": is_conflict,
        "theirs": lines_of(row.text, mine) if is_conflict else [],
    }
