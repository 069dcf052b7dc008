"""What a school should have: roles, and per region and sector the seats that must be filled."""

from django.db import models
from simple_history.models import HistoricalRecords

from schools.enums import Sector
from schools.models import ChangeRecord, Kept, Region, School
from teams.enums import Domain, Need, OrganisationKind, Ring


class Role(models.Model):
    """What somebody does in a team, such as CJG-coach. The same for every region; templates differ."""

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("naam", max_length=60, unique=True)
    abbreviation = models.CharField("afkorting", max_length=10, blank=True)
    domain = models.CharField("domein", max_length=20, choices=Domain)
    ring = models.CharField("nabijheid", max_length=20, choices=Ring, default=Ring.PARTNER)
    organisation_kind = models.CharField("soort organisatie", max_length=20, choices=OrganisationKind)
    edits_team = models.BooleanField("werkt het kernteam bij", default=False)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    history = HistoricalRecords(bases=[ChangeRecord])

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def is_of_school(self) -> bool:
        """Filled by the school's own people rather than by a partner."""
        return self.organisation_kind == OrganisationKind.SCHOOL


class SeatTemplateQuerySet(models.QuerySet["SeatTemplate"]):
    def for_school(self, school: School) -> "SeatTemplateQuerySet":
        """The seats this school should have, in order."""
        return self.filter(region=school.region_id, sector=school.sector)


class SeatTemplate(models.Model):
    """One seat that schools of a sector should have in a region; any of its roles fills it."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="seat_templates", verbose_name="regio")
    sector = models.CharField("soort onderwijs", max_length=3, choices=Sector)
    name = models.CharField("naam", max_length=80)
    need = models.CharField("hoe nodig", max_length=20, choices=Need, default=Need.REQUIRED)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    roles = models.ManyToManyField(Role, related_name="seat_templates", verbose_name="rollen")

    objects = SeatTemplateQuerySet.as_manager()
    history = HistoricalRecords(bases=[ChangeRecord], m2m_fields=[roles], m2m_bases=[Kept])

    class Meta:
        verbose_name = "plek"
        verbose_name_plural = "plekken"
        ordering = ("position", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "sector", "name"), name="teams_seat_template_name_once_a_region_and_sector"
            ),
        )

    def __str__(self) -> str:
        return self.name
