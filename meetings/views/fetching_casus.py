"""What a view of a casus starts from: 404 for a session that this user does not see, 403 for who may not read or write
its casussen, and only then whether there is one."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.access import can_offer_casus, can_read_casus, can_write_casus, libraries
from meetings.models import Casus, CasusStep, LibraryCasus, Meeting
from meetings.views.fetching import visible_meeting
from schools.models import Region


def readable_meeting(request: HttpRequest, meeting_id: int, today: date) -> Meeting:
    """The session with this number, if this user may read its casussen."""
    meeting = visible_meeting(request, meeting_id, today)
    if not can_read_casus(request.user, meeting, today):
        raise PermissionDenied
    return meeting


def writable_meeting(request: HttpRequest, meeting_id: int, today: date) -> Meeting:
    """The same, if she may write them."""
    meeting = visible_meeting(request, meeting_id, today)
    if not can_write_casus(request.user, meeting, today):
        raise PermissionDenied
    return meeting


def readable_casus(request: HttpRequest, meeting_id: int, casus_id: int, today: date) -> Casus:
    """A casus of a session, if this user may read it."""
    return _casus_of(readable_meeting(request, meeting_id, today), casus_id)


def writable_casus(request: HttpRequest, meeting_id: int, casus_id: int, today: date) -> Casus:
    """The same, if she may write it."""
    return _casus_of(writable_meeting(request, meeting_id, today), casus_id)


def offerable_casus(request: HttpRequest, meeting_id: int, casus_id: int, today: date) -> Casus:
    """The same, if she may share it with the region."""
    meeting = visible_meeting(request, meeting_id, today)
    if not can_offer_casus(request.user, meeting, today):
        raise PermissionDenied
    return _casus_of(meeting, casus_id)


def step_of(casus: Casus, step_id: int) -> CasusStep:
    """A step of this casus, or 404."""
    row = get_object_or_404(casus.steps, pk=step_id)
    row.casus = casus
    return row


def library_region(request: HttpRequest, region_id: int, today: date) -> Region:
    """The region with this number, if this user may read its shared casussen; else 404."""
    return get_object_or_404(libraries(request.user, today), pk=region_id)


def shared_casus(region: Region, shared_id: int) -> LibraryCasus:
    """A shared casus of this region, or 404."""
    row = get_object_or_404(region.library.select_related("source__meeting__school"), pk=shared_id)
    row.region = region
    return row


def _casus_of(meeting: Meeting, casus_id: int) -> Casus:
    row = get_object_or_404(Casus.objects.whole(), meeting=meeting, pk=casus_id)
    row.meeting = meeting
    return row
