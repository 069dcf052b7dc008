"""What somebody typed into minutes that others had saved meanwhile."""

from django.conf import settings
from django.db import models

from meetings.models.meeting import Meeting


class MinutesDraft(models.Model):
    """Her text, kept until she has merged it; only she reads it (decision 28)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="drafts", verbose_name="bijeenkomst")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="van")
    text = models.TextField("tekst")
    saved_at = models.DateTimeField("bewaard", auto_now=True)

    class Meta:
        verbose_name = "tekst die nog niet in het verslag staat"
        verbose_name_plural = "teksten die nog niet in het verslag staan"
        constraints = (models.UniqueConstraint(fields=("meeting", "user"), name="meetings_one_draft_each"),)

    def __str__(self) -> str:
        return f"concept voor {self.meeting}"
