"""Planning a session: making, changing, calling off, and saying that it was held. Each is one undoable Change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from accounts.models import User
from meetings.actions.booking import book
from meetings.actions.inviting import invite_team, set_facilitator
from meetings.enums import MeetingKind, MeetingState, Reply
from meetings.models import Meeting
from meetings.models.meeting import DEFAULT_MINUTES, TEAM_KINDS
from meetings.moments.objecting import objections_to
from meetings.snapshots import meeting_snapshot
from schools.changes import Stale, recorded, reload
from schools.models import Change, School
from schools.school_year import SchoolYear
from teams.dutch import in_words
from teams.models import Professional, Role
from teams.seen import Snapshot, refuse_stale


@dataclass(frozen=True)
class Plan:
    """What is decided of a session: what it is, when (None: no date yet), where, who guides it and whom it is for."""

    kind: MeetingKind
    year: SchoolYear
    starts_at: datetime | None = None
    title: str = ""
    minutes: int = DEFAULT_MINUTES
    place: str = ""
    facilitator: Professional | None = None
    roles: Sequence[Role] = ()
    reason: str = ""
    allow_double: bool = False


def plan_meeting(
    *, school: School, plan: Plan, now: datetime, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Make a session and list the team of its day as invited; nobody is told yet.

    Raises ValidationError when that year has one of this kind, the moment has gone by, something speaks against it and
    there is no reason, or somebody is elsewhere and that was not chosen; Stale when the school's sessions changed since
    `seen`.
    """
    with recorded(subject=school, actor=actor, key=key) as change:
        refuse_stale(seen, sessions_snapshot(school, SchoolYear.of(localdate(now))))
        meeting = make(school, plan, now)
        change.summary = f"{meeting.name} {_stands(meeting)}."
    return change


