"""The database taken away at one moment of what somebody does, as the server that runs it would meet it."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import Error as DatabaseTrouble
from django.db import OperationalError, close_old_connections, connection, connections

from proof.scenes import Act, Answer

PATIENCE = 10_000  # milliseconds for PostgreSQL to end a connection
OTHERS = 6  # steps outside a transaction, of each scene
HEADS = ("Er ging iets mis", "Kernteam is er even niet", "De schijf van de server is vol")
PAGE = re.compile(rf'<html lang="nl">.*<h1>({"|".join(HEADS)})</h1>')
Step = Callable[[], None]


class Server:
    """One thread that answers, with a connection that it keeps from one request to the next, as gunicorn's do."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1)

    def does(self, act: Act, step: Step | None = None) -> Answer:
        """Do it, with `step` called before every statement and every commit. None when it broke without an answer."""
        return self.thread.submit(_served, act, step).result()

    def ends(self) -> None:
        self.thread.submit(connections.close_all).result()
        self.thread.shutdown()


def _served(act: Act, step: Step | None) -> Answer:
    close_old_connections()
    try:
        if step is None:
            return act()
        with _before_each_step(step):
            return act()
    except DatabaseTrouble:
        return None
    finally:
        close_old_connections()


@contextmanager
def _before_each_step(step: Step) -> Iterator[None]:
    commit = connection._commit  # type: ignore[attr-defined] # noqa: SLF001 the only door to a commit

    def execute_after(execute: Callable[..., Any], *arguments: Any) -> Any:
        step()
        return execute(*arguments)

    def commit_after() -> None:
        step()
        commit()

    with connection.execute_wrapper(execute_after), patch.object(connection, "_commit", commit_after):
        yield


class Count:
    """How many steps something takes, and which of them are taken inside a transaction, its commit included."""

    def __init__(self) -> None:
        self.steps = 0
        self.inside: list[int] = []
        self.was_inside = False

    def __call__(self) -> None:
        self.steps += 1
        if connection.in_atomic_block or self.was_inside:
            self.inside.append(self.steps)
        self.was_inside = connection.in_atomic_block

    def some(self, most: int | None) -> list[int]:
        """Of the steps inside so many, or all; and some of the others, before and after them."""
        others = sorted({*range(1, self.steps + 1)} - {*self.inside})
        return sorted({*_spread(others, OTHERS if most is None else 2), *_spread(self.inside, most)})


def _spread(steps: list[int], most: int | None) -> list[int]:
    """So many of them, the first and the last among these."""
    if most is None or len(steps) <= most:
        return steps
    return [steps[round(place * (len(steps) - 1) / (most - 1))] for place in range(most)]


class Kill(Count):
    """Takes the database away before the nth step: PostgreSQL ends the connection; SQLite, which has no server, can
    neither read nor write from then on."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def __call__(self) -> None:
        super().__call__()
        if connection.vendor == "postgresql":
            if self.steps == self.at:
                end_connection(connection.connection.get_backend_pid())
        elif self.steps >= self.at:
            raise OperationalError("disk I/O error")


class KeepingEach(Kill):
    """The negative control: what was written before the kill stays, as it would without transactions."""

    def __call__(self) -> None:
        driver = connection.connection
        is_plain = connection.in_atomic_block and not any(connection.savepoint_ids)
        if is_plain and connection.vendor == "postgresql":
            driver.commit()
        elif is_plain and driver.in_transaction:
            driver.commit()
            driver.execute("BEGIN IMMEDIATE")
        super().__call__()


def end_connection(number: int) -> None:
    """From another connection, and wait until it is gone."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, %s)", [number, PATIENCE])
            if cursor.fetchone() != (True,):
                raise AssertionError(f"connection {number} lives on")
    finally:
        other.close()


def is_readable(answer: Answer) -> bool:
    """A page in Dutch that says so, and nothing of the inside of the program."""
    if answer is None:
        return False
    content = " ".join(answer.content.decode().split())
    return bool(PAGE.search(content)) and "Traceback" not in content and "Error" not in content
