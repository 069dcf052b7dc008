"""What a form shows of a session, for teams.seen."""

from meetings.models import Meeting
from teams.dutch import in_words
from teams.seen import Snapshot


def about_meeting(meeting: Meeting) -> str:
    """Names what a snapshot of a session is about."""
    return f"meeting {meeting.pk}"


def meeting_snapshot(meeting: Meeting) -> Snapshot:
    """What it is, when, where, for whom and how far."""
    facilitator = meeting.invitations.standing().filter(is_facilitator=True).select_related("professional").first()
    return {
        "De bijeenkomst": {
            "soort": meeting.get_kind_display(),
            "onderwerp": meeting.title,
            "moment": meeting.when,
            "plaats": meeting.place,
            "stand": meeting.get_state_display(),
            "begeleider": str(facilitator or ""),
            "wie uit het kernteam": in_words(sorted(str(role) for role in meeting.roles.all())) or "iedereen",
        }
    }
