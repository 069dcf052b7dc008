"""A plugin of pytest: runs the chosen tests once without a mutant, then for each those that ask its function, until
one of them fails."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol


@dataclass(frozen=True)
class Asking:
    """A test, the guards that it asks, and how long that takes."""

    item: Any
    asks: frozenset[str]
    seconds: float

    @property
    def price(self) -> tuple[int, float]:
        """What is about few guards says the most of each of them."""
        return len(self.asks), self.seconds


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Writes down which mutants were noticed, and by which test; without one, all tests must pass."""
    from proof.mutants import mutants  # only now is Django ready for it

    everything = list(mutants())
    tests = _tests(session)
    noticed = {}
    for number in json.loads(os.environ["MUTANTS"]):
        mutant = everything[number]
        with mutant.alive():
            asking = (test.item for test in tests if mutant.name in test.asks)
            if failed := next((item for item in asking if _fails(item)), None):
                noticed[number] = failed.nodeid
    Path(os.environ["NOTICED"]).write_text(json.dumps(noticed))
    return True


def _tests(session: pytest.Session) -> list[Asking]:
    from proof.mutants import asked

    found = []
    with asked() as asks:
        for item in session.items:
            asks.clear()
            reports = _run(item)
            if any(report.failed for report in reports):
                raise AssertionError(f"{item.nodeid} fails by itself")
            seconds = sum(report.duration for report in reports if report.when == "call")
            found.append(Asking(item, frozenset(asks), seconds))
    return sorted(found, key=lambda test: test.price)


def _fails(item: Any) -> bool:
    return any(report.failed for report in _run(item))


def _run(item: Any) -> list[Any]:
    """Run a test, whichever came before it or comes after it."""
    item._initrequest()  # noqa: SLF001 a test that runs again starts with fresh fixtures
    return runtestprotocol(item, nextitem=item.session, log=False)
