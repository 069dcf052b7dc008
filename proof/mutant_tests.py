"""A plugin of pytest: runs the chosen tests once without a mutant, then once for each, until one of them fails."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Writes down which mutants were noticed; without one, all tests must pass."""
    from proof.mutants import mutants  # only now is Django ready for it

    everything = list(mutants())
    if _fails(session):
        raise AssertionError("the tests of access fail by themselves")
    noticed = []
    for number in json.loads(os.environ["MUTANTS"]):
        with everything[number].alive():
            if _fails(session):
                noticed.append(number)
    Path(os.environ["NOTICED"]).write_text(json.dumps(noticed))
    return True


def _fails(session: pytest.Session) -> bool:
    """Whether one of the tests fails; those after it are not run."""
    items: list[Any] = session.items
    for place, item in enumerate(items):
        item._initrequest()  # noqa: SLF001 a test that runs again starts with fresh fixtures
        reports = runtestprotocol(item, nextitem=items[(place + 1) % len(items)], log=False)
        if any(report.failed for report in reports):
            session._setupstate.teardown_exact(items[0])  # noqa: SLF001 the next one to run
            return True
    return False
