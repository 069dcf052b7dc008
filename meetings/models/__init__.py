from meetings.models.agenda import AgendaItem
from meetings.models.casus import Casus, CasusPerspective, CasusStep, LibraryCasus
from meetings.models.draft import MinutesDraft
from meetings.models.evaluation import Evaluation
from meetings.models.feed import CalendarFeed
from meetings.models.invitation import Invitation
from meetings.models.mail import Digest, MailChoice, Reminder
from meetings.models.meeting import Meeting
from meetings.models.notice import Notice
from meetings.models.ownership import Ownership
from meetings.models.poll import DateAnswer, DateNotice, DateOption, Poll
from meetings.models.record import Agreement, Minutes, TeamAnswer

__all__ = [
    "AgendaItem",
    "Agreement",
    "CalendarFeed",
    "Casus",
    "CasusPerspective",
    "CasusStep",
    "DateAnswer",
    "DateNotice",
    "DateOption",
    "Digest",
    "Evaluation",
    "Invitation",
    "LibraryCasus",
    "MailChoice",
    "Meeting",
    "Minutes",
    "MinutesDraft",
    "Notice",
    "Ownership",
    "Poll",
    "Reminder",
    "TeamAnswer",
]
