from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import can_plan_meetings, can_record
from meetings.actions.inviting import change_snapshot
from meetings.after.summary import casus_card, evaluation_card
from meetings.invitees import team_change
from meetings.links import dates_path, token_of
from meetings.moments.objecting import objections_to
from meetings.participants import participants_of
from meetings.polls.page import poll_page_of
from meetings.snapshots import about_meeting, meeting_snapshot
from meetings.to_do import to_do_of
from meetings.views.fetching import visible_meeting
from meetings.views.moments import moments_url
from meetings.views.record import record_context
from teams.seen import seal
from teams.views.answers import user_of


@require_safe
def meeting_page(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One session: before it who comes, during it what to do, afterwards what came of it."""
    now = timezone.now()
    today = timezone.localdate(now)
    meeting = visible_meeting(request, meeting_id, today)
    participants = participants_of(meeting, now)
    invitations = [row.invitation for row in participants.rows]
    own = set(meeting.invitations.of_user(user_of(request)).values_list("pk", flat=True))
    mine = next((row for row in participants.standing if row.invitation.pk in own), None)
    can_plan = can_plan_meetings(request.user, meeting.school, today)
    difference = team_change(meeting, invitations, today=today)
    poll = poll_page_of(meeting, can_plan=can_plan, by=user_of(request))
    to_release = len(poll.due) if poll and not poll.poll.is_open else 0
    context = {
        "meeting": meeting,
        "school": meeting.school,
        "participants": participants,
        "to_do": to_do_of(meeting, participants, poll) if can_plan else [],
        "moments_url": moments_url(meeting) if can_plan and not meeting.has_begun(now) else "",
        "mine": mine,
        "my_link": reverse("meetings:answer", args=[token_of(mine.invitation)])
        if mine and mine.invitation.address
        else "",
        "can_plan": can_plan,
        "can_record": can_record(request.user, meeting, today),
        "change": difference,
        "seen_change": seal(change_snapshot(difference), about_meeting(meeting)) if difference and can_plan else "",
        "objections": objections_to(meeting, today=today) if can_plan and meeting.is_planned else [],
        "poll": poll,
        "to_release": to_release,
        "my_dates": dates_path(mine.invitation) if mine and mine.invitation.address and meeting.is_asking else "",
        "has_begun": meeting.has_begun(now),
        "is_over": meeting.is_over(now),
        "casus": casus_card(user_of(request), meeting, today),
        "evaluation": evaluation_card(meeting, invitations, now, can_ask=can_plan),
        "seen": seal(meeting_snapshot(meeting), about_meeting(meeting)),
        **record_context(meeting, user_of(request), today),
    }
    return render(request, "meetings/meeting.html", context)
