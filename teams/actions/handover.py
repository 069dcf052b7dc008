"""One replacement, many schools: all seats of one person go to others from a day, whole or not at all."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.models import User
from outbox.actions import post
from schools.changes import CannotUndo, Stale, recorded, reload, undo
from schools.models import Change, School
from teams.access import can_undo
from teams.actions.grants import lock_beheerders
from teams.actions.seats import end_before, leave_one_first_contact, seat, succeed
from teams.handover import Moment, Move, Story, kept_days
from teams.letters import Letter, letters, told_at
from teams.models import Membership, PlannedMember, Professional, StandIn
from teams.seen import Snapshot, refuse_stale
from teams.snapshots import seats_snapshot


class _Rehearsed(Exception):
    """Breaks off a change that went well, so that nothing of it is kept."""


def hand_over(
    *,
    professional: Professional,
    moves: Sequence[Move],
    starts_on: date,
    today: date,
    seen: Snapshot | None = None,
    actor: User,
    key: UUID | None = None,
) -> Change:
    """Let others take over these seats of one person from a day, and tell the intern begeleider of each school.

    One change over all schools: their teams are locked together, it is undone as a whole, and each address gets one
    letter. Raises ValidationError when one of the seats cannot go over, Stale when her seats changed since `seen`,
    AlreadyDone when the same form came before.
    """
    schools = [move.membership.school for move in moves]
    people = [move.successor for move in moves if move.successor]
    region = professional.organisation.region
    with recorded(subject=professional, also=[*schools, *people], actor=actor, key=key, region=region) as change:
        story = _move_seats(professional, moves, Moment(starts_on, today), seen)
        change.summary = story.summary()
        written, _ = story.letters(author_of(actor))
        _send(written, actor)
    return change


def rehearse_hand_over(
    *, professional: Professional, moves: Sequence[Move], starts_on: date, today: date, seen: Snapshot, actor: User
) -> None:
    """Raise what `hand_over` would raise, and change nothing: so a preview promises nothing that is then refused."""
    schools = [move.membership.school for move in moves]
    people = [move.successor for move in moves if move.successor]
    with suppress(_Rehearsed), recorded(subject=professional, also=[*schools, *people], actor=actor):
        _move_seats(professional, moves, Moment(starts_on, today), seen)
        raise _Rehearsed


def take_back(*, change: Change, actor: User, today: date) -> Change:
    """Undo a change; who was told of a hand-over is told that it is off, or on again."""

    def may_still() -> bool:
        lock_beheerders()
        return can_undo(actor, change, today)

    def tell(undoing: Change) -> None:
        _refuse_rows_of_gone(undoing)
        schools = _schools_handed_over(undoing)
        if not schools:
            return
        news = dict.fromkeys(schools, ("Het kernteam is weer zoals het was voor deze wijziging.",))
        told, subject = told_at(schools, today), "Wijziging in het kernteam teruggedraaid"
        _send(letters(told, news, subject=subject, intro=undoing.summary, author=author_of(actor)), actor)

    return undo(change=change, actor=actor, may_still=may_still, afterwards=tell)


def _refuse_rows_of_gone(undoing: Change) -> None:
    """What comes back belongs to a record that is there: not to one that was merged into another since, and no plan to
    who was erased."""
    models: tuple[Any, ...] = (Membership, StandIn, PlannedMember)
    for model in models:
        back = model.objects.filter(pk__in=model.history.filter(change=undoing).values("id"))
        if gone := back.exclude(professional__merged_into=None).select_related("professional__merged_into").first():
            kept = gone.professional.merged_into
            raise CannotUndo(f"Dit kan niet meer terug: {gone.professional} is samengevoegd met {kept}.")
    plans = PlannedMember.objects.filter(pk__in=PlannedMember.history.filter(change=undoing).values("id"))
    if plans.exclude(professional__erased_on=None).exists():
        raise CannotUndo("Dit kan niet meer terug: de gegevens van deze persoon zijn gewist.")


def author_of(actor: User) -> str:
    """Who did it, for people who may not know her: her name with her organisation, or else her address."""
    me = Professional.objects.of_user(actor).select_related("organisation").first()
    return f"{me} ({me.organisation}, {actor.email})" if me else actor.email


def _move_seats(professional: Professional, moves: Sequence[Move], at: Moment, seen: Snapshot | None) -> Story:
    """Under the locks: check what was seen, and carry out every move, in the words of before it."""
    reload(professional)
    refuse_stale(seen, seats_snapshot(professional, at.today))
    for move in moves:
        reload(move.membership)
        if move.membership.professional_id != professional.pk:
            raise Stale([f"{move.membership}: hier zit nu iemand anders."])
    if not moves:
        raise ValidationError("Zo verandert er niets. Kies bij minstens één school een opvolger, of ‘geen opvolger’.")
    story = Story(moves, at)
    for move in moves:
        try:
            _move(move, story, at)
        except ValidationError as refused:
            raise ValidationError([f"{move.membership.school}: {text}" for text in refused.messages]) from refused
    return story


def _move(move: Move, story: Story, at: Moment) -> None:
    """One seat: taken over, taken by a colleague who sits in it already, or left empty."""
    row, successor = move.membership, move.successor
    if at.is_unbegun(row):
        _give_unbegun(row, None if story.goes_on(move) else successor)
    elif successor is None:
        end_before(row, at.starts_on)
    elif colleague := story.goes_on(move):
        end_before(row, at.starts_on)
        _pass_first_contact(row, colleague, at)
    else:
        days = kept_days(row, successor)
        hours = row.contact_hours if days == row.contact_days else ""
        succeed(row, successor, at.starts_on, contact_days=days, contact_hours=hours)


def _give_unbegun(row: Membership, successor: Professional | None) -> None:
    """Who never sat there leaves no trace in the team; her successor begins on the day that she would have."""
    for stand_in in row.stand_ins.all():
        stand_in.delete()
    row.delete()
    if successor is not None:
        days = kept_days(row, successor)
        hours = row.contact_hours if days == row.contact_days else ""
        seat(
            Membership(
                school=row.school,
                role=row.role,
                professional=successor,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                contact_days=days,
                contact_hours=hours,
                is_first_contact=row.is_first_contact,
            )
        )


def _pass_first_contact(leaver: Membership, colleague: Membership, at: Moment) -> None:
    """Whom to call first is from now on the colleague who stays.

    Not when she goes later: the two are in the team together until then, and a role has one first contact at a time.
    """
    if not leaver.is_first_contact or at.starts_on > at.today:
        return
    leaver.is_first_contact = False
    leaver.save()
    colleague.is_first_contact = True
    leave_one_first_contact(colleague)
    colleague.save()


def _send(written: Sequence[Letter], actor: User) -> None:
    for letter in written:
        post(to=letter.to, subject=letter.subject, text=letter.text, asked_by=actor)


def _schools_handed_over(change: Change) -> list[School]:
    """The schools of a hand-over; none when the change is something else.

    It is the only change that belongs to no school, moves seats, and leaves people as they were.
    """
    if change.school is not None or Professional.history.filter(change=change).exists():
        return []
    schools = Membership.history.filter(change=change).values("school")
    return list(School.objects.filter(pk__in=schools))
