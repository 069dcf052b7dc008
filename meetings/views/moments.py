"""The best moments for a session: ranked, with what speaks for and against each."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.enums import MeetingKind
from meetings.invitees import team_on, vacancies_on
from meetings.models import Meeting
from meetings.models.meeting import TEAM_KINDS
from meetings.moments.around import Expected, around, day_of, expected_to_be
from meetings.moments.best import Moment, best_moments, standings
from meetings.moments.circumstances import SESSION_MINUTES
from meetings.views.fetching import plannable_school
from schools.models import School
from schools.school_year import SchoolYear
from teams.dutch import in_words


@dataclass(frozen=True)
class Proposal:
    """A moment on the page: how it compares with the best, and the form to plan or move to it."""

    moment: Moment
    standing: str
    url: str


@require_safe
def moments(request: HttpRequest, code: str) -> HttpResponse:
    """Proposals for the rest of this school year, or for the next one when asked: to plan a session, to give one its
    date, or to move it."""
    today = timezone.localdate()
    school = plannable_school(request, code, today)
    year = SchoolYear.of(today)
    year = year.next if request.GET.get("jaar") == str(year.next.start) else year
    present = {row.kind: row for row in Meeting.objects.standing().filter(school=school).of_year(year)}
    kind = _kind(request.GET.get("soort", ""), present)
    there = present.get(kind)
    first = first_day_to_invite(year, today)
    expected = expected_to_be(team_on(school, first, today=today))
    context = {
        "school": school,
        "kind": kind,
        "there": there,
        "kinds": TEAM_KINDS,
        "year": year,
        "first": first,
        "years": [SchoolYear.of(today), SchoolYear.of(today).next],
        "proposals": _proposals(school, year, kind, expected, there=there, first=first),
        "people": expected,
        "vacancies": in_words(vacancies_on(school, first, today=today)),
        "poll_url": _poll_url(school, there),
    }
    return render(request, "meetings/moments.html", context)


def first_day_to_invite(year: SchoolYear, today: date) -> date:
    """The first day for which people can be invited and reminded in time; near the end of a year any day will do."""
    in_time = day_of(year, today + timedelta(days=max(settings.MEETING_LEAD_DAYS, 1) - 1))
    return in_time if in_time in year else day_of(year, today)


def moments_url(meeting: Meeting) -> str:
    """Where good moments for this session are; "" when there are none to propose."""
    if not meeting.is_open or not meeting.is_of_team:
        return ""
    chosen = {"soort": meeting.kind, "jaar": meeting.year}
    return f"{reverse('meetings:moments', args=[meeting.school.establishment_code])}?{urlencode(chosen)}"


def _proposals(
    school: School,
    year: SchoolYear,
    kind: MeetingKind,
    expected: Sequence[Expected],
    *,
    there: Meeting | None,
    first: date,
) -> list[Proposal]:
    """None of a session that was held, or when the year is over."""
    if first not in year or (there is not None and there.is_held):
        return []
    known = around(school, year, kind, expected, but=there)
    found = best_moments(known, first, year.last_day, minutes=there.minutes if there else SESSION_MINUTES)
    return [
        Proposal(moment, standing, _url(school, kind, moment, there))
        for moment, standing in zip(found, standings(found), strict=True)
    ]


def _kind(text: str, there: Container[str]) -> MeetingKind:
    """The kind that was asked for, or else the first that the year has not yet."""
    if text in TEAM_KINDS:
        return MeetingKind(text)
    return next((kind for kind in TEAM_KINDS if kind not in there), MeetingKind.VERDIEPING)


def _url(school: School, kind: MeetingKind, moment: Moment, there: Meeting | None) -> str:
    """The form to plan a session then, or to let the one that is there be then."""
    slot = moment.slot
    when = {"dag": slot.day.isoformat(), "om": f"{slot.starts:%H:%M}"}
    if there is not None:
        return f"{reverse('meetings:change', args=[there.pk])}?{urlencode(when)}"
    chosen = {"soort": kind.value, **when}
    return f"{reverse('meetings:plan', args=[school.establishment_code])}?{urlencode(chosen)}"


def _poll_url(school: School, there: Meeting | None) -> str:
    """Where the ticked moments are asked; "" for a session that has its date."""
    if there is None:
        return reverse("meetings:start_poll", args=[school.establishment_code])
    return "" if there.starts_at else reverse("meetings:ask_dates", args=[there.pk])


def prefilled(request: HttpRequest) -> dict[str, object]:
    """What a proposal fills in, as far as it makes sense."""
    kind = {"kind": request.GET["soort"]} if request.GET.get("soort") in MeetingKind.values else {}
    return {**kind, **proposed_moment(request)}


def proposed_moment(request: HttpRequest) -> dict[str, object]:
    """The day and the time of a proposal."""
    try:
        day = date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return {}
    return {"day": day, "clock": request.GET.get("om", "")[:5]}
