from datetime import date

from django.conf import settings
from django.db import models

from schools.enums import GrantKind
from schools.models.area import Region
from schools.models.dated import DATES_IN_ORDER, in_force


class GrantQuerySet(models.QuerySet["Grant"]):
    def on(self, day: date) -> "GrantQuerySet":
        """Grants in force on this day."""
        return self.filter(in_force(day))


class Grant(models.Model):
    """A role over a whole region, or (beheerder, without a region) over everything; dated, and given by somebody."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name="gebruiker")
    kind = models.CharField("bevoegdheid", max_length=20, choices=GrantKind)
    region = models.ForeignKey(
        Region, models.CASCADE, related_name="grants", verbose_name="regio", null=True, blank=True
    )
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="grants_given",
        verbose_name="gegeven door",
        null=True,
        blank=True,
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "bevoegdheid"
        verbose_name_plural = "bevoegdheden"
        constraints = (
            models.CheckConstraint(condition=DATES_IN_ORDER, name="schools_grant_dates_in_order"),
            models.CheckConstraint(
                condition=models.Q(kind=GrantKind.BEHEERDER, region=None)
                | models.Q(~models.Q(kind=GrantKind.BEHEERDER), region__isnull=False),
                name="schools_grant_region_unless_beheerder",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} is {self.get_kind_display()} van {self.region or 'alles'}"
