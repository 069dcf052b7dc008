"""Nobody is expected at two sessions at the same moment."""

from django.db import migrations

from meetings.overlap import RULES
from teams.overlap import postgresql, sqlite


def forbid_overlap(apps, schema_editor):
    for rule in RULES:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in [postgresql(rule)] if is_postgresql else sqlite(rule):
            schema_editor.execute(statement)


def allow_overlap(apps, schema_editor):
    for rule in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {rule.table} DROP CONSTRAINT {rule.name}")
        else:
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {rule.name}_{event}")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("teams", "0002_no_overlap")]

    operations = [migrations.RunPython(forbid_overlap, allow_overlap)]
