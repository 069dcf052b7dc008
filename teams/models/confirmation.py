from datetime import date

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import ChangeRecord, School


class TeamConfirmation(models.Model):
    """Somebody looked at the whole team of a school and said: this is right."""

    school = models.ForeignKey(School, models.PROTECT, related_name="confirmations", verbose_name="school")
    confirmed_on = models.DateField("bevestigd op")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="confirmations",
        verbose_name="bevestigd door",
        null=True,
    )

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "bevestiging"
        verbose_name_plural = "bevestigingen"
        ordering = ("-confirmed_on", "-pk")
        indexes = (models.Index(fields=("school", "-confirmed_on"), name="teams_confirmation_by_school"),)

    def __str__(self) -> str:
        return f"{self.school}: bevestigd op {self.confirmed_on:%d-%m-%Y}"

    def is_stale(self, day: date) -> bool:
        """Whether this is over a year before the day: a team is confirmed at least yearly (design.md 2.5)."""
        return (day - self.confirmed_on).days > 366
