"""What a view about what came out of a session starts from: the session or agreement, if this user may keep it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.access import can_record
from meetings.models import Agreement, Meeting
from meetings.views.fetching import visible_meeting
from teams.access import visible_schools


def recordable_meeting(request: HttpRequest, meeting_id: int, today: date) -> Meeting:
    """The session with this number: 404 when the user may not see it, 403 when she may not keep what happens there."""
    meeting = visible_meeting(request, meeting_id, today)
    if not can_record(request.user, meeting, today):
        raise PermissionDenied
    return meeting


def visible_agreement(request: HttpRequest, agreement_id: int, today: date) -> Agreement:
    """The agreement with this number, if this user sees its school; else 404."""
    rows = Agreement.objects.filter(school__in=visible_schools(request.user, today)).with_people()
    return get_object_or_404(rows, pk=agreement_id)


def recordable_agreement(request: HttpRequest, agreement_id: int, today: date) -> Agreement:
    """The agreement with this number: 404 when the user may not see it, 403 when she may not change it."""
    agreement = visible_agreement(request, agreement_id, today)
    if not can_record(request.user, agreement.meeting, today):
        raise PermissionDenied
    return agreement
