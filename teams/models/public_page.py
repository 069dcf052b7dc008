from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import ChangeRecord, School


class PublicPage(models.Model):
    """A school has a page that anybody may read. Without this row there is none."""

    school = models.OneToOneField(School, models.PROTECT, related_name="public_page", verbose_name="school")
    opened_on = models.DateField("openbaar sinds")

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "openbare pagina"
        verbose_name_plural = "openbare pagina's"

    def __str__(self) -> str:
        return f"Openbare pagina van {self.school}"
