"""What of a proposal was sent, session by session."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.enums import MeetingKind
from meetings.models import Meeting
from meetings.models.meeting import span_text
from schools.models import School
from yearplan.enums import BatchState, LineState
from yearplan.models.plan import YearPlan

STILL_AFTER = timedelta(minutes=1)


class BatchQuerySet(models.QuerySet["Batch"]):
    def standing_still(self, now: datetime) -> "BatchQuerySet":
        """Those that nobody works on any more, though they are not finished."""
        return self.filter(state=BatchState.SENDING, moved_at__lt=now - STILL_AFTER)


class Batch(models.Model):
    """Sessions that are planned and told to their people, one by one, by the worker.

    `reason` is kept with a session when something speaks against its moment. A line that was sent stays sent. `stalls`
    counts how often it was taken up since it last came any further.
    """

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="batches", verbose_name="jaarplanning")
    state = models.CharField("voortgang", max_length=10, choices=BatchState, default=BatchState.SENDING)
    reason = models.CharField("waarom toch dan", max_length=200, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stalls = models.PositiveSmallIntegerField("keer zonder vooruitgang opgepakt", default=0)
    attempt = models.PositiveSmallIntegerField("poging", default=1)
    trouble = models.CharField("wat misging", max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="verstuurd door"
    )
    made_at = models.DateTimeField("gemaakt", auto_now_add=True)
    moved_at = models.DateTimeField("laatste beweging")

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="yearplan_batch_state_is_known"),
        )

    def __str__(self) -> str:
        return f"Verzending van {self.plan}: {self.get_state_display()}"

    @property
    def is_moving(self) -> bool:
        return self.state == BatchState.SENDING

    def stands_still(self, now: datetime) -> bool:
        return self.is_moving and self.moved_at < now - STILL_AFTER


class BatchLineQuerySet(models.QuerySet["BatchLine"]):
    def waiting(self) -> "BatchLineQuerySet":
        """Those that are still to be sent, in the order of their turns."""
        return self.filter(state=LineState.WAITING).order_by("put_off", "pk")


class BatchLine(models.Model):
    """One session of a batch, at the moment that was chosen when it was sent; `moves_from` is where it was on the
    calendar then. What could not go yet was `put_off` until so many of the batch are sent."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lines", verbose_name="verzending")
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    kind = models.CharField("soort", max_length=20, choices=MeetingKind)
    starts_at = models.DateTimeField("begint")
    moves_from = models.DateTimeField("stond op", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("duur in minuten")
    facilitator = models.ForeignKey(
        "teams.Professional", models.SET_NULL, related_name="+", verbose_name="wie begeleidt", null=True
    )
    state = models.CharField("voortgang", max_length=10, choices=LineState, default=LineState.WAITING)
    put_off = models.PositiveIntegerField("wacht op", default=0)
    mails = models.PositiveSmallIntegerField("mails", default=0)
    why = models.CharField("waarom niet", max_length=500, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, related_name="+", verbose_name="bijeenkomst", null=True, blank=True
    )

    objects = BatchLineQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van een verzending"
        verbose_name_plural = "regels van een verzending"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "school", "kind"), name="yearplan_line_once_a_batch"),
            models.CheckConstraint(condition=Q(state__in=LineState.values), name="yearplan_line_state_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.school}: {self.get_state_display()}"

    @property
    def why_in_public(self) -> str:
        """Why not, for who only reads the plan: that somebody is absent is for who makes it."""
        return self.why.replace("is dan afwezig", "kan dan niet")

    @property
    def when(self) -> str:
        """ "di 6 oktober 2026, 15.00-16.30 uur"."""
        return span_text(self.starts_at, self.minutes)
