"""Row d3: an import raises or is killed somewhere in the middle; the register is as before, or as after, never between.

The breaking itself is shared with the tests, which try every statement.
"""

import tempfile
from pathlib import Path

from django.db import connection

from proof.rows import Figure
from proof.scratch import database_url
from schools.actions.register import import_schools
from schools.duo.schools import read_schools
from tests.schools.duo_files import many
from tests.schools.test_import_atomic import (
    DAY,
    FIRST,
    LATER,
    current,
    do_import,
    partial_after_error,
    partial_after_kill,
    statements,
)


def measure(*, quick: bool) -> Figure:
    """Break off the import of a later edition: at the first, middle and last statement and at the commit."""
    first, later = (FIRST, LATER) if quick else (many(2000), many(2300).replace(b"School 1", b"Basisschool 1"))
    do_import(first)
    last = statements(lambda: do_import(later))
    raised, raises = partial_after_error(lambda: do_import(later), (1, last // 2, last))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "later.csv")
        file.write_bytes(later)
        killed, kills = partial_after_kill(database_url(), file, (1, last // 2, last, 0), current)
    changed = rows_changed_by_second_run(later)
    text = (
        f"{raised} partial states in {raises} raises and {killed} in {kills} kills (-9) on {connection.vendor}, "
        f"{last} statements; second run changes {changed} rows"
    )
    return Figure(text, raised + killed + changed == 0)


def rows_changed_by_second_run(data: bytes) -> int:
    """Import it twice; what the second run reports or leaves different."""
    do_import(data)
    before = current()
    report = import_schools(records=read_schools(data).records, today=DAY)
    reported = report.schools.new + report.schools.changed + len(report.closed) + len(report.reopened)
    return int(reported + (current() != before))
