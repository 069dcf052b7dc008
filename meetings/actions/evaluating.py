"""Asking how a session was, and keeping what somebody answered. Neither tells who answered what, or who did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.models import User
from meetings.actions.notices import invitations_with_notices, last_sequence
from meetings.actions.pupils import EVALUATION, refuse_real_pupils
from meetings.enums import Attendance, EvaluationQuestion, NoticeKind, Reply
from meetings.links import OPEN_AFTERWARDS
from meetings.mails.letters import Sender, facts_of, sender_of
from meetings.mails.questionnaire import questionnaire_of
from meetings.models import Evaluation, Invitation, Meeting, Notice
from outbox.actions import post
from outbox.progress import SENT, progress_of
from schools.changes import Stale, lock
from teams.actions.log import write_log
from teams.dutch import count_text
from teams.enums import LogKind
from teams.seen import Snapshot, refuse_stale

PRESENT = (Attendance.PRESENT, *(each for each in Attendance if each.is_for_a_part))


@dataclass(frozen=True)
class Answers:
    """What somebody says, under the names of the three questions, and a mark from 1 to 5 for the time it took."""

    gained: str = ""
    learned: str = ""
    time_spent: str = ""
    score: int | None = None


def may_evaluate(invitation: Invitation) -> bool:
    """Whether she is asked how it was: it was held and she was there, or nobody kept whether she was and she did not
    say no."""
    if not invitation.meeting.is_held or invitation.is_withdrawn:
        return False
    if invitation.attendance == Attendance.UNKNOWN:
        return invitation.answer != Reply.NO
    return invitation.attendance in PRESENT


def evaluate(*, invitation: Invitation, answers: Answers, are_no_pupils: bool = False, now: datetime) -> Evaluation:
    """Keep what she answered; answered again, that counts. It leaves no Change: that would tell who answered when.

    Raises ValidationError when nothing is answered or a text looks like a real pupil, Stale when she is no longer
    asked.
    """
    with lock(invitation.meeting.school):
        invitation.meeting.refresh_from_db()
        invitation.refresh_from_db(fields=["is_withdrawn", "attendance", "answer"])
        if not may_evaluate(invitation):
            raise Stale(["Antwoorden kan niet meer."])
        texts = {question.value: getattr(answers, question.value) for question in EvaluationQuestion}
        if not any(texts.values()) and answers.score is None:
            raise ValidationError("Vul minstens één vraag in.")
        refuse_real_pupils(texts, localdate(now), why=EVALUATION, are_no_pupils=are_no_pupils)
        row = Evaluation.objects.filter(invitation=invitation).first() or Evaluation(invitation=invitation)
        for field, text in texts.items():
            setattr(row, field, text)
        row.score, row.saved_at = answers.score, now
        row.save()
    return row


def to_ask(meeting: Meeting, invitations: Iterable[Invitation], now: datetime) -> list[Invitation]:
    """Who can still be mailed the question how it was: who was there, or where nobody kept that, who said she came.

    Not who was mailed it before, unless that mail is lost; whether she answered is not looked at, for that would tell.
    """
    if not _is_asked(meeting, now):
        return []
    rows = [row for row in invitations if not row.is_withdrawn]
    is_kept = any(row.attendance != Attendance.UNKNOWN for row in rows)
    there = [row for row in rows if (row.attendance in PRESENT if is_kept else row.answer == Reply.YES)]
    asked = {row.pk: notice.key for row in there if (notice := last_question(row))}
    progress = progress_of(asked.values())
    return [row for row in there if row.pk not in asked or progress.get(asked[row.pk], SENT).is_lost]


def why_not_asked(meeting: Meeting, now: datetime) -> str:
    """Why there is nobody left to mail the question, in Dutch."""
    if not meeting.is_held:
        return "Deze bijeenkomst is nog niet gehouden. Vraag het daarna."
    if not _is_asked(meeting, now):
        return f"Mailen kon tot {OPEN_AFTERWARDS.days} dagen na de bijeenkomst: daarna werken de links niet meer."
    return "Er is niemand meer om te mailen: wie er was, heeft de vraag al gekregen of heeft geen e-mailadres."


def last_question(row: Invitation) -> Notice | None:
    """The last mail that asked her how it was."""
    told: list[Notice] = row.told  # type: ignore[attr-defined]
    return next((notice for notice in reversed(told) if notice.kind == NoticeKind.EVALUATION), None)


def can_ask_again(row: Invitation, now: datetime) -> bool:
    """Whether who was mailed the question can be mailed it once more."""
    is_asked = _is_asked(row.meeting, now) and may_evaluate(row)
    return is_asked and bool(row.address) and last_question(row) is not None


def asking_snapshot(rows: Sequence[Invitation]) -> Snapshot:
    """What the preview showed: who gets the mail."""
    return {"De mails": {row.name: row.address for row in rows}}


def ask_how_it_was(
    *, meeting: Meeting, seen: Snapshot | None = None, now: datetime, actor: User, key: UUID | None = None
) -> int:
    """Mail everybody who was there her link, with the same key once; how many mails that were.

    Raises Stale when that are no longer the people of the preview.
    """
    key = key or uuid4()
    with lock(meeting.school):
        meeting.refresh_from_db()
        rows = [row for row in to_ask(meeting, invitations_with_notices(meeting), now) if row.address]
        if not rows:
            return 0
        refuse_stale(seen, asking_snapshot(rows))
        sequence, sender = last_sequence(meeting), sender_of(actor)
        for row in rows:
            _mail(row, sender, sequence=sequence, now=now, actor=actor, key=uuid5(key, f"{actor.pk} {row.pk}"))
        count = count_text(len(rows), "mail", "mails")
        write_log(
            kind=LogKind.NOTIFIED,
            actor=actor,
            school=meeting.school,
            summary=f"{count} verstuurd met de vraag hoe {meeting.name} was.",
        )
    return len(rows)


def ask_again(*, notice: Notice, now: datetime, actor: User, key: UUID | None = None) -> None:
    """Mail somebody the question once more, with the same key once. Raises Stale when she is no longer asked."""
    meeting = notice.invitation.meeting
    key = uuid5(key, f"{actor.pk} {notice.invitation_id}") if key else uuid4()
    with lock(meeting.school):
        meeting.refresh_from_db()
        if Notice.objects.filter(key=key).exists():
            return
        row = next(row for row in invitations_with_notices(meeting) if row.pk == notice.invitation_id)
        if not can_ask_again(row, now):
            raise Stale([f"Aan {row.name} is dit niet meer te vragen."])
        _mail(row, sender_of(actor), sequence=last_sequence(meeting), now=now, actor=actor, key=key)
        write_log(
            kind=LogKind.NOTIFIED,
            actor=actor,
            school=meeting.school,
            summary=f"Opnieuw verstuurd aan {row.logged_name}: {NoticeKind.EVALUATION.label} voor {meeting.name}.",
        )


def _is_asked(meeting: Meeting, now: datetime) -> bool:
    """Whether it was held, and not too long ago: as long as the links in the mails open something."""
    return meeting.is_held and meeting.ends_at is not None and now <= meeting.ends_at + OPEN_AFTERWARDS


def _mail(row: Invitation, sender: Sender, *, sequence: int, now: datetime, actor: User, key: UUID) -> None:
    """A calendar is told nothing, so the number of its message stays."""
    meeting = row.meeting
    letter = questionnaire_of(row, sender=sender)
    Notice.objects.create(
        invitation=row,
        kind=NoticeKind.EVALUATION,
        sequence=sequence,
        facts=facts_of(meeting),
        key=key,
        told_at=now,
        told_by=actor,
    )
    post(
        to=row.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        asked_by=actor,
        expires_at=meeting.ends_at + OPEN_AFTERWARDS if meeting.ends_at else None,
        key=key,
        headers=sender.headers,
    )
