"""A file on its way in: taken, compared and taken over. What takes long the worker does, below mail (decision 38)."""

import io
import logging
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from schools.changes import CannotUndo, Stale
from schools.models import Change, Region
from teams.actions.handover import take_back as undone
from teams.enums import ImportState, RowVerdict
from teams.importing.judging import judge
from teams.importing.known import Known, role_names
from teams.importing.reading import rows_of
from teams.importing.taking_over import take_over
from teams.models import ImportRow, RegisterImport, Role, TeamImport
from teams.sheets.columns import guess
from teams.sheets.refusal import SheetRefused
from teams.sheets.sheet import read_sheet

BELOW_MAIL = -10
STEP = 500  # rows between two looks at how far it is
SAMPLE = 3  # lines that are shown with the columns
BEFORE = (ImportState.COLUMNS, ImportState.CHECKING, ImportState.READY, ImportState.APPLYING, ImportState.FAILED)
BY_ITSELF = (RowVerdict.NEW, RowVerdict.CHANGED)  # chosen unless somebody says otherwise
WENT_WRONG = "Er ging iets mis. Er is niets ingelezen. Probeer het opnieuw, of vraag het de beheerder."

logger = logging.getLogger(__name__)


def take_file(*, region: Region, file: BinaryIO, name: str, today: date, now: datetime, actor: User) -> TeamImport:
    """Keep a file, with what its columns probably are. Raises SheetRefused for one that cannot be read."""
    sheet = read_sheet(file, most_lines=SAMPLE)
    file.seek(0)
    heads = list(sheet.heads.cells)
    return TeamImport.objects.create(
        region=region,
        asked_by=actor,
        file_name=name[-120:],
        content=file.read(),
        heads=heads,
        sample=[list(line.cells) for line in sheet.lines],
        columns=guess(heads, role_names(Role.objects.all())),
        starts_on=today,
        moved_at=now,
    )


def compare(*, team_import: TeamImport, columns: Sequence[str], starts_on: date, now: datetime) -> None:
    """Have every row held against what is known, by these columns."""
    TeamImport.objects.filter(pk=team_import.pk, change=None).update(columns=list(columns), starts_on=starts_on)
    _start(team_import, ImportState.CHECKING, now)


@transaction.atomic
def choose(*, team_import: TeamImport, shown: Sequence[int], chosen: Sequence[int]) -> None:
    """Of the rows that a page showed, keep which were chosen."""
    rows = team_import.rows.filter(position__in=shown).exclude(verdict__in=(RowVerdict.SAME, RowVerdict.REFUSED))
    rows.update(is_chosen=False)
    rows.filter(position__in=chosen).update(is_chosen=True)


def choose_all(*, team_import: TeamImport, verdict: str, are_chosen: bool) -> None:
    """Choose every row of a verdict, or none."""
    team_import.rows.filter(verdict=verdict).exclude(verdict__in=(RowVerdict.SAME, RowVerdict.REFUSED)).update(
        is_chosen=are_chosen
    )


def start_taking_over(*, team_import: TeamImport, actor: User, now: datetime) -> bool:
    """Have the chosen rows taken over; False when that is going on or done already."""
    return _start(team_import, ImportState.APPLYING, now, actor, only_from=(ImportState.READY,))


@transaction.atomic
def choose_columns(*, team_import: TeamImport) -> bool:
    """Go back to choosing what the columns are."""
    row = TeamImport.objects.select_for_update(of=("self",)).defer("content").get(pk=team_import.pk)
    if row.state not in {ImportState.READY, ImportState.FAILED} or not row.heads:
        return False
    row.state, row.trouble = ImportState.COLUMNS, ""
    row.attempt += 1
    row.save(update_fields=["state", "trouble", "attempt"])
    return True


def start_taking_back(*, team_import: TeamImport, actor: User, now: datetime) -> bool:
    """Have it undone; False when it was not taken over, or is being undone. Thousands of rows take a minute."""
    return _start(team_import, ImportState.UNDOING, now, actor, only_from=(ImportState.DONE,))


def taken_back_by_worker(*, change: Change, actor: User, now: datetime) -> bool:
    """Whether a change was a file taken over; then the worker undoes it, wherever that was asked."""
    found = TeamImport.objects.filter(change=change, state=ImportState.DONE).defer("content").first()
    return found is not None and start_taking_back(team_import=found, actor=actor, now=now)


def retry(*, team_import: TeamImport, now: datetime) -> bool:
    """Compare again, after it went wrong or stood still."""
    if team_import.is_moving(now):
        return False
    if team_import.state == ImportState.UNDOING:
        return _start(team_import, ImportState.UNDOING, now, team_import.asked_by, only_from=(ImportState.UNDOING,))
    return _start(team_import, ImportState.CHECKING, now)


def remove_old_imports(*, before: datetime, dry_run: bool = False) -> int:
    """Remove files and rows of before this moment; how many files that were."""
    old = [model.objects.filter(made_at__lt=before) for model in (TeamImport, RegisterImport)]
    number = sum(rows.count() for rows in old)
    for rows in old if not dry_run else ():
        rows.delete()
    return number


