"""Nobody holds the same seat twice on one day, and a member has one stand-in at a time: the database has the last word.

PostgreSQL has exclusion constraints for this; SQLite gets triggers that answer the same.
"""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

RULES = (
    ("teams_membership", ("school_id", "role_id", "professional_id")),
    ("teams_standin", ("membership_id",)),
)


def forbid_overlap(apps, schema_editor):
    for table, columns in RULES:
        for statement in _statements(schema_editor.connection.vendor, table, columns):
            schema_editor.execute(statement)


def allow_overlap(apps, schema_editor):
    for table, _ in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_no_overlap")
        else:
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_overlap_{event}")


def _statements(vendor, table, columns):
    if vendor == "postgresql":
        same = ", ".join(f"{column} WITH =" for column in columns)
        yield (
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_no_overlap "
            f"EXCLUDE USING gist ({same}, daterange(starts_on, ends_on, '[]') WITH &&)"
        )
        return
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    for event, but_not_itself in (("insert", ""), ("update", "other.id <> NEW.id AND ")):
        yield (
            f"CREATE TRIGGER {table}_no_overlap_{event} BEFORE {event.upper()} ON {table} WHEN EXISTS ("
            f"SELECT 1 FROM {table} AS other WHERE {but_not_itself}{same} "
            "AND other.starts_on <= COALESCE(NEW.ends_on, '9999-12-31') "
            "AND COALESCE(other.ends_on, '9999-12-31') >= NEW.starts_on"
            f") BEGIN SELECT RAISE(ABORT, '{table}_no_overlap'); END"
        )


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
