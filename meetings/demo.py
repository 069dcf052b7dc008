"""The sessions of the demo: last year's, and those of this year, some held and some still to come.

No two schools of a region share a moment, so that nobody is in two places.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware
from simple_history.utils import bulk_create_with_history

from meetings.around import closed_days
from meetings.enums import Attendance, MeetingKind, MeetingState, NoticeKind, Reply
from meetings.letters import facts_of
from meetings.models import (
    AgendaItem,
    Agreement,
    CalendarFeed,
    Casus,
    DateAnswer,
    DateNotice,
    DateOption,
    Evaluation,
    Invitation,
    LibraryCasus,
    Meeting,
    Minutes,
    MinutesDraft,
    Notice,
    Ownership,
    Poll,
    Reminder,
    TeamAnswer,
)
from schools.models import Region, School
from schools.school_year import SchoolYear
from teams.enums import Need, Ring
from teams.extensions import Forget
from teams.models import Membership, Professional, Role, SeatTemplate

TIMES = (time(10, 30), time(15))  # far enough apart for any travel
ANSWERS = (Reply.YES, Reply.YES, Reply.NONE, Reply.MAYBE, Reply.YES, Reply.NONE, Reply.NO)
GUEST = {"guest_name": "Wilma Terpstra", "guest_email": "wilma.terpstra@example.nl", "guest_of": "Veilig Thuis"}
EVERY_FOURTH = 4  # school plans its own sessions
NOT_YET, CALLED_OFF = 11, 13  # every so many a school has no kennismaking yet, or one that was called off


class _Team(NamedTuple):
    """Who was in the team of a school, and in which roles a team must have somebody."""

    members: list[Membership]
    required: set[int]

    def on(self, day: date) -> list[Membership]:
        return [row for row in self.members if row.is_on(day)]


def lay(region: Region, today: date) -> None:
    """The sessions of a region, the same for the same day."""
    schools = list(School.objects.filter(region=region, closed_on=None).order_by("establishment_code"))
    teams = _teams(schools)
    guide = _guide(region)
    this_year = SchoolYear.of(today)
    made: list[Meeting] = []
    for year in (this_year.previous, this_year):
        for kind, month in ((MeetingKind.KENNISMAKING, 9), (MeetingKind.VERDIEPING, 2)):
            made += _series(schools, kind, year, date(year.start + (month < 8), month, 1), today)
    made = bulk_create_with_history([row for row in made if teams[row.school_id].members], Meeting)
    rows = [each for meeting in made for each in _invitations(meeting, teams[meeting.school_id], guide)]
    rows = bulk_create_with_history(rows, Invitation)
    Notice.objects.bulk_create(_notices(rows, today))
    own = [Ownership(school=school, since=this_year.first_day) for school in schools[::EVERY_FOURTH]]
    bulk_create_with_history(own, Ownership)


def _notices(rows: list[Invitation], today: date) -> Iterator[Notice]:
    """Everybody was told two months ahead, but guests."""
    for row in rows:
        meeting = row.meeting
        if meeting.starts_at is not None and not row.is_guest:
            told_at = min(meeting.starts_at - timedelta(days=60), make_aware(datetime.combine(today, time(9))))
            kind = NoticeKind.CANCELLATION if meeting.is_cancelled else NoticeKind.INVITATION
            yield Notice(invitation=row, kind=kind, sequence=0, facts=facts_of(meeting), told_at=told_at)


def remove(regions: QuerySet[Region], forget: Forget) -> None:
    """Take all that `lay` and visitors made of these regions away, with its history."""
    schools = School.objects.filter(region__in=regions)
    of_schools, of_people = Q(school__in=schools), Q(professional__organisation__region__in=regions)
    meetings = Meeting.objects.filter(of_schools)
    Notice.objects.filter(invitation__meeting__in=meetings).delete()
    CalendarFeed.objects.filter(of_schools | of_people).delete()
    MinutesDraft.objects.filter(meeting__in=meetings).delete()
    Minutes.objects.filter(meeting__in=meetings).delete()
    LibraryCasus.objects.filter(region__in=regions).delete()
    Casus.objects.filter(meeting__in=meetings).delete()
    Evaluation.objects.filter(invitation__meeting__in=meetings).delete()
    Reminder.objects.filter(invitation__meeting__in=meetings).delete()
    DateNotice.objects.filter(invitation__meeting__in=meetings).delete()
    former = Meeting.history.filter(of_schools).values("id")
    of_meetings = Q(meeting__in=meetings.values("pk")) | Q(meeting__in=former)
    options = DateOption.history.filter(of_meetings).values("id")
    forget(DateAnswer, Q(option__in=options))
    forget(DateOption, of_meetings)
    forget(Poll, of_meetings)
    forget(Invitation, of_meetings)
    for model in (Agreement, TeamAnswer, Ownership):
        forget(model, of_schools)
    forget(AgendaItem, Q(region__in=regions))
    forget(Meeting, of_schools)


def _series(schools: list[School], kind: MeetingKind, year: SchoolYear, first: date, today: date) -> Iterator[Meeting]:
    """One session for most schools, each at a moment of its own from a day on."""
    if not schools:
        return
    slots = ((day, clock) for day in _school_days(schools[0], year, first) for clock in TIMES)
    for number, (school, (day, clock)) in enumerate(zip(schools, slots, strict=False)):
        if year == SchoolYear.of(today) and number % NOT_YET == NOT_YET - 1:
            continue
        if number == 0 and kind == MeetingKind.VERDIEPING and year == SchoolYear.of(today):
            day_of_first = next(_school_days(school, year, today + timedelta(days=21)), day)
            yield _meeting(school, kind, year, day_of_first, time(8, 30), today, title="casus verzuim")
            continue
        title = "casus schoolverzuim" if kind == MeetingKind.VERDIEPING else ""
        meeting = _meeting(school, kind, year, day, clock, today, title=title)
        if meeting.state == MeetingState.PLANNED and number % CALLED_OFF == CALLED_OFF - 1:
            meeting.state, meeting.cancelled_because = MeetingState.CANCELLED, "Te veel afmeldingen"
        yield meeting


def _meeting(
    school: School, kind: MeetingKind, year: SchoolYear, day: date, clock: time, today: date, *, title: str
) -> Meeting:
    return Meeting(
        school=school,
        year=year.start,
        kind=kind,
        title=title,
        state=MeetingState.HELD if day < today else MeetingState.PLANNED,
        starts_at=make_aware(datetime.combine(day, clock)),
        place=f"{school}, teamkamer",
    )


def _school_days(school: School, year: SchoolYear, first: date) -> Iterator[date]:
    closed = [*closed_days(school, year), *closed_days(school, year.next)]
    day = first
    while True:
        if day.weekday() < 5 and not any(day in period for period in closed):
            yield day
        day += timedelta(days=1)


def _teams(schools: list[School]) -> dict[int, _Team]:
    members: dict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(school__in=schools).with_people():
        members[row.school_id].append(row)
    required: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    roles = Role.objects.filter(seat_templates__need=Need.REQUIRED)
    for region, sector, role in SeatTemplate.objects.filter(need=Need.REQUIRED, roles__in=roles).values_list(
        "region", "sector", "roles"
    ):
        required[region, sector].add(role)
    return {each.pk: _Team(members[each.pk], required[each.region_id, each.sector]) for each in schools}


def _guide(region: Region) -> Professional | None:
    return Professional.objects.filter(user__grants__region=region, user__grants__kind="procesbegeleider").first()


def _invitations(meeting: Meeting, team: _Team, guide: Professional | None) -> Iterator[Invitation]:
    day = meeting.day
    assert day is not None  # noqa: S101 every session of the demo has a date
    seen: set[int] = set()
    for number, member in enumerate(team.on(day)):
        if member.professional_id not in seen and member.role.ring != Ring.ON_CALL:
            seen.add(member.professional_id)
            row = Invitation(
                meeting=meeting,
                professional=member.professional,
                role=member.role,
                is_required=member.role_id in team.required,
            )
            yield _answered(row, number + meeting.school_id)
    if guide is not None and guide.pk not in seen:
        row = Invitation(meeting=meeting, professional=guide, is_required=True, is_facilitator=True)
        yield _answered(row, 0)
    if meeting.kind == MeetingKind.VERDIEPING and meeting.state == MeetingState.PLANNED:
        yield Invitation(meeting=meeting, **GUEST)


def _answered(row: Invitation, number: int) -> Invitation:
    """Who was there, or what she answered so far; the time that she keeps free for it."""
    meeting = row.meeting
    if meeting.is_held:
        row.attendance = Attendance.ABSENT if number % 9 == 4 else Attendance.PRESENT
        row.answer = Reply.YES
    elif meeting.is_planned:
        row.answer = ANSWERS[number % len(ANSWERS)]
        if row.is_coming:
            row.starts_at, row.ends_at, row.blocks_time = meeting.starts_at, meeting.ends_at, True
    return row
