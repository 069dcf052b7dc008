from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import papers
from meetings.after.summary import casus_labels
from meetings.agenda.writing import Agenda, agenda_of
from meetings.models import Meeting
from meetings.views.fetching import visible_meeting
from meetings.views.paper import taken
from schools.access import can_manage_region
from teams.views.answers import user_of


@require_safe
def agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The agenda of a session, to read and to print."""
    today = timezone.localdate()
    meeting = visible_meeting(request, meeting_id, today)
    region = meeting.school.region
    context = {
        "meeting": meeting,
        "school": meeting.school,
        "agenda": _agenda(request, meeting, today),
        "can_manage": region is not None and can_manage_region(request.user, region, today),
    }
    return render(request, "meetings/agenda.html", context)


@require_safe
def agenda_pdf(request: HttpRequest, meeting_id: int) -> HttpResponse:
    today = timezone.localdate()
    meeting = visible_meeting(request, meeting_id, today)
    return taken(request, meeting, "agenda", papers.agenda_pdf(meeting, _agenda(request, meeting, today)))


def _agenda(request: HttpRequest, meeting: Meeting, today: date) -> Agenda:
    return agenda_of(meeting, today=today, casussen=casus_labels(user_of(request), meeting, today))
