"""What a view starts from: the session or invitation that a URL names, if this user may see it, and may change it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.access import can_plan_meetings, visible_meetings
from meetings.models import Invitation, Meeting
from schools.models import School
from teams.forms.base import ActionForm
from teams.views.fetching import visible_school


def visible_meeting(request: HttpRequest, meeting_id: int, today: date) -> Meeting:
    """The session with this number, if this user may see it; else 404."""
    return get_object_or_404(visible_meetings(request.user, today).with_school(), pk=meeting_id)


def plannable_meeting(request: HttpRequest, meeting_id: int, today: date) -> Meeting:
    """The session with this number: 404 when the user may not see it, 403 when she may not plan there."""
    meeting = visible_meeting(request, meeting_id, today)
    if not can_plan_meetings(request.user, meeting.school, today):
        raise PermissionDenied
    return meeting


def plannable_school(request: HttpRequest, code: str, today: date) -> School:
    """The school with this code: 404 when the user may not see it, 403 when she may not plan sessions there."""
    school = visible_school(request, code, today)
    if not can_plan_meetings(request.user, school, today):
        raise PermissionDenied
    return school


def made_by(form: ActionForm) -> Meeting | None:
    """The session that a form made; also when it was sent twice, and made nothing the second time."""
    return Meeting.objects.filter(pk__in=Meeting.history.filter(change=form.action_key).values("id")).first()


def invitation_of(meeting: Meeting, invitation_id: int) -> Invitation:
    """An invitation to this session, or 404."""
    row = get_object_or_404(meeting.invitations.select_related("professional", "role"), pk=invitation_id)
    row.meeting = meeting
    return row
