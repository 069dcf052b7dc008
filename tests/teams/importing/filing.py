"""Bringing a file in, step by step, as the pages and the worker do."""

import io
from datetime import date

from django.utils import timezone

from accounts.models import User
from schools.models import Region
from teams.importing import steps
from teams.models import ImportRow, TeamImport

TODAY = date(2026, 11, 22)


def take(content: bytes, region: Region, actor: User) -> TeamImport:
    """The file, compared with what is known."""
    row = steps.take_file(
        region=region, file=io.BytesIO(content), name="teams.csv", today=TODAY, now=timezone.now(), actor=actor
    )
    steps.compare(team_import=row, columns=row.columns, starts_on=TODAY, now=timezone.now())
    row.refresh_from_db()
    return row


def carry_out(row: TeamImport, actor: User, *, all_rows: bool = False) -> TeamImport:
    """Take over what is chosen, or also what is doubtful."""
    if all_rows:
        steps.choose_all(team_import=row, verdict="doubtful", are_chosen=True)
    steps.start_taking_over(team_import=row, actor=actor, now=timezone.now())
    row.refresh_from_db()
    return row


def verdicts(row: TeamImport) -> list[tuple[int, str]]:
    return [(each.line, each.verdict) for each in row.rows.all()]


def only(row: TeamImport) -> ImportRow:
    return row.rows.get()
