"""A computation of a plan, by the worker: how far it is, and the best year it has so far."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yearplan.enums import RunKind, RunState
from yearplan.models.plan import YearPlan

MOVING = (RunState.SEARCHING, RunState.EXPLAINING)
STILL_AFTER = timedelta(seconds=30)  # a step takes a few seconds
MOST_STALLS = 3  # times that work is taken up by itself without coming any further


class RunQuerySet(models.QuerySet["Run"]):
    def moving(self) -> "RunQuerySet":
        """Those that are not finished."""
        return self.filter(state__in=MOVING)

    def with_proposals(self) -> "RunQuerySet":
        """Rows that know what they proposed without a query each."""
        return self.prefetch_related("proposals")

    def standing_still(self, now: datetime) -> "RunQuerySet":
        """Those that nobody works on any more: the worker was killed, or there is none."""
        return self.moving().filter(moved_at__lt=now - STILL_AFTER)


class Run(models.Model):
    """One computation. Every step names the `attempt` it belongs to: a step of an earlier one does nothing.

    `slots` is the best year so far, by the planner's keys (`yearplan.slots`), so that who takes over goes on
    from there. `spent` are milliseconds. `stalls` counts how often it was taken up since it last came any further.
    """

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="runs", verbose_name="jaarplanning")
    kind = models.CharField("wat", max_length=10, choices=RunKind, default=RunKind.YEAR)
    state = models.CharField("voortgang", max_length=10, choices=RunState, default=RunState.SEARCHING)
    about = models.CharField("waarom", max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name="gevraagd door", null=True
    )
    seed = models.PositiveIntegerField("begingetal", default=0)
    seconds = models.PositiveIntegerField("seconden")
    spent = models.PositiveIntegerField("milliseconden gezocht", default=0)
    steps = models.PositiveBigIntegerField("stappen", default=0)
    placed = models.PositiveIntegerField("geplaatst", default=0)
    total = models.PositiveIntegerField("van", default=0)
    score = models.PositiveBigIntegerField("score", null=True)
    slots = models.JSONField("beste jaar tot nu toe", default=list)
    bound = models.JSONField("ondergrens", default=dict)
    setup = models.PositiveIntegerField("milliseconden tot het eerste plan", default=0)
    is_cancelled = models.BooleanField("wordt gestopt", default=False)
    stalls = models.PositiveSmallIntegerField("keer zonder vooruitgang opgepakt", default=0)
    attempt = models.PositiveSmallIntegerField("poging", default=1)
    outcome = models.CharField("wat eruit kwam", max_length=200, blank=True)
    trouble = models.CharField("wat misging", max_length=200, blank=True)
    made_at = models.DateTimeField("gevraagd", auto_now_add=True)
    moved_at = models.DateTimeField("laatste beweging")

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "berekening"
        verbose_name_plural = "berekeningen"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="yearplan_run_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=RunKind.values), name="yearplan_run_kind_is_known"),
            models.CheckConstraint(condition=Q(placed__lte=F("total")), name="yearplan_run_placed_of_total"),
            models.UniqueConstraint(fields=("plan",), condition=Q(state__in=MOVING), name="yearplan_one_run_at_a_time"),
        )

    def __str__(self) -> str:
        return f"Berekening van {self.plan}: {self.get_state_display()}"

    @property
    def is_moving(self) -> bool:
        return self.state in MOVING

    @property
    def is_ready(self) -> bool:
        return self.state == RunState.READY

    @property
    def milliseconds(self) -> int:
        """How long it searches at most."""
        return self.seconds * 1000

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.seconds - self.spent / 1000)

    def stands_still(self, now: datetime) -> bool:
        """Whether nobody has worked on it for a while, though it is not finished."""
        return self.is_moving and self.moved_at < now - STILL_AFTER
