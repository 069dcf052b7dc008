"""Sessions as lists show them: how many answered, what the reader herself still has to answer, per month, found by name
or by how far they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from meetings.access import schools_to_plan
from meetings.enums import Attendance, MeetingState, NoticeKind, Reply
from meetings.links import dates_path, token_of
from meetings.models import DateAnswer, DateOption, Invitation, Meeting, Notice
from meetings.models.meeting import MeetingQuerySet
from schools.models import School
from schools.school_year import SchoolYear
from teams.access import seats_of
from teams.dutch import MONTHS

STANDS = {
    "": "Alle",
    "niet-uitgenodigd": "Nog niemand uitgenodigd",
    "datum": "Nog geen datum",
    "gepland": "Gepland",
}


@dataclass(frozen=True)
class ListRow:
    """One session in a list; `my_link` leads to where she still has to answer."""

    meeting: Meeting
    my_link: str = ""


@dataclass(frozen=True)
class Group:
    """The sessions of one month: "december 2026", or "Nog geen datum"."""

    title: str
    rows: tuple[ListRow, ...]


def with_replies(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Sessions with `count_invited`, `count_answered`, `count_present`, and whether anybody was told (`is_told`), as
    templates/meetings/components/reply_mark.html shows them; in the same query."""
    here = Invitation.objects.standing().filter(meeting=OuterRef("pk")).order_by()
    return meetings.annotate(
        count_invited=_count(here),
        count_answered=_count(here.exclude(answer=Reply.NONE)),
        count_present=_count(here.exclude(attendance__in=[Attendance.UNKNOWN, Attendance.ABSENT])),
        is_told=_is_told(),
    )


def found(meetings: MeetingQuerySet, text: str, stand: str) -> MeetingQuerySet:
    """Of schools with this in their name, and as far as one of `STANDS` says."""
    if text:
        meetings = meetings.filter(school__name__icontains=text)
    if stand == "niet-uitgenodigd":
        return meetings.filter(~_is_told(), state=MeetingState.PLANNED)
    if stand == "datum":
        return meetings.filter(state__in=[MeetingState.DRAFT, MeetingState.DATE_ASKED])
    return meetings.filter(state=MeetingState.PLANNED) if stand == "gepland" else meetings


def rows_for(meetings: Sequence[Meeting], user: User, today: date) -> list[ListRow]:
    """The same with what she still has to answer; one query."""
    links = _my_links(meetings, user, today)
    return [ListRow(meeting, links.get(meeting.pk, "")) for meeting in meetings]


def by_month(rows: Iterable[ListRow]) -> Iterator[Group]:
    """Rows in the order of their day, under the month that they are in."""
    for title, group in groupby(rows, lambda row: _month(row.meeting.day)):
        yield Group(title, tuple(group))


def own_schools(user: User, today: date) -> QuerySet[School]:
    """Where she sits: each has a page with its own sessions."""
    seats = seats_of(user, today).values("school")
    return School.objects.open(today).filter(pk__in=seats).order_by("name")


def schools_without(user: User, today: date) -> QuerySet[School]:
    """The schools where she plans that have no kennismaking or verdieping yet, this school year."""
    year = SchoolYear.of(today)
    there = Meeting.objects.standing().of_team().of_year(year).order_by().values("school")
    return schools_to_plan(user, today).exclude(pk__in=there).order_by("name")


def _is_told() -> Exists:
    return Exists(Notice.objects.filter(invitation__meeting=OuterRef("pk"), kind=NoticeKind.INVITATION))


def _count(rows: QuerySet[Invitation]) -> Coalesce:
    counted = rows.values("meeting").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _has_moments_to_answer() -> Exists:
    """That somebody did not say of every moment whether she can; `polling.answered_by` says who did."""
    said = DateAnswer.objects.filter(option=OuterRef("pk"), invitation=OuterRef(OuterRef("pk")))
    return Exists(DateOption.objects.filter(~Exists(said), meeting=OuterRef("meeting")))


def _my_links(meetings: Sequence[Meeting], user: User, today: date) -> dict[int, str]:
    """Where she answers a session that she was mailed about, or a date poll; "" to none of the rest."""
    asked = {row.pk: row for row in meetings if row.is_asking or (row.is_planned and row.is_told)}  # type: ignore[attr-defined]
    silent = Q(answer=Reply.NONE, meeting__state=MeetingState.PLANNED, meeting__starts_at__date__gte=today) | Q(
        _has_moments_to_answer(), meeting__state=MeetingState.DATE_ASKED, meeting__poll__deadline__gte=today
    )
    rows = Invitation.objects.standing().of_user(user).filter(silent, meeting__in=asked, professional__isnull=False)
    links = {}
    for row in rows.select_related("professional"):
        row.meeting = asked[row.meeting_id]
        if row.address:
            links[row.meeting_id] = (
                dates_path(row) if row.meeting.is_asking else reverse("meetings:answer", args=[token_of(row)])
            )
    return links


def _month(day: date | None) -> str:
    return f"{MONTHS[day.month - 1].capitalize()} {day.year}" if day else "Nog geen datum"
