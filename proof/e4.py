"""Row e4: the program does, step by step, what a hundred lines of plain Python say that it should (`proof.reference`).

Hypothesis thinks of what several people do with the teams and sessions of a few schools; after every step both must
answer alike, done or refused, and say the same of every seat, every session and everybody who is asked to one.
"""

from typing import Any

from django.db import connection
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from proof.machine import Log, Together, World
from proof.reference import Reference
from proof.rows import Figure

SEED = 20261201


class SeatsTwice(Reference):
    """A control: a rule of the reference is broken, which must show."""

    def sits_twice(self, rows: Any) -> bool:  # noqa: ARG002 it asks nothing
        return False


class BooksTwice(Reference):
    def is_twice(self, rows: Any) -> bool:  # noqa: ARG002 it asks nothing
        return False


class UndoesAll(Reference):
    def undo(self, number: int) -> bool:
        self.writer |= dict.fromkeys(self.made[number].rows, number)
        return super().undo(number)


CONTROLS = (SeatsTwice, BooksTwice, UndoesAll)


def measure(*, quick: bool) -> Figure:
    """Many examples of many steps; and with each of three rules of the reference broken, which must be noticed."""
    world, log = World(), Log()
    examples, steps = (8, 25) if quick else (150, 40)
    diverged = _played(world, log, Reference, examples, steps)
    noticed = [bool(_played(world, Log(), control, 100, 30)) for control in CONTROLS]
    text = (
        f"{len(diverged)} divergences in {log.steps} steps ({log.done} done, the others refused) of {examples} "
        f"examples on {connection.vendor}; control: {sum(noticed)} of {len(CONTROLS)} broken rules noticed"
    )
    return Figure(text, log.steps > 0 and not diverged and all(noticed), diverged)


def _played(world: World, log: Log, reference: type[Reference], examples: int, steps: int) -> tuple[str, ...]:
    """The first divergence, made as small as it gets, or nothing."""
    found = type("Played", (Together,), {"world": world, "log": log, "reference": reference})
    phases = [Phase.generate, Phase.shrink] if reference is Reference else [Phase.generate]
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    try:
        run_state_machine_as_test(seed(SEED)(found), settings=chosen)
    except AssertionError as error:
        return ("\n".join([str(error), *getattr(error, "__notes__", ())]),)
    return ()
