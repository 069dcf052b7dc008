from meetings.models.feed import CalendarFeed
from meetings.models.invitation import Invitation
from meetings.models.meeting import Meeting
from meetings.models.notice import Notice
from meetings.models.ownership import Ownership
from meetings.models.poll import DateAnswer, DateNotice, DateOption, Poll
from meetings.models.record import Agreement, Minutes, TeamAnswer

__all__ = [
    "Agreement",
    "CalendarFeed",
    "DateAnswer",
    "DateNotice",
    "DateOption",
    "Invitation",
    "Meeting",
    "Minutes",
    "Notice",
    "Ownership",
    "Poll",
    "TeamAnswer",
]
