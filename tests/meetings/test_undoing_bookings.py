"""Undo brings nobody's time back as it was: whoever is expected keeps free the time that the session has by now."""

from datetime import datetime

import pytest

from accounts.models import User
from meetings.actions.attendance import Attended, Extra, record_attendance
from meetings.actions.inviting import answer_invitation, follow_team, invite_guest, withdraw_invitation
from meetings.actions.planning import cancel_meeting, change_meeting, hold_meeting
from meetings.enums import Attendance, Reply
from meetings.models import Invitation, Meeting
from schools.changes import CannotUndo, undo
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import SchoolFactory, person, seat
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY, planned
from tests.meetings.test_planning import the_plan

SAMIRA, ANNEKE = "Samira Bakkali", "Anneke Visser"


@pytest.fixture
def actor(ineke: Professional) -> User:
    assert ineke.user is not None
    return ineke.user


@pytest.fixture
def hers(meeting: Meeting, samira: Membership) -> Invitation:
    """The invitation of the coach."""
    found: Invitation = meeting.invitations.get(professional=samira.professional)
    return found


def kept_free(meeting: Meeting) -> dict[str, tuple[datetime | None, bool]]:
    """From when everybody keeps time for this session, and whether nothing else may be put there."""
    return {row.name: (row.starts_at, row.blocks_time) for row in meeting.invitations.order_by("pk")}


def move(meeting: Meeting, actor: User, to: datetime | None = THURSDAY) -> Change:
    meeting.refresh_from_db()
    return change_meeting(meeting=meeting, plan=the_plan(meeting, starts_at=to), now=NOW, actor=actor)


def elsewhere(samira: Membership, ineke: Professional, starts_at: datetime, **fields: object) -> Meeting:
    """A session of another school to which the same coach is asked."""
    other: School = SchoolFactory(name="De Boog", region=samira.school.region)
    seat(other, "cjg-coach", professional=samira.professional)
    return planned(other, ineke, starts_at=starts_at, **fields)


def images(change: Change) -> list[tuple[str, datetime | None, bool]]:
    """The rows of people that a change wrote, each as it left it."""
    rows = Invitation.history.filter(change=change).order_by("id", "history_id")
    last = {row.id: (row.instance.name, row.starts_at, row.blocks_time) for row in rows}
    return list(last.values())


# What was put back keeps the time that the session has now


def test_whose_withdrawal_is_undone_after_a_move_keeps_the_new_time_free(
    meeting: Meeting, hers: Invitation, actor: User
) -> None:
    withdrawn = withdraw_invitation(invitation=hers, actor=actor)
    move(meeting, actor)
    undone = undo(change=withdrawn, actor=actor)
    assert kept_free(meeting) == {ANNEKE: (THURSDAY, True), SAMIRA: (THURSDAY, True)}
    assert images(undone) == [(SAMIRA, THURSDAY, True)]


def test_whose_withdrawal_is_undone_after_it_was_called_off_is_free(
    meeting: Meeting, hers: Invitation, actor: User
) -> None:
    withdrawn = withdraw_invitation(invitation=hers, actor=actor)
    cancel_meeting(meeting=meeting, actor=actor)
    undone = undo(change=withdrawn, actor=actor)
    hers.refresh_from_db()
    assert (hers.is_withdrawn, kept_free(meeting)) == (False, {ANNEKE: (None, False), SAMIRA: (None, False)})
    assert images(undone) == [(SAMIRA, None, False)]


def test_whose_no_is_undone_after_the_date_went_is_free(meeting: Meeting, hers: Invitation, actor: User) -> None:
    said_no = answer_invitation(invitation=hers, answer=Reply.NO, now=NOW, actor=actor)
    assert said_no is not None
    undo(change=said_no, actor=actor)
    withdrawn = withdraw_invitation(invitation=hers, actor=actor)
    move(meeting, actor, to=None)
    undo(change=withdrawn, actor=actor)
    assert kept_free(meeting) == {ANNEKE: (None, False), SAMIRA: (None, False)}


def test_who_came_after_a_move_goes_along_when_that_is_undone(
    meeting: Meeting, school: School, hers: Invitation, actor: User
) -> None:
    moved = move(meeting, actor)
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"))
    follow_team(meeting=meeting, today=NOW.date(), actor=actor)
    guest = {"name": "Wilma Terpstra", "email": "w@example.nl", "of": "Veilig Thuis", "because": "Zij kent dit"}
    invite_guest(meeting=meeting, **guest, actor=actor)
    undone = undo(change=moved, actor=actor)
    everybody = (ANNEKE, SAMIRA, "Eva Jansen", "Wilma Terpstra")
    assert kept_free(meeting) == dict.fromkeys(everybody, (TUESDAY, True))
    assert images(undone) == [(name, TUESDAY, True) for name in everybody]


# Undoing the undo


def test_the_undo_of_a_withdrawal_can_be_undone_and_done_again(meeting: Meeting, hers: Invitation, actor: User) -> None:
    withdrawn = withdraw_invitation(invitation=hers, actor=actor)
    move(meeting, actor)
    undone = undo(change=withdrawn, actor=actor)
    again = undo(change=undone, actor=actor)
    assert kept_free(meeting) == {ANNEKE: (THURSDAY, True), SAMIRA: (None, False)}
    undo(change=again, actor=actor)
    assert kept_free(meeting) == {ANNEKE: (THURSDAY, True), SAMIRA: (THURSDAY, True)}


