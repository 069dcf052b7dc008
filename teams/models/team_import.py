from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.models import Change, Region
from teams.enums import ImportState, RowVerdict

STILL_AFTER = timedelta(minutes=2)


class TeamImport(models.Model):
    """A spreadsheet with teams on its way into a region: the file, which column is what, and what came of it.

    `content` and the rows are there until it is done or thrown away. `attempt` counts how often work on it was started;
    work of an earlier attempt does nothing.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="team_imports", verbose_name="regio")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="team_imports", verbose_name="gevraagd door"
    )
    file_name = models.CharField("bestand", max_length=120)
    content = models.BinaryField("inhoud")
    heads = models.JSONField("koppen", default=list)
    sample = models.JSONField("eerste regels", default=list)
    columns = models.JSONField("kolommen", default=list)
    starts_on = models.DateField("vanaf, als het er niet bij staat")
    state = models.CharField("voortgang", max_length=10, choices=ImportState, default=ImportState.COLUMNS)
    attempt = models.PositiveSmallIntegerField("poging", default=1)
    done = models.PositiveIntegerField("klaar", default=0)
    total = models.PositiveIntegerField("van", default=0)
    trouble = models.CharField("wat misging", max_length=400, blank=True)
    change = models.ForeignKey(
        Change, models.SET_NULL, related_name="+", verbose_name="wijziging", null=True, blank=True
    )
    made_at = models.DateTimeField("gevraagd", auto_now_add=True)
    moved_at = models.DateTimeField("laatste beweging")

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="teams_teamimport_state_is_known"),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_ready(self) -> bool:
        return self.state == ImportState.READY

    @property
    def is_done(self) -> bool:
        return self.state == ImportState.DONE

    @property
    def asks_columns(self) -> bool:
        return self.state == ImportState.COLUMNS

    @property
    def is_busy(self) -> bool:
        return self.state in {ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING}

    def is_moving(self, now: datetime) -> bool:
        """Whether it is being worked on; what has stood still for minutes is not, whatever it says."""
        return self.is_busy and self.moved_at > now - STILL_AFTER


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def counts(self) -> dict[str, int]:
        """How many rows there are of every verdict, those that do not occur as 0."""
        found = dict(self.order_by().values_list("verdict").annotate(models.Count("pk")))
        return {verdict.value: found.get(verdict.value, 0) for verdict in RowVerdict}

    def to_take_over(self) -> "ImportRowQuerySet":
        """The chosen rows that would change something."""
        return self.filter(is_chosen=True).exclude(verdict__in=(RowVerdict.SAME, RowVerdict.REFUSED))


class ImportRow(models.Model):
    """Who has one seat, as one line of the file says, and what becomes of that."""

    team_import = models.ForeignKey(TeamImport, models.CASCADE, related_name="rows", verbose_name="bestand")
    position = models.PositiveIntegerField("volgorde")
    line = models.PositiveIntegerField("regel")
    values = models.JSONField("wat er staat")
    verdict = models.CharField("oordeel", max_length=10, choices=RowVerdict)
    what = models.CharField("wat er gebeurt", max_length=400)
    is_chosen = models.BooleanField("gekozen", default=False)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van een bestand"
        verbose_name_plural = "regels van een bestand"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("team_import", "position"), name="teams_import_row_one_to_a_place"),
            models.CheckConstraint(
                condition=Q(verdict__in=RowVerdict.values), name="teams_import_row_verdict_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"regel {self.line}"

    @property
    def can_be_chosen(self) -> bool:
        return self.verdict not in {RowVerdict.SAME, RowVerdict.REFUSED}
