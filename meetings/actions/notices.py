"""Telling people of a session: who still has to be told what, and sending it, by a person's click."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db.models import Max

from accounts.models import User
from meetings.enums import DateNoticeKind, NoticeKind
from meetings.holds import BECAME, mails_of_invitations, to_become_invitation
from meetings.mails.letters import Sender, facts_of, letter_of, sender_of
from meetings.models import DateNotice, Invitation, Meeting, Notice
from outbox.actions import post
from schools.changes import Stale, lock
from teams.actions.log import write_log
from teams.dutch import count_text
from teams.enums import LogKind
from teams.seen import Snapshot, refuse_stale


@dataclass(frozen=True)
class DueNotice:
    """Somebody who has to be told something; without an address that cannot be by mail."""

    invitation: Invitation
    kind: NoticeKind

    @property
    def can_be_sent(self) -> bool:
        return bool(self.invitation.address)


def invitations_with_notices(meeting: Meeting) -> list[Invitation]:
    """Everybody who is or was invited, with what she was told, in a fixed number of queries."""
    people = meeting.invitations.with_people().select_related("professional__merged_into")
    rows = list(people.prefetch_related(*mails_of_invitations()))
    for row in rows:
        row.meeting = meeting
    return rows


def due_notices(meeting: Meeting, invitations: Iterable[Invitation], now: datetime) -> list[DueNotice]:
    """Who does not know yet how it stands: who was never told, who knows another moment, who need not come any more.

    Once the session has begun only that it is off, or goes on without her, is told any more; once it is over nothing.
    """
    pairs = ((row, _kind_due(meeting, row, now)) for row in invitations)
    return [DueNotice(row, kind) for row, kind in pairs if kind is not None]


def who_know(invitations: Iterable[Invitation]) -> list[Invitation]:
    """Who was mailed that she is asked, and not yet that she need not come."""
    return [row for row in invitations if row.address and _known(row)]


def notices_snapshot(due: Sequence[DueNotice], meeting: Meeting) -> Snapshot:
    """What the preview showed: who gets what, and what it says."""
    told = {f"{each.invitation.name}": str(each.kind.label) for each in due}
    return {"De mails": told, "De bijeenkomst": {key: str(value) for key, value in facts_of(meeting).items()}}


def send_notices(
    *, meeting: Meeting, seen: Snapshot | None = None, now: datetime, actor: User, key: UUID | None = None
) -> int:
    """Mail everybody what she does not know yet, with the same key once; how many mails that were.

    Raises Stale when that is no longer what the preview showed.
    """
    key = key or uuid4()
    with lock(meeting.school):
        meeting.refresh_from_db()
        rows = invitations_with_notices(meeting)
        due = [each for each in due_notices(meeting, rows, now) if each.can_be_sent]
        keys = {each.invitation.pk: uuid5(key, f"{actor.pk} {each.invitation.pk}") for each in due}
        if not due and was_sent(meeting, key, actor):
            return 0
        refuse_stale(seen, notices_snapshot(due, meeting))
        sequence, sender = next_sequence(meeting, due), sender_of(actor)
        for each in due:
            _tell(each, rows, sender, sequence=sequence, now=now, actor=actor, key=keys[each.invitation.pk])
        if due:
            count = count_text(len(due), "mail", "mails")
            write_log(
                kind=LogKind.NOTIFIED,
                actor=actor,
                school=meeting.school,
                summary=f"{count} verstuurd over {meeting.name}.",
            )
    return len(due)


def send_again(*, notice: Notice, now: datetime, actor: User, key: UUID | None = None) -> None:
    """Mail somebody once more how it stands now, with the same key once. Raises Stale when there is nothing to
    tell, and when it is too late for that."""
    meeting = notice.invitation.meeting
    key = uuid5(key, f"{actor.pk} {notice.invitation_id}") if key else uuid4()
    with lock(meeting.school):
        meeting.refresh_from_db()
        if Notice.objects.filter(key=key).exists():
            return
        rows = invitations_with_notices(meeting)
        row = next(row for row in rows if row.pk == notice.invitation_id)
        kind = kind_again(meeting, row, now)
        if kind is None:
            is_late = meeting.is_held or (meeting.is_planned and meeting.has_begun(now))
            why = "De bijeenkomst is al begonnen, dus hierover gaat geen mail meer uit."
            raise Stale([why if is_late else f"Voor {row.name} is er niets te versturen."])
        each = DueNotice(row, kind)
        sequence, sender = next_sequence(meeting, [each]), sender_of(actor)
        _tell(each, rows, sender, sequence=sequence, now=now, actor=actor, key=key)
        write_log(
            kind=LogKind.NOTIFIED,
            actor=actor,
            school=meeting.school,
            summary=f"Opnieuw verstuurd aan {row.logged_name}: {each.kind.label} voor {meeting.name}.",
        )


def last_sequence(meeting: Meeting) -> int:
    """The number of the last message about a session; 0 when there was none."""
    last = Notice.objects.filter(invitation__meeting=meeting).in_order().last()
    return last.sequence if last else 0


def kind_again(meeting: Meeting, row: Invitation, now: datetime) -> NoticeKind | None:
    """What a mail that is sent again to her would tell: how it stands now; None when there is nothing to tell."""
    last = last_told(row)
    if last is None or not row.address:
        return None
    kind = _kind_due(meeting, row, now) or NoticeKind(last.kind)
    if kind != NoticeKind.CANCELLATION and (not meeting.is_planned or meeting.has_begun(now)):
        return None
    return None if meeting.is_held else kind


def next_sequence(meeting: Meeting, due: Iterable[DueNotice]) -> int:
    """The number of the next message to calendars: one higher than the last whenever it says something else."""
    told = Notice.objects.filter(invitation__meeting=meeting)
    last = told.in_order().last()
    if last is None:
        return 0
    highest: int = told.aggregate(highest=Max("sequence"))["highest"]
    is_news = (
        last.facts != facts_of(meeting)
        or any(each.kind != NoticeKind.INVITATION for each in due)
        or told.filter(sequence=highest, kind=NoticeKind.CANCELLATION).exists()
    )
    return highest + is_news


def last_told(row: Invitation) -> Notice | None:
    """What she was last told of the session itself; how it was is asked by meetings.actions.evaluating."""
    told: list[Notice] = row.told  # type: ignore[attr-defined]
    return next((notice for notice in reversed(told) if notice.kind != NoticeKind.EVALUATION), None)


def _kind_due(meeting: Meeting, row: Invitation, now: datetime) -> NoticeKind | None:
    last = _known(row)
    if meeting.is_held or meeting.is_over(now) or (row.professional and row.professional.merged_into_id):
        return None  # whose record became another is told under that one
    if not meeting.is_planned or row.is_withdrawn:
        return NoticeKind.CANCELLATION if last else None
    if meeting.has_begun(now):
        return None
    if last is None:
        return NoticeKind.INVITATION
    return NoticeKind.CHANGE if last.facts != facts_of(meeting) else None


def _known(row: Invitation) -> Notice | None:
    """What she was last told, as long as that was not that she need not come."""
    last = last_told(row)
    return None if last is None or last.kind == NoticeKind.CANCELLATION else last


def was_sent(meeting: Meeting, key: UUID, actor: User) -> bool:
    """Whether somebody's press with this key mailed about the session before."""
    keys = [uuid5(key, f"{actor.pk} {pk}") for pk in meeting.invitations.values_list("pk", flat=True)]
    return Notice.objects.filter(key__in=keys).exists()


