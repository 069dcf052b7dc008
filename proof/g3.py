"""Row g3: somebody erased, and somebody whose contact data were kept too long: no trace in tables or files."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from proof.canaries import PERSONAL, PHONES, Somebody, somebody
from proof.rows import Figure
from proof.scratch import empty
from schools.models import Change
from teams.actions.erasure import erase_professional
from teams.actions.retention import overdue, remove_contact_data

NUMBERS = {f"{name}, {number}": number for name, numbers in PHONES.items() for number in numbers}
ALL = PERSONAL | NUMBERS
# After the time that contact data are kept her name stays, and what her account was known by goes with the account.
CONTACT = {name: word for name, word in ALL.items() if "name" not in name and name != "contact hours"}


def measure(*, quick: bool) -> Figure:  # noqa: ARG001 it is small already
    """Scan a dump of every table and every file before (the control) and after."""
    erased_before, erased_after = _tried(_erase, ALL)
    empty()
    kept_before, kept_after = _tried(_retain, CONTACT)
    text = (
        f"{len(erased_after)} traces left of {len(ALL)} words after erasing, {len(kept_after)} of {len(CONTACT)} after "
        f"the time that contact data are kept, in {len(connection.introspection.table_names())} tables and "
        f"the files on {connection.vendor}; control: {len(erased_before)} and {len(kept_before)} before"
    )
    holds = not erased_after and not kept_after and len(erased_before) == len(ALL) and len(kept_before) == len(CONTACT)
    return Figure(text, holds, (*erased_after, *kept_after))


def _tried(act: Callable[[Somebody], None], words: dict[str, str]) -> tuple[list[str], list[str]]:
    her = somebody(is_over=True)
    for number in NUMBERS.values():  # also where a sentence of the trail names them
        Change.objects.create(summary=f"Te bereiken op {number}.", region=her.stage.school.region)
    before = _found(words)
    act(her)
    return before, _found(words)


def _erase(her: Somebody) -> None:
    erase_professional(professional=her.professional, today=her.stage.today, actor=her.stage.ib)


def _retain(her: Somebody) -> None:
    in_three_years = her.stage.today + timedelta(days=3 * 366)
    for found in [each for each in overdue(today=in_three_years, years=2) if each.professional == her.professional]:
        remove_contact_data(found=found)


def _found(words: dict[str, str]) -> list[str]:
    text = "\n".join([*_tables(), *_files()]).casefold()
    return [name for name, word in words.items() if word.casefold() in text]


def _tables() -> Iterable[str]:
    """Every value of every row of every table, whether or not a model of ours knows it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 names from the database itself
            yield from map(repr, cursor.fetchall())


def _files() -> Iterable[str]:
    """What this program writes beside the database: nothing but static files, so any trace is one too many."""
    folder = Path(settings.BASE_DIR, "var")
    skipped = {".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".png"}
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in skipped and "static" not in path.parts:
            yield path.read_bytes().decode("utf-8", errors="replace")
