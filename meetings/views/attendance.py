from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.forms.attendance import AttendanceForm
from meetings.views.planning import meeting_url
from meetings.views.recording import recordable_meeting
from teams.views.answers import handle
from teams.views.fetching import get_or_post


@get_or_post
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Who was there, on one screen; ?allen=1 begins with everybody there."""
    now = timezone.now()
    meeting = recordable_meeting(request, meeting_id, timezone.localdate(now))
    build = partial(AttendanceForm, meeting=meeting, now=now, is_full="allen" in request.GET)
    context = {"meeting": meeting, "school": meeting.school, "title": "Wie is er?", "button": "Bewaar"}
    return handle(request, build, context, back=meeting_url(meeting), template="meetings/attendance.html")
