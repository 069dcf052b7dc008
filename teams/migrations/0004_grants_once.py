"""Nobody has the same grant twice on one day, and coordinates an organisation once."""

from datetime import date

from django.db import migrations

from teams.overlap import GRANT_RULES, postgresql, sqlite


def join_doubles(apps, schema_editor):
    """Of the same grant twice on one day one stays, for as long as either of them: access stays what it was."""
    join(apps.get_model("schools", "Grant"), ("user_id", "kind", "region_id", "municipality_id"))
    join(apps.get_model("teams", "Coordinator"), ("user_id", "organisation_id"))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else it alters no table that was written to


def join(model, same):
    kept = {}
    for row in model.objects.order_by("starts_on", "pk"):
        about = tuple(getattr(row, name) for name in same)
        first = kept.get(about)
        if first is None or row.starts_on > (first.ends_on or date.max):
            kept[about] = row
            continue
        ends = [first.ends_on, row.ends_on]
        first.ends_on = None if None in ends else max(ends)
        row.delete()
        first.save()


def forbid_overlap(apps, schema_editor):
    for rule in GRANT_RULES:
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in [postgresql(rule)] if is_postgresql else sqlite(rule):
            schema_editor.execute(statement)


def allow_overlap(apps, schema_editor):
    for rule in GRANT_RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {rule.table} DROP CONSTRAINT {rule.name}")
        else:
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER {rule.name}_{event}")


class Migration(migrations.Migration):
    dependencies = [("teams", "0003_access"), ("schools", "0002_access")]

    operations = [
        migrations.RunPython(join_doubles, migrations.RunPython.noop),
        migrations.RunPython(forbid_overlap, allow_overlap),
    ]
