"""What was done, by whom: one Change per action, and the row images that history keeps of it."""

import uuid

from django.conf import settings
from django.db import models

from schools.models.area import Region
from schools.models.kept import Kept
from schools.models.school import School


class ChangeQuerySet(models.QuerySet["Change"]):
    def standing(self) -> "ChangeQuerySet":
        """Changes that were not undone."""
        return self.filter(undone_by=None)


class Change(Kept):
    """One action of one person. Its key comes from the form, so that the same form sent twice acts once.

    `school` is set when it is about the team of one school, `region` always when it lies in one.
    """

    id = models.UUIDField("sleutel", primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(
        School, models.PROTECT, related_name="changes", verbose_name="school", null=True, blank=True
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="changes", verbose_name="regio", null=True, blank=True
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="changes", verbose_name="door", null=True
    )
    summary = models.TextField("wat")
    made_at = models.DateTimeField("wanneer", auto_now_add=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, related_name="undone_by", verbose_name="draait terug", null=True, blank=True
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ("-made_at",)
        indexes = (
            models.Index(fields=("school", "-made_at"), name="schools_change_school_made_at"),
            models.Index(fields=("region", "-made_at"), name="schools_change_region_made_at"),
        )

    def __str__(self) -> str:
        return self.summary


class ChangeRecord(Kept):
    """Base of every history table: the row image knows which change wrote it."""

    change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
