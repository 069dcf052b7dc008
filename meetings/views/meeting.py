from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import can_plan_meetings, can_record
from meetings.after import casus_card, evaluation_card
from meetings.invitees import team_change
from meetings.objecting import objections_to
from meetings.participants import participants_of
from meetings.snapshots import about_meeting, meeting_snapshot
from meetings.views.fetching import visible_meeting
from teams.seen import seal
from teams.views.answers import user_of


@require_safe
def meeting_page(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One session: before it who comes, during it what to do, afterwards what came of it."""
    now = timezone.now()
    today = timezone.localdate(now)
    meeting = visible_meeting(request, meeting_id, today)
    participants = participants_of(meeting)
    invitations = [row.invitation for row in participants.rows]
    mine = {row.pk for row in meeting.invitations.of_user(user_of(request))}
    context = {
        "meeting": meeting,
        "school": meeting.school,
        "participants": participants,
        "mine": next((row for row in participants.standing if row.invitation.pk in mine), None),
        "can_plan": can_plan_meetings(request.user, meeting.school, today),
        "can_record": can_record(request.user, meeting, today),
        "change": team_change(meeting, invitations, today=today),
        "objections": objections_to(meeting, today=today) if meeting.is_planned else [],
        "has_begun": meeting.has_begun(now),
        "casus": casus_card(user_of(request), meeting, today),
        "evaluation": evaluation_card(user_of(request), meeting, now),
        "seen": seal(meeting_snapshot(meeting), about_meeting(meeting)),
    }
    return render(request, "meetings/meeting.html", context)
