"""Nobody holds the same seat twice on one day, a role has one first contact and a member one stand-in at a time."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

from teams.overlap import SEAT_RULES, postgresql, sqlite


def forbid_overlap(apps, schema_editor):
    for rule in SEAT_RULES:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in [postgresql(rule)] if is_postgresql else sqlite(rule):
            schema_editor.execute(statement)


def allow_overlap(apps, schema_editor):
    for rule in SEAT_RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {rule.table} DROP CONSTRAINT {rule.name}")
        else:
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER {rule.name}_{event}")


class BtreeGistOnPostgreSQL(BtreeGistExtension):
    """Django's own leaves other databases alone on the way forward, but not on the way back."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    dependencies = [("teams", "0001_initial")]

    operations = [
        BtreeGistOnPostgreSQL(),
        migrations.RunPython(forbid_overlap, allow_overlap),
    ]
