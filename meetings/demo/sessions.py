"""The sessions: last year's, those of this year, some held and some still to come, and a few that have no date yet.

No two schools of a region share a moment, so that nobody is in two places.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from meetings.demo.scene import Scene, is_example
from meetings.demo.texts.casussen import AT_HOME, IN_PREPARATION, MONDAY, PRIMARY, Story
from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from meetings.moments.around import closed_days
from schools.enums import Sector
from schools.models import School
from schools.school_year import SchoolYear
from teams import defaults

TIMES = (time(10, 30), time(15))  # far enough apart for any travel
NOT_YET, CALLED_OFF = 11, 13  # every so many a school has no session this year, or one that was called off
NOT_MARKED = 25  # this school's kennismaking was held, and nobody said so yet
DRAFTS = (18, 21)  # these schools have a session without a date
POLLED = (3, 9, 14, 26)  # and these ask who can when
AHEAD = timedelta(days=21)
THURSDAY = 3
SOME = 20  # every so many a school met with a part of its team
PART = (defaults.INTERN_BEGELEIDER, defaults.CJG_COACH, defaults.CONSULENT)


def sessions(scene: Scene) -> list[Meeting]:
    """Those of every school that has a team."""
    made: list[Meeting] = []
    for year in (scene.year.previous, scene.year):
        for kind, month in ((MeetingKind.KENNISMAKING, 9), (MeetingKind.VERDIEPING, 2)):
            made += _series(scene, kind, year, date(year.start + (month < 8), month, 1))
    made += _of_a_part(scene, scene.year.previous)
    made += _without_a_date(scene)
    return [row for row in made if scene.teams[row.school_id].members]


def story_of(meeting: Meeting, number: int, year: SchoolYear) -> Story:
    """The casus that a verdieping is about; another one for neighbours, and another one this year."""
    is_this_year = meeting.school_year == year
    if meeting.school.sector in {Sector.VO, Sector.VSO}:
        return AT_HOME
    if is_example(meeting.school):
        return IN_PREPARATION if is_this_year else MONDAY
    return PRIMARY[(number + 3 * is_this_year) % len(PRIMARY)]


def school_days(school: School, year: SchoolYear, first: date) -> Iterator[date]:
    """The days on which this school is open, from a day on."""
    closed = [*closed_days(school, year), *closed_days(school, year.next)]
    day = first
    while True:
        if day.weekday() < 5 and not any(day in period for period in closed):
            yield day
        day += timedelta(days=1)


def polls_for_verdieping(scene: Scene) -> bool:
    """Whether the verdieping of this year is far enough to ask for; otherwise next year's kennismaking is."""
    return scene.today + AHEAD < date(scene.year.start + 1, 3, 1)


def _series(scene: Scene, kind: MeetingKind, year: SchoolYear, first: date) -> Iterator[Meeting]:
    """One session for most schools, each at a moment of its own from a day on."""
    if not scene.schools:
        return
    slots = ((day, clock) for day in school_days(scene.schools[0], year, first) for clock in TIMES)
    for number, (school, (day, clock)) in enumerate(zip(scene.schools, slots, strict=False)):
        if year != scene.year:
            yield _meeting(scene, school, kind, year, day, clock)
        elif number % NOT_YET != NOT_YET - 1 and not _has_no_date_yet(scene, number, kind):
            if number == 0 and kind == MeetingKind.VERDIEPING:
                day, clock = next(school_days(school, year, scene.today + AHEAD), day), time(8, 30)  # noqa: PLW2901
            yield _this_years(scene, _meeting(scene, school, kind, year, day, clock), number)


def _this_years(scene: Scene, meeting: Meeting, number: int) -> Meeting:
    if meeting.is_planned and number % CALLED_OFF == CALLED_OFF - 1:
        meeting.state, meeting.cancelled_because = MeetingState.CANCELLED, "Te veel afmeldingen"
    elif number == NOT_MARKED and meeting.kind == MeetingKind.KENNISMAKING and meeting.day != scene.today:
        meeting.state = MeetingState.PLANNED
    return meeting


def _has_no_date_yet(scene: Scene, number: int, kind: MeetingKind) -> bool:
    return kind == MeetingKind.VERDIEPING and number in (*POLLED, *DRAFTS) and polls_for_verdieping(scene)


def _without_a_date(scene: Scene) -> Iterator[Meeting]:
    """What is still being asked for, and what nobody asked for yet."""
    is_verdieping = polls_for_verdieping(scene)
    kind = MeetingKind.VERDIEPING if is_verdieping else MeetingKind.KENNISMAKING
    year = scene.year if is_verdieping else scene.year.next
    for number, state in (
        *((number, MeetingState.DATE_ASKED) for number in POLLED),
        *((number, MeetingState.DRAFT) for number in DRAFTS),
    ):
        if number < len(scene.schools):
            yield _named(scene, Meeting(school=scene.schools[number], year=year.start, kind=kind, state=state))


def _of_a_part(scene: Scene, year: SchoolYear) -> Iterator[Meeting]:
    """Only IB, CJG and SWV, in spring, at noon: the others of that day are before or after it."""
    if not scene.schools:
        return
    days = (
        day for day in school_days(scene.schools[0], year, date(year.start + 1, 4, 10)) if day.weekday() == THURSDAY
    )
    for school, day in zip(scene.schools[::SOME], days, strict=False):
        if school.sector == Sector.BO:
            meeting = _meeting(scene, school, MeetingKind.SUBSET, year, day, time(13))
            meeting.title, meeting.minutes = "Alleen IB, CJG en SWV", 60
            yield meeting


def _meeting(scene: Scene, school: School, kind: MeetingKind, year: SchoolYear, day: date, clock: time) -> Meeting:
    meeting = Meeting(
        school=school,
        year=year.start,
        kind=kind,
        state=MeetingState.HELD if day < scene.today else MeetingState.PLANNED,
        starts_at=make_aware(datetime.combine(day, clock)),
    )
    return _named(scene, meeting)


def _named(scene: Scene, meeting: Meeting) -> Meeting:
    meeting.place = f"{meeting.school}, teamkamer"
    if meeting.kind == MeetingKind.VERDIEPING:
        meeting.title = story_of(meeting, scene.numbers[meeting.school_id], scene.year).subject
    return meeting
