"""A file of DUO, tried before it is taken over: the same import, rolled back, says what would change."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.models import User
from schools.actions.register import RegisterReport, import_schools
from schools.duo.schools import read_schools
from schools.models import School
from teams.models import RegisterImport

SHOWN = 300  # schools of a kind; the numbers are of all


@transaction.atomic
def take_register(*, content: bytes, name: str, today: date, actor: User, allows_closing: bool) -> RegisterImport:
    """Keep a file with what it would change. Raises FileRefused. What she had chosen before makes way for it."""
    report, notes = _try(content, today, allows_closing=allows_closing)
    RegisterImport.objects.filter(asked_by=actor).delete()
    return RegisterImport.objects.create(
        asked_by=actor,
        file_name=name[-120:],
        content=content,
        allows_closing=allows_closing,
        preview=summary(report, notes),
    )


@transaction.atomic
def take_register_over(*, row: RegisterImport, today: date) -> dict[str, Any]:
    """Make the register equal to the file; what that changed. Raises FileRefused."""
    file = read_schools(bytes(row.content))
    report = import_schools(records=file.records, today=today, allow_closing=row.allows_closing)
    row.delete()
    return summary(report, [str(note) for note in file.notes])


def _try(content: bytes, today: date, *, allows_closing: bool) -> tuple[RegisterReport, list[str]]:
    file = read_schools(content)
    with transaction.atomic():
        report = import_schools(records=file.records, today=today, allow_closing=allows_closing)
        transaction.set_rollback(True)
    return report, [str(note) for note in file.notes]


def summary(report: RegisterReport, notes: Sequence[str]) -> dict[str, Any]:
    """What an import did, in plain values: how many of each kind, and the first of them by name."""
    tally = report.schools
    kinds = {
        "new": [(_named(school), "") for school in report.founded],
        "changed": [(_named(school), ", ".join(_labels(School, fields))) for school, fields in report.revised],
        "closed": [(_named(school), "staat niet meer in het bestand") for school in report.closed],
    }
    return {
        "read": report.read,
        "same": tally.unchanged,
        **{name: len(rows) for name, rows in kinds.items()},
        "rows": {name: rows[:SHOWN] for name, rows in kinds.items()},
        "notes": list(notes[:SHOWN]),
        "note_count": len(notes),
    }


def _named(school: School) -> str:
    return ", ".join(filter(None, [school.name, school.city, school.establishment_code]))


def _labels(model: type[Model], fields: Sequence[str]) -> list[str]:
    labels = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}
    return [labels[name] for name in fields]
