"""Two records of a person become one: so do what she is asked to and what she promised. Part of teams.actions.merge."""

from meetings.actions.booking import book_one, let_go
from meetings.enums import Attendance
from meetings.merging import Joined, joined_invitations, promised_by
from meetings.models import Invitation
from schools.changes import reload
from teams.models import Professional


def join_sessions(kept: Professional, absorbed: Professional) -> None:
    """Invitations to sessions that were not held, with what was answered and mailed, and open agreements are hers now.

    Asked twice to one session she is asked once, with the answer that was given; what was held stays as it was. Whoever
    is then in two places keeps free the time that she kept free under the record that stays.
    """
    for joined in joined_invitations(kept, absorbed):
        reload(joined.row)
        if joined.twin is None:
            _move(joined.row, kept)
        elif not joined.row.is_withdrawn:
            reload(joined.twin)
            _make_one(joined, joined.twin)
    for agreement in promised_by(absorbed):
        reload(agreement)
        agreement.owner = kept
        agreement.save()


def _move(row: Invitation, kept: Professional) -> None:
    let_go(row)
    row.professional = kept
    row.save()
    book_one(row)


def _make_one(joined: Joined, twin: Invitation) -> None:
    """The invitation of the record that stays goes on, for the links and entries in a calendar that came with it."""
    row, takes_answer = joined.row, joined.takes_answer
    guides = row.is_facilitator
    row.is_withdrawn, row.is_facilitator = True, False
    let_go(row)
    row.save()
    book_one(row)
    if takes_answer:
        twin.answer, twin.answered_at, twin.note = row.answer, row.answered_at, row.note
        twin.stand_in_name, twin.is_withdrawn = row.stand_in_name, False
    twin.role = twin.role or row.role
    twin.is_required |= row.is_required
    twin.is_facilitator |= guides
    if twin.attendance == Attendance.UNKNOWN:
        twin.attendance = row.attendance
    let_go(twin)
    twin.save()
    book_one(twin)
    _take_over_dates(row, twin)


def _take_over_dates(row: Invitation, twin: Invitation) -> None:
    """What was said of a moment under the one record only."""
    said = set(twin.date_answers.values_list("option", flat=True))
    for answer in row.date_answers.exclude(option__in=said):
        reload(answer)
        answer.invitation = twin
        answer.save()
