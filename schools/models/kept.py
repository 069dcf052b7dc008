from django.db import models


class Kept(models.Model):
    """Rows that are only ever added: the database refuses to change or delete them (schools.trail)."""

    class Meta:
        abstract = True
