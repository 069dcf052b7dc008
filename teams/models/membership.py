"""Who fills a seat, from when until when. Nothing is overwritten: a successor is a new membership."""

from datetime import date, timedelta

from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import ChangeRecord, School
from schools.models.dated import DATES_IN_ORDER, in_force
from teams.models.professional import Professional
from teams.models.seat import Role
from teams.week import ALL_DAYS, Weekdays

NEW_FOR_DAYS = 92  # somebody is shown as new for a quarter of a year


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        """Who is in the team on this day."""
        return self.filter(in_force(day))

    def successor_of(self, membership: "Membership") -> "Membership | None":
        """Who takes over a role at a school on the day after somebody's last day."""
        if membership.ends_on is None:
            return None
        after = membership.ends_on + timedelta(days=1)
        return self.filter(school=membership.school, role=membership.role, starts_on=after).first()

    def with_people(self) -> "MembershipQuerySet":
        """Rows that can be shown without a query each."""
        return self.select_related("professional__organisation", "role")


class Membership(models.Model):
    """A professional in a role in the team of a school, from a day until a day (both included)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="memberships", verbose_name="school")
    role = models.ForeignKey(Role, models.PROTECT, related_name="memberships", verbose_name="rol")
    professional = models.ForeignKey(
        Professional, models.PROTECT, related_name="memberships", verbose_name="professional"
    )
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    contact_days = models.PositiveSmallIntegerField("op school op", default=0)
    contact_hours = models.CharField("contacttijd", max_length=60, blank=True)
    is_first_contact = models.BooleanField("eerste contact", default=False)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "lid van het kernteam"
        verbose_name_plural = "leden van het kernteam"
        ordering = ("starts_on", "pk")
        indexes = (
            models.Index(fields=("school", "starts_on"), name="teams_membership_by_school"),
            models.Index(fields=("professional", "starts_on"), name="teams_membership_by_person"),
        )
        constraints = (
            models.CheckConstraint(condition=DATES_IN_ORDER, name="teams_membership_dates_in_order"),
            models.CheckConstraint(
                condition=models.Q(contact_days__lte=ALL_DAYS), name="teams_membership_contact_days_of_five_days"
            ),
        )

    def __str__(self) -> str:
        return f"{self.professional}, {self.role} van {self.school}"

    @property
    def days_at_school(self) -> Weekdays:
        return Weekdays(self.contact_days)

    def is_on(self, day: date) -> bool:
        """Whether she is in the team on this day; says the same as `MembershipQuerySet.on`."""
        return self.starts_on <= day and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether she had left the team before this day."""
        return self.ends_on is not None and self.ends_on < day

    def is_new(self, day: date) -> bool:
        """Whether she came in the quarter of a year before the day."""
        return 0 <= (day - self.starts_on).days <= NEW_FOR_DAYS


class StandInQuerySet(models.QuerySet["StandIn"]):
    def on(self, day: date) -> "StandInQuerySet":
        """Who stands in on this day."""
        return self.filter(in_force(day))


class StandIn(models.Model):
    """A waarnemer: takes the place of a member for a period (both days included)."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="stand_ins", verbose_name="lid")
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="stand_ins", verbose_name="waarnemer")
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met")

    school_path = "membership__school"  # for schools.changes: whose team is locked when this row is undone

    objects = StandInQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        ordering = ("starts_on", "pk")
        indexes = (models.Index(fields=("professional", "starts_on"), name="teams_stand_in_by_person"),)
        constraints = (models.CheckConstraint(condition=DATES_IN_ORDER, name="teams_stand_in_dates_in_order"),)

    def __str__(self) -> str:
        return f"{self.professional} neemt waar voor {self.membership.professional}"
