"""A made-up case that a team thinks about together, and the copies that a region shares (domain.md 1.1, 12 and 27).

Nothing of it is part of what history keeps: its text is for the team only, and goes for good when its time is over
(domain.md 4.5). So no logbook, undo or export can bring it to somebody else.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from meetings.enums import AgeBand, CasusTheme
from meetings.models.meeting import Meeting
from schools.models import Region
from schools.school_year import SchoolYear

STORY_LENGTH, VIEW_LENGTH, STEP_LENGTH = 8000, 4000, 400


class _Story(models.Model):
    """What a casus tells, for the team's own and for the shared copy alike."""

    label = models.CharField("naam", max_length=60)
    theme = models.CharField("thema", max_length=20, choices=CasusTheme)
    age_band = models.CharField("leeftijd", max_length=5, choices=AgeBand)
    story = models.TextField("verhaal", max_length=STORY_LENGTH, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(condition=~Q(label=""), name="%(app_label)s_%(class)s_has_a_name"),
            models.CheckConstraint(
                condition=Q(theme__in=CasusTheme.values), name="%(app_label)s_%(class)s_theme_is_known"
            ),
            models.CheckConstraint(
                condition=Q(age_band__in=AgeBand.values), name="%(app_label)s_%(class)s_age_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.label


def kept_until(meeting: Meeting, years: int) -> date:
    """The last day on which a casus of this session is kept: that of so many school years after its own."""
    return SchoolYear(meeting.year + years).last_day


class CasusQuerySet(models.QuerySet["Casus"]):
    def forgettable(self, today: date, years: int) -> "CasusQuerySet":
        """Those whose school year and so many school years after it are over."""
        return self.filter(meeting__year__lt=SchoolYear.of(today).start - years)

    def whole(self) -> "CasusQuerySet":
        """Rows that can be shown without a query each."""
        return self.select_related("meeting__school", "shared").prefetch_related("perspectives", "steps")


class Casus(_Story):
    """A casus of one session. Several people write it at once: each perspective and each step is a row of its own."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="casussen", verbose_name="bijeenkomst")

    objects = CasusQuerySet.as_manager()

    class Meta(_Story.Meta):
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        ordering = ("label", "pk")
        constraints = [
            *_Story.Meta.constraints,
            models.UniqueConstraint(fields=("meeting", "label"), name="meetings_casus_name_once_a_meeting"),
        ]

    @property
    def shared_copy(self) -> "LibraryCasus | None":
        """What the region can read of it; None when it is not shared."""
        return getattr(self, "shared", None)


class CasusPerspective(models.Model):
    """How one role looks at a casus. The role is kept in words, so that a copy needs no roster."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="perspectives", verbose_name="casus")
    role = models.CharField("rol", max_length=80)
    text = models.TextField("perspectief", max_length=VIEW_LENGTH)

    class Meta:
        verbose_name = "perspectief"
        verbose_name_plural = "perspectieven"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("casus", "role"), name="meetings_one_perspective_a_role"),
            models.CheckConstraint(condition=~Q(role="") & ~Q(text=""), name="meetings_perspective_says_something"),
        )

    def __str__(self) -> str:
        return f"Perspectief {self.role}"


class CasusStep(models.Model):
    """Who does what when in a casus: "week 1", "de leerkracht", "belt de ouders"."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="steps", verbose_name="casus")
    position = models.PositiveSmallIntegerField("plaats")
    moment = models.CharField("wanneer", max_length=40)
    who = models.CharField("wie", max_length=80)
    what = models.CharField("wat", max_length=STEP_LENGTH)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(moment="") & ~Q(who="") & ~Q(what=""), name="meetings_step_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.moment}: {self.who}"


class LibraryCasus(_Story):
    """A copy of a casus that a team gave to its region, without school and without names.

    `perspectives` holds pairs of role and text, `steps` triples of moment, who and what. `source` is only there so that
    the team can take it back; no page shows it.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="library", verbose_name="regio")
    source = models.OneToOneField(
        Casus, models.SET_NULL, related_name="shared", verbose_name="casus", null=True, blank=True
    )
    perspectives = models.JSONField("perspectieven", default=list)
    steps = models.JSONField("stappen", default=list)
    offered_on = models.DateField("gedeeld op")

    class Meta(_Story.Meta):
        verbose_name = "gedeelde casus"
        verbose_name_plural = "gedeelde casussen"
        ordering = ("theme", "label", "pk")
