"""Computing: in steps, kept as it goes, stopped and taken up again, and what comes of it."""

from datetime import date, timedelta

import pytest

from meetings.enums import MeetingKind
from tests.factories import InvitationFactory, MeetingFactory
from tests.meetings.planner.checker import violations
from tests.yearplan.years import NOW, Around, at
from yearplan.actions import computing
from yearplan.actions.computing import cancel_run, resume_run, start_run, take_step
from yearplan.actions.proposals import chosen_of
from yearplan.enums import RunKind, RunState
from yearplan.gathering import gather
from yearplan.models import Absence, Proposal, Run

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 9)


def nowhere(*_: object) -> None:
    """Nobody is told that there is a next step."""


@pytest.fixture
def around(today: date) -> Around:
    return Around(schools=3)


def test_a_year_is_planned_and_breaks_no_rule(around: Around, today: date) -> None:
    """Held against the checker that was written apart from the planner."""
    proposal = around.computed()
    year = gather(around.plan, today=today, chosen=proposal)
    assert proposal.sessions.filter(starts_at=None).count() == 0
    assert violations(year.instance, year.all_slots) == []
    assert (proposal.clashes, proposal.people) == (0, 5)
    assert proposal.least_days is not None
    assert proposal.least_days <= 6


def test_the_first_proposal_is_chosen_and_the_next_only_stands_beside_it(around: Around) -> None:
    first = around.computed()
    around.run()
    assert [(row.number, row.is_chosen) for row in around.plan.proposals.order_by("number")] == [(1, True), (2, False)]
    assert chosen_of(around.plan) == first


def test_who_asks_while_it_is_computed_gets_the_same_run(around: Around) -> None:
    one = start_run(plan=around.plan, now=NOW, actor=around.user, enqueue=nowhere)
    other = start_run(plan=around.plan, now=NOW, actor=around.user, enqueue=nowhere)
    assert one == other


