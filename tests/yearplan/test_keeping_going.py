"""A computation that comes no further stops by itself, one that lives is left alone, and who says stop is heard."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from meetings.enums import MeetingKind
from meetings.planner.plan import Plan
from schools.changes import Stale
from tests.factories import InvitationFactory, MeetingFactory
from tests.yearplan.years import NOW, Around, at
from yearplan import tasks
from yearplan.actions import computing
from yearplan.actions.computing import STUCK, cancel_run, resume_run, start_run, take_step
from yearplan.enums import RunKind, RunState
from yearplan.models import Absence, Run
from yearplan.models.run import MOST_STALLS, STILL_AFTER

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 9)


def nowhere(*_: object) -> None:
    """Nobody is told that there is a next step."""


@pytest.fixture
def around(today: date) -> Around:
    return Around(schools=3)


def begun(around: Around, kind: RunKind = RunKind.YEAR) -> Run:
    return start_run(plan=around.plan, kind=kind, now=NOW, actor=around.user, enqueue=nowhere)


def resumed(run: Run, times: int) -> list[bool]:
    """What came of taking it up so many times, each long after it moved last."""
    found = []
    for _ in range(times):
        run.refresh_from_db()
        found.append(resume_run(run=run, now=run.moved_at + 2 * STILL_AFTER, enqueue=nowhere))
    run.refresh_from_db()
    return found


class TestStalling:
    def test_one_that_kills_its_worker_again_and_again_stops_and_says_so(self, around: Around) -> None:
        run = begun(around)
        assert resumed(run, MOST_STALLS + 1) == [*[True] * MOST_STALLS, False]
        assert (run.state, run.trouble) == (RunState.FAILED, STUCK)

    def test_one_that_came_further_in_between_is_taken_up_again(
        self, around: Around, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        around.plan.seconds = 600
        around.plan.save()
        monkeypatch.setattr(computing, "STEP", 0.2)
        run = begun(around)
        resumed(run, MOST_STALLS)
        take_step(run.pk, run.attempt, nowhere)
        assert resumed(run, 1) == [True]
        assert (run.state, run.stalls) == (RunState.SEARCHING, 1)

    def test_somebody_may_take_it_up_all_the_same(self, around: Around) -> None:
        run = begun(around)
        resumed(run, MOST_STALLS + 1)
        assert resume_run(run=run, now=NOW, enqueue=nowhere, by_hand=True)
        while Run.objects.moving().exists():
            run.refresh_from_db()
            take_step(run.pk, run.attempt, nowhere)
        run.refresh_from_db()
        assert (run.state, run.trouble) == (RunState.READY, "")

    def test_a_plan_that_was_taken_away_holds_up_no_other(
        self, around: Around, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = Around(schools=1)
        runs = [begun(around), begun(other)]
        Run.objects.update(moved_at=NOW - timedelta(hours=1))
        resume = computing.resume_run

        def gone_first(*, run: Run, **how: object) -> bool:
            if run == runs[0]:
                around.plan.delete()
            return resume(run=run, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(computing, "resume_run", gone_first)
        monkeypatch.setattr(tasks, "plan_next", nowhere)
        monkeypatch.setattr(tasks, "compute", SimpleNamespace(enqueue=nowhere))
        tasks.go_on_with_what_stands_still.func()
        runs[1].refresh_from_db()
        assert runs[1].attempt == 2


def test_of_a_plan_that_is_gone_nothing_is_begun(around: Around) -> None:
    gone = around.plan
    type(gone).objects.all().delete()
    with pytest.raises(Stale, match="Deze jaarplanning staat er niet meer"):
        begun(around)


class TestPlanningAgain:
    """Planning again after an absence tells how far it is, and may be stopped."""

    def test_it_tells_that_somebody_is_at_it(self, around: Around, monkeypatch: pytest.MonkeyPatch) -> None:
        around.computed()
        run = begun(around, RunKind.REPLAN)
        told = list[tuple[int, int]]()
        move = computing._move

        def watched(run: Run, **fields: object) -> bool:
            if "placed" in fields and "state" not in fields:
                told.append((int(str(fields["placed"])), int(str(fields["total"]))))
            return move(run, **fields)

        monkeypatch.setattr(computing, "_move", watched)
        take_step(run.pk, run.attempt, nowhere)
        assert told[0] == (6, 6)

    def test_stopped_it_proposes_what_it_had(self, around: Around) -> None:
        around.computed()
        meeting = MeetingFactory(school=around.schools[0], kind=MeetingKind.VERDIEPING, starts_at=at(MARCH, 15))
        InvitationFactory(meeting=meeting, professional=around.coach)
        Absence.objects.create(plan=around.plan, professional=around.coach, first_day=MARCH, last_day=MARCH)
        run = begun(around, RunKind.REPLAN)
        cancel_run(run=run)
        take_step(run.pk, run.attempt, nowhere)
        run.refresh_from_db()
        assert (run.state, run.is_cancelled) == (RunState.EXPLAINING, False)
        assert run.proposals.exists()


class TestExplaining:
    """Nobody works when the coach does: all that is left is to find out what would help."""

    @pytest.fixture
    def run(self, around: Around) -> Run:
        for row in around.schools[0].memberships.filter(role__code="intern-begeleider"):
            row.professional.half_days = 0b11 << 6
            row.professional.save()
        run = begun(around)
        while run.state == RunState.SEARCHING:
            take_step(run.pk, run.attempt, nowhere)
            run.refresh_from_db()
        assert run.state == RunState.EXPLAINING
        return run

    def test_it_can_be_stopped_and_what_was_found_out_stays(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        changes_for = computing.changes_for

        def stopped_after_one(*args: object, **how: object) -> object:
            cancel_run(run=run)
            return changes_for(*args, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(computing, "changes_for", stopped_after_one)
        for _ in range(3):
            take_step(run.pk, run.attempt, nowhere)
        run.refresh_from_db()
        rows = run.proposals.get().sessions.filter(starts_at=None)
        assert (run.state, sorted(row.is_explained for row in rows)) == (RunState.READY, [False, True])
        assert all(row.why for row in rows)

    def test_what_an_attempt_found_out_after_it_was_taken_over_is_not_kept(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def taken_over(*_: object, **__: object) -> list[Plan]:
            Run.objects.update(attempt=7)
            return []

        monkeypatch.setattr(computing, "changes_for", taken_over)
        take_step(run.pk, run.attempt, nowhere)
        assert not run.proposals.get().sessions.filter(starts_at=None, is_explained=True).exists()
