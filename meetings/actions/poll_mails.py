"""Mailing about a date poll: the question, a reminder to who did not answer, and what calendars hold and let go."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4, uuid5

from django.utils.timezone import get_current_timezone, localdate
from django.utils.timezone import now as moment_now

from accounts.models import User
from meetings.actions.notices import due_notices, invitations_with_notices
from meetings.enums import DateNoticeKind, NoticeKind
from meetings.holds import AGAIN, HOLDS, became_invitation, held_by, last_of_moments, to_become_invitation
from meetings.mails.choices import without_reminders
from meetings.mails.letters import Sender, sender_of
from meetings.models import DateNotice, DateOption, Invitation, Meeting, Poll
from meetings.polls.letters import DateLetter, Facts, date_letter, facts_asked, facts_held
from meetings.polls.reading import answered_by, options_of, poll_of
from outbox.actions import post
from schools.changes import Stale, lock
from teams.actions.log import write_log
from teams.dutch import count_text
from teams.enums import LogKind
from teams.seen import Snapshot, refuse_stale

QUESTIONS = (DateNoticeKind.ASK, DateNoticeKind.REMINDER)


@dataclass(frozen=True)
class DueDateMail:
    """A mail that somebody has to get; without an address that cannot be."""

    invitation: Invitation
    kind: DateNoticeKind
    facts: Facts
    sequence: int = 0

    @property
    def can_be_sent(self) -> bool:
        return bool(self.invitation.address)

    @property
    def about(self) -> str:
        """Another one for every mail that one person can get at once."""
        return f"{self.invitation.pk} {self.kind} {self.facts.get('option', '')}"


@dataclass(frozen=True)
class Audience:
    """A date poll with what mailing about it needs, read in a fixed number of queries. Of every invitation
    `date_told` are the mails about this poll. `quiet` are those of who chose to get no reminders, `becoming` the
    moments that are held and become an invitation. `by` is who would send: she need not ask herself."""

    poll: Poll
    options: list[DateOption]
    invitations: list[Invitation]
    answered: set[int]
    quiet: set[int]
    becoming: dict[int, int]
    by: User | None = None

    def knows_by_asking(self, row: Invitation) -> set[str]:
        """The moments that she asked others herself."""
        user = row.professional.user_id if row.professional else None
        asks = (told for each in self.invitations for told in _asks(self, each))
        return {at for told in asks if user and told.told_by_id == user for at in told.facts["moments"]}

    def is_by(self, row: Invitation) -> bool:
        """Whether it is she who would send."""
        return bool(self.by and row.professional and row.professional.user_id == self.by.pk)


def asked_by(poll: Poll, by: User | None = None) -> Audience:
    """Everybody who is or was asked, with what she was told."""
    rows = invitations_with_notices(poll.meeting)
    becoming = _becoming(poll.meeting, rows)
    return Audience(poll, options_of(poll.meeting), rows, answered_by(poll), without_reminders(rows), becoming, by)


def _becoming(meeting: Meeting, rows: list[Invitation]) -> dict[int, int]:
    """By invitation, the moment that her calendar holds and that she is still to be invited to."""
    due = due_notices(meeting, rows, moment_now())
    invited = (each.invitation for each in due if each.kind == NoticeKind.INVITATION and each.can_be_sent)
    held = ((row, to_become_invitation(row)) for row in invited)
    return {row.pk: hold.facts["option"] for row, hold in held if hold is not None}


def mails_due(asked: Audience) -> list[DueDateMail]:
    """Who does not know yet what is asked, which calendars do not hold a moment yet, and which still do in vain."""
    kinds = (_question_due, _holds_due, _stopped_due)
    return [due for row in asked.invitations for kind in kinds for due in kind(asked, row)]


def releases_due(asked: Audience) -> list[DueDateMail]:
    """What calendars still hold in vain once no moment is asked any more, and who does not know that it is so."""
    if asked.poll.is_open:
        return []
    return [due for row in asked.invitations for due in (*_holds_due(asked, row), *_stopped_due(asked, row))]


def holds_moments(asked: Audience) -> bool:
    """Whether somebody's calendar still holds a moment."""
    return any(held_by(row) for row in asked.invitations)


def reminders_due(asked: Audience) -> list[DueDateMail]:
    """Who knows what is asked, did not answer yet, still can, and did not choose to get no reminders."""
    facts = facts_asked(asked.options)
    due = [row for row in _without_answer(asked) if row.pk not in asked.quiet and not asked.is_by(row)]
    return [DueDateMail(row, DateNoticeKind.REMINDER, facts) for row in due]


