from django.conf import settings
from django.db import models

from schools.models import Kept, Region, School
from teams.enums import LogKind
from teams.models.professional import Professional


class LogEntry(Kept):
    """Something worth knowing that changed no row: an export, a look at a private number, an invitation.

    What did change a row is a `Change`. Both are only ever added.
    """

    kind = models.CharField("soort", max_length=20, choices=LogKind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="log_entries", verbose_name="door", null=True
    )
    about = models.ForeignKey(
        Professional, models.SET_NULL, related_name="log_entries", verbose_name="over", null=True, blank=True
    )
    school = models.ForeignKey(
        School, models.PROTECT, related_name="log_entries", verbose_name="school", null=True, blank=True
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="log_entries", verbose_name="regio", null=True, blank=True
    )
    summary = models.TextField("wat")
    made_at = models.DateTimeField("wanneer", auto_now_add=True)

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(fields=("school", "-made_at"), name="teams_log_entry_by_school"),
            models.Index(fields=("region", "-made_at"), name="teams_log_entry_by_region"),
            models.Index(fields=("about", "-made_at"), name="teams_log_entry_by_person"),
        )

    def __str__(self) -> str:
        return self.summary
