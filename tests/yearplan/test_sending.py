"""Sending: on the calendar, told to its people, once; and what cannot be says why and changes nothing."""

from datetime import date, time

import pytest

from meetings.actions import notices
from meetings.enums import MeetingKind, MeetingState
from meetings.models import Invitation, Meeting, Notice
from meetings.moments.circumstances import Slot, slot_at
from outbox.models import Mail
from schools.changes import Stale
from tests.factories import FreePeriodFactory, InvitationFactory, MeetingFactory, seat
from tests.meetings.mails import received
from tests.yearplan.years import NOW, Around, at
from yearplan.actions import lines
from yearplan.actions.proposals import chosen_of, move_session
from yearplan.actions.sending import USUAL_REASON, resume_batch, send_batch, take_step
from yearplan.enums import BatchState, LineState
from yearplan.models import Absence, Batch
from yearplan.moving import moving_of
from yearplan.sendable import numbers_of, sendable_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_is_kept")]


@pytest.fixture
def around(today: date) -> Around:
    found = Around(schools=2)
    found.computed()
    return found


def nowhere(*_: object) -> None:
    """Nobody is told that there is a next step."""


def send(around: Around, reason: str = USUAL_REASON) -> Batch:
    """Everything that can be sent, up to the last step."""
    batch = begin(around, reason)
    while Batch.objects.filter(pk=batch.pk, state=BatchState.SENDING).exists():
        take_step(batch.pk, batch.attempt, nowhere)
    batch.refresh_from_db()
    return batch


def begin(around: Around, reason: str = USUAL_REASON) -> Batch:
    chosen = chosen_of(around.plan)
    assert chosen is not None
    wanted = [each.to_send for each in sendable_of(chosen, today=NOW.date())]
    return send_batch(plan=around.plan, wanted=wanted, reason=reason, now=NOW, actor=around.user, enqueue=nowhere)


def test_the_numbers_are_known_before_anything_goes(around: Around, today: date) -> None:
    """Two schools, two sessions each, with an IB, the coach and who guides; one IB has no address."""
    ib = around.schools[0].memberships.get(role__code="intern-begeleider").professional
    ib.email = ""
    ib.save()
    chosen = chosen_of(around.plan)
    assert chosen is not None
    numbers = numbers_of(sendable_of(chosen, today=today))
    assert (numbers.sessions, numbers.schools, numbers.mails, numbers.people) == (4, 2, 10, 4)
    assert numbers.silent == (str(ib),)
    assert Mail.objects.count() == Meeting.objects.count() == 0


def test_every_session_is_planned_and_everybody_invited_once(around: Around) -> None:
    batch = send(around)
    assert batch.state == BatchState.SENT
    assert {line.state for line in batch.lines.all()} == {LineState.SENT}
    planned = Meeting.objects.filter(state=MeetingState.PLANNED)
    assert sorted(planned.values_list("school", "kind")) == sorted(
        (school.pk, kind) for school in around.schools for kind in ("kennismaking", "verdieping")
    )
    assert Notice.objects.count() == Mail.objects.count() == 12
    assert sum(line.mails for line in batch.lines.all()) == 12


def test_the_session_is_where_the_proposal_had_it_with_who_guides(around: Around) -> None:
    row = around.session()
    send(around)
    meeting = Meeting.objects.get(school=around.schools[0], kind=MeetingKind.VERDIEPING)
    assert (meeting.starts_at, meeting.minutes) == (row.starts_at, row.minutes)
    assert meeting.invitations.get(is_facilitator=True).professional == around.guide


def test_a_moved_session_is_told_only_to_its_own_people(around: Around, today: date) -> None:
    send(around)
    Mail.objects.all().delete()
    row = around.session()
    target = next(
        slot
        for slot in (Slot(date(2027, 4, 6), time(13), 90), Slot(date(2027, 4, 13), time(13), 90))
        if at(slot.day, 13) != row.starts_at
    )
    move_session(session=row, slot=target, seen=row.starts_at, today=today)
    batch = send(around)
    meeting = Meeting.objects.get(school=around.schools[0], kind=MeetingKind.VERDIEPING)
    assert meeting.starts_at == at(target.day, 13)
    people = {each.address for each in meeting.invitations.all()}
    assert [line.mails for line in batch.lines.all()] == [3]
    assert {mail.to for mail in received()} == people


def test_a_draft_gets_its_date(around: Around) -> None:
    draft = MeetingFactory(
        school=around.schools[0], kind=MeetingKind.VERDIEPING, state=MeetingState.DRAFT, starts_at=None, year=2026
    )
    send(around)
    draft.refresh_from_db()
    assert (draft.state, draft.starts_at) == (MeetingState.PLANNED, around.session().starts_at)


