"""Where a school lies: its municipality, and the areas of the samenwerkingsverbanden."""

from django.core.validators import RegexValidator
from django.db import models

SWV_CODE = RegexValidator(r"^(PO|VO)[0-9]{4}\Z", "Een code als PO2704 of VO2705.")


class Municipality(models.Model):
    """A gemeente, known by its four-digit number as DUO writes it ("0392")."""

    code = models.CharField("gemeentenummer", max_length=4, unique=True, validators=[RegexValidator(r"^[0-9]{4}\Z")])
    name = models.CharField("naam", max_length=60, blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ("name", "code")

    def __str__(self) -> str:
        return self.name or f"gemeente {self.code}"


class Region(models.Model):
    """The area that works together: one samenwerkingsverband for PO, one for VO, and municipalities."""

    name = models.CharField(
        "naam", max_length=80, unique=True, error_messages={"unique": "Er is al een regio met deze naam."}
    )
    po_code = models.CharField("code SWV PO", max_length=6, blank=True, validators=[SWV_CODE])
    vo_code = models.CharField("code SWV VO", max_length=6, blank=True, validators=[SWV_CODE])
    municipalities = models.ManyToManyField(Municipality, related_name="regions", verbose_name="gemeenten", blank=True)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                "po_code",
                condition=~models.Q(po_code=""),
                name="schools_region_po_code_once",
                violation_error_message="Er is al een regio met deze code van het SWV PO.",
            ),
            models.UniqueConstraint(
                "vo_code",
                condition=~models.Q(vo_code=""),
                name="schools_region_vo_code_once",
                violation_error_message="Er is al een regio met deze code van het SWV VO.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class PostcodeArea(models.Model):
    """Which samenwerkingsverbanden the four digits of a postcode belong to (annex of BWBR0032324)."""

    digits = models.CharField("postcodecijfers", max_length=4, primary_key=True)
    po_code = models.CharField("code SWV PO", max_length=6, blank=True, validators=[SWV_CODE])
    vo_code = models.CharField("code SWV VO", max_length=6, blank=True, validators=[SWV_CODE])

    class Meta:
        verbose_name = "postcodegebied"
        verbose_name_plural = "postcodegebieden"

    def __str__(self) -> str:
        return f"{self.digits}: {self.po_code or 'onbekend'}, {self.vo_code or 'onbekend'}"
