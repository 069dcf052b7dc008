"""Everybody who is or was asked to a session, with what she answered and how far her mail is: rows for the page."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from meetings.actions.notices import due_notices, invitations_with_notices
from meetings.enums import NoticeKind, Reply
from meetings.models import Invitation, Meeting, Notice
from outbox.enums import MailState
from outbox.letters import message_id_of
from outbox.models import Mail
from teams.dutch import count_text, in_words


@dataclass(frozen=True)
class Participant:
    """One invited person. `notice` is what she was last told, `mail` how far that is (None: no longer kept), `due`
    what she still has to be told."""

    invitation: Invitation
    notice: Notice | None
    mail: Mail | None
    due: NoticeKind | None

    @property
    def mail_state(self) -> str:
        """ "wacht", "verstuurd", "niet gelukt", "verlopen"; "" when she was never told."""
        if self.notice is None:
            return ""
        return str(MailState(self.mail.state).label) if self.mail else str(MailState.SENT.label)

    @property
    def mail_failed(self) -> bool:
        return self.mail is not None and self.mail.state == MailState.FAILED

    @property
    def mail_waits_for(self) -> str:
        """Why a mail is not sent yet, or why not at all; "" when nothing went wrong."""
        return self.mail.last_error if self.mail and self.mail.state != MailState.SENT else ""


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


def participants_of(meeting: Meeting) -> Participants:
    """In a number of queries that does not depend on how many they are."""
    invitations = invitations_with_notices(meeting)
    due = {each.invitation.pk: each.kind for each in due_notices(meeting, invitations)}
    last = {row.pk: row.told[-1] for row in invitations if row.told}  # type: ignore[attr-defined]
    mails = _mails([notice.key for notice in last.values()])
    return Participants(
        tuple(
            Participant(
                row,
                last.get(row.pk),
                mails.get(message_id_of(last[row.pk].key)) if row.pk in last else None,
                due.get(row.pk),
            )
            for row in invitations
        )
    )


def _mails(keys: list[UUID]) -> dict[str, Mail]:
    found = Mail.objects.filter(message_id__in=[message_id_of(key) for key in keys]).defer("content")
    return {mail.message_id: mail for mail in found}
