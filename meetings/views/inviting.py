"""Who is asked to a session: a guest, who joined the team since, and the buttons beside each name."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.actions import inviting
from meetings.enums import Reply
from meetings.forms.meeting import GuestForm
from meetings.models import Invitation
from meetings.snapshots import about_meeting
from meetings.views.fetching import invitation_of, plannable_meeting
from meetings.views.planning import FORM, meeting_url
from schools.changes import Stale
from schools.models import Change
from teams.forms.base import ActionForm
from teams.forms.buttons import posted_snapshot
from teams.views.answers import go_to, handle, user_of
from teams.views.answers import press as press_button
from teams.views.fetching import get_or_post

Deed = Callable[..., Change | None]
DEEDS: dict[str, Deed] = {
    "intrekken": inviting.withdraw_invitation,
    "terug": inviting.restore_invitation,
    "moet": partial(inviting.set_required, required=True),
    "hoeft": partial(inviting.set_required, required=False),
}
ANSWERS = {"komt": Reply.YES, "misschien": Reply.MAYBE, "komt-niet": Reply.NO}  # what somebody said by telephone


@get_or_post
def guest(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = plannable_meeting(request, meeting_id, timezone.localdate())
    build = partial(GuestForm, meeting=meeting)
    context = {"school": meeting.school, "title": "Vraag een gast", "button": "Vraag", "crumb": meeting.name}
    return handle(request, build, context, back=meeting_url(meeting), template=FORM, says=_on_the_list)


def _on_the_list(form: ActionForm) -> str:
    """With her name, which the logbook does not keep: a guest is forgotten some day."""
    return f"{form['name'].value()} staat op de lijst, en weet het nog niet: de uitnodiging verstuur je zelf."


@require_POST
def follow(request: HttpRequest, meeting_id: int) -> HttpResponse:
    today = timezone.localdate()
    meeting = plannable_meeting(request, meeting_id, today)

    def carry_out(key: UUID | None) -> Change:
        seen = posted_snapshot(request.POST, about_meeting(meeting))
        return inviting.follow_team(meeting=meeting, today=today, seen=seen, actor=user_of(request), key=key)

    return press_button(request, carry_out, back=meeting_url(meeting))


@require_POST
def press(request: HttpRequest, meeting_id: int, invitation_id: int) -> HttpResponse:
    """One of the buttons beside somebody who is invited; also to keep what she answered in another way."""
    meeting = plannable_meeting(request, meeting_id, timezone.localdate())
    invitation: Invitation = invitation_of(meeting, invitation_id)
    deed = _deed(request.POST.get("doe", ""))
    if deed is None:
        raise SuspiciousOperation("A button beside an invitation that no page has.")

    def carry_out(key: UUID | None) -> Change:
        change = deed(invitation=invitation, actor=user_of(request), key=key)
        if change is None:
            raise Stale(["Dat antwoord stond er al."])
        return change

    try:
        return press_button(request, carry_out, back=meeting_url(meeting))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return go_to(request, meeting_url(meeting))


def _deed(name: str) -> Deed | None:
    if name in ANSWERS:
        return partial(inviting.answer_invitation, answer=ANSWERS[name], now=timezone.now())
    return DEEDS.get(name)
