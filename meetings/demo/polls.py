"""Date polls that are open: four moments each, until when, who can when, and what was mailed about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.utils.timezone import make_aware

from meetings.demo.scene import Scene, morning
from meetings.demo.sessions import AHEAD, POLLED, TIMES, school_days
from meetings.enums import DateNoticeKind, DateReply, MeetingKind
from meetings.models import DateAnswer, DateNotice, DateOption, Invitation, Meeting, Poll
from meetings.polls.letters import facts_asked
from teams import defaults

MOMENTS = 4


@dataclass(frozen=True)
class Asking:
    """How far a poll is: the last day to answer and the day it was mailed, counted from today; who did not answer yet,
    and who refused the best moment although she must be there."""

    until: int
    since: int
    silent: tuple[str, ...] = ()
    refuser: str = ""


# The third of them is over, and nobody chose yet.
ASKED = dict(
    zip(
        POLLED,
        (
            Asking(6, -5, silent=(defaults.CJG_COACH, defaults.JEUGDARTS)),
            Asking(2, -9, silent=(defaults.JEUGDVERPLEEGKUNDIGE,), refuser=defaults.DIRECTEUR),
            Asking(-1, -15, silent=(defaults.CONSULENT,)),
            Asking(12, -1, silent=(defaults.CJG_COACH, defaults.DIRECTEUR, defaults.LEERPLICHTAMBTENAAR)),
        ),
        strict=True,
    )
)


def asking_of(scene: Scene, meeting: Meeting) -> Asking:
    return ASKED[scene.numbers[meeting.school_id]]


def polls(scene: Scene, meetings: Iterable[Meeting]) -> list[Poll]:
    """One for each session of which the date is asked."""
    return [
        Poll(
            meeting=meeting,
            deadline=scene.today + timedelta(days=asking.until),
            opened_at=morning(scene.today + timedelta(days=asking.since)),
        )
        for meeting in meetings
        if meeting.is_asking and (asking := asking_of(scene, meeting))
    ]


def options(scene: Scene, asked: Iterable[Poll], rows: Iterable[Invitation]) -> Iterator[DateOption]:
    """Four moments on school days, from three weeks on; every poll begins on a day of its own. At the second, that
    suits best, nobody sits elsewhere."""
    invited = list(rows)
    busy = _busy(invited)
    for number, poll in enumerate(asked):
        meeting = poll.meeting
        is_verdieping = meeting.kind == MeetingKind.VERDIEPING
        first = date(meeting.year + is_verdieping, 2 if is_verdieping else 9, 1)
        days = school_days(meeting.school, meeting.school_year, max(first, scene.today + AHEAD))
        every_other = islice(days, number, None, 2)
        theirs = [each for row in invited if row.meeting_id == meeting.pk for each in busy[row.professional_id]]
        for place in range(MOMENTS):
            moments = (
                DateOption(meeting=meeting, starts_at=make_aware(datetime.combine(day, TIMES[place % 2])))
                for day in every_other
            )
            yield next(each for each in moments if place != 1 or not _is_taken(each, theirs))


def answers(scene: Scene, moments: Iterable[DateOption], rows: Iterable[Invitation]) -> Iterator[DateAnswer]:
    """Of everybody who is asked but the silent."""
    asked = list(rows)
    busy = _busy(asked)
    for option in moments:
        asking = asking_of(scene, option.meeting)
        place = sum(each.starts_at < option.starts_at for each in moments if each.meeting_id == option.meeting_id)
        mine = [row for row in asked if row.meeting_id == option.meeting_id]
        for number, row in enumerate(mine):
            role = row.role.code if row.role else ""
            if role not in asking.silent:
                is_taken = _is_taken(option, busy[row.professional_id])
                answer = DateReply.NO if is_taken else _answer(row, role, asking, number, place)
                yield DateAnswer(option=option, invitation=row, answer=answer)


def _busy(rows: Iterable[Invitation]) -> dict[int | None, list[Invitation]]:
    """Where people are already: nobody says yes to a moment at which she sits elsewhere."""
    found: dict[int | None, list[Invitation]] = defaultdict(list)
    for row in rows:
        if row.professional_id and row.starts_at and row.is_coming:
            found[row.professional_id].append(row)
    return found


def _is_taken(option: DateOption, sessions: Iterable[Invitation]) -> bool:
    """Whether one of these is at the same time."""
    ends_at = option.starts_at + timedelta(minutes=option.meeting.minutes)
    kept = ((row.starts_at, row.ends_at) for row in sessions)
    return any(begins and ends and begins < ends_at and option.starts_at < ends for begins, ends in kept)


def mails(
    scene: Scene, asked: Iterable[Poll], moments: list[DateOption], rows: list[Invitation]
) -> Iterator[DateNotice]:
    """Everybody got the question when the poll was opened; who was silent until the day before the last, a reminder."""
    for poll in asked:
        asking = asking_of(scene, poll.meeting)
        facts = facts_asked([each for each in moments if each.meeting_id == poll.meeting_id])
        for row in rows:
            if row.meeting_id == poll.meeting_id:
                yield DateNotice(
                    poll=poll, invitation=row, kind=DateNoticeKind.ASK, facts=facts, told_at=poll.opened_at
                )
                if asking.until <= 2 and row.role and row.role.code in asking.silent:
                    told_at = morning(scene.today - timedelta(days=2))
                    yield DateNotice(
                        poll=poll, invitation=row, kind=DateNoticeKind.REMINDER, facts=facts, told_at=told_at
                    )


def _answer(row: Invitation, role: str, asking: Asking, number: int, place: int) -> DateReply:
    """The second moment suits best, save who refuses it; somebody must be there and cannot at the fourth."""
    if place == 1:
        return DateReply.NO if role and role == asking.refuser else DateReply.YES
    if place == 3 and role == defaults.DIRECTEUR:
        return DateReply.NO
    if not row.is_required and (number + place) % 3 == 0:
        return DateReply.NO
    return DateReply.IF_NEED_BE if (number + 2 * place) % 4 == 1 else DateReply.YES
