"""Reminding who did not answer: two weeks and two days before, once, never at night, never of what moved."""

import logging
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import OperationalError
from pytest_django import Settings

from meetings.actions.choices import choose_mail
from meetings.actions.inviting import answer_invitation, withdraw_invitation
from meetings.actions.notices import invitations_with_notices, send_notices
from meetings.actions.planning import cancel_meeting, change_meeting
from meetings.actions.reminders import send_reminders
from meetings.enums import MeetingKind, NoticeKind, Reply
from meetings.mails.choices import reader_of
from meetings.models import Invitation, Meeting, Notice, Reminder
from meetings.tasks import mail_what_is_due
from outbox.actions import post
from teams.models import Professional
from tests.factories import GuestFactory, InvitationFactory, NoticeFactory
from tests.meetings.conftest import NOW, TUESDAY, planned
from tests.meetings.mails import reads
from tests.meetings.test_planning import the_plan

TWO_WEEKS = datetime(2026, 11, 24, 9, tzinfo=TUESDAY.tzinfo)
TWO_DAYS = datetime(2026, 12, 6, 9, tzinfo=TUESDAY.tzinfo)
BOTH = ["Anneke Visser", "Samira Bakkali"]


@pytest.fixture
def told(meeting: Meeting, ineke: Professional) -> Meeting:
    """The session, of which everybody who is invited was told on 22 November."""
    assert ineke.user
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)
    mail.outbox.clear()
    return meeting


def row(meeting: Meeting, name: str) -> Invitation:
    return next(each for each in meeting.invitations.all() if each.name == name)


