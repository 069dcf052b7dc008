"""What the page of a session shows of during and after: agenda, who was there, minutes, agreements, questions."""

from datetime import date
from typing import Any

from accounts.models import User
from meetings.actions.minutes import draft_of, minutes_of
from meetings.after.agreements import session_agreements
from meetings.after.four_questions import four_questions
from meetings.agenda.writing import agenda_of
from meetings.models import Meeting


def record_context(meeting: Meeting, user: User, today: date) -> dict[str, Any]:
    """For templates/meetings/components/agenda_card.html, minutes_card.html and questions_card.html."""
    agenda = agenda_of(meeting, today=today)
    return {
        "agenda": agenda,
        "agreements": session_agreements(meeting, agenda.agreements, user, today),
        "minutes": minutes_of(meeting),
        "draft": draft_of(meeting, user),
        "questions": four_questions(meeting.school, meeting.school_year, today=today),
        "has_day_come": meeting.day is not None and meeting.day <= today,
    }