def test_a_worker_that_dies_in_the_middle_of_a_session_sends_nothing_twice(
    around: Around, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    batch = begin(around)
    take_step(batch.pk, 1, nowhere)
    with monkeypatch.context() as patched:
        patched.setattr(lines, "send_notices", _dies_after_telling)
        take_step(batch.pk, 1, nowhere)
    caplog.clear()
    batch.refresh_from_db()
    assert (batch.state, Meeting.objects.count(), Mail.objects.count()) == (BatchState.FAILED, 1, 3)
    assert resume_batch(batch=batch, now=NOW, enqueue=nowhere)
    for _ in range(6):
        take_step(batch.pk, 2, nowhere)
    assert (Meeting.objects.count(), Mail.objects.count()) == (4, 12)


def _dies_after_telling(**how: object) -> int:
    notices.send_notices(**how)  # type: ignore[arg-type]
    raise RuntimeError("killed")


def test_who_would_be_in_two_places_by_now_is_not_planned(around: Around) -> None:
    row = around.session()
    batch = begin(around)
    other = MeetingFactory(school=around.schools[0], kind=MeetingKind.OTHER, title="Overleg", starts_at=row.starts_at)
    InvitationFactory(meeting=other, professional=around.coach)
    for _ in range(6):
        take_step(batch.pk, 1, nowhere)
    refused = batch.lines.get(state=LineState.REFUSED)
    assert (refused.school, refused.kind, refused.mails) == (around.schools[0], MeetingKind.VERDIEPING, 0)
    assert str(around.coach) in refused.why
    assert not Meeting.objects.filter(school=around.schools[0], kind=MeetingKind.VERDIEPING).exists()


@pytest.mark.parametrize(("reason", "state"), [("Het kan niet anders.", "sent"), ("", "refused")])
def test_what_a_reason_overrules_is_planned_with_it_and_not_without(today: date, reason: str, state: str) -> None:
    """Both sessions of the school lie before 1 February, in one half of the year."""
    around = Around(schools=1, spring_last=date(2027, 1, 29))
    row = around.computed().sessions.get(kind=MeetingKind.VERDIEPING)
    MeetingFactory(school=row.school, state=MeetingState.HELD, starts_at=at(date(2026, 9, 15), 15))
    line = send(around, reason=reason).lines.get(kind=row.kind)
    assert (line.state, line.meeting.reason if line.meeting else "") == (state, reason)


def test_no_reason_overrules_a_free_day_or_an_absence_that_came_up_since(around: Around) -> None:
    free, away = around.session(0), around.session(1)
    FreePeriodFactory(school=free.school, first_day=free.day, last_day=free.day)
    Absence.objects.create(plan=around.plan, professional=around.coach, first_day=away.day, last_day=away.day)
    batch = send(around)
    refused = {line.school: line.why for line in batch.lines.filter(kind=MeetingKind.VERDIEPING, state="refused")}
    assert set(refused) >= {free.school, away.school}
    assert refused[away.school] == f"{around.coach} is dan afwezig."
    assert not Meeting.objects.filter(kind=MeetingKind.VERDIEPING).exists()


class TestMeanwhile:
    """What happened to a session between the press and its turn."""

    def test_a_session_that_the_school_planned_itself_is_left_alone(self, around: Around) -> None:
        batch = begin(around)
        mine = at(date(2027, 4, 20), 15)
        made = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=mine)
        self.finish(batch)
        made.refresh_from_db()
        assert made.starts_at == mine
        assert self.said(batch, around) == "Deze bijeenkomst is intussen anders gepland."

    def test_a_poll_that_began_is_left_alone(self, around: Around) -> None:
        batch = begin(around)
        poll = {"state": MeetingState.DATE_ASKED, "starts_at": None, "year": 2026}
        made = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, **poll)
        self.finish(batch)
        made.refresh_from_db()
        assert made.state == MeetingState.DATE_ASKED
        assert self.said(batch, around) == "Deze bijeenkomst is intussen anders gepland."

    def test_a_batch_that_failed_is_not_taken_up_after_another(self, around: Around) -> None:
        first = begin(around)
        Batch.objects.update(state=BatchState.FAILED)
        send(around)
        first.refresh_from_db()
        assert not resume_batch(batch=first, now=NOW, enqueue=nowhere)
        assert {line.state for line in first.lines.all()} == {LineState.REFUSED}
        assert Meeting.objects.count() == 4

    @staticmethod
    def finish(batch: Batch) -> None:
        for _ in range(6):
            take_step(batch.pk, 1, nowhere)

    @staticmethod
    def said(batch: Batch, around: Around) -> str:
        return str(batch.lines.get(school=around.schools[0], kind=MeetingKind.VERDIEPING).why)


