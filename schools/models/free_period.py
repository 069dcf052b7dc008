from datetime import date

from django.db import models
from simple_history.models import HistoricalRecords

from schools.models.change import ChangeRecord
from schools.models.school import School


class FreePeriodQuerySet(models.QuerySet["FreePeriod"]):
    def between(self, first: date, last: date) -> "FreePeriodQuerySet":
        """Periods that touch this span (both days included)."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class FreePeriod(models.Model):
    """Days off that a school adds of its own: a study day, the Friday after Ascension Day."""

    school = models.ForeignKey(School, models.PROTECT, related_name="free_periods", verbose_name="school")
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    label = models.CharField("omschrijving", max_length=60)

    objects = FreePeriodQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "vrije dag"
        verbose_name_plural = "vrije dagen"
        ordering = ("first_day", "last_day")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="schools_free_period_in_order"
            ),
            models.UniqueConstraint(
                fields=("school", "first_day", "last_day"),
                name="schools_free_period_once",
                violation_error_message="Deze vrije dagen staan er al.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} ({self.first_day} - {self.last_day})"
