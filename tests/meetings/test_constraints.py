"""The database has the last word about sessions too: what no action writes is refused, also past the actions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from meetings.actions.inviting import answer_invitation, follow_team, withdraw_invitation
from meetings.actions.planning import change_meeting
from meetings.enums import MeetingState, Question, Reply
from meetings.models import Invitation, Meeting, TeamAnswer
from schools.changes import undo
from teams.models import Membership, Professional
from tests.factories import GuestFactory, InvitationFactory, MeetingFactory, SchoolFactory
from tests.meetings.conftest import NOW, TUESDAY
from tests.meetings.test_planning import the_plan

pytestmark = pytest.mark.django_db


def refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"answer": Reply.NO}, True),
        ({"is_withdrawn": True}, True),
        ({"is_withdrawn": True, "answer": Reply.YES}, True),
        ({"answer": Reply.MAYBE}, False),
        ({"answer": Reply.NO, "blocks_time": False}, False),
        ({"is_withdrawn": True, "blocks_time": False}, False),
    ],
)
def test_only_who_comes_keeps_her_time_free(fields: dict[str, object], is_refused: bool) -> None:
    row = InvitationFactory()
    assert refused(lambda: Invitation.objects.filter(pk=row.pk).update(**fields)) is is_refused


@pytest.mark.parametrize(
    ("state", "is_refused"),
    [
        (MeetingState.DRAFT, True),
        (MeetingState.DATE_ASKED, True),
        (MeetingState.PLANNED, False),
        (MeetingState.HELD, False),
        (MeetingState.CANCELLED, False),
    ],
)
def test_what_has_a_date_is_no_draft_and_asks_for_none(state: MeetingState, is_refused: bool) -> None:
    assert refused(lambda: MeetingFactory(state=state, starts_at=TUESDAY)) is is_refused


def test_a_guest_guides_nothing() -> None:
    assert [
        refused(lambda: GuestFactory(is_facilitator=True)),
        refused(lambda: InvitationFactory(is_facilitator=True)),
    ] == [
        True,
        False,
    ]


def test_an_answer_of_the_team_says_something() -> None:
    school = SchoolFactory()

    def answer(text: str) -> bool:
        return refused(lambda: TeamAnswer.objects.create(school=school, year=2026, question=Question.WHO, text=text))

    assert [answer(""), answer("Wij")] == [True, False]


# Every action keeps to it


def test_who_guides_no_more_and_is_in_no_seat_is_free(meeting: Meeting, ineke: Professional) -> None:
    assert ineke.user
    for guide in (ineke, None):
        change = change_meeting(meeting=meeting, plan=the_plan(meeting, facilitator=guide), now=NOW, actor=ineke.user)
    row = meeting.invitations.get(professional=ineke)
    assert (row.is_withdrawn, row.starts_at, row.blocks_time) == (True, None, False)
    undo(change=change, actor=ineke.user)
    row.refresh_from_db()
    assert (row.is_withdrawn, row.starts_at, row.blocks_time) == (False, TUESDAY, True)


def test_who_left_the_team_is_free(meeting: Meeting, samira: Membership, ineke: Professional) -> None:
    assert ineke.user
    Membership.objects.filter(pk=samira.pk).update(ends_on=NOW.date())
    follow_team(meeting=meeting, today=NOW.date(), actor=ineke.user)
    row = meeting.invitations.get(professional=samira.professional)
    assert (row.is_withdrawn, row.starts_at, row.blocks_time) == (True, None, False)


def test_who_said_no_or_need_not_come_is_free(meeting: Meeting, ineke: Professional) -> None:
    assert ineke.user
    first, second = meeting.invitations.order_by("pk")
    answer_invitation(invitation=first, answer=Reply.NO, now=NOW, actor=None)
    withdraw_invitation(invitation=second, actor=ineke.user)
    assert [(row.starts_at, row.blocks_time) for row in meeting.invitations.all()] == [(None, False)] * 2
