"""Row d2: every kind of file gets the verdict that it should, on the line where it belongs."""

import pytest

from accounts.models import User
from schools.models import Region
from tests.teams.importing.corpus import Case, cases
from tests.teams.importing.filing import outcome

CASES = list(cases())


def test_there_are_more_than_sixty_files() -> None:
    assert (len(CASES) >= 60, len({case.name for case in CASES})) == (True, len(CASES))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_gets_its_verdict(case: Case, region: Region, guide: User) -> None:
    lines, said, at = outcome(case, region, guide)
    assert (lines, said == "") == (case.lines, not case.refused)
    assert case.refused in said
    assert at in {None, case.at}
