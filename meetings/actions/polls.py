"""A date poll: asking who can when, answering, choosing a moment, and stopping. Each is one undoable Change, as long
as nothing was mailed about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.models import User
from meetings.access import is_for_another
from meetings.actions.inviting import WITHOUT_ACCOUNT
from meetings.actions.planning import Plan, make, make_as_planned, sessions_snapshot
from meetings.enums import DateReply, MeetingKind, MeetingState, Reply
from meetings.models import DateAnswer, DateOption, Invitation, Meeting, Poll
from meetings.models.poll import FEWEST, MOST
from meetings.moments.objecting import doubts_about
from meetings.polls.reading import choice_snapshot, poll_of, poll_snapshot, result_of
from meetings.polls.result import Voter
from schools.changes import Stale, lock, recorded, reload
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.dutch import count_text
from teams.seen import Snapshot, refuse_stale


@dataclass(frozen=True)
class Question:
    """What a date poll asks: which of these moments suits, until which day, and whether calendars hold them.
    `although` is why who asks knows what speaks against them and asks them all the same."""

    moments: Sequence[datetime]
    deadline: date
    wants_holds: bool = False
    although: str = ""


def start_poll(
    *,
    school: School,
    plan: Plan,
    question: Question,
    now: datetime,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Make a session without a date, list its team as invited, and ask which moment suits; nobody is told yet.

    Raises ValidationError when such a session cannot be, or moments or deadline cannot, or when something speaks
    against a moment and that was not chosen; Stale when the school's sessions changed since `seen`.
    """
    with recorded(subject=school, actor=actor, key=key) as change:
        refuse_stale(seen, new_poll_snapshot(school, now.date()))
        _refuse_impossible(question, now)
        meeting = make(school, plan, now)
        _ask(meeting, question, now)
        _refuse_doubtful(meeting, question)
        change.summary = _started(meeting, question)
    return change