@transaction.atomic
def _start(
    team_import: TeamImport,
    state: ImportState,
    now: datetime,
    actor: User | None = None,
    only_from: Sequence[ImportState] = (),
) -> bool:
    row = TeamImport.objects.select_for_update(of=("self",)).get(pk=team_import.pk)
    if row.state not in (only_from or BEFORE):
        return False
    row.state, row.trouble, row.moved_at, row.done = state, "", now, 0
    row.attempt += 1
    row.save(update_fields=["state", "trouble", "moved_at", "done", "attempt"])
    if state == ImportState.CHECKING:
        check.enqueue(row.pk, row.attempt)
    elif state == ImportState.UNDOING and actor is not None:
        take_back.enqueue(row.pk, row.attempt, actor.pk)
    elif actor is not None:
        carry_out.enqueue(row.pk, row.attempt, actor.pk)
    return True


@task(priority=BELOW_MAIL)
def check(import_id: int, attempt: int) -> None:
    """Read the whole file and say of every row what would come of it."""
    team_import = _mine(import_id, attempt, ImportState.CHECKING)
    if team_import is None:
        return
    try:
        _check(team_import)
    except SheetRefused as refused:
        _move(team_import, state=ImportState.FAILED, trouble=str(refused))
    except Exception:
        logger.exception("Import %s stopped while comparing", import_id)
        _move(team_import, state=ImportState.FAILED, trouble=WENT_WRONG)


@task(priority=BELOW_MAIL)
def carry_out(import_id: int, attempt: int, actor_id: int) -> None:
    """Take the chosen rows over; then the file and its rows go."""
    team_import = _mine(import_id, attempt, ImportState.APPLYING)
    if team_import is None:
        return
    actor = User.objects.get(pk=actor_id)
    try:
        _take_over(team_import, actor)
    except Stale as stale:
        _compare_again(team_import, " ".join(stale.differences))
    except ValidationError as error:
        _compare_again(team_import, " ".join(error.messages))
    except Exception:
        logger.exception("Import %s stopped while taking over", import_id)
        _move(team_import, state=ImportState.FAILED, trouble=WENT_WRONG)


@task(priority=BELOW_MAIL)
def take_back(import_id: int, attempt: int, actor_id: int) -> None:
    """Undo all of it as one."""
    team_import = _mine(import_id, attempt, ImportState.UNDOING)
    if team_import is None or team_import.change is None:
        return
    actor, change = User.objects.get(pk=actor_id), team_import.change
    try:
        with transaction.atomic():
            undone(change=change, actor=actor, today=timezone.localdate())
            _move(team_import, state=ImportState.UNDONE)
    except CannotUndo as error:
        _move(team_import, state=ImportState.DONE, trouble=" ".join(error.messages)[:400])
    except Exception:
        logger.exception("Import %s could not be undone", import_id)
        _move(team_import, state=ImportState.DONE, trouble="Het ongedaan maken ging mis. Er is niets teruggedraaid.")


@transaction.atomic
def _take_over(team_import: TeamImport, actor: User) -> None:
    """All of it or nothing; when another attempt has begun meanwhile, nothing."""
    change = take_over(team_import=team_import, today=timezone.localdate(), actor=actor)
    if not _move(team_import, state=ImportState.DONE, change=change, content=b"", heads=[], sample=[]):
        raise Stale(["Dit bestand is intussen opnieuw vergeleken."])
    team_import.rows.all().delete()


def _compare_again(team_import: TeamImport, trouble: str) -> None:
    if _start(team_import, ImportState.CHECKING, timezone.now(), only_from=(ImportState.APPLYING,)):
        TeamImport.objects.filter(pk=team_import.pk).update(trouble=trouble[:400])


def _check(team_import: TeamImport) -> None:
    sheet = read_sheet(io.BytesIO(bytes(team_import.content)))
    lines = [(line.number, values) for line in sheet.lines for values in rows_of(line, team_import.columns)]
    _move(team_import, total=len(lines))
    known = Known(team_import.region, team_import.asked_by, timezone.localdate())
    kept = set(team_import.rows.filter(is_chosen=True).values_list("position", "verdict", "what"))
    left_out = set(team_import.rows.filter(is_chosen=False).values_list("position", "verdict", "what"))
    rows: list[ImportRow] = []
    judged = judge([values for _, values in lines], known, team_import.starts_on)
    for position, ((number, values), each) in enumerate(zip(lines, judged, strict=True)):
        row = ImportRow(team_import=team_import, position=position, line=number, values=values)
        row.verdict, row.what = each.verdict, each.what[:400]
        as_before = (position, row.verdict, row.what)
        row.is_chosen = as_before in kept or (each.verdict in BY_ITSELF and as_before not in left_out)
        rows.append(row)
        if len(rows) % STEP == 0 and not _move(team_import, done=len(rows)):
            return
    with transaction.atomic():
        if _move(team_import, done=len(rows), state=ImportState.READY):
            team_import.rows.all().delete()
            ImportRow.objects.bulk_create(rows, batch_size=1000)


def _mine(import_id: int, attempt: int, state: ImportState) -> TeamImport | None:
    found = TeamImport.objects.filter(pk=import_id, attempt=attempt, state=state)
    return found.select_related("region", "asked_by").first()


def _move(team_import: TeamImport, **fields: Any) -> bool:
    """Keep that this attempt came further; False when another has taken over, or the file is gone."""
    mine = TeamImport.objects.filter(pk=team_import.pk, attempt=team_import.attempt, state=team_import.state)
    return bool(mine.update(moved_at=timezone.now(), **fields))
