"""Mails about a date poll: a preview of who gets what, and sending it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.actions.poll_mails import (
    Audience,
    DueDateMail,
    mails_due,
    mails_snapshot,
    reminders_due,
    send_date_mail_again,
    send_date_mails,
)
from meetings.models import DateNotice, Meeting
from meetings.polls.page import date_preview_of
from meetings.polls.reading import poll_of
from meetings.snapshots import about_meeting
from meetings.views.fetching import plannable_meeting
from meetings.views.polls import poll_url
from schools.changes import Stale
from teams.dutch import count_text
from teams.forms.buttons import posted_key, posted_snapshot
from teams.seen import seal
from teams.views.answers import go_to, user_of
from teams.views.fetching import get_or_post

Which = Callable[[Audience], list[DueDateMail]]


@get_or_post
def send(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The question to who does not know it yet, and what calendars must hold or let go."""
    return _preview_or_send(request, meeting_id, mails_due, "Mails versturen")


@get_or_post
def remind(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A reminder to who did not answer yet."""
    return _preview_or_send(request, meeting_id, reminders_due, "Herinner wie nog niet antwoordde")


@require_POST
def again(request: HttpRequest, meeting_id: int, date_notice_id: int) -> HttpResponse:
    """Send one mail once more."""
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))
    found = DateNotice.objects.filter(poll__meeting=meeting).select_related("poll", "invitation__professional")
    notice = get_object_or_404(found, pk=date_notice_id)
    notice.poll.meeting = meeting
    try:
        send_date_mail_again(notice=notice, now=now, actor=user_of(request), key=posted_key(request.POST))
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, f"De mail is opnieuw onderweg naar {notice.invitation}.")
    return go_to(request, poll_url(meeting))


def _preview_or_send(request: HttpRequest, meeting_id: int, which: Which, title: str) -> HttpResponse:
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))
    poll = poll_of(meeting)
    if poll is None:
        raise Http404
    if request.method == "POST":
        return _send(request, meeting, which)
    preview = date_preview_of(poll, which, sender=user_of(request), now=now)
    seen = seal(mails_snapshot(preview.to_send), about_meeting(meeting))
    context = {"meeting": meeting, "preview": preview, "seen": seen, "title": title, "back": poll_url(meeting)}
    return render(request, "meetings/send_dates.html", context)


def _send(request: HttpRequest, meeting: Meeting, which: Which) -> HttpResponse:
    seen = posted_snapshot(request.POST, about_meeting(meeting))
    key, actor = posted_key(request.POST), user_of(request)
    try:
        count = send_date_mails(meeting=meeting, which=which, seen=seen, now=timezone.now(), actor=actor, key=key)
    except Stale:
        messages.error(request, "Er is niets verstuurd: er is intussen iets veranderd. Kijk het na.")
        return go_to(request, request.path)
    if count:
        messages.success(request, f"{count_text(count, 'mail is', 'mails zijn')} onderweg.")
    return go_to(request, poll_url(meeting))
