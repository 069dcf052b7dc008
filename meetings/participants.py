"""Everybody who is or was asked to a session, with what she answered and how far her mail is: rows for the page."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from meetings.actions.notices import due_notices, invitations_with_notices
from meetings.enums import NoticeKind, Reply
from meetings.models import Invitation, Meeting, Notice
from outbox.progress import SENT, Progress, progress_of
from teams.dutch import count_text, in_words


@dataclass(frozen=True)
class Participant:
    """One invited person. `notice` is what she was last told, `mail` how far that is (None: she was never told), `due`
    what she still has to be told."""

    invitation: Invitation
    notice: Notice | None
    mail: Progress | None
    due: NoticeKind | None


@dataclass(frozen=True)
class Participants:
    """All of them, and how many answered what."""

    rows: tuple[Participant, ...]

    @property
    def standing(self) -> list[Participant]:
        return [row for row in self.rows if not row.invitation.is_withdrawn]

    @property
    def withdrawn(self) -> list[Participant]:
        return [row for row in self.rows if row.invitation.is_withdrawn]

    @property
    def due(self) -> list[Participant]:
        return [row for row in self.rows if row.due is not None]

    @property
    def due_in_words(self) -> str:
        """ "3 uitnodigingen en 1 wijziging"; "" when everybody knows how it stands."""
        counted = Counter(row.due for row in self.due if row.due)
        return (
            in_words(count_text(count, kind.label, kind.plural) for kind, count in counted.items()) if counted else ""
        )

    @property
    def answers(self) -> Counter[str]:
        """How many of who is asked answered what."""
        return Counter(row.invitation.answer for row in self.standing)

    @property
    def coming(self) -> int:
        return self.answers[Reply.YES]

    @property
    def answered(self) -> int:
        return len(self.standing) - self.answers[Reply.NONE]

    @property
    def present(self) -> int:
        return sum(row.invitation.was_there for row in self.standing)


def participants_of(meeting: Meeting, now: datetime) -> Participants:
    """In a number of queries that does not depend on how many they are."""
    invitations = invitations_with_notices(meeting)
    due = {each.invitation.pk: each.kind for each in due_notices(meeting, invitations, now)}
    last = {row.pk: row.told[-1] for row in invitations if row.told}  # type: ignore[attr-defined]
    mails = progress_of(notice.key for notice in last.values())
    return Participants(
        tuple(
            Participant(
                row,
                last.get(row.pk),
                mails.get(last[row.pk].key, SENT) if row.pk in last else None,
                due.get(row.pk),
            )
            for row in invitations
        )
    )