def _tell(
    due: DueNotice,
    invited: Sequence[Invitation],
    sender: Sender,
    *,
    sequence: int,
    now: datetime,
    actor: User,
    key: UUID,
) -> None:
    row = due.invitation
    others = [each for each in invited if each.is_coming]
    letter = letter_of(due.kind, row, others, sender=sender, sequence=sequence, now=now)
    _take_over_hold(row, now=now, actor=actor)
    Notice.objects.create(
        invitation=row,
        kind=due.kind,
        sequence=sequence,
        facts=facts_of(row.meeting),
        key=key,
        told_at=now,
        told_by=actor,
    )
    post(
        to=row.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        calendar=letter.calendar,
        asked_by=actor,
        expires_at=row.meeting.ends_at if due.kind != NoticeKind.CANCELLATION else None,
        key=key,
        headers=sender.headers,
    )


def _take_over_hold(row: Invitation, *, now: datetime, actor: User) -> None:
    """Keep that what her calendar held is her invitation from now on, so that it is not let go."""
    hold = to_become_invitation(row)
    if hold is not None:
        DateNotice.objects.create(
            poll_id=hold.poll_id,
            invitation=row,
            kind=DateNoticeKind.RELEASE,
            sequence=hold.sequence + 1,
            facts=hold.facts | {BECAME: True},
            told_at=now,
            told_by=actor,
        )