def test_who_lost_her_grant_meanwhile_sends_nothing_more(around: Around) -> None:
    batch = begin(around)
    around.user.grants.update(ends_on=date(2026, 11, 1))
    for _ in range(6):
        take_step(batch.pk, 1, nowhere)
    assert {line.state for line in batch.lines.all()} == {LineState.REFUSED}
    assert Meeting.objects.count() == 0


def test_what_moved_since_the_preview_is_not_sent(around: Around, today: date) -> None:
    chosen = chosen_of(around.plan)
    assert chosen is not None
    wanted = [each.to_send for each in sendable_of(chosen, today=today)]
    row = around.session()
    move_session(session=row, slot=None, seen=row.starts_at, today=today)
    with pytest.raises(Stale):
        send_batch(plan=around.plan, wanted=wanted, reason="", now=NOW, actor=around.user, enqueue=nowhere)
    assert Batch.objects.count() == 0


def test_a_second_click_finds_the_same_batch(around: Around) -> None:
    assert begin(around) == begin(around)


def test_there_is_nothing_left_to_send_afterwards(around: Around) -> None:
    send(around)
    with pytest.raises(Stale):
        begin(around)


def test_a_session_that_moves_past_a_succession_is_told_to_who_leaves_and_to_who_comes(
    around: Around, today: date
) -> None:
    school, old = around.schools[0], Slot(date(2027, 2, 9), time(13), 90)
    row = around.session()
    move_session(session=row, slot=old, seen=row.starts_at, today=today)
    send(around)
    meeting = Meeting.objects.get(school=school, kind=MeetingKind.VERDIEPING)
    school.memberships.filter(professional=around.coach).update(ends_on=date(2027, 2, 28))
    successor = seat(school, "cjg-coach", starts_on=date(2027, 3, 1)).professional
    Mail.objects.all().delete()
    new = Slot(date(2027, 4, 7), time(13), 90)  # a Wednesday, on which the old coach does not work
    row.refresh_from_db()
    move_session(session=row, slot=new, seen=meeting.starts_at, today=today)
    chosen = chosen_of(around.plan)
    assert chosen is not None
    assert numbers_of(sendable_of(chosen, today=today)).mails == 4
    (line,) = send(around).lines.all()
    assert (line.state, line.mails, line.why) == (LineState.SENT, 4, "")
    coming = meeting.invitations.standing().exclude(is_facilitator=True)
    ib = school.memberships.get(role__code="intern-begeleider").professional
    assert {each.professional for each in coming} == {ib, successor}
    assert {mail.to for mail in received()} == {each.email for each in (ib, successor, around.coach, around.guide)}


