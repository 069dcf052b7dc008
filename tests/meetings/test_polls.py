"""A date poll: asking, answering, choosing, stopping."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.actions.inviting import withdraw_invitation
from meetings.actions.planning import cancel_meeting, change_meeting
from meetings.actions.polls import ask_dates, close_poll
from meetings.enums import MeetingState, Reply
from meetings.models import DateAnswer, DateOption, Meeting, Poll
from meetings.polls.reading import answered_by
from schools.changes import AlreadyDone, CannotUndo, Stale, undo
from schools.models import Change, School
from teams.models import Membership, Professional
from tests.factories import InvitationFactory, MeetingFactory, SchoolFactory
from tests.meetings.conftest import NOW, THURSDAY, TUESDAY
from tests.meetings.polls import (
    DEADLINE,
    THURSDAY_AFTER,
    WEDNESDAY,
    choose,
    invitation_of,
    mailed,
    polled,
    question,
    say,
)
from tests.meetings.test_planning import the_plan


def moments(meeting: Meeting) -> list[datetime]:
    return list(meeting.date_options.order_by("starts_at").values_list("starts_at", flat=True))


def said(meeting: Meeting) -> dict[tuple[str, str], str]:
    rows = DateAnswer.objects.filter(option__meeting=meeting).select_related("invitation__professional", "option")
    return {(row.invitation.name, str(row.option)): row.answer for row in rows}


def silent(meeting: Meeting) -> list[str]:
    answered = answered_by(Poll.objects.get(meeting=meeting))
    return [row.name for row in meeting.invitations.standing().with_people() if row.pk not in answered]


# Asking


def test_a_poll_asks_the_team_of_a_session_without_a_date(poll: Meeting) -> None:
    row = poll.poll
    assert (poll.state, poll.starts_at, moments(poll), row.deadline, row.is_open, silent(poll)) == (
        MeetingState.DATE_ASKED,
        None,
        [TUESDAY, WEDNESDAY],
        DEADLINE,
        True,
        ["Anneke Visser", "Samira Bakkali"],
    )


def test_it_says_what_it_did(poll: Meeting) -> None:
    assert Change.objects.latest("made_at").summary == "De datumprikker voor Kennismaking staat klaar, met 2 momenten."


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (question(TUESDAY), "Kies 2 tot 12 momenten."),
        (question(*(TUESDAY + timedelta(hours=n) for n in range(13))), "Kies 2 tot 12 momenten."),
        (question(TUESDAY, TUESDAY), "Een moment staat er twee keer."),
        (question(NOW, TUESDAY), "Een moment is al voorbij. Kies alleen momenten die nog komen."),
        (question(TUESDAY, TUESDAY + timedelta(days=365)), "Kies momenten in één schooljaar."),
        (question(deadline=date(2026, 11, 21)), "Deze dag is al voorbij."),
        (question(deadline=date(2026, 12, 9)), "Dit is na het eerste moment. Kies een eerdere dag."),
    ],
)
def test_what_cannot_be_asked_is_refused(poll: Meeting, ineke: Professional, asked: object, refusal: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask_dates(meeting=poll, question=asked, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    assert (refused.value.messages, moments(poll)) == ([refusal], [TUESDAY, WEDNESDAY])


def test_a_year_with_a_kennismaking_asks_for_no_other(meeting: Meeting, school: School, ineke: Professional) -> None:
    with pytest.raises(ValidationError) as refused:
        polled(school, ineke)
    assert refused.value.message_dict == {
        "kind": ["In 2026-2027 is er al een kennismaking: di 8 december 2026, 15.00-16.30 uur."]
    }


def test_a_session_that_has_a_date_asks_for_none(meeting: Meeting, ineke: Professional) -> None:
    with pytest.raises(Stale):
        ask_dates(meeting=meeting, question=question(), now=NOW, actor=ineke.user)


def test_asking_otherwise_keeps_the_answers_on_moments_that_stay(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Anneke", "+-")
    ask_dates(meeting=poll, question=question(TUESDAY, THURSDAY_AFTER), now=NOW, actor=ineke.user)
    assert (moments(poll), said(poll), silent(poll)) == (
        [TUESDAY, THURSDAY_AFTER],
        {("Anneke Visser", "di 8 december 2026, 15.00 uur"): "yes"},
        ["Anneke Visser", "Samira Bakkali"],
    )


def test_what_was_asked_otherwise_can_be_undone_with_its_answers(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Anneke", "+-")
    before = said(poll)
    change = ask_dates(meeting=poll, question=question(TUESDAY, THURSDAY_AFTER), now=NOW, actor=ineke.user)
    undo(change=change, actor=ineke.user)
    assert (moments(poll), said(poll)) == ([TUESDAY, WEDNESDAY], before)


def test_starting_can_be_undone_while_nothing_was_mailed(poll: Meeting, ineke: Professional) -> None:
    undo(change=Change.objects.latest("made_at"), actor=ineke.user)
    assert (Meeting.objects.count(), Poll.objects.count(), DateOption.objects.count()) == (0, 0, 0)


def test_starting_cannot_be_undone_once_people_were_asked(poll: Meeting, ineke: Professional) -> None:
    change = Change.objects.latest("made_at")
    mailed(poll, ineke)
    with pytest.raises(CannotUndo):
        undo(change=change, actor=ineke.user)
    assert moments(poll) == [TUESDAY, WEDNESDAY]


def test_the_same_moment_is_not_twice_in_the_database(poll: Meeting) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DateOption.objects.create(meeting=poll, starts_at=TUESDAY)


def test_the_same_person_does_not_answer_twice_in_the_database(poll: Meeting) -> None:
    say(poll, "Anneke", "+-")
    row = DateAnswer.objects.first()
    assert row is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        DateAnswer.objects.create(option=row.option, invitation=row.invitation, answer="no")


# What speaks against a moment is known before anybody is asked

EVENING = datetime(2026, 12, 28, 21, tzinfo=TUESDAY.tzinfo)
DOUBT = (
    "ma 28 december 2026, 21.00-22.30 uur: De school is dan dicht: Kerstvakantie. "
    "21.00-22.30 uur valt buiten schooltijd (8.15-17.00 uur)."
)


@pytest.mark.parametrize(
    ("asked", "doubts"),
    [
        ((TUESDAY, EVENING), [DOUBT]),
        (
            (TUESDAY, TUESDAY + timedelta(minutes=30)),
            ["di 8 december 2026, 15.00-16.30 uur: valt samen met 15.30-17.00 uur."],
        ),
    ],
)
def test_it_is_not_asked_without_a_choice_for_that(
    school: School, anneke: Membership, ineke: Professional, asked: tuple[datetime, ...], doubts: list[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        polled(school, ineke, *asked)
    assert (refused.value.message_dict, Meeting.objects.count()) == ({"although": doubts}, 0)
    assert moments(polled(school, ineke, *asked, although="Zo is het")) == list(asked)


def test_moments_that_touch_do_not_fall_together(school: School, anneke: Membership, ineke: Professional) -> None:
    earlier = TUESDAY - timedelta(minutes=90)
    assert moments(polled(school, ineke, earlier, TUESDAY)) == [earlier, TUESDAY]


def test_who_must_come_and_is_elsewhere_is_named_before_she_is_asked(
    school: School, samira: Membership, ineke: Professional
) -> None:
    other = MeetingFactory(school=SchoolFactory(name="De Boog"), starts_at=TUESDAY)
    InvitationFactory(
        meeting=other,
        professional=samira.professional,
        starts_at=other.starts_at,
        ends_at=other.ends_at,
        blocks_time=True,
    )
    with pytest.raises(ValidationError) as refused:
        polled(school, ineke)
    assert refused.value.message_dict == {
        "although": [
            (
                "di 8 december 2026, 15.00-16.30 uur: "
                "Samira Bakkali zit dan bij De Boog (di 8 december, 15.00-16.30 uur) en is 45 minuten onderweg."
            )
        ]
    }


def test_only_moments_that_are_new_are_doubted(school: School, anneke: Membership, ineke: Professional) -> None:
    asked = polled(school, ineke, TUESDAY, EVENING, although="Zo is het")
    ask_dates(meeting=asked, question=question(TUESDAY, EVENING, WEDNESDAY), now=NOW, actor=ineke.user)
    assert moments(asked) == [TUESDAY, WEDNESDAY, EVENING]


# Answering


def test_an_answer_is_kept_and_can_change(poll: Meeting) -> None:
    say(poll, "Samira", "o-")
    say(poll, "Samira", "+o", note="Na 15.00 uur")
    assert (said(poll), invitation_of(poll, "Samira").note, silent(poll)) == (
        {
            ("Samira Bakkali", "di 8 december 2026, 15.00 uur"): "yes",
            ("Samira Bakkali", "wo 9 december 2026, 15.00 uur"): "if_need_be",
        },
        "Na 15.00 uur",
        ["Anneke Visser"],
    )


def test_on_the_last_day_one_can_answer(poll: Meeting) -> None:
    say(poll, "Samira", "++", now=NOW + timedelta(days=7, hours=11))
    assert silent(poll) == ["Anneke Visser"]


@pytest.mark.parametrize("why", ["deadline", "withdrawn", "chosen", "closed", "cancelled"])
def test_once_it_is_over_nobody_answers(poll: Meeting, ineke: Professional, why: str) -> None:
    now = NOW
    assert ineke.user is not None
    if why == "deadline":
        now = NOW + timedelta(days=7, hours=13)
    elif why == "withdrawn":
        withdraw_invitation(invitation=invitation_of(poll, "Samira"), actor=ineke.user)
    elif why == "chosen":
        choose(poll, TUESDAY, ineke)
    elif why == "closed":
        close_poll(meeting=poll, now=NOW, actor=ineke.user)
    else:
        cancel_meeting(meeting=poll, actor=ineke.user)
    with pytest.raises(Stale):
        say(poll, "Samira", "++", now=now)
    assert said(poll) == {}


def test_who_need_not_come_is_not_waited_for(poll: Meeting, ineke: Professional) -> None:
    withdraw_invitation(invitation=invitation_of(poll, "Samira"), actor=ineke.user)
    assert silent(poll) == ["Anneke Visser"]


# Choosing


def test_choosing_plans_the_session_and_closes_the_poll(poll: Meeting, ineke: Professional) -> None:
    change = choose(poll, WEDNESDAY, ineke)
    poll.refresh_from_db()
    assert (poll.state, poll.starts_at, Poll.objects.get().is_open, change.summary) == (
        MeetingState.PLANNED,
        WEDNESDAY,
        False,
        "Kennismaking staat gepland op wo 9 december 2026, 15.00-16.30 uur.",
    )


def test_who_said_yes_comes_and_the_others_still_answer(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Anneke", "+-")
    say(poll, "Samira", "o+")
    choose(poll, TUESDAY, ineke)
    assert {row.name: row.answer for row in poll.invitations.all()} == {
        "Anneke Visser": Reply.YES,
        "Samira Bakkali": Reply.NONE,
    }


def test_a_moment_that_somebody_required_refused_is_not_chosen_by_accident(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Samira", "-+")
    samira = invitation_of(poll, "Samira")
    with pytest.raises(ValidationError) as refused:
        choose(poll, TUESDAY, ineke)
    poll.refresh_from_db()
    assert (refused.value.message_dict, poll.starts_at) == (
        {f"over_{samira.pk}": ["Samira Bakkali moet erbij zijn en kan dan niet. Zet het vinkje als het toch moet."]},
        None,
    )


def test_it_can_be_chosen_by_naming_her(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Samira", "-+")
    choose(poll, TUESDAY, ineke, although={invitation_of(poll, "Samira").pk})
    poll.refresh_from_db()
    assert poll.starts_at == TUESDAY


def test_passing_over_one_person_is_not_passing_over_another(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Samira", "-+")
    say(poll, "Anneke", "-+")
    with pytest.raises(ValidationError) as refused:
        choose(poll, TUESDAY, ineke, although={invitation_of(poll, "Samira").pk})
    assert set(refused.value.message_dict) == {f"over_{invitation_of(poll, 'Anneke').pk}"}


def test_somebody_who_is_elsewhere_is_met_when_choosing(poll: Meeting, samira: Membership, ineke: Professional) -> None:
    other = MeetingFactory(school=SchoolFactory(name="De Boog"), starts_at=TUESDAY)
    InvitationFactory(meeting=other, professional=samira.professional)
    with pytest.raises(ValidationError) as refused:
        choose(poll, TUESDAY, ineke)
    assert list(refused.value.message_dict) == ["allow_double"]


def test_what_speaks_against_the_moment_asks_for_a_reason(
    school: School, anneke: Membership, samira: Membership, ineke: Professional
) -> None:
    christmas = datetime(2026, 12, 25, 15, tzinfo=TUESDAY.tzinfo)
    asked = polled(school, ineke, TUESDAY, christmas, although="Zo is het")
    with pytest.raises(ValidationError) as refused:
        choose(asked, christmas, ineke, reason="")
    assert list(refused.value.message_dict) == ["reason"]


def test_choosing_can_be_undone_and_asks_again(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Anneke", "+-")
    undo(change=choose(poll, TUESDAY, ineke), actor=ineke.user)
    poll.refresh_from_db()
    assert (poll.state, poll.starts_at, Poll.objects.get().is_open, invitation_of(poll, "Anneke").answer) == (
        MeetingState.DATE_ASKED,
        None,
        True,
        Reply.NONE,
    )


def test_the_same_press_chooses_once(poll: Meeting, ineke: Professional) -> None:
    key = uuid4()
    choose(poll, TUESDAY, ineke, key=key)
    with pytest.raises(AlreadyDone):
        choose(poll, TUESDAY, ineke, key=key)


def test_after_one_is_chosen_another_is_not(poll: Meeting, ineke: Professional) -> None:
    choose(poll, TUESDAY, ineke)
    with pytest.raises(Stale):
        choose(poll, WEDNESDAY, ineke)


def test_a_date_that_is_filled_in_by_hand_closes_the_poll_too(poll: Meeting, ineke: Professional) -> None:
    assert ineke.user is not None
    change_meeting(meeting=poll, plan=the_plan(poll, starts_at=THURSDAY), now=NOW, actor=ineke.user)
    assert Poll.objects.get().is_open is False


def test_stopping_leaves_a_draft_and_keeps_the_answers(poll: Meeting, ineke: Professional) -> None:
    say(poll, "Anneke", "+-")
    assert ineke.user is not None
    close_poll(meeting=poll, now=NOW, actor=ineke.user)
    poll.refresh_from_db()
    assert (poll.state, Poll.objects.get().is_open, len(said(poll))) == (MeetingState.DRAFT, False, 2)