def ask_dates(
    *,
    meeting: Meeting,
    question: Question,
    now: datetime,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Ask of a session without a date which moment suits, or ask otherwise; answers on moments that stay are kept.

    Raises ValidationError like `start_poll`, of moments that were not asked before; Stale when it changed since `seen`
    or has a date.
    """
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        refuse_stale(seen, poll_snapshot(meeting))
        if not meeting.is_open or meeting.starts_at is not None:
            raise Stale([f"{meeting.name} is al {meeting.get_state_display()}."])
        _refuse_impossible(question, now)
        was_asking = meeting.is_asking
        before = set(meeting.date_options.values_list("starts_at", flat=True)) if was_asking else set()
        _ask(meeting, question, now)
        _refuse_doubtful(meeting, question, asked_before=before)
        change.summary = (
            f"De datumprikker voor {meeting.name} is gewijzigd.{_because(question)}"
            if was_asking
            else _started(meeting, question)
        )
    return change


def answer_dates(
    *,
    invitation: Invitation,
    answers: Mapping[int, DateReply],
    note: str = "",
    now: datetime,
    actor: User | None,
    key: UUID | None = None,
) -> Change | None:
    """Keep at which moments somebody can; again, as long as the poll takes answers. What is said of a moment that is no
    longer asked is left out. None when that were her answers already: what is sent twice is said once. Raises Stale
    when answering is over."""
    meeting = invitation.meeting
    with lock(meeting.school):
        reload(meeting)
        reload(invitation)
        poll = poll_of(meeting)
        if poll is None or not poll.takes_answers(localdate(now)) or invitation.is_withdrawn:
            raise Stale(["Antwoorden kan niet meer."])
        asked = set(meeting.date_options.values_list("pk", flat=True))
        says = {option: answer for option, answer in answers.items() if option in asked}
        said = dict(invitation.date_answers.values_list("option", "answer"))
        if (said | says, invitation.note) == (said, note):
            return None
        return _answered(invitation, says, note, actor=actor, key=key)


def _answered(
    invitation: Invitation, says: Mapping[int, DateReply], note: str, *, actor: User | None, key: UUID | None
) -> Change:
    """Keep it, under the lock of the school."""
    meeting = invitation.meeting
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        there = {row.option_id: row for row in invitation.date_answers.all()}
        for option, answer in says.items():
            row = there.get(option) or DateAnswer(option_id=option, invitation=invitation)
            row.answer = answer
            row.save()
        invitation.note = note
        invitation.save()
        name, poll = invitation.logged_name, f"de datumprikker voor {meeting.name}"
        if is_for_another(actor, invitation):
            change.summary = f"Namens {name} is geantwoord op {poll}."
        else:
            change.summary = f"{name} antwoordde op {poll}{'' if actor else WITHOUT_ACCOUNT}."
    return change


def choose_moment(
    *,
    option: DateOption,
    although: Collection[int] = (),
    reason: str = "",
    allow_double: bool = False,
    now: datetime,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Let the session be at this moment. Who said yes to it comes; nobody is told yet.

    `although` are the invitations of those who must be there, cannot, and whom the chooser passes over by name. Raises
    ValidationError without that, or when planning refuses the moment; Stale when an answer changed since `seen`, or the
    poll is over.
    """
    meeting = option.meeting
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        reload(option)
        refuse_stale(seen, choice_snapshot(option))
        poll = poll_of(meeting)
        if poll is None or not poll.is_open:
            raise Stale(["De datumprikker is al gesloten."])
        _refuse_passing_over(refusers_of(option), although)
        make_as_planned(meeting, _plan_at(option, reason=reason, allow_double=allow_double), now)
        _close(poll, now)
        _take_over_yes(option, now)
        change.summary = f"{meeting.name} staat gepland op {meeting.when}."
    return change


def close_poll(*, meeting: Meeting, now: datetime, actor: User, key: UUID | None = None) -> Change:
    """Stop asking, without a date. Raises Stale when nothing is asked any more."""
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        reload(meeting)
        poll = poll_of(meeting)
        if poll is None or not poll.is_open:
            raise Stale(["De datumprikker is al gesloten."])
        _close(poll, now)
        meeting.state = MeetingState.DRAFT
        meeting.save()
        change.summary = f"De datumprikker voor {meeting.name} is gestopt."
    return change


def refusers_of(option: DateOption) -> tuple[Voter, ...]:
    """Who must be there and cannot at this moment."""
    poll = poll_of(option.meeting)
    found = next((each for each in result_of(poll) if each.key == option.pk), None) if poll else None
    return found.refused_by if found else ()


def new_poll_snapshot(school: School, today: date) -> Snapshot:
    """Which sessions a school has this year and the next, as the form to ask for another shows them."""
    year = SchoolYear.of(today)
    return sessions_snapshot(school, year)


def _started(meeting: Meeting, question: Question) -> str:
    count = count_text(len(question.moments), "moment", "momenten")
    return f"De datumprikker voor {meeting.name} staat klaar, met {count}.{_because(question)}"


def _because(question: Question) -> str:
    """Why moments are asked that something speaks against, for the logbook."""
    return f" Reden: {question.although}" if question.although else ""


def _refuse_impossible(question: Question, now: datetime) -> None:
    moments = sorted(question.moments)
    if not FEWEST <= len(moments) <= MOST:
        raise ValidationError(f"Kies {FEWEST} tot {MOST} momenten.")
    if len(set(moments)) < len(moments):
        raise ValidationError("Een moment staat er twee keer.")
    if moments[0] <= now:
        raise ValidationError("Een moment is al voorbij. Kies alleen momenten die nog komen.")
    if SchoolYear.of(localdate(moments[0])) != SchoolYear.of(localdate(moments[-1])):
        raise ValidationError("Kies momenten in één schooljaar.")
    if question.deadline < localdate(now):
        raise ValidationError({"deadline": "Deze dag is al voorbij."})
    if question.deadline > localdate(moments[0]):
        raise ValidationError({"deadline": "Dit is na het eerste moment. Kies een eerdere dag."})


def _ask(meeting: Meeting, question: Question, now: datetime) -> None:
    poll = poll_of(meeting)
    if poll is None:
        poll = Poll(meeting=meeting, opened_at=now)
    else:
        reload(poll)
    if not poll.is_open:
        poll.opened_at, poll.closed_at = now, None
    poll.deadline, poll.wants_holds = question.deadline, question.wants_holds
    poll.save()
    there = {row.starts_at: row for row in meeting.date_options.all()}
    for starts_at, row in there.items():
        if starts_at not in question.moments:
            row.delete()
    for starts_at in sorted(question.moments):
        if starts_at not in there:
            DateOption.objects.create(meeting=meeting, starts_at=starts_at)
    meeting.state = MeetingState.DATE_ASKED
    meeting.save()


def _refuse_doubtful(meeting: Meeting, question: Question, asked_before: Collection[datetime] = ()) -> None:
    """What speaks against a moment is known before anybody is asked."""
    new = [each for each in sorted(question.moments) if each not in asked_before]
    if not question.although and (doubts := doubts_about(meeting, new)):
        raise ValidationError({"although": doubts})


def _refuse_passing_over(refusers: Collection[Voter], although: Collection[int]) -> None:
    unnamed = [voter for voter in refusers if voter.key not in although]
    if unnamed:
        raise ValidationError(
            {
                over(voter): f"{voter.name} moet erbij zijn en kan dan niet. Zet het vinkje als het toch moet."
                for voter in unnamed
            }
        )


def over(voter: Voter) -> str:
    """The name of the field that passes over somebody."""
    return f"over_{voter.key}"


def _plan_at(option: DateOption, *, reason: str, allow_double: bool) -> Plan:
    """The session as it is, at this moment."""
    meeting = option.meeting
    guide = meeting.invitations.standing().filter(is_facilitator=True).select_related("professional").first()
    return Plan(
        kind=MeetingKind(meeting.kind),
        year=SchoolYear.of(localdate(option.starts_at)),
        starts_at=option.starts_at,
        title=meeting.title,
        minutes=meeting.minutes,
        place=meeting.place,
        facilitator=guide.professional if guide else None,
        roles=list(meeting.roles.all()),
        reason=reason,
        allow_double=allow_double,
    )


def _close(poll: Poll, now: datetime) -> None:
    reload(poll)
    poll.closed_at = now
    poll.save()


def _take_over_yes(option: DateOption, now: datetime) -> None:
    """Who said yes to the moment need not say so again."""
    yes = DateAnswer.objects.filter(option=option, answer=DateReply.YES, invitation__is_withdrawn=False)
    for row in option.meeting.invitations.filter(pk__in=yes.values("invitation")):
        row.answer, row.answered_at = Reply.YES, now
        row.save()
