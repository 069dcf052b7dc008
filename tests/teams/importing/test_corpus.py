"""Row d2: every kind of file gets the verdict that it should, on the line where it belongs."""

import pytest

from accounts.models import User
from schools.models import Region
from teams.enums import ImportState
from teams.models import TeamImport
from teams.sheets.refusal import SheetRefused
from tests.teams.importing.corpus import Case, cases
from tests.teams.importing.filing import take, verdicts

CASES = list(cases())


def outcome(case: Case, region: Region, actor: User) -> tuple[tuple[tuple[int, str], ...], str, int | None]:
    """The verdict of each line, or the sentence that refuses the file and its line; when it is taken and compared."""
    try:
        row = take(case.content, region, actor)
    except SheetRefused as refused:
        assert TeamImport.objects.count() == 0  # nothing is kept of it
        return (), str(refused), refused.line
    assert row.state in {ImportState.READY, ImportState.FAILED}
    return tuple(verdicts(row)), row.trouble, None


def test_there_are_more_than_sixty_files() -> None:
    assert (len(CASES) >= 60, len({case.name for case in CASES})) == (True, len(CASES))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_gets_its_verdict(case: Case, region: Region, guide: User) -> None:
    lines, said, at = outcome(case, region, guide)
    assert lines == case.lines
    assert (case.refused in said, bool(said)) == (True, bool(case.refused))
    if case.refused and at is not None:
        assert at == case.at