def test_the_best_year_so_far_is_kept_and_gone_on_with_after_the_worker_was_killed(
    around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    around.plan.seconds = 600
    around.plan.save()
    run = start_run(plan=around.plan, now=NOW, actor=around.user, enqueue=nowhere)
    monkeypatch.setattr(computing, "STEP", 0.2)
    take_step(run.pk, 1, nowhere)
    run.refresh_from_db()
    kept = run.slots
    assert (run.state, run.placed, run.total, len(kept)) == (RunState.SEARCHING, 6, 6, 6)
    began = _starts_of(monkeypatch)
    later = run.moved_at + timedelta(minutes=1)
    assert resume_run(run=run, now=later, enqueue=nowhere)
    take_step(run.pk, 1, nowhere)  # the step that the killed worker had planned
    assert began == []
    take_step(run.pk, 2, nowhere)
    assert [len(start) for start in began] == [6]


def _starts_of(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """With what the planner is asked to go on."""
    seen: list[object] = []
    plan_year = computing.plan_year

    def watched(*args: object, **kwargs: object) -> object:
        seen.append(kwargs["start"])
        return plan_year(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(computing, "plan_year", watched)
    return seen


def test_one_that_moves_is_not_taken_over(around: Around) -> None:
    run = start_run(plan=around.plan, now=NOW, actor=around.user, enqueue=nowhere)
    assert not resume_run(run=run, now=run.moved_at + timedelta(seconds=5), enqueue=nowhere)


def test_stopping_makes_the_best_so_far_the_proposal(around: Around, monkeypatch: pytest.MonkeyPatch) -> None:
    around.plan.seconds = 600
    around.plan.save()
    monkeypatch.setattr(computing, "STEP", 0.2)
    run = start_run(plan=around.plan, now=NOW, actor=around.user, enqueue=nowhere)
    take_step(run.pk, 1, nowhere)
    cancel_run(run=run)
    for _ in range(3):
        take_step(run.pk, 1, nowhere)
    run.refresh_from_db()
    assert run.state == RunState.READY
    assert around.plan.proposals.get().sessions.exclude(starts_at=None).count() == 6


def test_what_goes_wrong_is_said_and_can_be_tried_again(
    around: Around, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    run = start_run(plan=around.plan, now=NOW, actor=around.user, enqueue=nowhere)
    with monkeypatch.context() as patched:
        patched.setattr(computing, "plan_year", _fails)
        take_step(run.pk, 1, nowhere)
    caplog.clear()
    run.refresh_from_db()
    assert (run.state, run.trouble) == (RunState.FAILED, "Het ging mis. Wat al gevonden was, is bewaard.")
    assert resume_run(run=run, now=NOW, enqueue=nowhere)
    while Run.objects.moving().exists():
        take_step(run.pk, 2, nowhere)
    assert Proposal.objects.count() == 1


def _fails(*_: object, **__: object) -> None:
    raise RuntimeError("out of luck")


def test_what_does_not_fit_says_why_and_what_would_help(around: Around) -> None:
    """The IB of one school works on Thursdays, and the coach on Tuesdays."""
    ib = around.schools[0].memberships.get(role__code="intern-begeleider").professional
    ib.half_days = 0b11 << 6
    ib.save()
    around.computed()
    session = around.session(0)
    assert (session.starts_at, session.is_explained) == (None, True)
    assert [(fact["kind"], fact["people"]) for fact in session.why] == [
        ("not_together", sorted([ib.pk, around.coach.pk]))
    ]
    assert {change["person"] for change in session.helps} <= {ib.pk, around.coach.pk}
    assert len(session.helps) == 3


def test_around_an_absence_only_what_it_falls_upon_moves(around: Around) -> None:
    around.computed()
    planned = [_on_the_calendar(around, number, at(MARCH + timedelta(weeks=number), 15)) for number in range(3)]
    Absence.objects.create(plan=around.plan, professional=around.coach, first_day=MARCH, last_day=MARCH)
    run = around.run(RunKind.REPLAN)
    assert (run.state, run.outcome) == (RunState.READY, "")
    for proposal in run.proposals.all():
        rows = proposal.sessions.exclude(moves_from=None)
        assert [(row.school, row.moves_from) for row in rows] == [(planned[0].school, planned[0].starts_at)]
        assert rows.get().starts_at not in {None, planned[0].starts_at}
    assert 1 <= run.proposals.count() <= 3


def test_nothing_is_proposed_when_nothing_has_to_move(around: Around) -> None:
    around.computed()
    run = around.run(RunKind.REPLAN)
    assert (run.state, run.outcome, run.proposals.count()) == (
        RunState.READY,
        "Alles kan blijven staan waar het staat.",
        0,
    )


def test_one_that_failed_while_it_explained_proposes_nothing_twice(around: Around) -> None:
    run = around.run()
    Run.objects.update(state=RunState.FAILED)
    assert resume_run(run=run, now=NOW, enqueue=nowhere)
    while Run.objects.moving().exists():
        take_step(run.pk, 2, nowhere)
    assert around.plan.proposals.count() == 1


def test_what_stays_though_somebody_is_away_is_said(around: Around, today: date) -> None:
    """The session is too soon to be planned anew."""
    soon = today + timedelta(days=2)
    meeting = MeetingFactory(school=around.schools[0], starts_at=at(soon, 15))
    InvitationFactory(meeting=meeting, professional=around.coach)
    Absence.objects.create(plan=around.plan, professional=around.coach, first_day=soon, last_day=soon)
    assert around.run(RunKind.REPLAN).outcome == (
        "Bij De Boog 0 is iemand afwezig die erbij moet zijn, en dat staat vast: kijk er zelf naar."
    )


def _on_the_calendar(around: Around, number: int, starts_at: object):  # type: ignore[no-untyped-def]
    meeting = MeetingFactory(school=around.schools[number], kind=MeetingKind.VERDIEPING, starts_at=starts_at)
    for row in around.schools[number].memberships.all():
        InvitationFactory(meeting=meeting, professional=row.professional)
    return meeting