def test_the_undo_of_a_move_can_be_undone_with_who_came_since(
    meeting: Meeting, school: School, hers: Invitation, actor: User
) -> None:
    moved = move(meeting, actor)
    seat(school, "jeugdarts", professional=person(school, "Eva", "", "Jansen"))
    follow_team(meeting=meeting, today=NOW.date(), actor=actor)
    undo(change=undo(change=moved, actor=actor), actor=actor)
    assert kept_free(meeting) == dict.fromkeys((ANNEKE, SAMIRA, "Eva Jansen"), (THURSDAY, True))


# Nobody is put in two places


@pytest.mark.parametrize("at", [TUESDAY, THURSDAY], ids=["the old time", "the new time"])
def test_who_is_elsewhere_at_the_time_that_it_has_now_is_named_and_nothing_is_undone(
    meeting: Meeting, hers: Invitation, samira: Membership, ineke: Professional, actor: User, at: datetime
) -> None:
    withdrawn = withdraw_invitation(invitation=hers, actor=actor)
    other = elsewhere(samira, ineke, at)
    if at == THURSDAY:
        move(meeting, actor)
    with pytest.raises(CannotUndo) as refused:
        undo(change=withdrawn, actor=actor)
    hers.refresh_from_db()
    assert (refused.value.messages, hers.is_withdrawn) == (
        [f"Dit kan niet meer terug. {SAMIRA} zit dan al bij De Boog ({other.when})."],
        True,
    )


def test_the_old_time_of_a_session_that_moved_is_no_matter(
    meeting: Meeting, hers: Invitation, samira: Membership, ineke: Professional, actor: User
) -> None:
    withdrawn = withdraw_invitation(invitation=hers, actor=actor)
    move(meeting, actor)
    other = elsewhere(samira, ineke, TUESDAY)
    undo(change=withdrawn, actor=actor)
    assert [each[SAMIRA] for each in map(kept_free, (meeting, other))] == [(THURSDAY, True), (TUESDAY, True)]


def test_who_came_after_a_move_and_is_elsewhere_at_the_old_time_is_named(
    meeting: Meeting, hers: Invitation, samira: Membership, ineke: Professional, school: School, actor: User
) -> None:
    withdraw_invitation(invitation=hers, actor=actor)
    moved = move(meeting, actor)
    other = elsewhere(samira, ineke, TUESDAY)
    eva = person(school, "Eva", "", "Jansen")
    for place in (school, other.school):
        seat(place, "jeugdarts", professional=eva)
    for each in (meeting, other):
        follow_team(meeting=each, today=NOW.date(), actor=actor)
    with pytest.raises(CannotUndo, match=r"Eva Jansen zit dan al bij De Boog \(di 8 december 2026"):
        undo(change=moved, actor=actor)
    meeting.refresh_from_db()
    assert meeting.starts_at == THURSDAY


def test_who_was_in_two_places_by_choice_is_so_again(
    meeting: Meeting, samira: Membership, ineke: Professional, actor: User
) -> None:
    other = elsewhere(samira, ineke, TUESDAY, allow_double=True)
    row = other.invitations.get()
    withdrawn = withdraw_invitation(invitation=row, actor=actor)
    undone = undo(change=withdrawn, actor=actor)
    assert kept_free(other) == {SAMIRA: (TUESDAY, False)}
    assert images(undone) == [(SAMIRA, TUESDAY, False)]


def test_who_was_in_two_places_by_choice_and_is_not_by_now_keeps_the_time_free(
    meeting: Meeting, samira: Membership, ineke: Professional, actor: User
) -> None:
    other = elsewhere(samira, ineke, TUESDAY, allow_double=True)
    withdrawn = withdraw_invitation(invitation=other.invitations.get(), actor=actor)
    move(meeting, actor)
    undo(change=withdrawn, actor=actor)
    assert [each[SAMIRA] for each in map(kept_free, (meeting, other))] == [(THURSDAY, True), (TUESDAY, True)]


# What was held


def test_in_a_session_that_was_held_nobody_is_booked_anew(meeting: Meeting, hers: Invitation, actor: User) -> None:
    withdrawn = withdraw_invitation(invitation=hers, actor=actor)
    move(meeting, actor)
    hold_meeting(meeting=meeting, now=THURSDAY, actor=actor)
    undo(change=withdrawn, actor=actor)
    assert kept_free(meeting) == {ANNEKE: (THURSDAY, True), SAMIRA: (None, False)}


def test_undoing_who_was_there_changes_nobodys_time(meeting: Meeting, hers: Invitation, actor: User) -> None:
    """Else who records might not do it again: keeping time free is for who plans."""
    extra = Extra("Wilma Terpstra", "Veilig Thuis")
    record_attendance(meeting=meeting, attended={}, extra=extra, now=TUESDAY, actor=actor)
    hold_meeting(meeting=meeting, now=TUESDAY, actor=actor)
    before = list(Invitation.objects.order_by("pk").values())
    came = {pk: Attended(Attendance.LATE) for pk in Invitation.objects.values_list("pk", flat=True)}
    change = record_attendance(meeting=meeting, attended=came, now=TUESDAY, actor=actor)
    undone = undo(change=change, actor=actor)
    assert list(Invitation.objects.order_by("pk").values()) == before
    assert sorted(images(undone)) == sorted(
        (row.name, row.starts_at, row.blocks_time) for row in Invitation.objects.all()
    )
