"""What would be mailed about a session, to look at before anything is sent."""

import re
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from meetings.actions.notices import DueNotice, due_notices, invitations_with_notices, next_sequence
from meetings.enums import NoticeKind
from meetings.letters import letter_of
from meetings.models import Meeting

OWN_LINK = re.compile(r"https?://\S+/(?:antwoord|mail-keuzes)/\S+")
NO_LINK = "(hier staat de eigen link)"


@dataclass(frozen=True)
class Sample:
    """The mail of one kind, as the first who gets it will read it; but the links, which are hers alone."""

    kind: NoticeKind
    subject: str
    text: str
    people: tuple[DueNotice, ...]


@dataclass(frozen=True)
class Preview:
    """Everybody who has to be told something, who of them has an address, and one mail of each kind."""

    to_send: tuple[DueNotice, ...]
    without_address: tuple[DueNotice, ...]
    samples: tuple[Sample, ...]


def preview_of(meeting: Meeting, sender: User, now: datetime) -> Preview:
    """What sending would do now."""
    rows = invitations_with_notices(meeting)
    due = due_notices(meeting, rows)
    to_send = tuple(each for each in due if each.can_be_sent)
    sequence = next_sequence(meeting, to_send)
    invited = [row for row in rows if row.is_coming]
    samples = []
    for kind in NoticeKind:
        people = tuple(each for each in to_send if each.kind == kind)
        if people:
            letter = letter_of(kind, people[0].invitation, invited, sender=sender, sequence=sequence, now=now)
            samples.append(Sample(kind, letter.subject, OWN_LINK.sub(NO_LINK, letter.text), people))
    return Preview(to_send, tuple(each for each in due if not each.can_be_sent), tuple(samples))
