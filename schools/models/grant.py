from datetime import date

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from schools.enums import GrantKind
from schools.models.area import Municipality, Region
from schools.models.change import ChangeRecord
from schools.models.dated import DATES_IN_ORDER, in_force


class GrantQuerySet(models.QuerySet["Grant"]):
    def on(self, day: date) -> "GrantQuerySet":
        """Grants in force on this day."""
        return self.filter(in_force(day))


class Grant(models.Model):
    """A role over a region, one municipality of it (procesbegeleider), or (beheerder, without a region) everything.

    Dated, and given by somebody. Who guides several municipalities has a grant for each.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name="gebruiker")
    kind = models.CharField("bevoegdheid", max_length=20, choices=GrantKind)
    region = models.ForeignKey(
        Region, models.CASCADE, related_name="grants", verbose_name="regio", null=True, blank=True
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="grants", verbose_name="gemeente", null=True, blank=True
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
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "bevoegdheid"
        verbose_name_plural = "bevoegdheden"
        ordering = ("kind", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(condition=DATES_IN_ORDER, name="schools_grant_dates_in_order"),
            models.CheckConstraint(
                condition=models.Q(kind=GrantKind.BEHEERDER, region=None)
                | models.Q(~models.Q(kind=GrantKind.BEHEERDER), region__isnull=False),
                name="schools_grant_region_unless_beheerder",
            ),
            models.CheckConstraint(
                condition=models.Q(municipality=None) | models.Q(kind=GrantKind.PROCESBEGELEIDER),
                name="schools_grant_municipality_of_procesbegeleider",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} is {self.get_kind_display()} van {self.municipality or self.region or 'alles'}"
