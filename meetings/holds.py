"""What somebody's calendar holds for a session: moments of its date poll, and the entry of the session itself.

A moment that was held and then chosen becomes the invitation: the entry in her calendar stays, and is sure from then
on. So nobody is told "free again" of the very moment of the session. `DateNotice` keeps that as a release that was not
mailed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from meetings.enums import DateNoticeKind
from meetings.models import DateNotice, Invitation, Meeting, Notice

HOLDS = (DateNoticeKind.HOLD, DateNoticeKind.RELEASE)
BECAME = "became_the_invitation"  # in the facts of a release that was not mailed
AGAIN = "again"  # in the facts of a hold of a moment that was once the invitation, which keeps the first entry


@dataclass(frozen=True)
class Entry:
    """Which entry of her calendar a session is; `first` is the number of the first message about the session in it."""

    uid: str
    first: int = 0


def mails_of_invitations() -> tuple["Prefetch[Any, Any, Any]", ...]:
    """What this module reads of an invitation: `told` of the session itself, `date_told` of its date poll."""
    return (
        Prefetch("notices", Notice.objects.in_order().select_related("told_by"), to_attr="told"),
        Prefetch("date_notices", DateNotice.objects.in_order(), to_attr="date_told"),
    )


def uid_of(meeting: Meeting) -> str:
    """Of a session of which no moment was held before; the same in every feed, for as long as the session exists."""
    return f"{meeting.uid}@kernteam"


def uid_of_hold(meeting: Meeting, facts: dict[str, Any]) -> str:
    """Another one for every moment."""
    return f"{meeting.uid}-{facts['option']}{'-2' if facts.get(AGAIN) else ''}@kernteam"


def last_of_moments(row: Invitation) -> dict[int, DateNotice]:
    """What her calendar was last told of each moment."""
    return {told.facts["option"]: told for told in _told(row) if told.kind in HOLDS}


def held_by(row: Invitation) -> dict[int, DateNotice]:
    """The moments that her calendar holds."""
    return {option: told for option, told in last_of_moments(row).items() if told.kind == DateNoticeKind.HOLD}


def became_invitation(row: Invitation) -> DateNotice | None:
    """The hold that once became her invitation."""
    return next((told for told in _told(row) if told.facts.get(BECAME)), None)


def to_become_invitation(row: Invitation) -> DateNotice | None:
    """The hold that becomes her invitation, when she is invited now: of the moment that was chosen. Who was told of the
    session before has an entry for it."""
    if row.told or row.meeting.starts_at is None:  # type: ignore[attr-defined]
        return None
    return next((told for told in held_by(row).values() if _moment(told) == row.meeting.starts_at), None)


def entry_of(row: Invitation) -> Entry:
    """The entry that a mail about the session is for."""
    if before := became_invitation(row):
        return Entry(uid_of_hold(row.meeting, before.facts), before.sequence)
    if hold := to_become_invitation(row):
        return Entry(uid_of_hold(row.meeting, hold.facts), hold.sequence + 1)
    return Entry(uid_of(row.meeting))


def _told(row: Invitation) -> list[DateNotice]:
    return list(row.date_told)  # type: ignore[attr-defined]


def _moment(told: DateNotice) -> datetime:
    return datetime.fromisoformat(told.facts["starts_at"])
