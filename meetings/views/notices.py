"""Mails about a session: a preview of who gets what, sending it, and sending one again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.actions import notices
from meetings.actions.evaluating import ask_again
from meetings.actions.telling import tell_everybody, telling_snapshot
from meetings.enums import NoticeKind
from meetings.mails.preview import preview_of
from meetings.models import Meeting, Notice
from meetings.snapshots import about_meeting
from meetings.views.fetching import plannable_meeting
from meetings.views.planning import meeting_url
from schools.changes import Stale
from teams.dutch import count_text
from teams.forms.buttons import posted_key, posted_snapshot
from teams.seen import seal
from teams.views.answers import go_to, user_of
from teams.views.fetching import get_or_post


@get_or_post
def send(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show who gets which mail, and send them."""
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))
    if request.method == "POST":
        return _send(request, meeting)
    preview = preview_of(meeting, user_of(request), now)
    seen = seal(telling_snapshot(preview.found, meeting), about_meeting(meeting))
    context = {"meeting": meeting, "preview": preview, "seen": seen, "has_begun": meeting.has_begun(now)}
    return render(request, "meetings/send.html", context)


@require_POST
def again(request: HttpRequest, meeting_id: int, notice_id: int) -> HttpResponse:
    """Send one mail once more: how the session stands now, or the question how it was."""
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))
    notice = get_object_or_404(
        Notice.objects.filter(invitation__meeting=meeting).select_related("invitation"), pk=notice_id
    )
    notice.invitation.meeting = meeting
    send_it = ask_again if notice.kind == NoticeKind.EVALUATION else notices.send_again
    try:
        send_it(notice=notice, now=now, actor=user_of(request), key=posted_key(request.POST))
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, f"De mail is opnieuw onderweg naar {notice.invitation}.")
    return go_to(request, meeting_url(meeting))


def _send(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    seen = posted_snapshot(request.POST, about_meeting(meeting))
    try:
        count = tell_everybody(
            meeting=meeting, seen=seen, now=timezone.now(), actor=user_of(request), key=posted_key(request.POST)
        )
    except Stale:
        messages.error(request, "Er is niets verstuurd: er is intussen iets veranderd. Kijk het na.")
        return go_to(request, request.path)
    if count:
        messages.success(request, f"{count_text(count, 'mail is', 'mails zijn')} onderweg.")
    return go_to(request, meeting_url(meeting))