def change_meeting(
    *, meeting: Meeting, plan: Plan, now: datetime, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Change what, when or where a session is. When it moves, answers to the old moment count no more.

    Raises ValidationError like `plan_meeting`, Stale when it changed since `seen` or is no longer to come.
    """
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        _reload_open(meeting, seen)
        was, moved = meeting.when, meeting.starts_at is not None and meeting.starts_at != plan.starts_at
        lapsed = _lapsing(meeting, plan)
        make_as_planned(meeting, plan, now)
        change.summary = (
            f"{meeting.name} is verplaatst van {was} naar {meeting.when}.{lapsed}"
            if moved and meeting.when
            else f"{meeting.name} is gewijzigd.{lapsed}"
        )
    return change


def cancel_meeting(
    *,
    meeting: Meeting,
    because: str = "",
    now: datetime | None = None,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Call a session off, or when it is over `now`, keep that it did not take place. Raises Stale when it changed since
    `seen`, or was held or called off meanwhile."""
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        _reload_open(meeting, seen)
        meeting.state = MeetingState.CANCELLED
        meeting.cancelled_because = because
        meeting.save()
        book(meeting)
        when = f" van {meeting.when}" if meeting.when else ""
        how = "is niet doorgegaan" if now and meeting.is_over(now) else "is afgezegd"
        change.summary = f"{meeting.name}{when} {how}."
    return change


def hold_meeting(
    *, meeting: Meeting, now: datetime, seen: Snapshot | None = None, actor: User, key: UUID | None = None
) -> Change:
    """Say that a session was held. Raises ValidationError before it began, Stale when it changed since `seen`."""
    with recorded(subject=meeting.school, actor=actor, key=key) as change:
        _reload_open(meeting, seen)
        if not meeting.is_planned or not meeting.has_begun(now):
            raise ValidationError("Deze bijeenkomst is nog niet begonnen.")
        meeting.state = MeetingState.HELD
        meeting.save()
        change.summary = f"{meeting.name} van {meeting.when} is gehouden."
    return change


def sessions_snapshot(school: School, year: SchoolYear) -> Snapshot:
    """Which sessions a school has from a year on, as the form to plan another shows them."""
    rows = Meeting.objects.standing().filter(school=school, year__gte=year.start).in_order()
    return {f"{row.name} {row.when}".strip(): {"stand": row.get_state_display()} for row in rows}


def make(school: School, plan: Plan, now: datetime) -> Meeting:
    """A new session as it is planned; part of an action that is recorded. Raises like `plan_meeting`."""
    _refuse_impossible(school, plan, now)
    meeting = Meeting(school=school)
    _write(meeting, plan, now)
    return meeting


def make_as_planned(meeting: Meeting, plan: Plan, now: datetime) -> None:
    """Let a session be as it is planned now; part of an action that is recorded. Raises like `change_meeting`."""
    _refuse_impossible(meeting.school, plan, now, but=meeting)
    if meeting.starts_at != plan.starts_at:
        _forget_answers(meeting)  # also those that were given while there was no date
    elif not plan.reason:
        plan = replace(plan, reason=meeting.reason)  # of this moment it was explained before
    _write(meeting, plan, now)


def _write(meeting: Meeting, plan: Plan, now: datetime) -> None:
    _fill(meeting, plan)
    meeting.save()
    meeting.roles.set(plan.roles)
    _settle(meeting, plan, today=now.date())


def _reload_open(meeting: Meeting, seen: Snapshot | None) -> None:
    reload(meeting)
    refuse_stale(seen, meeting_snapshot(meeting))
    if not meeting.is_open:
        raise Stale([f"{meeting.name} is al {meeting.get_state_display()}."])


def _refuse_impossible(school: School, plan: Plan, now: datetime, but: Meeting | None = None) -> None:
    if plan.kind in TEAM_KINDS:
        same = Meeting.objects.standing().filter(school=school, kind=plan.kind).of_year(plan.year)
        if other := next((row for row in same if row != but), None):
            raise ValidationError(
                {"kind": f"In {plan.year} is er al een {plan.kind.label.lower()}: {other.when or 'nog zonder datum'}."}
            )
    is_moved = but is None or but.starts_at != plan.starts_at
    if plan.starts_at is not None and is_moved and plan.starts_at <= now:
        raise ValidationError({"day": "Dit moment is al voorbij. Kies een dag die nog komt."})


def _fill(meeting: Meeting, plan: Plan) -> None:
    meeting.kind, meeting.title, meeting.year = plan.kind, plan.title, plan.year.start
    meeting.starts_at, meeting.minutes, meeting.place = plan.starts_at, plan.minutes, plan.place
    meeting.reason = plan.reason
    if plan.starts_at is not None:
        meeting.state = MeetingState.PLANNED
    elif meeting.is_planned:
        meeting.state = MeetingState.DRAFT


def _settle(meeting: Meeting, plan: Plan, *, today: date) -> None:
    """Who is invited and who guides follow from the plan, and their time from that."""
    if not meeting.invitations.exists():
        invite_team(meeting, today=today)
    set_facilitator(meeting, plan.facilitator)
    _refuse_unexplained(meeting, plan, today=today)
    book(meeting, allow_double=plan.allow_double)


def _refuse_unexplained(meeting: Meeting, plan: Plan, *, today: date) -> None:
    """What speaks against the moment is overruled by a reason, and somebody in two places by a choice for that; who
    plans hears all of it at once."""
    found = objections_to(meeting, today=today)
    said = {
        "allow_double": [each.text for each in found if each.is_blocking and not plan.allow_double],
        "reason": [each.text for each in found if each.needs_reason and not plan.reason],
    }
    if refused := {field: texts for field, texts in said.items() if texts}:
        raise ValidationError(refused)


def _lapsing(meeting: Meeting, plan: Plan) -> str:
    """Whose answers count no more once it is as planned, for who has to ask them again; "" when nobody's."""
    if meeting.starts_at == plan.starts_at:
        return ""
    rows = meeting.invitations.standing().exclude(answer=Reply.NONE).select_related("professional").order_by("pk")
    said = [f"{row.logged_name} ({row.get_answer_display()})" for row in rows]
    if not said:
        return ""
    whose = f"Het antwoord van {said[0]} telt" if len(said) == 1 else f"De antwoorden van {in_words(said)} tellen"
    return f" {whose} niet meer."


def _forget_answers(meeting: Meeting) -> None:
    for row in meeting.invitations.exclude(answer=Reply.NONE):
        row.answer, row.answered_at, row.note, row.stand_in_name = Reply.NONE, None, "", ""
        row.save()


def _stands(meeting: Meeting) -> str:
    return f"staat gepland op {meeting.when}" if meeting.when else "staat klaar, nog zonder datum"
