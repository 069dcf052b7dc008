"""The register of schools. A school is a DUO *vestiging*; it is closed when it is gone, never deleted."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models

from schools.enums import HolidayRegion, Sector
from schools.models.area import Municipality, Region


class Board(models.Model):
    """A bevoegd gezag. DUO publishes its number, not its name."""

    code = models.CharField(
        "nummer bevoegd gezag", max_length=5, unique=True, validators=[RegexValidator(r"^[0-9]{5}\Z")]
    )
    name = models.CharField("naam", max_length=120, blank=True)

    class Meta:
        verbose_name = "schoolbestuur"
        verbose_name_plural = "schoolbesturen"
        ordering = ("name", "code")

    def __str__(self) -> str:
        return self.name or f"bestuur {self.code}"


class SchoolQuerySet(models.QuerySet["School"]):
    def open(self, day: date) -> "SchoolQuerySet":
        """Schools that exist on this day."""
        return self.filter(models.Q(closed_on=None) | models.Q(closed_on__gt=day))

    def in_sectors(self) -> dict[str, int]:
        """How many of these schools there are of each sector that occurs."""
        counted = self.order_by().values_list("sector").annotate(models.Count("pk"))
        return dict(counted)

    def search(self, text: str) -> "SchoolQuerySet":
        """Schools whose name, place or code holds every word of the text."""
        found = self
        for word in text.split()[:6]:
            in_name = models.Q(name__icontains=word) | models.Q(city__icontains=word)
            # SQLite does not know that û and Û are the same letter.
            with_capital = models.Q(name__icontains=word.capitalize()) | models.Q(city__icontains=word.capitalize())
            found = found.filter(in_name | with_capital | models.Q(establishment_code__iexact=word))
        return found


class School(models.Model):
    """One establishment of a school, known by its DUO code NNXXNN."""

    establishment_code = models.CharField(
        "vestigingscode", max_length=6, unique=True, validators=[RegexValidator(r"^[0-9]{2}[A-Z]{2}[0-9]{2}\Z")]
    )
    name = models.CharField("naam", max_length=120)
    sector = models.CharField("soort onderwijs", max_length=3, choices=Sector)
    denomination = models.CharField("denominatie", max_length=60, blank=True)
    street = models.CharField("straat", max_length=60, blank=True)
    house_number = models.CharField("huisnummer", max_length=20, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    city = models.CharField("plaats", max_length=60, blank=True)
    district = models.CharField("wijk", max_length=60, blank=True)
    phone = models.CharField("telefoon", max_length=16, blank=True)
    website = models.URLField("website", blank=True)
    holiday_region = models.CharField("vakantieregio", max_length=1, choices=HolidayRegion)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="schools", verbose_name="gemeente")
    board = models.ForeignKey(
        Board, models.PROTECT, related_name="schools", verbose_name="schoolbestuur", null=True, blank=True
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="schools", verbose_name="regio", null=True, blank=True
    )
    swv_po = models.CharField("SWV PO", max_length=6, blank=True)
    swv_vo = models.CharField("SWV VO", max_length=6, blank=True)
    closed_on = models.DateField("gesloten op", null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "school"
        verbose_name_plural = "scholen"
        ordering = ("name", "city", "establishment_code")
        indexes = (models.Index(fields=("region", "name"), name="schools_school_region_name"),)

    def __str__(self) -> str:
        return self.name

    def is_closed(self, day: date) -> bool:
        """Whether this school is gone on this day."""
        return self.closed_on is not None and self.closed_on <= day

    @property
    def address(self) -> str:
        """ "Melkweg 13, 9306 TC Alteveer"; parts that are not known are left out."""
        street, place = f"{self.street} {self.house_number}".strip(), f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (street, place) if part)
