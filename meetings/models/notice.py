"""What people were told about a session, by mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.enums import NoticeKind
from meetings.models.invitation import Invitation


class NoticeQuerySet(models.QuerySet["Notice"]):
    def in_order(self) -> "NoticeQuerySet":
        return self.order_by("told_at", "pk")


class Notice(models.Model):
    """One mail to one invited person, and what it said of time and place; the mail itself is in the outbox, by `key`.

    It cannot be undone, so it is no part of what history keeps. Calendars take only a `sequence` that is not lower than
    the last they saw of a session.
    """

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="notices", verbose_name="uitnodiging")
    kind = models.CharField("soort", max_length=12, choices=NoticeKind)
    sequence = models.PositiveIntegerField("volgnummer")
    facts = models.JSONField("wat er stond")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    told_at = models.DateTimeField("verstuurd")
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name="verstuurd door", null=True
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ("told_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="meetings_notice_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} aan {self.invitation}"
