"""Everybody who is or was asked to a session, with what she answered and how far her mail is: rows for the page."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from meetings.actions.evaluating import can_ask_again, last_question
from meetings.actions.notices import due_notices, invitations_with_notices, kind_again, last_told
from meetings.enums import Attendance, NoticeKind, Reply
from meetings.mails.sent import SentMail
from meetings.models import Invitation, Meeting, Notice
from outbox.progress import SENT, progress_of
from teams.dutch import count_text, in_words


@dataclass(frozen=True)
class Participant:
    """One invited person. `mail` is what she was last told of the session, `question` the mail that asked how it was
    (each None: she got none), `due` what she still has to be told."""

    invitation: Invitation
    mail: SentMail | None
    question: SentMail | None
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
        """Who still has to be told something and has an address: a mail to anybody else cannot be sent."""
        return [row for row in self.rows if row.due is not None and row.invitation.address]

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
        """Who comes herself, and who sends somebody in her place."""
        return self.answers[Reply.YES] + sum(row.invitation.sends_stand_in for row in self.standing)

    @property
    def answered(self) -> int:
        return len(self.standing) - self.answers[Reply.NONE]

    @property
    def is_kept(self) -> bool:
        """Whether of anybody was kept whether she was there."""
        return any(row.invitation.attendance != Attendance.UNKNOWN for row in self.standing)

    @property
    def present(self) -> int:
        return sum(row.invitation.was_there for row in self.standing)


def participants_of(meeting: Meeting, now: datetime) -> Participants:
    """In a number of queries that does not depend on how many they are."""
    invitations = invitations_with_notices(meeting)
    due = {each.invitation.pk: each.kind for each in due_notices(meeting, invitations, now)}
    told = {row.pk: (last_told(row), last_question(row)) for row in invitations}
    progress = progress_of(notice.key for notices in told.values() for notice in notices if notice)

    def sent(notice: Notice | None, *, can_be_sent_again: bool) -> SentMail | None:
        if notice is None:
            return None
        again = reverse("meetings:send_again", args=[meeting.pk, notice.pk]) if can_be_sent_again else ""
        what = NoticeKind(notice.kind).label
        return SentMail(str(what), notice.told_at, progress.get(notice.key, SENT), again)

    return Participants(
        tuple(
            Participant(
                row,
                sent(told[row.pk][0], can_be_sent_again=kind_again(meeting, row, now) is not None),
                sent(told[row.pk][1], can_be_sent_again=can_ask_again(row, now)),
                due.get(row.pk),
            )
            for row in invitations
        )
    )
