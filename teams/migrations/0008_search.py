"""Schools and people can be searched in: see teams/search/index.py. SQLite gets its tables after every migrate."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

from teams.search.index import lay_on_postgresql, lift_from_postgresql


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            lay_on_postgresql(cursor)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            lift_from_postgresql(cursor)


class _OnPostgreSQL:
    """Django's own leaves other databases alone on the way forward, but not on the way back."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Trigrams(_OnPostgreSQL, TrigramExtension):
    pass


class Unaccent(_OnPostgreSQL, UnaccentExtension):
    pass


class Migration(migrations.Migration):
    dependencies = [("schools", "0003_append_only"), ("teams", "0007_alter_logentry_kind")]

    operations = [Trigrams(), Unaccent(), migrations.RunPython(lay, lift)]
