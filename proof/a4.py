"""Row a4: each guard of the program is taken away in turn, and the tests of access must notice."""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter

from django.db import transaction

from proof.mutants import Mutant, asked, mutants
from proof.rows import Figure
from tests.access.questions import QUESTIONS, differences
from tests.access.table import BY_NAME
from tests.access.walk import Cell, Walker, addresses, faults_of
from tests.access.world import lay_world

SEED = 20261122
SAMPLE = 6
# Two of each kind of right: who asks, and where.
WHO = ("ib", "coach", "swv", "beheerder", "stranger", "pb_town")
WHERE = ("own", "closed", "other", "here")
TESTS = (
    "tests/*/test_access*.py",
    "tests/teams/test_addresses.py",
    "tests/teams/test_contact.py",
    "tests/teams/test_coordinators.py",
    "tests/teams/test_logbook_access.py",
    "tests/teams/test_merge.py",
    "tests/teams/test_no_way_round.py",
    "tests/teams/test_plans_shown.py",
    "tests/*/views/test_fetching.py",
)


@dataclass(frozen=True)
class Part:
    """One part of the table, how it is contradicted, which guards answering it asks, and how long that takes."""

    contradictions: Callable[[], Iterator[str]]
    asks: frozenset[str]
    seconds: float


def measure(*, quick: bool) -> Figure:
    """Put each mutant to the tests of access, and what they let live to the table, until something notices."""
    everything = list(enumerate(mutants()))
    chosen = random.Random(SEED).sample(everything, SAMPLE) if quick else everything  # noqa: S311 a sample, no secret
    by_tests = noticed_by_tests([number for number, _ in chosen])
    alive = [mutant for number, mutant in chosen if number not in by_tests]
    survivors = let_live_by_table(alive) if alive else []
    killed = len(chosen) - len(survivors)
    text = (
        f"{killed} of {len(chosen)} mutants killed ({100 * killed / len(chosen):.1f} %): {len(by_tests)} by the tests "
        f"of access, {len(alive) - len(survivors)} by the table; {len(everything)} guards in all; without a mutant "
        "nothing is noticed"
    )
    return Figure(text, bool(chosen) and not survivors, tuple(map(str, survivors)))


def let_live_by_table(alive: Sequence[Mutant]) -> list[Mutant]:
    """Those of these mutants that neither the functions of access nor the pages betray."""
    with undone():
        table = parts(Walker.of(lay_world()), {mutant.name for mutant in alive})
        return [mutant for mutant in alive if not notices(table, mutant)]


def parts(walker: Walker, names: Collection[str]) -> list[Part]:
    """The questions to the functions of access, and the pages for what views start from; the quickest first."""
    of_views = frozenset(name for name in names if ".views." in name)
    listed = sorted({address.name for address in addresses()} & set(BY_NAME)) if of_views else []
    with asked() as called:
        questions = [_part(partial(differences, walker.world, [each]), called) for each in QUESTIONS]
        of_pages = [_part(partial(pages, walker, name), called) for name in listed]
    of_pages = [replace(part, asks=part.asks & of_views) for part in of_pages]
    return sorted([*questions, *of_pages], key=lambda part: part.seconds)


def _part(contradictions: Callable[[], Iterator[str]], called: set[str]) -> Part:
    began = perf_counter()
    called.clear()
    with undone():
        assert list(contradictions()) == []
    return Part(contradictions, frozenset(called), perf_counter() - began)


def notices(table: Sequence[Part], mutant: Mutant) -> bool:
    """Whether the table is contradicted while this mutant lives."""
    with mutant.alive():
        return any(_is_contradicted(part) for part in table if mutant.name in part.asks)


def _is_contradicted(part: Part) -> bool:
    with undone():
        try:
            return next(part.contradictions(), None) is not None
        except Exception:  # noqa: BLE001 a guard that breaks lets nobody in, and is seen at once
            return True


@contextmanager
def undone() -> Iterator[None]:
    """What is written meanwhile is as if it never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def pages(walker: Walker, name: str) -> Iterator[str]:
    """What one page answers to some, in some places."""
    route = BY_NAME[name]
    if "GET" in route.allowed:
        for role in WHO:
            for place in set(WHERE) & set(route.who.places):
                yield from faults_of(walker, Cell(route, role, place, "GET"))


def noticed_by_tests(numbers: Sequence[int]) -> dict[int, str]:
    """Which of these mutants the tests of access notice, each with such a test; they run in a process of their own."""
    if not numbers:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "noticed.json")
        files = sorted(str(path) for pattern in TESTS for path in Path().glob(pattern))
        command = [sys.executable, "-m", "pytest", "-q", "-p", "proof.mutant_tests", "-p", "no:cacheprovider", *files]
        environment = {"MUTANTS": json.dumps(list(numbers)), "NOTICED": str(found), "DATABASE_URL": "sqlite://:memory:"}
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
        if not found.exists():
            raise AssertionError(f"the tests of access did not run: {done.stdout[-500:]} {done.stderr[-500:]}")
        return {int(number): test for number, test in json.loads(found.read_text()).items()}
