"""Sending in one step all that people do not know yet of a session: how it stands, and which moments of its date poll
their calendars may let go."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from accounts.models import User
from meetings.actions.notices import (
    DueNotice,
    due_notices,
    invitations_with_notices,
    notices_snapshot,
    send_notices,
    was_sent,
)
from meetings.actions.poll_mails import (
    DueDateMail,
    asked_by,
    mails_snapshot,
    releases_due,
    send_date_mails,
    were_sent,
)
from meetings.models import Invitation, Meeting
from meetings.polls.reading import poll_of
from schools.changes import lock
from teams.seen import Snapshot, refuse_stale


@dataclass(frozen=True)
class ToTell:
    """What is still to be told, by mail where there is an address. `invitations` are all who are or were asked."""

    due: tuple[DueNotice, ...]
    releases: tuple[DueDateMail, ...]
    invitations: tuple[Invitation, ...]

    @property
    def notices(self) -> tuple[DueNotice, ...]:
        return tuple(each for each in self.due if each.can_be_sent)

    @property
    def count(self) -> int:
        """How many mails that are."""
        return len(self.notices) + len(self.releases)


def still_to_tell(meeting: Meeting, now: datetime) -> ToTell:
    """What sending would do now."""
    rows = invitations_with_notices(meeting)
    poll = poll_of(meeting)
    releases = releases_due(asked_by(poll)) if poll else []
    return ToTell(
        tuple(due_notices(meeting, rows, now)), tuple(each for each in releases if each.can_be_sent), tuple(rows)
    )


def telling_snapshot(found: ToTell, meeting: Meeting) -> Snapshot:
    """What the preview showed: who gets what, and what it says."""
    return {**notices_snapshot(found.notices, meeting), **mails_snapshot(found.releases)}


def tell_everybody(
    *, meeting: Meeting, seen: Snapshot | None = None, now: datetime, actor: User, key: UUID | None = None
) -> int:
    """Send it, with the same key once; how many mails that were. Raises Stale when it is no longer what the preview
    showed."""
    key = key or uuid4()
    with lock(meeting.school):
        meeting.refresh_from_db()
        found = still_to_tell(meeting, now)
        if not found.count and (was_sent(meeting, key, actor) or were_sent(meeting, key, actor)):
            return 0
        refuse_stale(seen, telling_snapshot(found, meeting))
        count = send_notices(meeting=meeting, now=now, actor=actor, key=key)
        if found.releases:
            count += send_date_mails(meeting=meeting, which=releases_due, now=now, actor=actor, key=key)
    return count
