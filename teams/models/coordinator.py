from datetime import date

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import ChangeRecord
from schools.models.dated import DATES_IN_ORDER, in_force
from teams.models.professional import Organisation


class CoordinatorQuerySet(models.QuerySet["Coordinator"]):
    def on(self, day: date) -> "CoordinatorQuerySet":
        """Who coordinates on this day."""
        return self.filter(in_force(day))


class Coordinator(models.Model):
    """Somebody who arranges where the people of an organisation sit, at all schools of its region.

    A grant over an organisation instead of a region; it stands here because schools.Grant knows no organisations.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="coordinatorships", verbose_name="gebruiker"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="coordinators", verbose_name="organisatie"
    )
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="coordinatorships_given",
        verbose_name="gegeven door",
        null=True,
        blank=True,
    )

    objects = CoordinatorQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "coördinator"
        verbose_name_plural = "coördinatoren"
        ordering = ("starts_on", "pk")
        constraints = (models.CheckConstraint(condition=DATES_IN_ORDER, name="teams_coordinator_dates_in_order"),)

    def __str__(self) -> str:
        return f"{self.user} is coördinator van {self.organisation}"
