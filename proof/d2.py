"""Row d2: files in every encoding and shape, also broken and hostile ones, get the verdict that they should, on the
line where it belongs. The files are those of the tests."""

import resource
import time

from accounts.models import User
from proof.rows import Figure
from schools.models import Region
from tests.teams.importing.corpus import Case, cases
from tests.teams.importing.filing import lay_guide, lay_region, outcome

ASKED = 60  # files, by the matrix


def measure(*, quick: bool) -> Figure:
    """Read every file; a quick run leaves the large ones out."""
    region = lay_region()
    guide = lay_guide(region)
    tried = [case for case in cases() if not quick or len(case.content) < 1_000_000]
    wrong: list[str] = []
    slowest = 0.0
    for case in tried:
        begun = time.monotonic()
        if not _is_right(case, region, guide):
            wrong.append(case.name)
        slowest = max(slowest, time.monotonic() - begun)
    refusals = sum(bool(case.refused) for case in tried)
    text = (
        f"{len(tried) - len(wrong)} of {len(tried)} verdicts right, {refusals} of them refusals; "
        f"slowest {slowest:.1f} s; {_megabytes()} MB of memory at most, the making of the files included"
    )
    return Figure(text, not wrong and len(tried) >= ASKED, tuple(wrong))


def _is_right(case: Case, region: Region, guide: User) -> bool:
    lines, said, at = outcome(case, region, guide)
    return lines == case.lines and (said == "") == (not case.refused) and case.refused in said and at in {None, case.at}


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
