"""The running order that a region uses for its sessions. Without rows of its own it uses `meetings.agenda.default`."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from meetings.enums import Fill, MeetingKind
from meetings.models.meeting import TEAM_KINDS
from schools.models import ChangeRecord, Region

LONGEST = 240


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def of_kind(self, kind: MeetingKind) -> "AgendaItemQuerySet":
        return self.filter(kind=kind)


class AgendaItem(models.Model):
    """One line of a region's running order. `shows` is what the program puts under it from its own data."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="agenda_items", verbose_name="regio")
    kind = models.CharField("soort", max_length=20, choices=[(kind.value, kind.label) for kind in TEAM_KINDS])
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    minutes = models.PositiveSmallIntegerField("minuten", validators=[MinValueValidator(1), MaxValueValidator(LONGEST)])
    title = models.CharField("onderwerp", max_length=80)
    explanation = models.CharField("uitleg", max_length=300, blank=True)
    shows = models.CharField("toon hierbij", max_length=12, choices=Fill, blank=True)

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ("kind", "position", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=TEAM_KINDS), name="meetings_agenda_of_a_team_session"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST), name="meetings_agenda_item_takes_time"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="meetings_agenda_item_says_something"),
            models.CheckConstraint(condition=Q(shows__in=["", *Fill.values]), name="meetings_agenda_fill_is_known"),
        )

    def __str__(self) -> str:
        return self.title
