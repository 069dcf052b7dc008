"""Answering an invitation by the personal link of a mail, without signing in. Only a click answers: scanners open
links too."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.models import User
from meetings.access import is_for_another, visible_meetings
from meetings.actions.inviting import Moved, answer_invitation
from meetings.agenda.writing import running_order_of
from meetings.enums import Reply
from meetings.forms.answer import AnswerForm
from meetings.links import invitation_by
from meetings.models import Invitation
from meetings.views.evaluating import questions
from schools.changes import Stale
from teams.actions.letters import name_of
from teams.views.fetching import get_or_post


@login_not_required
@never_cache
@get_or_post
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show what it is about and ask whether she comes, or afterwards how it was; keep the answer."""
    now = timezone.now()
    invitation = invitation_by(token, now)
    if invitation is None:
        return render(request, "meetings/answer_gone.html", status=410)
    if invitation.meeting.is_held:
        return questions(request, token, invitation)
    for_another = on_behalf_of(request, invitation)
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, invitation=invitation, on_behalf_of=for_another)
    if posted is not None and form.is_valid() and _kept(request, form, invitation):
        return redirect("meetings:answer", token)
    meeting = invitation.meeting
    can_answer = meeting.is_open and not meeting.has_begun(now) and not invitation.is_withdrawn
    context = {
        "invitation": invitation,
        "meeting": meeting,
        "form": form,
        "for_another": for_another,
        "can_answer": can_answer,
        "invited_by": _invited_by(invitation),
        "running_order": running_order_of(meeting) if can_answer else [],
        "sees_meeting": visible_meetings(request.user, timezone.localdate(now)).filter(pk=meeting.pk).exists(),
        "answers": (Reply.YES, Reply.MAYBE, Reply.NO),
    }
    return render(request, "meetings/answer.html", context)


def on_behalf_of(request: HttpRequest, invitation: Invitation) -> str:
    """Whose link this is, when it is that of another than who is signed in; else ""."""
    return invitation.name if is_for_another(request.user, invitation) else ""


def answering(request: HttpRequest) -> User | None:
    """Who answers by a link, as far as that is known: the link itself opens without signing in."""
    return request.user if isinstance(request.user, User) else None


def _invited_by(invitation: Invitation) -> str:
    """Who mailed her last; "" when nobody did yet."""
    told = invitation.notices.in_order().filter(told_by__isnull=False).select_related("told_by").last()
    return name_of(told.told_by) if told and told.told_by else ""


def _kept(request: HttpRequest, form: AnswerForm, invitation: Invitation) -> bool:
    """Whether there is nothing left to fill in; else the form says what."""
    data = form.cleaned_data
    try:
        answer_invitation(
            invitation=invitation,
            answer=Reply(data["answer"]),
            note=data["note"],
            stand_in_name=data["stand_in_name"],
            about=data["about"],
            now=timezone.now(),
            actor=answering(request),
        )
    except Moved as moved:
        form.ask_again(str(moved))
        return False
    except ValidationError as refused:
        form.add_error(None, " ".join(refused.messages))
        return False
    except Stale as stale:
        messages.error(request, str(stale))
    return True
