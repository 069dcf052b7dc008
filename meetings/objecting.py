"""What speaks against the moment of a session that is in the database."""

from datetime import date

from meetings.around import around, expected_of, slot_of
from meetings.invitees import vacancies_on
from meetings.models import Meeting
from meetings.objections import Objection, objections


def objections_to(meeting: Meeting, *, today: date) -> list[Objection]:
    """All that speaks against it; nothing while there is no date."""
    slot = slot_of(meeting)
    if slot is None:
        return []
    empty = vacancies_on(meeting.school, slot.day, today=today, roles=meeting.roles.all())
    known = around(
        meeting.school, meeting.school_year, meeting.kind, expected_of(meeting), vacancies=empty, but=meeting
    )
    return objections(slot, known)
