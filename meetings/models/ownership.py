"""Who plans the sessions of a school: at first the procesbegeleider, then the school itself (domain.md 1.1, 34)."""

from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import ChangeRecord, School


class Ownership(models.Model):
    """A school that plans its own sessions since a day. Without this row the procesbegeleider does."""

    school = models.OneToOneField(School, models.PROTECT, related_name="meeting_ownership", verbose_name="school")
    since = models.DateField("sinds")

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "eigenaarschap van de bijeenkomsten"
        verbose_name_plural = "eigenaarschap van de bijeenkomsten"

    def __str__(self) -> str:
        return f"{self.school} plant zelf"
