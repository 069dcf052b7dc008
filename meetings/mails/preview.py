"""What would be mailed about a session, to look at before anything is sent."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from meetings.actions.notices import DueNotice, next_sequence
from meetings.actions.poll_mails import releases_due
from meetings.actions.telling import ToTell, still_to_tell
from meetings.enums import NoticeKind
from meetings.mails.letters import letter_of, sender_of
from meetings.models import Meeting
from meetings.polls.page import DatePreview, date_preview_of
from meetings.polls.reading import poll_of


@dataclass(frozen=True)
class Sample:
    """The mail of one kind, as the first who gets it will read it; but the links, which are hers alone."""

    kind: NoticeKind
    subject: str
    text: str
    people: tuple[DueNotice, ...]


@dataclass(frozen=True)
class Preview:
    """Everybody who has to be told something, who of them has no address, and one mail of each kind; also of what
    calendars may let go."""

    found: ToTell
    without_address: tuple[DueNotice, ...]
    samples: tuple[Sample, ...]
    releases: DatePreview | None


def preview_of(meeting: Meeting, sender: User, now: datetime) -> Preview:
    """What sending would do now."""
    found = still_to_tell(meeting, now)
    sequence = next_sequence(meeting, found.notices)
    invited = [row for row in found.invitations if row.is_coming]
    by, samples = sender_of(sender), []
    for kind in NoticeKind:
        people = tuple(each for each in found.notices if each.kind == kind)
        if people:
            letter = letter_of(
                kind, people[0].invitation, invited, sender=by, sequence=sequence, now=now, is_sample=True
            )
            samples.append(Sample(kind, letter.subject, letter.text, people))
    poll = poll_of(meeting) if found.releases else None
    return Preview(
        found,
        tuple(each for each in found.due if not each.can_be_sent),
        tuple(samples),
        date_preview_of(poll, releases_due, sender=sender, now=now) if poll else None,
    )
