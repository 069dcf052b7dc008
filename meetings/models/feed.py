"""Addresses from which a calendar program reads sessions, without signing in."""

import secrets

from django.db import models
from django.db.models import Q

from schools.models import School
from teams.models import Professional

SECRET_BYTES = 32  # 256 bits: twice what proof.md h6 asks


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def of(self, owner: Professional | School) -> "CalendarFeedQuerySet":
        """Those of a school or a person, her own first; also of records that were merged into hers."""
        if isinstance(owner, School):
            return self.filter(school=owner)
        hers = Q(professional=owner) | Q(professional__merged_into=owner)
        return self.filter(hers).order_by(models.F("professional__merged_into").asc(nulls_first=True), "pk")


class CalendarFeed(models.Model):
    """A secret address for the sessions of one person, or of one school. Taking it away or renewing it closes it."""

    professional = models.OneToOneField(
        Professional, models.CASCADE, related_name="calendar_feed", verbose_name="professional", null=True, blank=True
    )
    school = models.OneToOneField(
        School, models.CASCADE, related_name="calendar_feed", verbose_name="school", null=True, blank=True
    )
    secret = models.CharField(max_length=64, unique=True, default=new_secret, editable=False)
    made_at = models.DateTimeField("gemaakt", auto_now_add=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
        constraints = (
            models.CheckConstraint(
                condition=Q(professional=None, school__isnull=False) | Q(professional__isnull=False, school=None),
                name="meetings_feed_of_a_person_or_a_school",
            ),
        )

    def __str__(self) -> str:
        return f"agenda van {self.professional or self.school}"
