"""Keeping people's time free for the sessions they are expected at: nobody in two places without a choice to that."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q

from meetings.models import Invitation, Meeting
from schools.changes import CannotUndo
from teams.dutch import in_words
from teams.models import Professional


def book(meeting: Meeting, *, allow_double: bool = False) -> None:
    """Let everybody who is expected keep the time of the session free, and nobody else.

    Raises ValidationError, naming who is elsewhere and where, unless that was chosen (`allow_double`); then who is in
    two places keeps only the other time free.
    """
    hold_people(meeting)
    rows = list(meeting.invitations.select_related("professional"))
    expected = [row for row in rows if meeting.is_planned and row.is_coming]
    doubles = double_bookings(meeting, expected)
    if doubles and not allow_double:
        raise ValidationError({"allow_double": list(doubles.values())})
    for row in rows:
        is_expected = row in expected
        _set(row, meeting if is_expected else None, blocks=is_expected and row.pk not in doubles)


def book_one(row: Invitation) -> None:
    """Let one person keep the time of a session free, if she is expected; elsewhere at that time, only the other. For
    an action that lets nobody else book her (`recorded`)."""
    is_expected = row.meeting.is_planned and row.is_coming
    is_double = is_expected and bool(double_bookings(row.meeting, [row]))
    _set(row, row.meeting if is_expected else None, blocks=is_expected and not is_double)


def hold_people(meeting: Meeting) -> None:
    """Let nobody else book who is asked to this session until this action ends; part of an action that is recorded.

    Looking where they are and keeping their time free is one step then. Always in one order, so that two actions that
    share people wait for each other and not in a ring: PostgreSQL would break one of them off (row e2 of the proof).
    """
    _hold(meeting.invitations.filter(professional__isnull=False).values("professional"))


def set_aside(meetings: Collection[Meeting]) -> None:
    """Let nobody who is expected at these keep her time free, for sessions that change places. Part of a transaction in
    which each of them moves, and so is booked anew: until then there is nothing that history should keep."""
    rows = Invitation.objects.filter(meeting__in=meetings)
    _hold(rows.filter(professional__isnull=False).values("professional"))
    rows.filter(blocks_time=True).update(blocks_time=False)


def let_go(row: Invitation) -> None:
    """Before it is written who is asked and is not yet clear whether she can be: she keeps no time free until she is
    booked. `book_anew` has to know whether she did."""
    row.did_block = row.blocks_time
    row.blocks_time = False


def book_anew(back: Sequence[Model]) -> None:
    """After undo put rows back: whoever is expected keeps free the time that her session has now, and nobody else.

    Raises CannotUndo, naming who is elsewhere and where, when that would put somebody in two places who was not there
    before; who was by choice stays so. In a session that was held nobody is booked any more.
    """
    rows = _to_book(back)
    _hold({row.professional_id for row in rows if row.professional_id})
    for row in rows:
        meeting = row.meeting
        fits = (row.starts_at, row.ends_at) == (meeting.starts_at, meeting.ends_at)
        if not row.is_coming or not (meeting.is_planned or (meeting.is_held and fits)):
            _set(row, None, blocks=False)
        elif row.is_guest or meeting.is_held:
            _set(row, meeting if row.starts_at else None, blocks=row.did_block)
        else:
            double = double_bookings(meeting, [row])
            if double and (row.did_block or not fits):
                raise CannotUndo(" ".join(["Dit kan niet meer terug.", *double.values()]))
            _set(row, meeting, blocks=not double)


def _to_book(back: Sequence[Model]) -> list[Invitation]:
    """The invitations that came back, and everybody's to a session that did: first who kept the time free."""
    known = {row.pk: row for row in back if isinstance(row, Invitation)}
    sessions = [row.pk for row in back if isinstance(row, Meeting)]
    found = Invitation.objects.filter(Q(pk__in=known) | Q(meeting__in=sessions))
    rows = list(found.select_related("meeting__school", "professional").order_by("meeting__starts_at", "pk"))
    for row in rows:
        row.did_block = known[row.pk].did_block if row.pk in known else row.blocks_time
    return sorted(rows, key=lambda row: not row.did_block)


def _hold(people: Any) -> None:
    rows = Professional._base_manager.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    list(rows.values_list("pk", flat=True))


def double_bookings(meeting: Meeting, rows: Iterable[Invitation]) -> dict[int, str]:
    """Per invitation whose person is expected elsewhere at the time of this session, where that is, in Dutch."""
    if meeting.starts_at is None:
        return {}
    mine = {row.professional_id: row for row in rows if row.professional_id}
    others = (
        Invitation.objects.filter(professional__in=mine, blocks_time=True)
        .filter(starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at)
        .exclude(meeting=meeting)
        .select_related("meeting__school", "professional")
        .order_by("starts_at", "pk")
    )
    found: dict[int, list[Invitation]] = {}
    for other in others:
        assert other.professional_id is not None  # noqa: S101 it was asked for
        found.setdefault(mine[other.professional_id].pk, []).append(other)
    return {pk: _elsewhere(rows) for pk, rows in found.items()}


def _elsewhere(rows: list[Invitation]) -> str:
    where = in_words(f"{row.meeting.school} ({row.meeting.when})" for row in rows)
    return f"{rows[0].name} zit dan al bij {where}."


def _set(row: Invitation, meeting: Meeting | None, *, blocks: bool) -> None:
    starts_at, ends_at = (meeting.starts_at, meeting.ends_at) if meeting else (None, None)
    if (row.starts_at, row.ends_at, row.blocks_time) == (starts_at, ends_at, blocks):
        return
    row.starts_at, row.ends_at, row.blocks_time = starts_at, ends_at, blocks
    row.save()
