"""The sessions of a person or a school as a calendar that programs read."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from meetings.access import meetings_of, visible_meetings
from meetings.calendars import ical as calendars
from meetings.enums import MeetingState
from meetings.holds import uid_of
from meetings.models import CalendarFeed, Meeting
from meetings.models.meeting import MeetingQuerySet
from schools.models import School
from teams.access import accounts_of
from teams.models import Professional
from teams.names import one_line

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
BACK = timedelta(days=400)  # a year of sessions, so that last year's stay readable


def feed_url(feed: CalendarFeed) -> str:
    return f"{settings.SITE_URL}{reverse('meetings:feed', args=[feed.secret])}"


def webcal_url(feed: CalendarFeed) -> str:
    """The same address, as a link that a calendar program opens to subscribe."""
    return f"webcal://{feed_url(feed).split('://', 1)[1]}"


def feed_of(feed: CalendarFeed, today: date) -> bytes:
    """What this address gives today: nothing of a school that its owner no longer sees."""
    owner = feed.professional or feed.school
    recent = meetings_in(feed, today).filter(starts_at__date__gte=today - BACK)
    rows = recent.with_school().with_state_for_calendars().in_order()
    return calendars.feed(f"Kernteam {one_line(str(owner))}", [event_of(row) for row in rows])


def meetings_in(feed: CalendarFeed, today: date) -> MeetingQuerySet:
    """The sessions that have a date: of a school all of them, of a person those she is asked to and still sees."""
    dated = Meeting.objects.filter(starts_at__isnull=False)
    if isinstance(feed.school, School):
        return dated.none() if feed.school.is_closed(today) else dated.filter(school=feed.school)
    user = _account(feed.professional)
    if user is None:
        return dated.none()
    return dated.filter(pk__in=visible_meetings(user, today).values("pk")).filter(pk__in=meetings_of(user).values("pk"))


def _account(professional: Professional | None) -> User | None:
    """An account of hers, also one that came with a record that was merged into hers."""
    if professional is None:
        return None
    accounts = accounts_of(professional.merged_into or professional)
    return next((user for user in accounts if user.is_active), None)


def event_of(meeting: Meeting) -> calendars.Event:
    """A session with a date as calendars show it; it comes from `with_school().with_state_for_calendars()`."""
    assert meeting.starts_at is not None and meeting.ends_at is not None  # noqa: S101, PT018 asked for dated ones
    return calendars.Event(
        uid=uid_of(meeting),
        sequence=meeting.told_sequence,  # type: ignore[attr-defined]
        stamp=_changed_at(meeting),
        summary=f"{one_line(meeting.name)} kernteam {one_line(str(meeting.school))}",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=one_line(meeting.place),
        url=f"{settings.SITE_URL}{reverse('meetings:meeting', args=[meeting.pk])}",
        is_cancelled=meeting.state == MeetingState.CANCELLED,
        alarm=None,
    )


def _changed_at(meeting: Meeting) -> datetime:
    """When this state came to be, as the mails say it. Some programs keep what is newest by this, so it goes only
    forward: it is not the moment of the session, which can move to an earlier day. What came in bulk has no history
    yet."""
    moments: list[datetime | None] = [meeting.saved_at, meeting.told_at]  # type: ignore[attr-defined]
    return max((moment for moment in moments if moment is not None), default=LONG_AGO)
