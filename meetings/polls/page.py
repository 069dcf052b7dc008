"""A date poll as its pages show it: the result, who did not answer yet, and what would be mailed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from meetings.actions.poll_mails import (
    QUESTIONS,
    Audience,
    DueDateMail,
    again_due,
    asked_by,
    last_mails,
    letter_for,
    mails_due,
    not_reminded,
    reminders_due,
)
from meetings.enums import DateNoticeKind
from meetings.mails.letters import sender_of
from meetings.mails.sent import SentMail
from meetings.models import DateNotice, DateOption, Invitation, Meeting, Poll
from meetings.moments.objecting import judged_by_moment
from meetings.polls.letters import DateLetter, what_of
from meetings.polls.reading import poll_of, result_of
from meetings.polls.result import Can, Ranked
from outbox.progress import SENT, progress_of


@dataclass(frozen=True)
class PollMoment:
    """A moment with what the answers say of it; `option` is as it is stored. `doubts` is what planning it would ask
    about, as long as it can be chosen."""

    option: DateOption
    ranked: Ranked
    is_chosen: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One person of the table, with her answers in the order of the moments."""

    invitation: Invitation
    cells: tuple[Can, ...]


@dataclass(frozen=True)
class Mailed:
    """The last mails that one person got, about the question and about each moment."""

    invitation: Invitation
    mails: tuple[SentMail, ...]


@dataclass(frozen=True)
class Silent:
    """Somebody who did not answer yet: when she was asked and reminded, how far the last mail is (None: she was never
    mailed), and whether she chose to get no reminders."""

    invitation: Invitation
    asked: DateNotice | None
    reminders: tuple[DateNotice, ...]
    mail: SentMail | None
    is_quiet: bool = False

    @property
    def last_reminder(self) -> DateNotice | None:
        return self.reminders[-1] if self.reminders else None


@dataclass(frozen=True)
class PollPage:
    """All of it. `due` and `reminders` are the mails that a click would show, `mailed` those that were sent."""

    poll: Poll
    moments: tuple[PollMoment, ...]
    rows: tuple[Row, ...]
    silent: tuple[Silent, ...]
    due: tuple[DueDateMail, ...]
    reminders: tuple[DueDateMail, ...]
    mailed: tuple[Mailed, ...]

    @property
    def takes_answers(self) -> bool:
        """Whether who is asked can still answer."""
        return self.poll.takes_answers(localdate())

    @property
    def lost(self) -> int:
        """How many mails will not arrive."""
        return sum(mail.progress.is_lost for row in self.mailed for mail in row.mails)

    @property
    def mailed_in_words(self) -> str:
        """ "12 verstuurd, 1 niet gelukt"."""
        states = Counter(mail.progress.label for row in self.mailed for mail in row.mails)
        return ", ".join(f"{count} {label}" for label, count in states.items())

    @property
    def best(self) -> PollMoment | None:
        """The moment that comes first, once somebody answered."""
        return self.moments[0] if self.moments and self.answered else None

    @property
    def answered(self) -> int:
        return len(self.rows) - len(self.silent)

    @property
    def to_release(self) -> int:
        """How many moments are still held in a calendar in vain."""
        return sum(each.kind == DateNoticeKind.RELEASE for each in self.due)

    @property
    def to_ask(self) -> int:
        """How many people do not know yet what is asked."""
        return sum(each.kind == DateNoticeKind.ASK for each in self.due)

    @property
    def last_reminded(self) -> datetime | None:
        """When anybody was last reminded."""
        told = [notice.told_at for row in self.silent for notice in row.reminders]
        return max(told, default=None)


