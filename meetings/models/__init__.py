from meetings.models.casus import Casus, CasusPerspective, CasusStep, LibraryCasus
from meetings.models.evaluation import Evaluation
from meetings.models.feed import CalendarFeed
from meetings.models.invitation import Invitation
from meetings.models.meeting import Meeting
from meetings.models.notice import Notice
from meetings.models.ownership import Ownership
from meetings.models.record import Agreement, Minutes, TeamAnswer

__all__ = [
    "Agreement",
    "CalendarFeed",
    "Casus",
    "CasusPerspective",
    "CasusStep",
    "Evaluation",
    "Invitation",
    "LibraryCasus",
    "Meeting",
    "Minutes",
    "Notice",
    "Ownership",
    "TeamAnswer",
]
