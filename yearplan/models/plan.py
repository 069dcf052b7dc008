"""The plan of a school year: for which schools, by what, and what was said of single schools and people."""

from datetime import date, time, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from meetings.planner.rules import Kind, usual_windows
from schools.models import Municipality, Region, School
from schools.periods import Period
from schools.school_year import SchoolYear
from teams.models import Professional
from yearplan.models.settings import PlanSettings, starts_of


class YearPlanQuerySet(models.QuerySet["YearPlan"]):
    def with_places(self) -> "YearPlanQuerySet":
        """Rows that can be shown without a query each."""
        rows = self.select_related("region", "municipality", "facilitator")
        return rows.order_by("-year", "region__name", "municipality__name", "pk")


class YearPlan(PlanSettings):
    """Both sessions of every school of a region, or of one municipality in it, in one school year.

    What is proposed is in its proposals; nothing of it reaches anybody before it is sent. `version` rises with every
    change of its settings, so that who saves those knows whether they are the ones that she saw; `changes` with
    everything else that is written of it too, so that what was reckoned meanwhile is not written over that.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="year_plans", verbose_name="regio")
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name="gemeente", null=True, blank=True
    )
    year = models.PositiveSmallIntegerField("schooljaar", validators=[MinValueValidator(1990), MaxValueValidator(2098)])
    facilitator = models.ForeignKey(
        Professional, models.SET_NULL, related_name="+", verbose_name="wie begeleidt", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    changes = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField("gemaakt", auto_now_add=True)

    objects = YearPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "jaarplanning"
        verbose_name_plural = "jaarplanningen"
        ordering = ("-year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "year"), condition=Q(municipality=None), name="yearplan_one_of_a_region"
            ),
            models.UniqueConstraint(
                fields=("region", "year", "municipality"),
                condition=Q(municipality__isnull=False),
                name="yearplan_one_of_a_municipality",
            ),
            models.CheckConstraint(
                condition=Q(autumn_first__lte=F("autumn_last")) & Q(spring_first__lte=F("spring_last")),
                name="yearplan_windows_begin_before_they_end",
            ),
            models.CheckConstraint(
                condition=Q(same_school__lte=F("same_district"))
                & Q(same_district__lte=F("same_municipality"))
                & Q(same_municipality__lte=F("further")),
                name="yearplan_nearer_takes_no_longer",
            ),
        )

    def __str__(self) -> str:
        return f"Jaarplanning {self.school_year} van {self.place}"

    @classmethod
    def of(cls, region: Region, municipality: Municipality | None, year: SchoolYear) -> "YearPlan":
        """A new one, not saved, with the usual windows."""
        windows = usual_windows(year)
        autumn, spring = windows[Kind.KENNISMAKING], windows[Kind.VERDIEPING]
        return cls(
            region=region,
            municipality=municipality,
            year=year.start,
            autumn_first=autumn.first_day,
            autumn_last=autumn.last_day,
            spring_first=spring.first_day,
            spring_last=spring.last_day,
        )

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.year)

    @property
    def place(self) -> str:
        """Where its schools are: "Zeeoever", or one municipality of it."""
        return str(self.municipality or self.region)

    def apart(self) -> YearPlanQuerySet:
        """The plans of municipalities of this region in the same year: their schools are not in that of the region."""
        plans = YearPlan.objects.filter(region=self.region_id, year=self.year).exclude(municipality=None)
        return plans if self.municipality_id is None else plans.none()

    def first_day(self, today: date) -> date:
        """The first day on which something can still be planned: never today or before."""
        return max(self.school_year.first_day, today + timedelta(days=1 + self.notice_days))


class SchoolWish(models.Model):
    """What differs at one school: its own starting times, who guides there, or that it is left out."""

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="wishes", verbose_name="jaarplanning")
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    starts = models.CharField("begintijden", max_length=60, blank=True)
    facilitator = models.ForeignKey(
        Professional, models.SET_NULL, related_name="+", verbose_name="wie begeleidt", null=True, blank=True
    )
    is_left_out = models.BooleanField("doet niet mee", default=False)

    class Meta:
        verbose_name = "wens van een school"
        verbose_name_plural = "wensen van scholen"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("plan", "school"), name="yearplan_wish_once_a_school"),)

    def __str__(self) -> str:
        return f"{self.school} in {self.plan}"

    @property
    def start_times(self) -> tuple[time, ...]:
        """Its own starting times; none when those of the plan hold."""
        return starts_of(self.starts)


class Absence(models.Model):
    """Days on which somebody cannot come, both included. Why is nobody's business, so it is not asked."""

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="absences", verbose_name="jaarplanning")
    professional = models.ForeignKey(Professional, models.CASCADE, related_name="+", verbose_name="wie")
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheid"
        ordering = ("first_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="yearplan_absence_begins_before_it_ends"
            ),
            models.UniqueConstraint(
                fields=("plan", "professional", "first_day", "last_day"), name="yearplan_absence_said_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.professional} afwezig van {self.first_day} tot en met {self.last_day}"

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day, "")


class ClosedDay(models.Model):
    """A day on which a school said that it cannot receive its team. Only this plan knows; the school itself is open."""

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="closed_days", verbose_name="jaarplanning")
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    day = models.DateField("dag")

    class Meta:
        verbose_name = "dag waarop een school niet kan"
        verbose_name_plural = "dagen waarop scholen niet kunnen"
        ordering = ("day", "pk")
        constraints = (models.UniqueConstraint(fields=("plan", "school", "day"), name="yearplan_day_closed_once"),)

    def __str__(self) -> str:
        return f"{self.school} kan niet op {self.day}"
