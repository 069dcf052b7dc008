"""Agreements: one's own, and making, changing and keeping those of a session."""

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.access import agreements_of, can_keep_agreement, visible_meetings
from meetings.actions.agreements import SHOWN, complete_agreement, remove_agreement, reopen_agreement
from meetings.after.agreements import rows_for
from meetings.enums import Theme
from meetings.forms.agreements import ChangeAgreementForm, NewAgreementForm
from meetings.models import Agreement
from meetings.views.planning import FORM, meeting_url
from meetings.views.recording import recordable_agreement, recordable_meeting, visible_agreement
from schools.models import Change
from teams.forms.removal import RemovalForm
from teams.snapshots import about_row, row_snapshot
from teams.views.answers import handle, press, user_of
from teams.views.fetching import get_or_post

DONE_SHOWN = 20  # of what is done; the rest stands at its session


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the user promised and still has to do, of all her schools; and what she did last."""
    today = timezone.localdate()
    rows = agreements_of(request.user, today).with_people()
    done = rows.exclude(done_on=None).order_by("-done_on", "-pk")[:DONE_SHOWN]
    context = {
        "open": rows_for(rows.open().in_order(), user_of(request), today),
        "done": rows_for(done, user_of(request), today),
    }
    return render(request, "meetings/my_agreements.html", context)


@get_or_post
def add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    today = timezone.localdate()
    meeting = recordable_meeting(request, meeting_id, today)
    asked = request.GET.get("thema", "")
    build = partial(NewAgreementForm, meeting=meeting, today=today, theme=asked if asked in Theme.values else "")
    context = {"school": meeting.school, "title": "Nieuwe afspraak", "button": "Bewaar", "crumb": meeting.name}
    return handle(request, build, context, back=f"{meeting_url(meeting)}#afspraken", template=FORM)


@get_or_post
def change(request: HttpRequest, agreement_id: int) -> HttpResponse:
    today = timezone.localdate()
    agreement = recordable_agreement(request, agreement_id, today)
    build = partial(ChangeAgreementForm, agreement=agreement, today=today)
    context = {
        "school": agreement.school,
        "title": "Wijzig de afspraak",
        "button": "Bewaar",
        "crumb": agreement.meeting.name,
        "remove_url": reverse("meetings:remove_agreement", args=[agreement.pk]),
        "remove_label": "Haal deze afspraak weg",
    }
    return handle(request, build, context, back=_session_of(agreement), template=FORM)


@get_or_post
def remove(request: HttpRequest, agreement_id: int) -> HttpResponse:
    agreement = recordable_agreement(request, agreement_id, timezone.localdate())
    build = partial(
        RemovalForm,
        remove=partial(remove_agreement, agreement=agreement),
        asks=[f"“{agreement.text}” komt op geen enkele lijst meer te staan."],
        snapshot=row_snapshot(agreement, SHOWN),
        about=about_row(agreement),
    )
    context = {
        "school": agreement.school,
        "title": "Afspraak weghalen?",
        "button": "Haal weg",
        "crumb": agreement.meeting.name,
    }
    return handle(request, build, context, back=_session_of(agreement), template=FORM)


@require_POST
def keep(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Say that an agreement is done, or not after all; by who records there, and by whom it is of."""
    today = timezone.localdate()
    agreement = visible_agreement(request, agreement_id, today)
    if not can_keep_agreement(request.user, agreement, today):
        raise PermissionDenied

    def carry_out(key: UUID | None) -> Change:
        if "terug" in request.POST:
            return reopen_agreement(agreement=agreement, actor=user_of(request), key=key)
        return complete_agreement(agreement=agreement, today=today, actor=user_of(request), key=key)

    return press(request, carry_out, back=_came_from(request, agreement))


def _session_of(agreement: Agreement) -> str:
    return f"{meeting_url(agreement.meeting)}#afspraken"


def _came_from(request: HttpRequest, agreement: Agreement) -> str:
    """The list that the button stood in: her own, or that of a session of this school."""
    asked = request.POST.get("bij", "")
    if asked == "mij":
        return reverse("meetings:my_agreements")
    shown = visible_meetings(request.user, timezone.localdate()).filter(school=agreement.school_id)
    if asked.isdecimal() and len(asked) < 10 and (meeting := shown.filter(pk=int(asked)).first()):
        return f"{meeting_url(meeting)}#afspraken"
    return _session_of(agreement)