def not_reminded(asked: Audience) -> list[Invitation]:
    """Who would be reminded too, had she not chosen to get no reminders."""
    return [row for row in _without_answer(asked) if row.pk in asked.quiet and not asked.is_by(row)]


def last_question(row: Invitation) -> DateNotice | None:
    """The last mail that asked or reminded her."""
    return next(iter(reversed(_told(row, *QUESTIONS))), None)


def last_mails(row: Invitation) -> list[DateNotice]:
    """The last mail that she got about the question, and the last about each moment."""
    question = last_question(row)
    mailed = [told for told in last_of_moments(row).values() if told != became_invitation(row)]
    of_moments = sorted(mailed, key=lambda told: str(told.facts["starts_at"]))
    stopped = _told(row, DateNoticeKind.STOPPED)[-1:]
    return [*([question] if question else []), *of_moments, *stopped]


def again_due(asked: Audience, row: Invitation, told: DateNotice) -> DueDateMail | None:
    """What one of her last mails would tell, sent again; None when it is no longer how it stands."""
    if not row.address or told not in last_mails(row):
        return None
    takes_answers = asked.poll.takes_answers(localdate())
    if told.kind in HOLDS:
        is_over = told.kind == DateNoticeKind.HOLD and not takes_answers
        otherwise = {due.facts["option"] for due in _holds_due(asked, row)}
        if is_over or told.facts["option"] in otherwise:
            return None
        return DueDateMail(row, DateNoticeKind(told.kind), told.facts, told.sequence)
    if not takes_answers or row.is_withdrawn or list(_question_due(asked, row)):
        return None
    reminds = told.kind == DateNoticeKind.REMINDER and row.pk not in asked.answered | asked.quiet
    return DueDateMail(row, DateNoticeKind.REMINDER if reminds else DateNoticeKind.ASK, facts_asked(asked.options))


def mails_snapshot(due: Sequence[DueDateMail]) -> Snapshot:
    """What the preview showed: who gets what."""
    return {each.about: {"mail": f"{each.invitation.name} {each.facts}"} for each in due if each.can_be_sent}


def letter_for(
    due: DueDateMail, asked: Audience, *, sender: Sender, now: datetime, is_sample: bool = False
) -> DateLetter:
    """What the mail will say; a preview leaves out the link."""
    return date_letter(
        due.kind,
        due.invitation,
        asked.poll,
        due.facts,
        options=asked.options,
        sequence=due.sequence,
        sender=sender,
        now=now,
        is_sample=is_sample,
    )


def send_date_mails(
    *,
    meeting: Meeting,
    which: Callable[[Audience], list[DueDateMail]],
    seen: Snapshot | None = None,
    now: datetime,
    actor: User,
    key: UUID | None = None,
) -> int:
    """Send what is due (`mails_due`, or `reminders_due`), with the same key once; how many mails that were.

    Raises Stale when that is no longer what the preview showed.
    """
    key = key or uuid4()
    with lock(meeting.school):
        meeting.refresh_from_db()
        poll = poll_of(meeting)
        if poll is None:
            raise Stale(["De datumprikker is er niet meer."])
        asked = asked_by(poll, actor)
        if were_sent(meeting, key, actor):
            return 0
        due = [each for each in which(asked) if each.can_be_sent]
        refuse_stale(seen, mails_snapshot(due))
        sender = sender_of(actor)
        for each, own in zip(due, _keys(key, actor, len(due)), strict=True):
            _tell(each, asked, sender, now=now, actor=actor, key=own)
        if due:
            count = count_text(len(due), "mail", "mails")
            write_log(
                kind=LogKind.NOTIFIED,
                actor=actor,
                school=meeting.school,
                summary=f"{count} verstuurd over een datum voor {meeting.name}.",
            )
    return len(due)


def send_date_mail_again(*, notice: DateNotice, now: datetime, actor: User, key: UUID | None = None) -> None:
    """Mail somebody once more about a date poll, with the same key once. Raises Stale when it is no longer how it
    stands."""
    meeting = notice.poll.meeting
    key = uuid5(key, f"{actor.pk} {notice.pk}") if key else uuid4()
    with lock(meeting.school):
        meeting.refresh_from_db()
        if DateNotice.objects.filter(key=key).exists():
            return
        poll = poll_of(meeting)
        if poll is None:
            raise Stale(["De datumprikker is er niet meer."])
        asked = asked_by(poll)
        row = next(row for row in asked.invitations if row.pk == notice.invitation_id)
        due = again_due(asked, row, notice)
        if due is None:
            raise Stale([f"Deze mail aan {row.name} klopt niet meer, en gaat niet opnieuw."])
        _tell(due, asked, sender_of(actor), now=now, actor=actor, key=key)
        write_log(
            kind=LogKind.NOTIFIED,
            actor=actor,
            school=meeting.school,
            summary=f"Opnieuw verstuurd aan {row.logged_name}: {due.kind.label} van een datum voor {meeting.name}.",
        )


