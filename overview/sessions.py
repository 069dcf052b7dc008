"""How far a session was on a day. Of a day that has gone by, what was held later was still to be held."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import make_aware

from meetings.enums import MeetingState
from meetings.models.meeting import HAS_DATE
from overview.moment import Moment

SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Stand:
    """One of the two sessions of a school, as a chip shows it."""

    tone: str  # the ending of its chip's class
    text: str
    kind: str  # in a file: how far it is, without the day
    day: date | None = None
    meeting: int = 0  # its number, when it is there

    @property
    def code(self) -> str:
        """For programs: held, planned, date_asked, undated or none."""
        return CODES[self.kind]


CODES = {
    "gehouden": "held",
    "gepland": "planned",
    "datum gevraagd": "date_asked",
    "nog geen datum": "undated",
    "niet gepland": "none",
}
NOT_PLANNED = Stand("wrong", "niet gepland", "niet gepland")


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return make_aware(datetime.combine(day + timedelta(days=1), time()))


def held_by(moment: Moment) -> Q:
    """Sessions that were held on or before the day."""
    return Q(state=MeetingState.HELD, starts_at__lt=end_of(moment.day))


def on_calendar(moment: Moment) -> Q:
    """Sessions that had a date and were not held yet, on the day."""
    return Q(state__in=HAS_DATE) & ~held_by(moment)


def stand_of(meeting: int, state: str, day: date | None, moment: Moment) -> Stand:
    """A session as it stood on the day."""
    if day is None:
        asked = state == MeetingState.DATE_ASKED
        text = "datum gevraagd" if asked else "nog geen datum"
        return Stand("attention" if asked else "wrong", text, text, None, meeting)
    short = short_day(day)
    if state == MeetingState.HELD and day <= moment.day:
        return Stand("good", f"gehouden {short}", "gehouden", day, meeting)
    if state == MeetingState.PLANNED and day < moment.day:
        return Stand("attention", f"{short}: gehouden?", "gepland", day, meeting)
    return Stand("info", f"gepland {short}", "gepland", day, meeting)


def short_day(day: date) -> str:
    """ "6 okt": in a table of one school year."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"
