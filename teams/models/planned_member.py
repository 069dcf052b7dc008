"""Who somebody hopes to see in a seat: a wish, or a question that waits for its answer. Not a membership in any way."""

from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import ChangeRecord, School
from teams.enums import PlanStage
from teams.models.professional import Professional
from teams.models.seat import Role


class PlannedMemberQuerySet(models.QuerySet["PlannedMember"]):
    def with_people(self) -> "PlannedMemberQuerySet":
        """Rows that can be shown without a query each."""
        return self.select_related("professional__organisation", "role")


class PlannedMember(models.Model):
    """A professional wished for or asked in a role at a school from a day.

    It opens nothing and fills nothing. Once she agreed it makes way for a membership, so that this says nothing twice.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="planned_members", verbose_name="school")
    role = models.ForeignKey(Role, models.PROTECT, related_name="planned_members", verbose_name="rol")
    professional = models.ForeignKey(
        Professional, models.PROTECT, related_name="planned_members", verbose_name="professional"
    )
    starts_on = models.DateField("vanaf")
    stage = models.CharField("stand", max_length=10, choices=PlanStage)

    objects = PlannedMemberQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "gepland lid"
        verbose_name_plural = "geplande leden"
        ordering = ("starts_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("school", "role", "professional"), name="teams_planned_member_once_in_a_role"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=PlanStage.values), name="teams_planned_member_stage_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.professional}, gepland als {self.role} van {self.school}"

    @property
    def is_wish(self) -> bool:
        """Nobody asked her yet."""
        return self.stage == PlanStage.WISH
