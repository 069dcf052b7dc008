"""What whoever plans still has to do for a session, in sentences for its page."""

from meetings.models import Meeting
from meetings.participants import Participants
from meetings.polls.page import PollPage


def to_do_of(meeting: Meeting, participants: Participants, poll: PollPage | None = None) -> list[str]:
    """Before anybody knows: that first. Nothing once it is over and everybody was told. `poll` is the date poll that it
    has or had."""
    was_polled = poll is not None and bool(poll.mailed)
    to_release = poll.to_release if poll and not poll.poll.is_open else 0
    return [
        *_date(meeting, poll),
        *_mails(participants, was_polled=was_polled),
        *_holds(participants, to_release),
        *_guide(meeting, participants),
    ]


def _date(meeting: Meeting, poll: PollPage | None) -> list[str]:
    if meeting.starts_at is not None or not meeting.is_open or meeting.is_asking:
        return []
    if poll is not None and poll.mailed:
        untold = " Wie gevraagd was, weet dat nog niet: bekijk de mails en verstuur ze." if poll.due else ""
        return [f"De datumprikker is gestopt, en er is nog geen datum.{untold}"]
    return ["Er is nog geen datum, en nog niemand is uitgenodigd. Kies een datum, of vraag wie wanneer kan."]


def _mails(participants: Participants, *, was_polled: bool) -> list[str]:
    if not participants.due:
        return []
    if not any(row.mail for row in participants.rows):
        who = "Nog niemand weet welke datum het is." if was_polled else "Nog niemand weet hiervan."
        return [f"{who} Bekijk de mails en verstuur ze: {participants.due_in_words}."]
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
