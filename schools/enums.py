from django.db.models import TextChoices


class Sector(TextChoices):
    """The kind of education a school gives, as DUO names it."""

    BO = "BO", "basisschool"
    SBO = "SBO", "speciaal basisonderwijs"
    SO = "SO", "speciaal onderwijs"
    VSO = "VSO", "voortgezet speciaal onderwijs"
    VO = "VO", "voortgezet onderwijs"


class HolidayRegion(TextChoices):
    """Whose school holidays a school follows; it belongs to the school, not to its municipality."""

    NOORD = "N", "Noord"
    MIDDEN = "M", "Midden"
    ZUID = "Z", "Zuid"


class GrantKind(TextChoices):
    """A power that reaches further than the schools where somebody sits."""

    PROCESBEGELEIDER = "procesbegeleider", "procesbegeleider"
    SWV = "swv", "medewerker samenwerkingsverband"
    BEHEERDER = "beheerder", "beheerder"
