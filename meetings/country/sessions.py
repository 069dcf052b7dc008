"""The sessions of a region of an invented country: two a year, three years long; no two of a region at one moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils.timezone import make_aware

from meetings.enums import Attendance, MeetingKind, MeetingState, Reply
from meetings.models import Invitation, Meeting
from schools.models import School
from schools.school_year import SchoolYear
from teams.demo.days import DemoDays
from teams.models import Membership, Professional

TIMES = (time(10, 30), time(15))
AUTUMN, SPRING = 9, 2
NONE_THIS_YEAR, NOT_HELD, WITHOUT_A_DATE = 0.08, 0.04, 0.25
ANSWERS = (Reply.YES, Reply.YES, Reply.NONE, Reply.MAYBE, Reply.NO)

Calendar = Mapping[SchoolYear, Sequence[date]]  # the school days of each year, from its first of September on


def meetings(schools: Sequence[School], calendar: Calendar, days: DemoDays, random: Random) -> Iterator[Meeting]:
    """Nearly every school has its two of each year; of what is still to come some have no date yet."""
    for year in (days.first_year, days.last_year, days.this_year):
        for kind, month in ((MeetingKind.KENNISMAKING, AUTUMN), (MeetingKind.VERDIEPING, SPRING)):
            first = date(year.start + (month == SPRING), month, 1)
            slots = [(day, clock) for day in calendar[year] if day >= first for clock in TIMES]
            for school, (day, clock) in zip(schools, slots, strict=False):
                if random.random() > NONE_THIS_YEAR:
                    yield _meeting(school, kind, year, make_aware(datetime.combine(day, clock)), days.today, random)


def _meeting(
    school: School, kind: MeetingKind, year: SchoolYear, starts_at: datetime, today: date, random: Random
) -> Meeting:
    uid = UUID(int=random.getrandbits(128), version=4)
    meeting = Meeting(school=school, year=year.start, kind=kind, place=f"{school}, teamkamer", uid=uid)
    is_over, luck = starts_at.date() < today, random.random()
    if not is_over and luck < WITHOUT_A_DATE:
        meeting.state = MeetingState.DRAFT
        return meeting
    meeting.starts_at = starts_at
    meeting.state = MeetingState.HELD if is_over else MeetingState.PLANNED
    if luck > 1 - NOT_HELD:
        meeting.state, meeting.cancelled_because = MeetingState.CANCELLED, "Te veel afmeldingen"
    return meeting


def invitations(
    rows: Iterable[Meeting], members: Iterable[Membership], guide: Professional, today: date, random: Random
) -> Iterator[Invitation]:
    """The team of the day of each session, and the procesbegeleider."""
    teams: dict[int, list[Membership]] = defaultdict(list)
    for member in members:
        teams[member.school_id].append(member)
    for meeting in rows:
        there = {each.professional_id: each for each in teams[meeting.school_id] if each.is_on(meeting.day or today)}
        for member in there.values():
            row = Invitation(
                meeting=meeting, professional_id=member.professional_id, role=member.role, is_required=True
            )
            yield _settled(row, meeting, random)
        yield _settled(
            Invitation(meeting=meeting, professional=guide, is_required=True, is_facilitator=True), meeting, random
        )


def _settled(row: Invitation, meeting: Meeting, random: Random) -> Invitation:
    """Who was there, or what she answered so far; the time that she keeps free for it."""
    if meeting.is_held:
        row.answer = Reply.YES
        row.attendance = Attendance.PRESENT if random.random() < 0.9 else Attendance.ABSENT
    elif meeting.is_planned:
        row.answer = random.choice(ANSWERS)
        if row.answer != Reply.NONE:
            row.answered_at = min(meeting.starts_at, _long_ago(meeting))  # type: ignore[type-var]
        if row.is_coming:
            row.starts_at, row.ends_at, row.blocks_time = meeting.starts_at, meeting.ends_at, True
    return row


def _long_ago(meeting: Meeting) -> datetime | None:
    return meeting.starts_at - timedelta(days=60) if meeting.starts_at else None
