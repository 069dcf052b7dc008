"""A casus of a session: read it, write the story, a perspective per role, and who does what when."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.access import can_offer_casus, can_write_casus
from meetings.actions.casus import about_casus, move_step, remove_step, step_snapshot
from meetings.casus.voices import voice_of, voices_of
from meetings.forms.casus import ChangeCasusForm, MakeCasusForm, PerspectiveForm, RemoveCasusForm, StepForm
from meetings.models import Casus, Meeting
from meetings.models.casus import kept_until
from meetings.views.fetching_casus import readable_casus, readable_meeting, step_of, writable_casus, writable_meeting
from schools.models import Change
from teams.forms.buttons import posted_snapshot
from teams.seen import seal
from teams.views.answers import handle, press, user_of
from teams.views.fetching import get_or_post

FORM = "meetings/casus/form.html"
STEPS = {"eerder": -1, "later": 1}


def casus_url(casus: Casus) -> str:
    return reverse("meetings:casus", args=[casus.meeting_id, casus.pk])


def casussen_url(meeting: Meeting) -> str:
    return reverse("meetings:casussen", args=[meeting.pk])


@require_safe
def casussen(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The casussen of a session."""
    today = timezone.localdate()
    meeting = readable_meeting(request, meeting_id, today)
    context = {
        "meeting": meeting,
        "casussen": meeting.casussen.all(),
        "kept_until": kept_until(meeting, settings.CASUS_KEEP_SCHOOL_YEARS),
        "can_write": can_write_casus(request.user, meeting, today),
    }
    return render(request, "meetings/casus/casussen.html", context)


@get_or_post
def make(request: HttpRequest, meeting_id: int) -> HttpResponse:
    today = timezone.localdate()
    meeting = writable_meeting(request, meeting_id, today)
    build = partial(MakeCasusForm, meeting=meeting, today=today)
    context = {"title": "Maak een casus", "button": "Bewaar de casus", "crumb": "Casus"}
    return handle(request, build, context, back=casussen_url(meeting), template=FORM)


@require_safe
def casus(request: HttpRequest, meeting_id: int, casus_id: int) -> HttpResponse:
    """One casus: its story, how every role looks at it, and the time line."""
    today = timezone.localdate()
    row = readable_casus(request, meeting_id, casus_id, today)
    voices = voices_of(row)
    context = {
        "casus": row,
        "meeting": row.meeting,
        "written": [voice for voice in voices if voice.text],
        "silent": [voice for voice in voices if not voice.text],
        "steps": [(step, seal(step_snapshot(step), about_casus(row))) for step in row.steps.all()],
        "can_write": can_write_casus(request.user, row.meeting, today),
        "can_offer": can_offer_casus(request.user, row.meeting, today),
        "shared": row.shared_copy,
        "kept_until": kept_until(row.meeting, settings.CASUS_KEEP_SCHOOL_YEARS),
    }
    return render(request, "meetings/casus/casus.html", context)


@get_or_post
def change(request: HttpRequest, meeting_id: int, casus_id: int) -> HttpResponse:
    today = timezone.localdate()
    row = writable_casus(request, meeting_id, casus_id, today)
    return _form(request, row, partial(ChangeCasusForm, casus=row, today=today), f"Verhaal van {row.label}")


@get_or_post
def perspective(request: HttpRequest, meeting_id: int, casus_id: int, voice: str) -> HttpResponse:
    today = timezone.localdate()
    row = writable_casus(request, meeting_id, casus_id, today)
    found = voice_of(row, voice)
    if found is None:
        raise Http404
    build = partial(PerspectiveForm, casus=row, voice=found, today=today)
    return _form(request, row, build, f"Perspectief van {found.role}")


@get_or_post
def add_step(request: HttpRequest, meeting_id: int, casus_id: int) -> HttpResponse:
    today = timezone.localdate()
    row = writable_casus(request, meeting_id, casus_id, today)
    return _form(request, row, partial(StepForm, casus=row, today=today), "Nieuwe stap")


@get_or_post
def change_step(request: HttpRequest, meeting_id: int, casus_id: int, step_id: int) -> HttpResponse:
    today = timezone.localdate()
    row = writable_casus(request, meeting_id, casus_id, today)
    step = step_of(row, step_id)
    return _form(request, row, partial(StepForm, casus=row, row=step, today=today), f"Stap: {step.moment}")


@require_POST
def press_step(request: HttpRequest, meeting_id: int, casus_id: int, step_id: int) -> HttpResponse:
    """One of the buttons beside a step: earlier, later, away."""
    row = writable_casus(request, meeting_id, casus_id, timezone.localdate())
    step, wanted = step_of(row, step_id), request.POST.get("doe", "")
    if wanted not in {*STEPS, "weg"}:
        raise SuspiciousOperation("A button beside a step that no page has.")

    def carry_out(key: UUID | None) -> Change:
        if wanted in STEPS:
            return move_step(row=step, steps=STEPS[wanted], actor=user_of(request), key=key)
        seen = posted_snapshot(request.POST, about_casus(row))
        return remove_step(row=step, seen=seen, actor=user_of(request), key=key)

    return press(request, carry_out, back=f"{casus_url(row)}#tijdlijn")


@get_or_post
def remove(request: HttpRequest, meeting_id: int, casus_id: int) -> HttpResponse:
    """Asks once, for it cannot be undone."""
    row = writable_casus(request, meeting_id, casus_id, timezone.localdate())
    context = {
        "title": f"Haal {row.label} weg",
        "button": "Haal voorgoed weg",
        "crumb": row.label,
        "warning": "Het verhaal, de perspectieven en de tijdlijn gaan voorgoed weg. Dit kun je niet ongedaan maken.",
        "back": casus_url(row),
    }
    build = partial(RemoveCasusForm, casus=row)
    return handle(request, build, context, back=casussen_url(row.meeting), template=FORM)


def _form(request: HttpRequest, row: Casus, build: Any, title: str) -> HttpResponse:
    context = {"title": title, "button": "Bewaar", "crumb": row.label}
    return handle(request, build, context, back=casus_url(row), template=FORM)
