"""Planning a session, changing it, calling it off, and saying that it was held."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.actions.notices import invitations_with_notices, who_know
from meetings.actions.planning import hold_meeting
from meetings.actions.poll_mails import asked_by, holds_moments
from meetings.forms.meeting import CancelMeetingForm, ChangeMeetingForm, PlanMeetingForm
from meetings.models import Meeting
from meetings.polls.reading import poll_of
from meetings.snapshots import about_meeting
from meetings.views.fetching import made_by, plannable_meeting, plannable_school
from meetings.views.moments import moments_url, prefilled, proposed_moment
from schools.models import Change
from teams.forms.base import ActionForm
from teams.forms.buttons import posted_snapshot
from teams.views.answers import handle, press, user_of
from teams.views.fetching import get_or_post

FORM = "meetings/form.html"


def meeting_url(meeting: Meeting) -> str:
    return reverse("meetings:meeting", args=[meeting.pk])


@get_or_post
def plan(request: HttpRequest, code: str) -> HttpResponse:
    now = timezone.localtime()
    school = plannable_school(request, code, now.date())
    build = partial(PlanMeetingForm, school=school, now=now, proposed=prefilled(request))
    back = reverse("meetings:school", args=[code])

    def leads_to(form: ActionForm) -> str:
        """To the session that was made: there stands what is still to be done."""
        made = made_by(form)
        return meeting_url(made) if made else back

    context = {
        "school": school,
        "title": "Plan een bijeenkomst",
        "button": "Bewaar",
        "crumb": f"Bijeenkomsten {school}",
    }
    return handle(request, build, context, back=back, template=FORM, leads_to=leads_to)


@get_or_post
def change(request: HttpRequest, meeting_id: int) -> HttpResponse:
    now = timezone.localtime()
    meeting = plannable_meeting(request, meeting_id, now.date())
    build = partial(ChangeMeetingForm, meeting=meeting, now=now, proposed=proposed_moment(request))
    context = {
        "school": meeting.school,
        "title": f"Wijzig: {meeting.name}",
        "button": "Bewaar",
        "crumb": meeting.name,
        "moments_url": moments_url(meeting),
    }
    return handle(request, build, context, back=meeting_url(meeting), template=FORM)


@get_or_post
def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Call it off and tell who knows of it; of one that is over only keep that it did not take place."""
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))
    build = partial(CancelMeetingForm, meeting=meeting, now=now)
    poll, is_over = poll_of(meeting), meeting.is_over(now)
    told = [] if is_over else who_know(invitations_with_notices(meeting))
    released = poll is not None and holds_moments(asked_by(poll))
    context = {
        "school": meeting.school,
        "meeting": meeting,
        "title": f"Niet doorgegaan: {meeting.name}" if is_over else f"Zeg af: {meeting.name}",
        "button": "Leg vast" if is_over else "Zeg af",
        "is_over": is_over,
        "is_destructive": True,
        "crumb": meeting.name,
        "told": told,
        "released": released,
    }
    to_the_mails = reverse("meetings:send", args=[meeting.pk]) if told or released else meeting_url(meeting)
    return handle(
        request,
        build,
        context,
        back=meeting_url(meeting),
        template="meetings/cancel.html",
        leads_to=lambda _: to_the_mails,
    )


@require_POST
def hold(request: HttpRequest, meeting_id: int) -> HttpResponse:
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))

    def carry_out(key: UUID | None) -> Change:
        seen = posted_snapshot(request.POST, about_meeting(meeting))
        return hold_meeting(meeting=meeting, now=now, seen=seen, actor=user_of(request), key=key)

    return press(request, carry_out, back=meeting_url(meeting))