def were_sent(meeting: Meeting, key: UUID, actor: User) -> bool:
    """Whether somebody's press with this key mailed about the date poll before."""
    return DateNotice.objects.filter(poll__meeting=meeting, key__in=_keys(key, actor)).exists()


def _keys(key: UUID, actor: User, count: int = 1) -> list[UUID]:
    """The keys of the mails that one press sends; the first says that it was pressed."""
    marker = uuid5(key, f"{actor.pk}")
    return [uuid5(marker, str(number)) for number in range(count)]


def _without_answer(asked: Audience) -> list[Invitation]:
    """Who knows what is asked, did not answer yet, and still can."""
    if not asked.poll.takes_answers(localdate()):
        return []
    silent = [row for row in asked.invitations if not row.is_withdrawn and row.pk not in asked.answered]
    return [row for row in silent if not list(_question_due(asked, row))]


def _question_due(asked: Audience, row: Invitation) -> Iterator[DueDateMail]:
    """Once answering is over nobody is asked any more."""
    if not asked.poll.takes_answers(localdate()) or row.is_withdrawn or asked.is_by(row):
        return
    facts = facts_asked(asked.options)
    known = {moment for told in _asks(asked, row) for moment in told.facts["moments"]} | asked.knows_by_asking(row)
    if not set(facts["moments"]) <= known:
        yield DueDateMail(row, DateNoticeKind.ASK, facts)


def _asks(asked: Audience, row: Invitation) -> list[DateNotice]:
    """The questions that she got since the poll was opened."""
    return [told for told in _told(row, DateNoticeKind.ASK) if told.told_at >= asked.poll.opened_at]


def _holds_due(asked: Audience, row: Invitation) -> Iterator[DueDateMail]:
    """A moment is held from while it can be answered on, and let go once it is asked no more."""
    last, held = last_of_moments(row), held_by(row)
    wanted = asked.poll.is_open and asked.poll.wants_holds and not row.is_withdrawn
    options, takes_answers = asked.options if wanted else [], asked.poll.takes_answers(localdate())
    for option in options:
        facts = facts_held(option) | _again(row, option)
        if takes_answers and (option.pk not in held or held[option.pk].facts != facts):
            sequence = last[option.pk].sequence + 1 if option.pk in last else 0
            yield DueDateMail(row, DateNoticeKind.HOLD, facts, sequence)
    for key in sorted(held.keys() - {option.pk for option in options} - {asked.becoming.get(row.pk)}):
        yield DueDateMail(row, DateNoticeKind.RELEASE, held[key].facts, held[key].sequence + 1)


def _stopped_due(asked: Audience, row: Invitation) -> Iterator[DueDateMail]:
    """Who was asked and hears nothing else of it: what lets go of a moment says so too."""
    poll, meeting = asked.poll, asked.poll.meeting
    is_over = poll.closed_at is not None and meeting.is_open and not meeting.is_asking and meeting.starts_at is None
    if not is_over or row.is_withdrawn or held_by(row) or not _asks(asked, row):
        return
    said = _told(row, DateNoticeKind.STOPPED, DateNoticeKind.RELEASE)
    if not any(poll.closed_at and told.told_at >= poll.closed_at for told in said):
        yield DueDateMail(row, DateNoticeKind.STOPPED, {})


def _again(row: Invitation, option: DateOption) -> Facts:
    """The entry of a moment that became her invitation stays that of the session."""
    became = became_invitation(row)
    return {AGAIN: True} if became is not None and became.facts["option"] == option.pk else {}


def _told(row: Invitation, *kinds: DateNoticeKind) -> list[DateNotice]:
    return [told for told in row.date_told if told.kind in kinds]  # type: ignore[attr-defined]


def _tell(due: DueDateMail, asked: Audience, sender: Sender, *, now: datetime, actor: User, key: UUID) -> None:
    letter = letter_for(due, asked, sender=sender, now=now)
    DateNotice.objects.create(
        poll=asked.poll,
        invitation=due.invitation,
        kind=due.kind,
        sequence=due.sequence,
        facts=due.facts,
        key=key,
        told_at=now,
        told_by=actor,
    )
    until = datetime.combine(asked.poll.deadline + timedelta(days=1), time(), get_current_timezone())
    post(
        to=due.invitation.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        calendar=letter.calendar,
        asked_by=actor,
        expires_at=None if due.kind in {DateNoticeKind.RELEASE, DateNoticeKind.STOPPED} else until,
        key=key,
        headers=sender.headers,
    )
