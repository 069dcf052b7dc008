from django.conf import settings
from django.db import models


class RegisterImport(models.Model):
    """A file of DUO that somebody looks at before she takes it over; one for each, and gone when it is done.

    `preview` is what would change.
    """

    asked_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="register_import", verbose_name="gevraagd door"
    )
    file_name = models.CharField("bestand", max_length=120)
    content = models.BinaryField("inhoud")
    allows_closing = models.BooleanField("mag veel scholen sluiten", default=False)
    preview = models.JSONField("wat er zou gebeuren")
    made_at = models.DateTimeField("gekozen", auto_now_add=True)

    class Meta:
        verbose_name = "bestand van DUO"
        verbose_name_plural = "bestanden van DUO"
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.file_name
