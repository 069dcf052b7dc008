from django.db import models

from schools.models.kept import Kept


class Opening(Kept):
    """The trail was opened to take something out of it, such as the traces of somebody who is erased.

    It is open only inside the transaction that opened it; the row stays, so that this too is known afterwards.
    """

    reason = models.TextField("waarom")
    opened_at = models.DateTimeField("wanneer", auto_now_add=True)
    is_open = models.BooleanField("open", default=True)

    class Meta:
        verbose_name = "opening van het spoor"
        verbose_name_plural = "openingen van het spoor"
        ordering = ("-opened_at", "-pk")
        indexes = (
            models.Index(fields=("is_open",), condition=models.Q(is_open=True), name="schools_opening_that_is_open"),
        )

    def __str__(self) -> str:
        return self.reason