class TestOrder:
    """Lines go by the name of the school; who moves to where another still is waits, and a ring goes in one go."""

    FIRST, SECOND, THIRD = (Slot(date(2027, 4, day), time(13), 90) for day in (6, 13, 20))

    @pytest.fixture
    def around(self, today: date) -> Around:  # noqa: ARG002 the clock stands still first
        found = Around(schools=3)
        found.computed()
        for number, slot in enumerate((self.FIRST, self.SECOND, self.THIRD)):
            row = found.session(number)
            row.starts_at = at(slot.day, 13)
            row.save()
        send(found)
        Mail.objects.all().delete()
        assert self.moments() == [self.FIRST, self.SECOND, self.THIRD]
        return found

    def moments(self) -> list[Slot]:
        rows = Meeting.objects.filter(kind=MeetingKind.VERDIEPING).order_by("school__name")
        return [slot_at(row.starts_at, row.minutes) for row in rows if row.starts_at]

    def propose(self, around: Around, *slots: Slot) -> None:
        """Let the sessions of the schools, in order, be where others still are."""
        for number, slot in enumerate(slots):
            row = around.session(number)
            row.moves_from, row.starts_at = row.starts_at, at(slot.day, slot.starts.hour)
            row.save()

    def test_a_chain_goes_through_from_its_end(self, around: Around) -> None:
        last = Slot(date(2027, 5, 11), time(15), 90)
        self.propose(around, self.SECOND, self.THIRD, last)
        batch = send(around)
        assert {line.state for line in batch.lines.all()} == {LineState.SENT}
        assert self.moments() == [self.SECOND, self.THIRD, last]
        assert Mail.objects.count() == 9

    @pytest.mark.parametrize("number", [2, 3])
    def test_a_ring_goes_through_in_one_go(self, around: Around, number: int) -> None:
        old = [self.FIRST, self.SECOND, self.THIRD]
        new = [*old[1:number], old[0], *old[number:]]
        self.propose(around, *new[:number])
        batch = send(around)
        assert {line.state for line in batch.lines.all()} == {LineState.SENT}
        assert self.moments() == new
        assert Mail.objects.count() == 3 * number
        coach = Invitation.objects.filter(professional=around.coach, meeting__kind=MeetingKind.VERDIEPING)
        assert {slot_at(row.starts_at, 90) for row in coach if row.blocks_time and row.starts_at} == set(old)

    def test_of_a_ring_that_cannot_go_nothing_does_and_the_rest_goes_on(self, around: Around) -> None:
        """The first school is closed on the day to which it would go; the third is not of the ring."""
        FreePeriodFactory(school=around.schools[0], first_day=self.SECOND.day, last_day=self.SECOND.day)
        later = Slot(date(2027, 5, 11), time(15), 90)
        self.propose(around, self.SECOND, self.FIRST, later)
        batch = send(around)
        assert [line.state for line in batch.lines.order_by("school__name")] == [
            LineState.REFUSED,
            LineState.REFUSED,
            LineState.SENT,
        ]
        assert self.moments() == [self.FIRST, self.SECOND, later]
        assert Mail.objects.count() == 3

    def test_a_worker_that_dies_in_a_ring_has_done_all_of_it_or_nothing(
        self, around: Around, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        self.propose(around, self.SECOND, self.FIRST)
        batch = begin(around)
        with monkeypatch.context() as patched:
            told = list[object]()

            def dies_at_the_second(**how: object) -> int:
                told.append(how)
                return notices.send_notices(**how) if len(told) < 2 else _dies_after_telling(**how)  # type: ignore[arg-type]

            patched.setattr(lines, "send_notices", dies_at_the_second)
            for _ in range(4):
                take_step(batch.pk, 1, nowhere)
        caplog.clear()
        batch.refresh_from_db()
        assert (batch.state, len(told)) == (BatchState.FAILED, 2)
        assert (self.moments(), Mail.objects.count()) == ([self.FIRST, self.SECOND, self.THIRD], 0)
        assert resume_batch(batch=batch, now=NOW, enqueue=nowhere)
        for _ in range(4):
            take_step(batch.pk, 2, nowhere)
        assert (self.moments(), Mail.objects.count()) == ([self.SECOND, self.FIRST, self.THIRD], 6)


def test_who_may_come_and_is_elsewhere_then_does_not_hold_a_session_up(around: Around) -> None:
    row = around.session()
    consulent = seat(around.schools[0], "consulent-passend-onderwijs").professional
    other = MeetingFactory(kind=MeetingKind.OTHER, starts_at=row.starts_at)
    InvitationFactory(meeting=other, professional=consulent)
    line = send(around).lines.get(school=around.schools[0], kind=MeetingKind.VERDIEPING)
    assert (line.state, line.why) == (LineState.SENT, "")
    assert line.meeting is not None
    assert not line.meeting.invitations.get(professional=consulent).blocks_time


def test_a_guest_who_is_on_the_list_of_a_session_counts_in_the_numbers(around: Around, today: date) -> None:
    send(around)
    row = around.session()
    meeting = Meeting.objects.get(school=row.school, kind=row.kind)
    InvitationFactory(meeting=meeting, professional=None, guest_name="Gast", guest_email="gast@example.nl")
    Mail.objects.all().delete()
    target = next(day for day in (date(2027, 4, 6), date(2027, 4, 13)) if day != row.day)
    move_session(session=row, slot=Slot(target, time(13), 90), seen=row.starts_at, today=today)
    chosen = chosen_of(around.plan)
    assert chosen is not None
    numbers = numbers_of(sendable_of(chosen, today=today))
    assert (numbers.mails, numbers.people) == (4, 4)
    assert [line.mails for line in send(around).lines.all()] == [4]


def test_guests_and_who_said_no_are_counted_for_they_are_told_too(around: Around, today: date) -> None:
    """A session that moves: its coach said no to the old moment, and a guest was asked."""
    row = around.session()
    meeting = MeetingFactory(school=row.school, kind=MeetingKind.VERDIEPING, starts_at=row.starts_at)
    InvitationFactory(meeting=meeting, professional=around.coach, answer="no")
    InvitationFactory(meeting=meeting, professional=None, guest_name="Veilig Thuis", guest_email="vt@example.nl")
    InvitationFactory(meeting=meeting, professional=None, guest_name="Zonder adres", guest_email="")
    places = moving_of(row, today=today).places
    to = next(place.slot for place in places if not place.is_now)
    move_session(session=row, slot=to, seen=row.starts_at, today=today)
    found = [each for each in sendable_of(chosen_of(around.plan), today=today) if each.row.pk == row.pk]  # type: ignore[arg-type]
    numbers = numbers_of(found)
    assert (numbers.mails, numbers.people, numbers.silent) == (3, 4, ("Zonder adres",))  # the team of that day too
    batch = send_batch(
        plan=around.plan,
        wanted=[each.to_send for each in found],
        reason=USUAL_REASON,
        now=NOW,
        actor=around.user,
        enqueue=nowhere,
    )
    take_step(batch.pk, batch.attempt, nowhere)
    assert batch.lines.get().mails == numbers.mails