def reminded(at: datetime) -> list[str]:
    """Who is reminded now."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    sent = send_reminders(now=at)
    names = [each.invitation.name for each in Reminder.objects.exclude(pk__in=before).order_by("invitation")]
    assert len(names) == sent
    return names


def test_two_weeks_before_who_did_not_answer_is_reminded(told: Meeting) -> None:
    answer_invitation(invitation=row(told, "Anneke Visser"), answer=Reply.MAYBE, now=NOW, actor=None)
    assert reminded(TWO_WEEKS) == ["Samira Bakkali"]


def test_the_mail_says_what_it_is_about_and_leaves_the_calendar_as_it_was(told: Meeting) -> None:
    send_reminders(now=TWO_WEEKS)
    letter = next(each for each in mail.outbox if each.to == [row(told, "Samira Bakkali").address])
    calendar = next(part for part, kind in letter.alternatives if kind.startswith("text/calendar"))  # type: ignore[attr-defined]
    assert (letter.subject, "SEQUENCE:0\r\n" in calendar, "/mail-keuzes/" in letter.body) == (
        "Kom je? Kennismaking kernteam De Zeester, di 8 december 2026, 15.00-16.30 uur",
        True,
        True,
    )


def test_a_mail_program_is_told_how_to_stop_it(told: Meeting) -> None:
    send_reminders(now=TWO_WEEKS)
    headers = mail.outbox[0].extra_headers
    assert (headers["List-Unsubscribe-Post"], headers["List-Unsubscribe"].endswith("/stop/herinneringen/>")) == (
        "List-Unsubscribe=One-Click",
        True,
    )


def test_each_moment_comes_once(told: Meeting) -> None:
    moments = [TWO_WEEKS, TWO_WEEKS + timedelta(hours=1), TWO_DAYS - timedelta(days=1), TWO_DAYS, TWO_DAYS]
    assert [reminded(at) for at in moments] == [BOTH, [], [], BOTH, []]


def test_after_a_day_without_a_worker_it_comes_late_and_once(told: Meeting) -> None:
    assert [reminded(TWO_WEEKS + timedelta(days=days)) for days in (1, 2)] == [BOTH, []]


def test_who_was_asked_only_since_is_not_reminded_of_a_moment_before_that(
    meeting: Meeting, ineke: Professional
) -> None:
    assert ineke.user
    send_notices(meeting=meeting, now=TWO_WEEKS + timedelta(days=3), actor=ineke.user)
    assert [reminded(TWO_WEEKS + timedelta(days=3)), reminded(TWO_DAYS)] == [[], BOTH]


def test_who_was_never_told_is_not_reminded(meeting: Meeting) -> None:
    assert reminded(TWO_WEEKS) == []


@pytest.mark.parametrize(("hour", "sent"), [(0, False), (7, False), (8, True), (17, True), (18, False), (23, False)])
def test_never_at_night(told: Meeting, hour: int, sent: bool) -> None:
    assert bool(reminded(TWO_WEEKS.replace(hour=hour, minute=59))) is sent


def test_of_a_session_that_moved_nobody_is_reminded_before_she_knows(told: Meeting, ineke: Professional) -> None:
    assert ineke.user
    plan = the_plan(told, starts_at=TUESDAY + timedelta(days=1))
    change_meeting(meeting=told, plan=plan, now=NOW, actor=ineke.user)
    unknowing = reminded(TWO_WEEKS + timedelta(days=1))
    send_notices(meeting=told, now=TWO_WEEKS + timedelta(days=1), actor=ineke.user)
    assert [unknowing, reminded(TWO_DAYS), reminded(TWO_DAYS + timedelta(days=1))] == [[], [], BOTH]


def test_of_a_session_that_was_called_off_nobody_is_reminded(told: Meeting, ineke: Professional) -> None:
    cancel_meeting(meeting=told, actor=ineke.user)  # type: ignore[arg-type]
    assert reminded(TWO_WEEKS) == []


def test_who_need_not_come_is_not_reminded(told: Meeting, ineke: Professional) -> None:
    withdraw_invitation(invitation=row(told, "Samira Bakkali"), actor=ineke.user)  # type: ignore[arg-type]
    assert reminded(TWO_WEEKS) == ["Anneke Visser"]


def test_who_chose_no_reminders_gets_none(told: Meeting) -> None:
    choose_mail(reader=reader_of(row(told, "Samira Bakkali")), reminders=False)
    assert reminded(TWO_WEEKS) == ["Anneke Visser"]


def test_a_guest_is_reminded_too_and_one_without_an_address_is_not(meeting: Meeting, ineke: Professional) -> None:
    GuestFactory(meeting=meeting, guest_name="Wilma")
    GuestFactory(meeting=meeting, guest_name="Zonder", guest_email="")
    send_notices(meeting=meeting, now=NOW, actor=ineke.user)  # type: ignore[arg-type]
    assert reminded(TWO_WEEKS) == [*BOTH, "Wilma"]


def test_the_days_are_a_setting(told: Meeting, settings: Settings) -> None:
    settings.MEETING_REMINDER_DAYS = (7,)
    assert [reminded(TWO_WEEKS), reminded(TWO_WEEKS + timedelta(days=7))] == [[], BOTH]
    settings.MEETING_REMINDER_DAYS = ()
    assert reminded(TWO_DAYS) == []


def test_it_is_a_notice_beside_her_name_and_nothing_is_due_after_it(told: Meeting) -> None:
    send_reminders(now=TWO_WEEKS)
    last = Notice.objects.filter(invitation=row(told, "Samira Bakkali")).in_order().last()
    assert last
    assert (last.kind, last.sequence, last.told_by) == (NoticeKind.REMINDER, 0, None)


# Something goes wrong


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    caplog.clear()
    return found


def test_who_cannot_be_mailed_holds_up_nobody_and_is_reminded_the_next_time(
    told: Meeting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    anneke = row(told, "Anneke Visser")

    def break_for_her(*, to: str, **letter: object) -> None:
        if to == anneke.address:
            raise OSError("the disk is full")
        post(to=to, **letter)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("meetings.actions.reminders.post", break_for_her)
        first = reminded(TWO_WEEKS)
    assert (first, logged(caplog), reminded(TWO_WEEKS)) == (
        ["Samira Bakkali"],
        [f"Who has invitation {anneke.pk} could not be reminded"],
        ["Anneke Visser"],
    )


def test_a_session_that_cannot_be_read_holds_up_no_other(
    told: Meeting, ineke: Professional, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = planned(told.school, ineke, kind=MeetingKind.VERDIEPING, starts_at=TUESDAY + timedelta(hours=2))
    send_notices(meeting=other, now=NOW, actor=ineke.user)  # type: ignore[arg-type]

    def break_for_the_first(meeting: Meeting) -> list[Invitation]:
        if meeting == told:
            raise ValueError("facts without a moment")
        return invitations_with_notices(meeting)

    monkeypatch.setattr("meetings.actions.reminders.invitations_with_notices", break_for_the_first)
    assert (reminded(TWO_WEEKS), logged(caplog)) == (BOTH, [f"Of session {told.pk} nobody could be reminded"])


def test_when_no_reminder_can_be_sent_the_overviews_go_out_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def send_reminders(**_: object) -> None:
        raise OperationalError("the database is away")

    turns: list[str] = []
    monkeypatch.setattr("meetings.tasks.plan_next", lambda _: turns.append("planned"))
    monkeypatch.setattr("meetings.tasks.send_reminders", send_reminders)
    monkeypatch.setattr("meetings.tasks.send_digests", lambda **_: turns.append("overviews"))
    mail_what_is_due.call()
    assert (turns, logged(caplog)) == (["planned", "overviews"], ["send_reminders could not go on"])


def test_more_people_take_as_many_reads(told: Meeting, ineke: Professional) -> None:
    def sent(at: datetime) -> tuple[int, int]:
        with reads() as asked:
            count = send_reminders(now=at)
        return count, len(asked)

    few = sent(TWO_WEEKS)
    last = Notice.objects.filter(told_by=ineke.user).latest("pk")
    for _ in range(4):
        each = InvitationFactory(meeting=told, blocks_time=False, starts_at=None, ends_at=None)
        for invitation in (each, GuestFactory(meeting=told, guest_email=f"gast{each.pk}@example.nl")):
            NoticeFactory(invitation=invitation, facts=last.facts, told_at=NOW, told_by=ineke.user)
    Reminder.objects.all().delete()
    Notice.objects.filter(kind=NoticeKind.REMINDER).delete()
    assert (few[0], sent(TWO_WEEKS + timedelta(hours=1))) == (2, (10, few[1]))
