"""Computing a plan, in steps of a few seconds that the worker takes between its mail.

Each step goes on from the best year that the last one kept, so that a worker that is killed loses a second, and whoever
closes her browser nothing. The year that comes out becomes a proposal beside those that there are.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from meetings.moments.circumstances import Slot
from meetings.planner.bounds import Bound
from meetings.planner.explaining import explain
from meetings.planner.freeing import changes_for
from meetings.planner.plan import Ending, Limits, Plan, Progress
from meetings.planner.planning import plan_year
from meetings.planner.replanning import replan
from schools.changes import Stale
from teams.dutch import in_words
from yearplan.actions.plans import GONE, lock_plan
from yearplan.actions.proposals import add_proposal, chosen_of
from yearplan.enums import RunKind, RunState
from yearplan.findings import keep_changes, keep_facts
from yearplan.gathering import Year, away_from, gather
from yearplan.models import ProposedSession, Run, YearPlan
from yearplan.models.run import MOST_STALLS
from yearplan.slots import is_planned_here, keep, key_of, taken_back

STEP = 4.0  # seconds of searching in one task: mail waits no longer
SEARCH_TO_SETUP = 3  # times as long is searched as reading the year takes
LEAST = 0.1  # seconds of searching, when the time is up before it began
KEPT_EVERY = 1.0  # seconds between two moments at which the best year so far is kept
EXPLAINED_AT_ONCE = 3  # sessions of which one task finds out what helps

STUCK = "De berekening liep een paar keer vast op dezelfde plek en is gestopt. Wat al gevonden was, is bewaard."

logger = logging.getLogger(__name__)
Enqueue = Callable[[int, int], object]


def start_run(
    *,
    plan: YearPlan,
    kind: RunKind = RunKind.YEAR,
    about: str = "",
    seed: int | None = None,
    now: datetime,
    actor: User,
    enqueue: Enqueue,
) -> Run:
    """Have a plan computed; while that goes on, whoever asks again gets the same."""
    with transaction.atomic():
        current = lock_plan(plan)
        going_on = current.runs.moving().first()
        if going_on is not None:
            return going_on
        run = Run.objects.create(
            plan=current,
            kind=kind,
            about=about,
            asked_by=actor,
            seed=current.runs.count() if seed is None else seed,
            seconds=current.seconds,
            moved_at=now,
        )
        transaction.on_commit(lambda: enqueue(run.pk, run.attempt))
        return run


def cancel_run(*, run: Run) -> None:
    """Stop as soon as may be; the best year so far becomes the proposal."""
    Run.objects.moving().filter(pk=run.pk).update(is_cancelled=True)


def resume_run(*, run: Run, now: datetime, enqueue: Enqueue, by_hand: bool = False) -> bool:
    """Go on with a run that stands still or failed; False for one that moves or is ready, which is left alone.

    One that was taken up a few times and came no further stops, until somebody takes it up `by_hand`.
    """
    with transaction.atomic():
        lock_plan(run.plan)
        row = Run.objects.filter(pk=run.pk).first()
        if row is None:
            raise Stale([GONE])
        others = row.plan.runs.moving().exclude(pk=row.pk)
        if row.is_ready or (row.is_moving and not row.stands_still(now)) or others.exists():
            return False
        if not row.is_moving:
            row.state = RunState.EXPLAINING if row.proposals.exists() else RunState.SEARCHING
        row.stalls, row.attempt = 0 if by_hand else row.stalls + 1, row.attempt + 1
        if row.stalls > MOST_STALLS:
            row.state, row.trouble = RunState.FAILED, STUCK
            row.save()
            return False
        row.trouble, row.moved_at = "", now
        row.save()
        transaction.on_commit(lambda: enqueue(row.pk, row.attempt))
        return True


def take_step(run_id: int, attempt: int, enqueue: Enqueue) -> None:
    """Come a few seconds further, and plan the next step."""
    run = Run.objects.moving().filter(pk=run_id, attempt=attempt).select_related("plan", "asked_by").first()
    if run is None:
        return
    try:
        if run.state == RunState.EXPLAINING:
            _explain_some(run)
        elif run.kind == RunKind.REPLAN:
            _replan(run)
        else:
            _search(run)
    except Stale:
        return  # the plan was taken away, and the run with it
    except Exception:
        logger.exception("Run %s stopped", run_id)
        _move(run, state=RunState.FAILED, trouble="Het ging mis. Wat al gevonden was, is bewaard.")
        return
    if Run.objects.moving().filter(pk=run_id, attempt=attempt).exists():
        enqueue(run_id, attempt)


def _search(run: Run) -> None:
    """Search on from the best year so far; when it is enough, make it a proposal."""
    year = gather(run.plan, today=timezone.localdate(), chosen=chosen_of(run.plan))
    watch = _Watch(run, year)
    pace = max(STEP, SEARCH_TO_SETUP * run.setup / 1000)  # where reading the year takes long, a step is longer
    seconds = LEAST if run.is_cancelled else max(LEAST, min(pace, run.seconds_left))
    plan = plan_year(
        year.instance,
        seed=run.seed + run.steps,
        limits=Limits(seconds=seconds),
        start=taken_back(run.slots),
        bound=Bound(**run.bound) if run.bound else None,
        watch=watch.report,
        is_cancelled=watch.is_cancelled,
    )
    is_over = plan.ending != Ending.ENOUGH or run.is_cancelled
    spent = run.spent + watch.milliseconds
    if not watch.keep(plan.slots, plan.score.total, plan.steps, spent=spent):
        return
    _move(run, setup=watch.setup, bound=asdict(plan.bound) if plan.bound else {})
    if is_over or spent >= run.seconds * 1000:
        _propose(run, year, plan)


def _replan(run: Run) -> None:
    """Find the nearest years that fit what changed."""
    year = gather(run.plan, today=timezone.localdate(), chosen=chosen_of(run.plan), may_move=True)
    watch = _Watch(run, year)
    plans = replan(
        year.instance, year.slots, seed=run.seed, watch=watch.tell, is_cancelled=watch.hears_that_it_is_enough
    )
    with transaction.atomic():
        lock_plan(run.plan)
        news = [plan for plan in plans if plan.moved or plan.slots.keys() != year.all_slots.keys()]
        outcome = _outcome(year, is_news=bool(news))
        if _move(run, state=RunState.EXPLAINING, is_cancelled=False, outcome=outcome, **_figures(year, plans[0])):
            for plan in news:
                add_proposal(run=run, year=year, plan=plan)


def _outcome(year: Year, *, is_news: bool) -> str:
    """What is said beside the proposals: what nobody moves though somebody is away, or that all can stay."""
    fixed = [each for each in year.instance.sessions if each.fixed and is_planned_here(each.key)]
    held_up = [each for each in fixed if each.fixed and away_from(year.instance, each.key, each.fixed)]
    if held_up:
        where = in_words(dict.fromkeys(str(year.school_of(each.key)) for each in held_up))
        return f"Bij {where} is iemand afwezig die erbij moet zijn, en dat staat vast: kijk er zelf naar."[:200]
    return "" if is_news else "Alles kan blijven staan waar het staat."


def _propose(run: Run, year: Year, plan: Plan) -> None:
    with transaction.atomic():
        lock_plan(run.plan)
        if _move(run, state=RunState.EXPLAINING, is_cancelled=False):
            add_proposal(run=run, year=year, plan=plan)


def _explain_some(run: Run) -> None:
    """Find out of a few sessions that do not fit what would help them; when there are none left, or somebody says that
    it is enough, it is ready."""
    waiting = ProposedSession.objects.filter(proposal__run=run, starts_at=None, is_explained=False)
    row = waiting.select_related("proposal").first()
    if row is None or run.is_cancelled:
        _move(run, state=RunState.READY)
        return
    proposal = row.proposal
    year = gather(run.plan, today=timezone.localdate(), chosen=proposal, may_move=run.kind == RunKind.REPLAN)
    found = {each.session: each for each in explain(year.instance, year.slots)}
    for session in waiting.filter(proposal=proposal)[:EXPLAINED_AT_ONCE]:
        explanation = found.get(key_of(session.school_id, session.kind))
        if explanation is not None:
            session.why = keep_facts(explanation.facts)
            session.helps = keep_changes(changes_for(year.instance, year.slots, explanation))
        session.is_explained = True
        if not _keep_explained(run, session):
            return


def _keep_explained(run: Run, session: ProposedSession) -> bool:
    """Whether to go on: this attempt still goes, and nobody said that it is enough."""
    with transaction.atomic():
        kept = _move(run, stalls=0)
        if kept:
            session.save(update_fields=["why", "helps", "is_explained"])
    return kept and not _is_cancelled(run)


def number_planned(year: Year) -> int:
    """How many sessions the plan has, with those that are on the calendar already."""
    return sum(is_planned_here(each.key) for each in year.instance.sessions)


def _figures(year: Year, plan: Plan) -> dict[str, Any]:
    placed = sum(map(is_planned_here, plan.slots))
    return {"placed": placed, "total": number_planned(year), "score": plan.score.total}


class _Watch:
    """Keeps how far a run is while the planner searches, and hears whether somebody stopped it."""

    def __init__(self, run: Run, year: Year) -> None:
        self._run = run
        self._total = number_planned(year)
        self._began = self._kept = monotonic()
        self._stopped = self._told = False
        self.setup = 0  # milliseconds until the first plan

    @property
    def milliseconds(self) -> int:
        return round((monotonic() - self._began) * 1000)

    def report(self, progress: Progress) -> None:
        """Keep the best year so far; the first at once, then not more often than is of use."""
        self.setup = self.setup or self.milliseconds
        if self._run.slots and monotonic() - self._kept < KEPT_EVERY:
            return
        self._kept = monotonic()
        self.keep(progress.slots, progress.score, progress.steps, spent=self._run.spent + self.milliseconds)

    def keep(self, slots: Mapping[int, Slot], score: int, steps: int, *, spent: int) -> bool:
        """Whether the run is still of this attempt, and nobody stopped it."""
        here = {key: slot for key, slot in slots.items() if is_planned_here(key)}
        self._run.slots = keep(here)
        kept = _move(
            self._run,
            **({"stalls": 0} if steps else {}),
            slots=self._run.slots,
            placed=len(here),
            total=self._total,
            score=score,
            steps=self._run.steps + steps,
            spent=spent,
        )
        self._stopped = self._stopped or not kept
        return kept

    def tell(self, progress: Progress) -> None:
        """Keep how far planning again is, not more often than is of use: of that no year is kept."""
        if self._told and monotonic() - self._kept < KEPT_EVERY:
            return
        self._kept, self._told = monotonic(), True
        placed = sum(map(is_planned_here, progress.slots))
        kept = _move(
            self._run,
            placed=placed,
            total=self._total,
            score=progress.score,
            steps=progress.steps,
            spent=self.milliseconds,
        )
        self._stopped = self._stopped or not kept

    def is_cancelled(self) -> bool:
        """Whether somebody stopped it, or somebody else took it over."""
        if not self._stopped and monotonic() - self._kept >= KEPT_EVERY / 2:
            self._stopped = _is_cancelled(self._run)
        return self._stopped

    def hears_that_it_is_enough(self) -> bool:
        """The same, and lets know that somebody is still at it while there is nothing to tell."""
        if monotonic() - self._kept >= 2 * KEPT_EVERY:
            self._kept = monotonic()
            self._stopped = self._stopped or not _move(self._run) or _is_cancelled(self._run)
        return self.is_cancelled()


def _is_cancelled(run: Run) -> bool:
    """Whether somebody stopped a run, somebody else took it over, or it is gone."""
    row = Run.objects.filter(pk=run.pk, attempt=run.attempt).values_list("is_cancelled", flat=True)
    return next(iter(row), True)


def _move(run: Run, **fields: Any) -> bool:
    """Keep that this attempt came further; False when another has taken over, or the run is gone or finished."""
    mine = Run.objects.moving().filter(pk=run.pk, attempt=run.attempt)
    return bool(mine.update(moved_at=timezone.now(), **fields))
