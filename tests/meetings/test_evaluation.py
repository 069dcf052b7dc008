"""How a session was: who is asked, what is kept, and that nobody reads who said what."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.actions.evaluating import (
    Answers,
    ask_how_it_was,
    asking_snapshot,
    evaluate,
    may_evaluate,
    to_ask,
)
from meetings.actions.notices import due_notices, invitations_with_notices, send_again
from meetings.actions.planning import hold_meeting
from meetings.actions.pupils import EVALUATION
from meetings.after.evaluations import MINIMUM, results_of
from meetings.enums import Attendance, NoticeKind, Reply
from meetings.mails.choices import choices_path, reader_of
from meetings.mails.letters import sender_of
from meetings.mails.questionnaire import questionnaire_of
from meetings.models import Evaluation, Invitation, Meeting, Notice
from outbox.models import Mail
from schools.changes import Stale, undo
from schools.models import Change
from teams.models import Membership, Professional
from tests.factories import EvaluationFactory, GuestFactory, InvitationFactory, NoticeFactory
from tests.meetings.conftest import NOW
from tests.meetings.mails import reads, received

pytestmark = pytest.mark.usefixtures("mail_is_kept")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
AFTER = datetime(2026, 12, 9, 9, tzinfo=AMSTERDAM)  # the morning after


@pytest.fixture
def held(meeting: Meeting, ineke: Professional) -> Meeting:
    """A session of which the attendance was not kept yet."""
    hold_meeting(meeting=meeting, now=AFTER, actor=ineke.user)
    found: Meeting = Meeting.objects.get(pk=meeting.pk)
    return found


def invitation_of(held: Meeting, member: Membership) -> Invitation:
    return Invitation.objects.select_related("meeting__school").get(meeting=held, professional=member.professional)


def names(held: Meeting, now: datetime = AFTER) -> list[str]:
    return sorted(row.name for row in to_ask(held, invitations_with_notices(held), now))


def filled(held: Meeting, *texts: str, **fields: object) -> None:
    for text in texts:
        EvaluationFactory(
            invitation=InvitationFactory(meeting=held, starts_at=None, ends_at=None, blocks_time=False),
            gained=text,
            **fields,
        )


# Answering


def test_it_keeps_what_somebody_says_and_leaves_no_trace_of_when(held: Meeting, samira: Membership) -> None:
    before = Change.objects.count()
    evaluate(invitation=invitation_of(held, samira), answers=Answers("Korte lijnen.", "", "Prima.", 4), now=AFTER)
    row = Evaluation.objects.get()
    assert (row.gained, row.learned, row.time_spent, row.score, Change.objects.count() - before) == (
        "Korte lijnen.",
        "",
        "Prima.",
        4,
        0,
    )


def test_said_again_that_counts(held: Meeting, samira: Membership) -> None:
    for text in ("Eerst.", "Nu."):
        evaluate(invitation=invitation_of(held, samira), answers=Answers(text), now=AFTER)
    assert [row.gained for row in Evaluation.objects.all()] == ["Nu."]


def test_nothing_at_all_is_no_answer(held: Meeting, samira: Membership) -> None:
    with pytest.raises(ValidationError, match="minstens één vraag"):
        evaluate(invitation=invitation_of(held, samira), answers=Answers(), now=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationFactory(invitation=invitation_of(held, samira), gained="")


@pytest.mark.parametrize("score", [0, 6])
def test_the_database_knows_marks_from_1_to_5(held: Meeting, samira: Membership, score: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationFactory(invitation=invitation_of(held, samira), score=score)


@pytest.mark.parametrize("field", ["gained", "learned", "time_spent"])
def test_what_looks_like_a_pupil_is_refused_beside_the_question(held: Meeting, samira: Membership, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        evaluate(invitation=invitation_of(held, samira), answers=Answers(**{field: "Jan de Vries helpen"}), now=AFTER)
    assert refused.value.message_dict == {
        field: [f"Dit lijkt op een voor- en achternaam (Jan de Vries). Haal het weg: {EVALUATION}."]
    }


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, True),
        ({"answer": Reply.NO}, False),
        ({"answer": Reply.NO, "attendance": Attendance.PRESENT}, True),
        ({"attendance": Attendance.LATE}, True),
        ({"attendance": Attendance.LEFT_EARLY}, True),
        ({"attendance": Attendance.STAND_IN}, False),
        ({"attendance": Attendance.ABSENT}, False),
        ({"is_withdrawn": True}, False),
    ],
)
def test_who_was_there_is_asked(held: Meeting, samira: Membership, fields: dict[str, object], may: bool) -> None:
    row = invitation_of(held, samira)
    for name, value in fields.items():
        setattr(row, name, value)
    row.blocks_time = row.is_coming
    row.save()
    assert may_evaluate(row) is may
    if not may:
        with pytest.raises(Stale):
            evaluate(invitation=row, answers=Answers("Fijn."), now=AFTER)


def test_before_it_was_held_nobody_is(meeting: Meeting, samira: Membership) -> None:
    assert not may_evaluate(invitation_of(meeting, samira))
    with pytest.raises(Stale):
        evaluate(invitation=invitation_of(meeting, samira), answers=Answers("Fijn."), now=AFTER)


# Reading


def test_before_four_answers_only_how_many(held: Meeting) -> None:
    filled(held, "a", "b", "c")
    found = results_of(held)
    assert (MINIMUM, found.count, found.is_shown, found.missing, found.asked, found.scores, found.average) == (
        4,
        3,
        False,
        1,
        (),
        (),
        None,
    )


def test_from_four_on_all_of_it_in_the_order_of_the_alphabet_for_each_question(held: Meeting) -> None:
    filled(held, "Wat fijn.", "korte lijnen.", "", "Dat ik hen ken.", learned="x", score=4)
    filled(held, "Eindelijk", learned="", score=2)
    found = results_of(held)
    assert [each.texts for each in found.asked] == [
        ("Dat ik hen ken.", "Eindelijk", "korte lijnen.", "Wat fijn."),
        ("x", "x", "x", "x"),
        (),
    ]
    assert (found.scores, found.average) == (((5, 0), (4, 4), (3, 0), (2, 1), (1, 0)), 3.6)


def test_fewer_than_four_marks_are_not_shown(held: Meeting) -> None:
    filled(held, "a", "b", "c", score=5)
    filled(held, "d")
    assert (results_of(held).is_shown, results_of(held).scores, results_of(held).average) == (True, (), None)


def test_answers_of_another_session_do_not_count(held: Meeting) -> None:
    filled(held, "a", "b", "c")
    EvaluationFactory(gained="elders")
    assert results_of(held).count == 3


# Asking by mail


def test_who_was_there_gets_it(held: Meeting, anneke: Membership, samira: Membership) -> None:
    for member, attendance in ((anneke, Attendance.PRESENT), (samira, Attendance.ABSENT)):
        row = invitation_of(held, member)
        row.attendance, row.answer = attendance, Reply.YES
        row.save()
    GuestFactory(meeting=held, attendance=Attendance.LATE)
    GuestFactory(meeting=held, guest_name="Niet ingevuld", answer=Reply.YES)
    assert names(held) == ["Anneke Visser", "Wilma Terpstra"]


def test_where_nobody_kept_that_who_said_she_came(held: Meeting, samira: Membership) -> None:
    row = invitation_of(held, samira)
    row.answer = Reply.YES
    row.save()
    assert names(held) == ["Samira Bakkali"]


@pytest.fixture
def asked(held: Meeting, samira: Membership, anneke: Membership) -> Meeting:
    for member in (samira, anneke):
        row = invitation_of(held, member)
        row.attendance = Attendance.PRESENT
        row.save()
    return held


def seen_of(held: Meeting) -> dict[str, dict[str, str]]:
    return asking_snapshot(to_ask(held, invitations_with_notices(held), AFTER))


def test_everybody_is_asked_once_by_a_mail_with_her_own_link(asked: Meeting, ineke: Professional) -> None:
    seen = seen_of(asked)
    counts = [ask_how_it_was(meeting=asked, seen=seen, now=AFTER, actor=ineke.user) for _ in range(2)]
    mails = {mail.recipient: mail for mail in Mail.objects.all()}
    assert (counts, sorted(mails), names(asked)) == (
        [2, 0],
        ["anneke@example.nl", "samira@example.nl"],
        [],
    )
    assert {mail.subject for mail in mails.values()} == {
        "Hoe was het? Kennismaking kernteam De Zeester, 8 december 2026"
    }


def test_the_mail_leads_to_where_she_chooses_her_mail_and_an_answer_goes_to_who_sent_it(
    asked: Meeting, samira: Membership, ineke: Professional
) -> None:
    ask_how_it_was(meeting=asked, now=AFTER, actor=ineke.user)
    found = next(mail for mail in received() if mail.to == "samira@example.nl")
    path = choices_path(reader_of(invitation_of(asked, samira)))
    assert (found.choices, path in found.html, found.answers_go_to) == (path, True, ineke.email)


def test_the_sample_has_no_link_of_its_reader(asked: Meeting, samira: Membership, ineke: Professional) -> None:
    sample = questionnaire_of(invitation_of(asked, samira), sender=sender_of(ineke.user), is_sample=True)
    assert "://" not in sample.text


def test_whether_she_answered_already_does_not_show_in_who_is_mailed(asked: Meeting, samira: Membership) -> None:
    evaluate(invitation=invitation_of(asked, samira), answers=Answers("Fijn."), now=AFTER)
    assert names(asked) == ["Anneke Visser", "Samira Bakkali"]


def test_when_others_are_to_be_mailed_than_the_preview_showed_nothing_goes_out(
    asked: Meeting, samira: Membership, ineke: Professional
) -> None:
    seen, row = seen_of(asked), invitation_of(asked, samira)
    row.attendance = Attendance.ABSENT
    row.save()
    with pytest.raises(Stale):
        ask_how_it_was(meeting=asked, seen=seen, now=AFTER, actor=ineke.user)
    assert Mail.objects.count() == 0


def test_when_the_links_have_expired_nobody_is_asked(asked: Meeting) -> None:
    ends_at = datetime(2026, 12, 8, 16, 30, tzinfo=AMSTERDAM)
    assert [len(names(asked, ends_at + timedelta(days=30, seconds=extra))) for extra in (0, 1)] == [2, 0]


def test_having_been_asked_is_not_what_calendars_were_told_last(
    asked: Meeting, samira: Membership, ineke: Professional
) -> None:
    row = invitation_of(asked, samira)
    NoticeFactory(invitation=row, sequence=3)
    ask_how_it_was(meeting=asked, now=AFTER, actor=ineke.user)
    told = Notice.objects.get(invitation=row, kind=NoticeKind.EVALUATION)
    change = Change.objects.get(summary__endswith="is gehouden.")
    undo(change=change, actor=ineke.user)
    asked.refresh_from_db()
    due = [each for each in due_notices(asked, invitations_with_notices(asked), NOW) if each.invitation == row]
    assert (told.sequence, due) == (3, [])


def test_nothing_is_sent_again_of_a_session_that_was_held(
    asked: Meeting, samira: Membership, ineke: Professional
) -> None:
    notice = NoticeFactory(invitation=invitation_of(asked, samira))
    with pytest.raises(Stale):
        send_again(notice=notice, now=AFTER, actor=ineke.user)
    assert Mail.objects.count() == 0


def test_more_people_take_as_many_reads(asked: Meeting, ineke: Professional) -> None:
    def sent() -> tuple[int, int]:
        with reads() as found:
            count = ask_how_it_was(meeting=Meeting.objects.get(pk=asked.pk), now=AFTER, actor=ineke.user)
        return count, len(found)

    few = sent()
    for number in range(6):
        GuestFactory(meeting=asked, guest_email=f"gast{number}@example.nl", attendance=Attendance.PRESENT)
    assert (few[0], sent()) == (2, (6, few[1]))
