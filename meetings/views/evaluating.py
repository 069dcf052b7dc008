"""How a session was: the questions behind a personal link, the mail that asks them, and what came back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import can_plan_meetings, is_for_another
from meetings.actions.evaluating import ask_how_it_was, asking_snapshot, evaluate, may_evaluate, to_ask, why_not_asked
from meetings.actions.notices import invitations_with_notices
from meetings.after.evaluations import MINIMUM, results_of
from meetings.after.summary import evaluation_card
from meetings.forms.evaluation import EvaluationForm
from meetings.mails.letters import sender_of
from meetings.mails.questionnaire import questionnaire_of
from meetings.models import Evaluation, Invitation, Meeting
from meetings.snapshots import about_meeting
from meetings.views.fetching import plannable_meeting, visible_meeting
from meetings.views.planning import meeting_url
from schools.changes import Stale
from teams.dutch import count_text
from teams.forms.buttons import posted_key, posted_snapshot
from teams.seen import seal
from teams.views.answers import go_to, user_of
from teams.views.fetching import get_or_post

SENT_HERE = "evaluations_sent"  # in the session: the invitations whose answers this browser sent


def questions(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """What the personal link shows once the session was held. Only a click saves.

    The link may be read by others: who plans, and who looks in her calendar. So what she answered is shown again only
    in the browser that sent it; in any other a new answer takes its place.
    """
    saved = Evaluation.objects.filter(invitation=invitation).first()
    is_hers = invitation.pk in request.session.get(SENT_HERE, [])
    form = EvaluationForm(
        request.POST if request.method == "POST" else None, saved=saved if is_hers else None, auto_id="antwoord-%s"
    )
    for_another = is_for_another(request.user, invitation)
    if request.method == "POST" and not for_another and form.is_valid() and _kept(request, form, invitation):
        request.session[SENT_HERE] = [*request.session.get(SENT_HERE, []), invitation.pk]
        return redirect("meetings:answer", token)
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "form": form,
        "saved": saved,
        "is_hers": is_hers,
        "may": may_evaluate(invitation) and not for_another,
        "for_another": for_another,
        "minimum": MINIMUM,
    }
    return render(request, "meetings/evaluation/questions.html", context)


@require_safe
def results(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What people said of a session."""
    now = timezone.now()
    today = timezone.localdate(now)
    meeting = visible_meeting(request, meeting_id, today)
    can_plan = can_plan_meetings(request.user, meeting.school, today)
    card = evaluation_card(meeting, invitations_with_notices(meeting), now, can_ask=can_plan)
    context = {
        "meeting": meeting,
        "results": card.results if card else results_of(meeting),
        "minimum": MINIMUM,
        "can_ask": card is not None and card.can_ask,
        "why_not": why_not_asked(meeting, now) if can_plan and card and not card.can_ask else "",
    }
    return render(request, "meetings/evaluation/results.html", context)


@get_or_post
def ask(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show who gets the mail "Hoe was het?", and send it."""
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))
    if request.method == "POST":
        return _ask(request, meeting)
    rows = to_ask(meeting, invitations_with_notices(meeting), now)
    reached = [row for row in rows if row.address]
    context = {
        "meeting": meeting,
        "rows": reached,
        "without_address": [row for row in rows if not row.address],
        "letter": questionnaire_of(reached[0], sender=sender_of(user_of(request)), is_sample=True) if reached else None,
        "seen": seal(asking_snapshot(reached), about_meeting(meeting)),
        "why_not": why_not_asked(meeting, now),
    }
    return render(request, "meetings/evaluation/ask.html", context)


def _ask(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    seen = posted_snapshot(request.POST, about_meeting(meeting))
    try:
        count = ask_how_it_was(
            meeting=meeting, seen=seen, now=timezone.now(), actor=user_of(request), key=posted_key(request.POST)
        )
    except Stale:
        messages.error(request, "Er is niets verstuurd: er is intussen iets veranderd. Kijk het na.")
        return go_to(request, request.path)
    if count:
        messages.success(request, f"{count_text(count, 'mail is', 'mails zijn')} onderweg.")
    return go_to(request, meeting_url(meeting))


def _kept(request: HttpRequest, form: EvaluationForm, invitation: Invitation) -> bool:
    """Whether there is nothing left to fill in; else the form says what."""
    try:
        evaluate(
            invitation=invitation,
            answers=form.answers(),
            are_no_pupils=form.cleaned_data["are_no_pupils"],
            now=timezone.localtime(),
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except Stale as stale:
        messages.error(request, str(stale))
    return True
