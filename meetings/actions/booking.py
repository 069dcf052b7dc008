"""Keeping people's time free for the sessions they are expected at: nobody in two places without a choice to that."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from meetings.models import Invitation, Meeting
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


def hold_people(meeting: Meeting) -> None:
    """Let nobody else book who is asked to this session until this action ends; part of an action that is recorded.

    Looking where they are and keeping their time free is one step then. Always in one order, so that two actions that
    share people wait for each other and not in a ring: PostgreSQL would break one of them off (row e2 of the proof).
    """
    asked = meeting.invitations.filter(professional__isnull=False).values("professional")
    list(
        Professional._base_manager.select_for_update(no_key=True)
        .filter(pk__in=asked)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


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
