"""What whoever plans still has to do for a session, in sentences for its page."""

from meetings.models import Meeting
from meetings.participants import Participants


def to_do_of(meeting: Meeting, participants: Participants, to_release: int = 0) -> list[str]:
    """Before anybody knows: that first. Nothing once it is over and everybody was told.

    `to_release` is how often a calendar still holds a moment of a date poll that nobody needs any more.
    """
    return [*_date(meeting), *_mails(participants), *_holds(participants, to_release), *_guide(meeting, participants)]


def _date(meeting: Meeting) -> list[str]:
    if meeting.starts_at is not None or not meeting.is_open or meeting.is_asking:
        return []
    return ["Er is nog geen datum, en nog niemand is uitgenodigd. Kies een datum, of vraag wie wanneer kan."]


def _mails(participants: Participants) -> list[str]:
    if not participants.due:
        return []
    if not any(row.mail for row in participants.rows):
        return [f"Nog niemand weet hiervan. Bekijk de mails en verstuur ze: {participants.due_in_words}."]
    return [f"Nog niet verstuurd: {participants.due_in_words}."]


def _holds(participants: Participants, to_release: int) -> list[str]:
    if not to_release:
        return []
    how = "Dat gaat met deze mails mee." if participants.due else "Ook daarvoor gaan er mails uit."
    return [f"{to_release} keer houdt een agenda nog een moment vrij dat niet meer nodig is. {how}"]


def _guide(meeting: Meeting, participants: Participants) -> list[str]:
    is_guided = any(row.invitation.is_facilitator for row in participants.standing)
    if is_guided or not meeting.is_of_team or not meeting.is_open:
        return []
    return ["Nog niemand begeleidt deze bijeenkomst. Kies iemand bij ‘Wijzig’."]
