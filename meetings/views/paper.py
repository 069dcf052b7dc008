"""Handing out a paper of a session as a file, and keeping that it was taken."""

from django.http import HttpRequest, HttpResponse

from meetings.models import Meeting
from teams.actions.log import log_export
from teams.views.answers import file_to_keep, user_of


def taken(request: HttpRequest, meeting: Meeting, what: str, content: bytes) -> HttpResponse:
    """A PDF under a name that says of which session it is; that it was taken stands in the logbook."""
    day = meeting.day.isoformat() if meeting.day else str(meeting.school_year)
    if request.method == "GET":
        summary = f"Gedownload: {what} van {meeting} (PDF)."
        log_export(school=meeting.school, summary=summary, actor=user_of(request))
    return file_to_keep(content, "application/pdf", f"{what} {meeting.school} {day}.pdf")
