"""A date poll: start it, see what people said, choose a moment, or stop."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.access import can_plan_meetings
from meetings.actions.polls import close_poll
from meetings.enums import MeetingKind
from meetings.forms.polls import AskDatesForm, ChooseMomentForm, StartPollForm
from meetings.models import DateOption, Meeting
from meetings.models.poll import MOST
from meetings.polls.page import poll_page_of
from meetings.views.fetching import made_by, plannable_meeting, plannable_school, visible_meeting
from schools.models import Change
from teams.forms.base import ActionForm
from teams.views.answers import handle, press, user_of
from teams.views.fetching import get_or_post

ASK = "meetings/ask_dates.html"


def poll_url(meeting: Meeting) -> str:
    return reverse("meetings:poll", args=[meeting.pk])


@get_or_post
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Ask when a session that is not there yet can be, of the moments that were ticked."""
    now = timezone.localtime()
    school = plannable_school(request, code, now.date())
    kind = request.GET.get("soort", "")
    build = partial(
        StartPollForm,
        school=school,
        now=now,
        moments=ticked(request),
        kind=kind if kind in MeetingKind.values else "",
    )
    context = {
        "school": school,
        "title": "Vraag wie wanneer kan",
        "button": "Bewaar de vraag",
        "crumb": f"Bijeenkomsten {school}",
    }
    back = reverse("meetings:school", args=[code])

    def leads_to(form: ActionForm) -> str:
        """To the poll that was made: there stands what comes next."""
        made = made_by(form)
        return poll_url(made) if made else back

    return handle(request, build, context, back=back, template=ASK, leads_to=leads_to)


@get_or_post
def ask(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Ask when a session can be that has no date yet, or change what is asked."""
    now = timezone.localtime()
    meeting = plannable_meeting(request, meeting_id, now.date())
    build = partial(AskDatesForm, meeting=meeting, now=now, ticked=ticked(request))
    context = {
        "school": meeting.school,
        "title": "Verander de datumprikker" if meeting.is_asking else "Vraag wie wanneer kan",
        "button": "Bewaar de vraag",
        "crumb": meeting.name,
    }
    back = poll_url(meeting) if meeting.is_asking else reverse("meetings:meeting", args=[meeting.pk])
    return handle(request, build, context, back=back, template=ASK)


@require_safe
def result(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Who can when, the best moment first."""
    today = timezone.localdate()
    meeting = visible_meeting(request, meeting_id, today)
    can_plan = can_plan_meetings(request.user, meeting.school, today)
    page = poll_page_of(meeting, can_plan=can_plan, by=user_of(request))
    if page is None:
        raise Http404
    context = {
        "meeting": meeting,
        "school": meeting.school,
        "page": page,
        "can_plan": can_plan,
        "takes_answers": page.poll.takes_answers(today),
    }
    return render(request, "meetings/poll.html", context)


@get_or_post
def choose(request: HttpRequest, meeting_id: int, option_id: int) -> HttpResponse:
    """Let the session be at one of the moments."""
    now = timezone.localtime()
    meeting = plannable_meeting(request, meeting_id, now.date())
    option = get_object_or_404(DateOption, meeting=meeting, pk=option_id)
    option.meeting = meeting
    page = poll_page_of(meeting, can_plan=True)
    moment = next((each for each in page.moments if each.option.pk == option.pk), None) if page else None
    build = partial(ChooseMomentForm, option=option, now=now)
    context = {
        "school": meeting.school,
        "meeting": meeting,
        "moment": moment,
        "title": f"Kies {option.when}",
        "button": "Kies dit moment",
    }
    back = poll_url(meeting) if request.method != "POST" else reverse("meetings:meeting", args=[meeting.pk])
    return handle(request, build, context, back=back, template="meetings/choose_moment.html")


@require_POST
def close(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Stop asking, without a date."""
    now = timezone.now()
    meeting = plannable_meeting(request, meeting_id, timezone.localdate(now))

    def carry_out(key: UUID | None) -> Change:
        return close_poll(meeting=meeting, now=now, actor=user_of(request), key=key)

    return press(request, carry_out, back=reverse("meetings:meeting", args=[meeting.pk]))


def ticked(request: HttpRequest) -> list[datetime]:
    """The moments that were ticked among the proposals, each once, as far as they make sense."""
    found = set()
    for text in request.GET.getlist("moment")[:MOST]:
        try:
            found.add(timezone.make_aware(datetime.strptime(text, "%Y-%m-%dT%H:%M")))  # noqa: DTZ007 made aware here
        except ValueError:
            continue
    return sorted(found)
