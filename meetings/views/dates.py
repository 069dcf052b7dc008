"""Saying when one can, by the personal link of a mail and without signing in. Only a click answers: scanners open links
too."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from meetings.actions.polls import answer_dates
from meetings.forms.polls import DatesForm
from meetings.links import OF_DATES, invitation_by
from meetings.models import Invitation
from meetings.polls.reading import options_of, poll_of
from meetings.views.answers import answering, on_behalf_of
from schools.changes import Stale
from teams.views.fetching import get_or_post


@login_not_required
@never_cache
@get_or_post
def dates(request: HttpRequest, token: str) -> HttpResponse:
    """Show the moments and ask at which she can; keep the answers. Afterwards, say what was chosen."""
    now = timezone.now()
    invitation = invitation_by(token, now, salt=OF_DATES)
    poll = poll_of(invitation.meeting) if invitation else None
    if invitation is None or poll is None:
        return render(request, "meetings/answer_gone.html", status=410)
    meeting = invitation.meeting
    can_answer = poll.takes_answers(timezone.localdate(now)) and not invitation.is_withdrawn
    posted = request.POST if request.method == "POST" else None
    for_another = on_behalf_of(request, invitation)
    form = DatesForm(posted, invitation=invitation, options=options_of(meeting), on_behalf_of=for_another)
    if posted is not None and form.is_valid():
        _keep(request, form, invitation)
        return redirect("meetings:dates", token)
    context = {
        "invitation": invitation,
        "meeting": meeting,
        "poll": poll,
        "form": form,
        "for_another": for_another,
        "can_answer": can_answer,
        "has_answered": invitation.date_answers.exists(),
    }
    return render(request, "meetings/dates.html", context)


def _keep(request: HttpRequest, form: DatesForm, invitation: Invitation) -> None:
    note, now, actor = form.cleaned_data["note"], timezone.now(), answering(request)
    try:
        answer_dates(invitation=invitation, answers=form.answers(), note=note, now=now, actor=actor)
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, "Dank je wel. Je antwoord is bewaard.")
