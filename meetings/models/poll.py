"""A date poll: which moments are proposed for a session, who can when, and what was mailed about it."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from simple_history.models import HistoricalRecords

from meetings.enums import DateNoticeKind, DateReply
from meetings.models.invitation import Invitation
from meetings.models.meeting import Meeting, span_text
from schools.models import ChangeRecord
from teams.dutch import clock_text, full_day_text

FEWEST, MOST = 2, 12  # moments in one poll
DAYS_TO_ANSWER = 7


class Poll(models.Model):
    """The question to everybody who is invited, which moment suits. It is open while its session has the state "datum
    gevraagd"; `deadline` is the last day to answer."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="poll", verbose_name="bijeenkomst")
    deadline = models.DateField("antwoorden tot en met")
    wants_holds = models.BooleanField("houdt de momenten vrij in agenda's", default=False)
    opened_at = models.DateTimeField("gestart", editable=False)
    closed_at = models.DateTimeField("gesloten", null=True, blank=True, editable=False)

    school_path = "meeting__school"  # for schools.changes: whose team is locked when this row is undone

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "datumprikker"
        verbose_name_plural = "datumprikkers"
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")), name="meetings_poll_opens_first"
            ),
        )

    def __str__(self) -> str:
        return "datumprikker"

    @property
    def is_open(self) -> bool:
        """Whether a moment still has to be chosen; also when the session got its date in another way it has not."""
        return self.closed_at is None and self.meeting.is_asking

    def takes_answers(self, today: date) -> bool:
        """Whether who is asked can still answer, or answer otherwise."""
        return self.is_open and today <= self.deadline


class DateOption(models.Model):
    """A moment that is proposed for a session."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="date_options", verbose_name="bijeenkomst")
    starts_at = models.DateTimeField("begint")

    school_path = "meeting__school"

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "moment"
        verbose_name_plural = "momenten"
        ordering = ("starts_at",)
        constraints = (
            models.UniqueConstraint(fields=("meeting", "starts_at"), name="meetings_date_option_once_per_meeting"),
        )

    def __str__(self) -> str:
        begins = localtime(self.starts_at)
        return f"{full_day_text(begins.date())}, {clock_text(begins.time())} uur"

    @property
    def when(self) -> str:
        """ "di 6 oktober 2026, 15.00-16.30 uur"."""
        return span_text(self.starts_at, self.meeting.minutes)


class DateAnswer(models.Model):
    """Whether one invited person can at one moment."""

    option = models.ForeignKey(DateOption, models.CASCADE, related_name="answers", verbose_name="moment")
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, related_name="date_answers", verbose_name="uitnodiging", editable=False
    )
    answer = models.CharField("antwoord", max_length=12, choices=DateReply)

    school_path = "option__meeting__school"

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "antwoord op een moment"
        verbose_name_plural = "antwoorden op momenten"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("option", "invitation"), name="meetings_date_answered_once"),
            models.CheckConstraint(condition=Q(answer__in=DateReply.values), name="meetings_date_answer_is_known"),
        )

    def __str__(self) -> str:
        return self.get_answer_display()


class DateNoticeQuerySet(models.QuerySet["DateNotice"]):
    def in_order(self) -> "DateNoticeQuerySet":
        return self.order_by("told_at", "pk")


class DateNotice(models.Model):
    """One mail about a date poll to one invited person, and what it said; the mail itself is in the outbox, by `key`.

    It cannot be undone, so it is no part of what history keeps, and what it is about cannot be undone either.
    """

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="notices", verbose_name="datumprikker")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="date_notices", verbose_name="uitnodiging")
    kind = models.CharField("soort", max_length=12, choices=DateNoticeKind)
    sequence = models.PositiveIntegerField("volgnummer", default=0)
    facts = models.JSONField("wat er stond")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    told_at = models.DateTimeField("verstuurd")
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name="verstuurd door", null=True
    )

    objects = DateNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over een datum"
        verbose_name_plural = "berichten over een datum"
        ordering = ("told_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=DateNoticeKind.values), name="meetings_date_notice_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} aan {self.invitation}"
