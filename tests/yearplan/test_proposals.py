"""Changing a proposal by hand: moving, locking, agreeing, choosing; and nobody loses another's work."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from meetings.enums import MeetingKind
from meetings.moments.circumstances import Slot
from meetings.planner.rules import Part
from schools.changes import Stale
from tests.factories import InvitationFactory, MeetingFactory, ProposalFactory, ProposedSessionFactory
from tests.yearplan.years import NOW, Around, at
from yearplan.actions import proposals
from yearplan.actions.plans import lock_plan
from yearplan.actions.proposals import (
    Before,
    choose_proposal,
    chosen_of,
    moments_text,
    move_session,
    remove_proposal,
    set_agreed,
    set_locked,
    weigh_again,
)
from yearplan.gathering import meetings_of_plan
from yearplan.models import Absence, Proposal
from yearplan.pages.plan import page_of
from yearplan.slots import key_of
from yearplan.standing import Stage, standing_of

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 9)
TUESDAY = Slot(MARCH, time(10, 30), 90)
APRIL = Slot(date(2027, 4, 6), time(13), 90)


@pytest.fixture
def around(today: date) -> Around:
    return Around(schools=2)


@pytest.fixture
def proposal(around: Around) -> Proposal:
    chosen: Proposal = ProposalFactory(plan=around.plan)
    for school in around.schools:
        for kind in ("kennismaking", "verdieping"):
            ProposedSessionFactory(proposal=chosen, school=school, kind=kind, starts_at=None)
    return chosen


@pytest.mark.usefixtures("proposal")
class TestMoving:
    def test_a_session_is_put_at_a_moment_and_locked_there(self, around: Around, today: date) -> None:
        move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
        row = around.session()
        assert (row.starts_at, row.is_locked, row.moves_from) == (at(MARCH, 10, 30), True, None)

    def test_the_score_is_that_of_the_year_as_it_is_now(self, around: Around, today: date) -> None:
        move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
        scored = around.plan.proposals.get().scored
        assert (scored.times(Part.UNPLACED), scored.times(Part.FACILITATOR_DAY)) == (3, 1)

    @pytest.mark.parametrize(
        "slot",
        [
            pytest.param(Slot(MARCH + timedelta(days=1), time(10, 30), 90), id="the coach does not work on Wednesdays"),
            pytest.param(Slot(MARCH, time(11), 90), id="no starting time of the school"),
            pytest.param(Slot(date(2027, 7, 6), time(13), 90), id="outside the window"),
            pytest.param(Slot(date(2026, 11, 24), time(13), 90), id="at too short notice"),
        ],
    )
    def test_where_it_cannot_be_nothing_changes(self, around: Around, today: date, slot: Slot) -> None:
        with pytest.raises(ValidationError):
            move_session(session=around.session(), slot=slot, seen=None, today=today)
        assert around.session().starts_at is None

    @pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)])
    def test_nobody_is_put_in_two_places(self, around: Around, today: date, first: int, second: int) -> None:
        move_session(session=around.session(first), slot=TUESDAY, seen=None, today=today)
        with pytest.raises(ValidationError):
            move_session(session=around.session(second), slot=TUESDAY, seen=None, today=today)
        assert around.session(second).starts_at is None

    def test_what_is_in_a_proposal_that_is_worked_on_no_more_stays(self, around: Around, today: date) -> None:
        mine = around.session()
        choose_proposal(proposal=ProposalFactory(plan=around.plan, is_chosen=False))
        with pytest.raises(Stale):
            move_session(session=mine, slot=TUESDAY, seen=None, today=today)

    def test_what_somebody_else_moved_meanwhile_is_not_moved_again(self, around: Around, today: date) -> None:
        mine = around.session()
        move_session(session=around.session(), slot=APRIL, seen=None, today=today)
        with pytest.raises(Stale):
            move_session(session=mine, slot=TUESDAY, seen=None, today=today)
        assert around.session().starts_at == at(APRIL.day, 13)

    def test_moving_it_back_leaves_the_proposal_as_it_was(self, around: Around, today: date) -> None:
        before = around.plan.proposals.get().score
        move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
        move_session(session=around.session(), slot=None, seen=at(MARCH, 10, 30), today=today)
        row = around.session()
        assert (row.starts_at, row.is_locked) == (None, False)
        assert around.plan.proposals.get().scored.total == 40_000
        assert before != around.plan.proposals.get().score  # the fixture had none

    def test_what_the_school_agreed_to_is_asked_again(self, around: Around, proposal: Proposal, today: date) -> None:
        move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
        school = around.schools[0]
        seen = moments_text(proposal.sessions.filter(school=school).order_by("kind"))
        set_agreed(proposal=proposal, school=school, agreed=True, seen=seen, now=NOW, actor=around.user)
        assert around.session().agreed_at == NOW
        move_session(session=around.session(), slot=APRIL, seen=at(MARCH, 10, 30), today=today)
        assert around.session().agreed_at is None


@pytest.mark.usefixtures("proposal")
class TestOnTheCalendar:
    def test_a_move_is_proposed_from_where_it_is_and_ends_when_somebody_else_moved_it(
        self, around: Around, today: date
    ) -> None:
        meeting = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 10, 30))
        InvitationFactory(meeting=meeting, professional=around.coach)
        move_session(session=around.session(), slot=APRIL, seen=at(MARCH, 10, 30), today=today)
        assert _stage(around) == (Stage.MOVING, at(APRIL.day, 13))
        meeting.starts_at = at(date(2027, 5, 11), 15)
        meeting.save()
        assert _stage(around) == (Stage.PLANNED, at(date(2027, 5, 11), 15))

    def test_taking_the_move_back_leaves_the_calendar_as_it_is(self, around: Around, today: date) -> None:
        meeting = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 10, 30))
        InvitationFactory(meeting=meeting, professional=around.coach)
        move_session(session=around.session(), slot=APRIL, seen=at(MARCH, 10, 30), today=today)
        move_session(session=around.session(), slot=None, seen=at(APRIL.day, 13), today=today)
        assert (_stage(around), around.session().is_locked) == ((Stage.PLANNED, at(MARCH, 10, 30)), False)

    def test_a_move_goes_along_into_the_next_proposal(self, around: Around, today: date) -> None:
        meeting = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 10, 30))
        InvitationFactory(meeting=meeting, professional=around.coach)
        move_session(session=around.session(), slot=APRIL, seen=at(MARCH, 10, 30), today=today)
        around.run()
        choose_proposal(proposal=around.plan.proposals.get(number=2))
        assert _stage(around) == (Stage.MOVING, at(APRIL.day, 13))
        assert around.session().is_locked

    def test_it_does_not_go_back_to_where_somebody_is_elsewhere_by_now(self, around: Around, today: date) -> None:
        meeting = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 10, 30))
        InvitationFactory(meeting=meeting, professional=around.coach)
        move_session(session=around.session(0), slot=APRIL, seen=at(MARCH, 10, 30), today=today)
        move_session(session=around.session(1), slot=TUESDAY, seen=None, today=today)
        with pytest.raises(ValidationError):
            move_session(session=around.session(0), slot=None, seen=at(APRIL.day, 13), today=today)
        assert _stage(around) == (Stage.MOVING, at(APRIL.day, 13))

    def test_a_longer_session_stays_as_long(self, around: Around, today: date) -> None:
        meeting = MeetingFactory(
            school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 10, 30), minutes=120
        )
        InvitationFactory(meeting=meeting, professional=around.coach)
        move_session(session=around.session(), slot=APRIL, seen=at(MARCH, 10, 30), today=today)
        assert around.session().minutes == 120

    def test_what_was_held_stays(self, around: Around, today: date) -> None:
        MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, state="held", starts_at=at(MARCH, 10, 30))
        with pytest.raises(Stale):
            move_session(session=around.session(), slot=APRIL, seen=at(MARCH, 10, 30), today=today)


def _stage(around: Around) -> tuple[Stage, object]:
    row = around.session()
    meeting = meetings_of_plan(around.plan, [row.school_id]).get(key_of(row.school_id, row.kind))
    standing = standing_of(row, meeting)
    return standing.stage, standing.starts_at


def test_locking_and_letting_go(around: Around, proposal: Proposal, today: date) -> None:
    with pytest.raises(Stale):
        set_locked(session=around.session(), locked=True, seen=None)
    move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
    set_locked(session=around.session(), locked=False, seen=at(MARCH, 10, 30))
    assert not around.session().is_locked


def test_who_did_not_see_where_it_stands_now_locks_nothing(around: Around, proposal: Proposal, today: date) -> None:
    move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
    move_session(session=around.session(), slot=APRIL, seen=at(MARCH, 10, 30), today=today)
    with pytest.raises(Stale, match="staat intussen anders: di 6 april 2027"):
        set_locked(session=around.session(), locked=False, seen=at(MARCH, 10, 30))
    assert around.session().is_locked


def test_the_second_of_two_who_lock_is_told(around: Around, proposal: Proposal, today: date) -> None:
    move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
    with pytest.raises(Stale, match="staat al vast: iemand was je voor"):
        set_locked(session=around.session(), locked=True, seen=at(MARCH, 10, 30))


def test_a_move_that_is_undone_gives_back_what_it_had(around: Around, proposal: Proposal, today: date) -> None:
    """Not locked, and agreed."""
    move_session(session=around.session(), slot=TUESDAY, seen=None, today=today)
    row = around.session()
    row.is_locked, row.agreed_at, row.agreed_by = False, NOW, around.user
    row.save()
    before = Before.of(around.session())
    move_session(session=row, slot=APRIL, seen=at(MARCH, 10, 30), today=today)
    move_session(session=row, slot=TUESDAY, seen=at(APRIL.day, 13), today=today, before=before)
    back = around.session()
    assert (back.starts_at, back.is_locked, back.agreed_at) == (at(MARCH, 10, 30), False, NOW)


def test_a_school_agrees_to_what_it_was_shown(around: Around, proposal: Proposal, today: date) -> None:
    with pytest.raises(Stale):
        set_agreed(
            proposal=proposal, school=around.schools[0], agreed=True, seen="iets anders", now=NOW, actor=around.user
        )


def test_what_is_locked_and_agreed_goes_along_into_a_new_proposal(around: Around, today: date) -> None:
    around.computed()
    row = around.session()
    set_locked(session=row, locked=True, seen=row.starts_at)
    around.session().__class__.objects.filter(pk=row.pk).update(agreed_at=NOW, agreed_by=around.user)
    around.run()
    new = around.plan.proposals.get(number=2).sessions.get(school=around.schools[0], kind="verdieping")
    assert (new.starts_at, new.is_locked, new.agreed_at) == (row.starts_at, True, NOW)


def test_one_proposal_is_chosen_at_a_time(around: Around, proposal: Proposal) -> None:
    other = ProposalFactory(plan=around.plan, is_chosen=False)
    choose_proposal(proposal=other)
    assert chosen_of(around.plan) == other
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(is_chosen=True)


def test_a_proposal_that_was_taken_away_is_not_chosen(around: Around, proposal: Proposal) -> None:
    other = ProposalFactory(plan=around.plan, is_chosen=False)
    remove_proposal(proposal=Proposal.objects.get(pk=other.pk))
    with pytest.raises(Stale):
        choose_proposal(proposal=other)
    assert chosen_of(around.plan) == proposal


def test_what_an_absence_makes_impossible_weighs_as_unplaced(around: Around, today: date) -> None:
    proposal = around.computed()
    Absence.objects.create(
        plan=around.plan, professional=around.coach, first_day=today, last_day=around.plan.spring_last
    )
    weigh_again(plan=around.plan, today=today)
    proposal.refresh_from_db()
    assert proposal.scored.times(Part.UNPLACED) == 4


def test_the_chosen_proposal_is_not_taken_away(around: Around, proposal: Proposal) -> None:
    other = ProposalFactory(plan=around.plan, is_chosen=False)
    remove_proposal(proposal=other)
    with pytest.raises(ValidationError):
        remove_proposal(proposal=proposal)
    assert list(around.plan.proposals.all()) == [proposal]


class TestMeanwhile:
    """What a year weighs is reckoned without holding anybody up, and kept only when nothing changed meanwhile."""

    TARGET = Slot(date(2027, 4, 20), time(13), 90)

    @pytest.fixture
    def around(self, today: date) -> Around:  # noqa: ARG002 the clock stands still first
        found = Around(schools=2)
        found.computed()
        return found

    def move(self, around: Around, today: date) -> None:
        row = around.session()
        move_session(session=row, slot=self.TARGET, seen=row.starts_at, today=today)

    def meanwhile(self, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object], times: int = 1) -> list[bool]:
        """Let something happen while it is reckoned; returns, per time, whether a transaction was open then."""
        gather, seen = proposals.gather, list[bool]()
        outside = len(connection.savepoint_ids)

        def watched(*args: object, **how: object) -> object:
            seen.append(len(connection.savepoint_ids) > outside)
            found = gather(*args, **how)  # type: ignore[arg-type]
            if len(seen) <= times:
                happens()
            return found

        monkeypatch.setattr(proposals, "gather", watched)
        return seen

    def test_nothing_is_locked_while_it_is_weighed(
        self, around: Around, today: date, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = self.meanwhile(monkeypatch, lambda: None)
        self.move(around, today)
        assert (seen, around.session().starts_at) == ([False], at(self.TARGET.day, 13))

    def test_what_changed_meanwhile_is_reckoned_with(
        self, around: Around, today: date, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another session of the coach comes to stand at that very moment."""
        other = around.session(1)

        def takes_the_place() -> None:
            with transaction.atomic():
                lock_plan(around.plan)
                type(other).objects.filter(pk=other.pk).update(starts_at=at(self.TARGET.day, 13), is_locked=True)

        seen = self.meanwhile(monkeypatch, takes_the_place)
        with pytest.raises(ValidationError, match="Kies een van de momenten die passen"):
            self.move(around, today)
        assert seen == [False, False]

    def test_who_is_never_let_through_is_told_so_and_nothing_is_written(
        self, around: Around, today: date, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = around.session().starts_at

        def changes() -> None:
            with transaction.atomic():
                lock_plan(around.plan)

        self.meanwhile(monkeypatch, changes, times=9)
        with pytest.raises(Stale, match="verandert nu veel"):
            self.move(around, today)
        assert around.session().starts_at == before

    def test_what_an_absence_does_is_weighed_however_much_changes(
        self, around: Around, today: date, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = around.session()
        Absence.objects.create(plan=around.plan, professional=around.coach, first_day=row.day, last_day=row.day)

        def changes() -> None:
            with transaction.atomic():
                lock_plan(around.plan)

        seen = self.meanwhile(monkeypatch, changes, times=3)
        weigh_again(plan=around.plan, today=today)
        assert seen == [False, False, False, True]
        proposal = around.plan.proposals.get()
        fallen = [each for each in proposal.sessions.all() if each.day == row.day]
        assert proposal.scored.times(Part.UNPLACED) == len(fallen) > 0

    def test_a_session_that_the_school_planned_itself_meanwhile_is_left_alone(
        self, around: Around, today: date, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mine = at(date(2027, 5, 11), 15)
        self.meanwhile(
            monkeypatch,
            lambda: MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=mine),
        )
        before = around.session().starts_at
        with pytest.raises(Stale, match="staat intussen anders: di 11 mei 2027"):
            self.move(around, today)
        assert around.session().starts_at == before


class TestOutdated:
    """A score is of where all stood when it was reckoned."""

    @pytest.fixture
    def around(self, today: date) -> Around:  # noqa: ARG002 the clock stands still first
        found = Around(schools=2)
        found.computed()
        return found

    def is_outdated(self, around: Around, today: date) -> bool:
        chosen = chosen_of(around.plan)
        assert chosen is not None
        return page_of(chosen, today=today).is_outdated

    def test_a_new_proposal_and_what_is_moved_here_are_not(self, around: Around, today: date) -> None:
        assert not self.is_outdated(around, today)
        row = around.session()
        move_session(session=row, slot=Slot(date(2027, 4, 20), time(13), 90), seen=row.starts_at, today=today)
        assert not self.is_outdated(around, today)

    def test_what_is_put_on_the_calendar_where_it_stood_is_not(self, around: Around, today: date) -> None:
        row = around.session()
        MeetingFactory(school=row.school, kind=row.kind, starts_at=row.starts_at)
        assert not self.is_outdated(around, today)

    def test_it_is_once_a_school_moved_a_session_and_no_longer_when_weighed_again(
        self, around: Around, today: date
    ) -> None:
        row = around.session()
        MeetingFactory(school=row.school, kind=row.kind, starts_at=at(date(2027, 5, 11), 15))
        assert self.is_outdated(around, today)
        weigh_again(plan=around.plan, today=today)
        assert not self.is_outdated(around, today)
