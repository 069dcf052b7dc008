"""Row a4: each guard of the program is taken away in turn, and the tests of access must notice."""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import transaction

from proof.mutants import Mutant, mutants
from proof.rows import Figure
from tests.access.questions import QUESTIONS, differences
from tests.access.table import BY_NAME
from tests.access.walk import Cell, Walker, addresses, faults_of
from tests.access.world import lay_world

SEED = 20261122
SAMPLE = 14
# Two of each kind of right: who asks, and where.
WHO = ("ib", "coach", "swv", "beheerder", "stranger", "pb_town")
WHERE = ("own", "closed", "other", "here")
TESTS = (
    "tests/*/test_access*.py",
    "tests/*/access/test_*.py",
    "tests/teams/test_coordinators.py",
    "tests/teams/test_addresses.py",
    "tests/teams/test_no_way_round.py",
    "tests/teams/test_merge.py",
    "tests/teams/test_hand_over.py",
    "tests/teams/test_logbook_access.py",
    "tests/teams/test_plans.py",
    "tests/teams/test_plans_shown.py",
    "tests/teams/views/test_undo_change.py",
    "tests/teams/views/test_public_page.py",
    "tests/teams/views/test_invite.py",
    "tests/teams/views/test_coordinator.py",
    "tests/teams/views/test_shielded.py",
)


def measure(*, quick: bool) -> Figure:
    """Ask the functions of access, then the pages, then the tests of access, until one notices."""
    everything = list(enumerate(mutants()))
    chosen = random.Random(SEED).sample(everything, SAMPLE) if quick else everything  # noqa: S311 a sample, no secret
    with transaction.atomic():
        walker = Walker.of(lay_world())
        assert list(differences(walker.world)) == []
        alive = [(number, mutant) for number, mutant in chosen if not notices(walker, mutant)]
        transaction.set_rollback(True)
    by_table = len(chosen) - len(alive)
    noticed = noticed_by_tests([number for number, _ in alive])
    survivors = [str(mutant) for number, mutant in alive if number not in noticed]
    killed = len(chosen) - len(survivors)
    text = (
        f"{killed} of {len(chosen)} mutants killed ({100 * killed / len(chosen):.1f} %): {by_table} by the table, "
        f"{len(noticed)} by the tests of access; {len(everything)} guards in all; without a mutant nothing is noticed"
    )
    return Figure(text, bool(chosen) and not survivors, tuple(survivors))


def notices(walker: Walker, mutant: Mutant) -> bool:
    """Whether the table is contradicted while this mutant lives: by the functions, or by the pages of a view."""
    with mutant.alive(), transaction.atomic():
        try:
            return next(contradictions(walker, mutant), None) is not None
        except Exception:  # noqa: BLE001 a guard that breaks lets nobody in, and is seen at once
            return True
        finally:
            transaction.set_rollback(True)


def contradictions(walker: Walker, mutant: Mutant) -> Iterator[str]:
    """What is otherwise than the table says."""
    if ".views." not in mutant.function.__module__:
        name = mutant.function.__name__
        yield from differences(walker.world, sorted(QUESTIONS, key=lambda each: not each.name.startswith(name)))
        return
    in_resolver = {address.name for address in addresses()}
    for name in sorted(in_resolver & set(BY_NAME)):
        yield from pages(walker, name)


def pages(walker: Walker, name: str) -> Iterator[str]:
    """What one page answers to some, in some places."""
    route = BY_NAME[name]
    if "GET" in route.allowed:
        for role in WHO:
            for place in set(WHERE) & set(route.who.places):
                yield from faults_of(walker, Cell(route, role, place, "GET"))


def noticed_by_tests(numbers: Sequence[int]) -> set[int]:
    """Which of these mutants the tests of access notice; they run in a process of their own."""
    if not numbers:
        return set()
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "noticed.json")
        files = sorted(str(path) for pattern in TESTS for path in Path().glob(pattern))
        command = [sys.executable, "-m", "pytest", "-q", "-p", "proof.mutant_tests", "-p", "no:cacheprovider", *files]
        environment = {"MUTANTS": json.dumps(list(numbers)), "NOTICED": str(found), "DATABASE_URL": "sqlite://:memory:"}
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
        if not found.exists():
            raise AssertionError(f"the tests of access did not run: {done.stdout[-500:]} {done.stderr[-500:]}")
        return set(json.loads(found.read_text()))