def poll_page_of(meeting: Meeting, *, can_plan: bool, by: User | None = None) -> PollPage | None:
    """The date poll of a session, in a number of queries that does not depend on how much it asks; None without one.
    What speaks against a moment counts in the order for everybody; it tells where people are at other schools, so only
    who `can_plan` reads it. `by` is
    who looks, and would send."""
    poll = poll_of(meeting)
    if poll is None:
        return None
    asked = asked_by(poll, by)
    judged = judged_by_moment(meeting, [each.starts_at for each in asked.options]) if poll.is_open else {}
    ranked = result_of(poll, judged)
    options = {option.pk: option for option in asked.options}
    standing = [row for row in asked.invitations if not row.is_withdrawn]
    doubts = {at: found.doubts for at, found in judged.items()} if can_plan else {}
    mailed = _mailed(asked)
    said = {(moment.key, vote.voter.key): vote.can for moment in ranked for vote in moment.votes}
    return PollPage(
        poll=poll,
        moments=tuple(
            PollMoment(options[each.key], each, each.starts_at == meeting.starts_at, doubts.get(each.starts_at, ()))
            for each in ranked
        ),
        rows=tuple(Row(row, tuple(said[each.key, row.pk] for each in ranked)) for row in standing),
        silent=tuple(_silent([row for row in standing if row.pk not in asked.answered], asked.quiet, mailed)),
        due=tuple(mails_due(asked)),
        reminders=tuple(reminders_due(asked)),
        mailed=tuple(Mailed(row, tuple(mailed[row.pk].values())) for row in asked.invitations if mailed[row.pk]),
    )


def _mailed(asked: Audience) -> dict[int, dict[int, SentMail]]:
    """Of each invitation its last mails, by the key of their notices."""
    told = {row.pk: last_mails(row) for row in asked.invitations}
    progress = progress_of(notice.key for notices in told.values() for notice in notices)

    def sent(row: Invitation, notice: DateNotice) -> SentMail:
        again = again_due(asked, row, notice)
        url = reverse("meetings:send_date_again", args=[asked.poll.meeting_id, notice.pk]) if again else ""
        return SentMail(what_of(notice), notice.told_at, progress.get(notice.key, SENT), url)

    return {row.pk: {notice.pk: sent(row, notice) for notice in told[row.pk]} for row in asked.invitations}


def _silent(rows: list[Invitation], quiet: set[int], mailed: dict[int, dict[int, SentMail]]) -> list[Silent]:
    about = {row.pk: [told for told in row.date_told if told.kind in QUESTIONS] for row in rows}  # type: ignore[attr-defined]
    return [
        Silent(
            row,
            next((told for told in reversed(about[row.pk]) if told.kind == DateNoticeKind.ASK), None),
            tuple(told for told in about[row.pk] if told.kind == DateNoticeKind.REMINDER),
            mailed[row.pk][about[row.pk][-1].pk] if about[row.pk] else None,
            row.pk in quiet,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class DateSample:
    """The mails of one kind, with one as its reader gets it."""

    kind: DateNoticeKind
    letter: DateLetter
    first: DueDateMail
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class DatePreview:
    """Who gets which mail, who has no address, who chose to get no reminders, and one mail of each kind."""

    to_send: tuple[DueDateMail, ...]
    without_address: tuple[str, ...]
    quiet: tuple[str, ...]
    samples: tuple[DateSample, ...]


def date_preview_of(
    poll: Poll, which: Callable[[Audience], list[DueDateMail]], *, sender: User, now: datetime
) -> DatePreview:
    """What sending would do now."""
    asked = asked_by(poll, sender)
    due = which(asked)
    to_send = tuple(each for each in due if each.can_be_sent)
    without = dict.fromkeys(each.invitation.name for each in due if not each.can_be_sent)
    quiet = tuple(row.name for row in not_reminded(asked)) if which is reminders_due else ()
    by, samples = sender_of(sender), []
    for kind in DateNoticeKind:
        mails = [each for each in to_send if each.kind == kind]
        if mails:
            letter = letter_for(mails[0], asked, sender=by, now=now, is_sample=True)
            names = tuple(dict.fromkeys(each.invitation.name for each in mails))
            samples.append(DateSample(kind, letter, mails[0], len(mails), names))
    return DatePreview(to_send, tuple(without), quiet, tuple(samples))
