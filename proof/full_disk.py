"""TMPDIR=/small/disk python -m proof.full_disk quick: everything of a database on that disk, with DB=postgres also its
server. Fills it again and again while forms are sent, makes room, and prints as JSON what came of it."""

import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from proof.scratch import scratch_database

LOG_BLOCK = "SELECT pg_logical_emit_message(false, 'proof', repeat(md5(random()::text), 30000))"
LOG_BLOCKS = 200  # of a megabyte: more than there is room for in the logs that are there
Start = Callable[[], object]
SOON = 25  # tries before it is started
TRIES = 400  # of a fifth of a second, until PostgreSQL is there again


@dataclass
class Story:
    trials: int = 0
    refused: int = 0
    resumed: int = 0
    stopped: int = 0  # PostgreSQL, by itself, when its log had no room
    started: int = 0  # by us, as systemd would
    corrupt: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def main(*, quick: bool) -> None:
    from proof.scenes import scenes

    disk, story = Path(tempfile.gettempdir()), Story()
    start = _lever()
    for scene in scenes(60 if quick else 12, quick=quick):
        _trial(scene, disk, start, story)
    _without_room_for_the_log(disk, start, story)
    story.corrupt += _corrupt()
    json.dump(asdict(story), sys.stdout)


def _trial(scene: Any, disk: Path, start: Start, story: Story) -> None:
    """Do it on a full disk: it is refused and says why, and nothing of it stays. With room again it succeeds."""
    from django.test import Client

    from proof.breaking import Server
    from proof.scratch import empty
    from proof.small_disk import filled
    from proof.tables import OF_VISITS, tables

    def now() -> Any:
        return tables(without=OF_VISITS | scene.states)

    empty()
    act, server = scene.lay(), Server()
    _leave_no_room_inside()
    server.does(lambda: Client().get("/inloggen/"))  # it has a connection, as a server that runs for a while
    before = now()
    story.trials += 1
    with filled(disk):
        answer = server.does(act)
    _wait_until_it_is_back(start, story)
    after = now()
    _look_at(scene, answer, story, is_done=after != before)
    if after == before:
        again = server.does(act)
        story.resumed += now() != before
        if now() == before:
            story.wrong.append(f"{scene.name}: with room again: {again and again.status_code}, nothing was done")
    server.ends()


def _look_at(scene: Any, answer: Any, story: Story, *, is_done: bool) -> None:
    from proof.breaking import is_readable

    status = answer.status_code if answer else None
    story.refused += not is_done
    if scene.states:
        return  # the worker answers nobody
    if is_done and status != 302:
        story.wrong.append(f"{scene.name}: done, and answered {status}")
    if not is_done and (status != 507 or not is_readable(answer)):
        story.wrong.append(f"{scene.name}: refused by {status}, not by a page that says the disk is full")


def _leave_no_room_inside() -> None:
    """What is written next needs room on the disk: no half-empty pages, no log that can be used again."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM FULL")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _without_room_for_the_log(disk: Path, start: Start, story: Story) -> None:
    """PostgreSQL stops by itself when it cannot write its log. With room again it is there, if need be started anew."""
    from django.db import DatabaseError, connection

    from proof.scenes import scenes
    from proof.scratch import empty
    from proof.small_disk import filled
    from proof.tables import tables

    if connection.vendor != "postgresql":
        return
    empty()
    act = scenes(60, quick=True)[0].lay()
    before = tables()
    with filled(disk):
        try:
            with connection.cursor() as cursor:
                for _ in range(LOG_BLOCKS):
                    cursor.execute(LOG_BLOCK)
        except DatabaseError:
            story.stopped += 1
        connection.close()
        _ask_while_stopped(story)
    _wait_until_it_is_back(start, story)
    if tables() != before:
        story.corrupt.append("after PostgreSQL stopped its tables say something else")
    if act().status_code != 302:
        story.wrong.append("after PostgreSQL stopped the form does not succeed")


def _ask_while_stopped(story: Story) -> None:
    from django.test import Client

    from proof.breaking import Server, is_readable

    server = Server()
    answer = server.does(lambda: Client(raise_request_exception=False).get("/healthz"))
    page = server.does(lambda: Client(raise_request_exception=False).get("/inloggen/"))
    server.ends()
    if answer.status_code not in {200, 503} or not (page.status_code == 200 or is_readable(page)):
        story.wrong.append(f"while PostgreSQL is stopped: {answer.status_code} and {page.status_code}")


def _lever() -> Start:
    from django.db import connection

    from proof.outage import levers

    return levers()[1] if connection.vendor == "postgresql" else lambda: None


def _wait_until_it_is_back(start: Start, story: Story) -> None:
    """PostgreSQL comes back by itself when it can; when it is gone it is started, as whoever guards it would."""
    from django.db import DatabaseError, connection

    for attempt in range(TRIES):
        try:
            connection.close()
            connection.ensure_connection()
        except DatabaseError as error:
            is_gone = any(sign in str(error) for sign in ("No such file", "refused"))
            if is_gone and attempt % SOON == SOON - 1:
                start()
                story.started += 1
            time.sleep(0.2)
        else:
            return
    raise AssertionError("PostgreSQL does not come back")


def _corrupt() -> list[str]:
    """What the database itself finds wrong in every table and every index."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            found = [text for (text,) in cursor.fetchall() if text != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            return [*found, *map(repr, cursor.fetchall())]
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        cursor.execute(
            "SELECT c.relname, h.msg FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,"
            " verify_heapam(c.oid) h WHERE c.relkind = 'r' AND n.nspname = 'public'"
        )
        found = [f"{table}: {text}" for table, text in cursor.fetchall()]
        cursor.execute(
            "SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.amname = 'btree' AND n.nspname = 'public'"
        )
        return found


if __name__ == "__main__":
    with scratch_database():
        from django.test import override_settings

        logging.disable(logging.CRITICAL)
        with override_settings(EMAIL_BACKEND="outbox.backend.OutboxBackend"):
            main(quick=sys.argv[1:] == ["quick"])
