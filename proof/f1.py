"""Row f1: the database goes away in the middle of a request: before each statement and commit of its transactions in
turn, and before some of the reading around them.

What was being done is then not done at all, or done as a whole; the answer is a page in Dutch that says so, never that
it went well; and the next request is answered as if nothing had happened. On PostgreSQL the whole server is also killed
and started again, some times, with requests in between (`proof.outage`).
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import override_settings

from proof.breaking import Count, KeepingEach, Kill, Server, end_connection, is_readable
from proof.rows import Figure
from proof.scenes import Act, Answer, Scene, scenes
from proof.scratch import empty
from proof.stage import build, client_of
from proof.tables import OF_VISITS, Tables, more, tables

QUICK_STEP, QUICK_KILLS = 60, 5
CONTROLS = 1  # forms that are killed without the defence
MAILS = override_settings(EMAIL_BACKEND="outbox.backend.OutboxBackend")
Rows = dict[str, tuple[int, int]]
Killer = Callable[[int], Kill]


@dataclass
class Tally:
    kills: int = 0
    whole: int = 0  # done, though nobody was told so
    unreadable: int = 0
    torn: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0  # seconds until the first answer after a kill


@MAILS
def measure(*, quick: bool) -> Figure:
    """Every form and every step of the worker; then without the defences, which must tear and fail."""
    played, tally = scenes(QUICK_STEP, quick=quick), Tally()
    for scene in played:
        _interrupt(scene, tally, QUICK_KILLS if quick else None)
    control = Tally()
    for scene in scenes(QUICK_STEP, quick=True)[:CONTROLS]:
        _interrupt(scene, control, QUICK_KILLS, KeepingEach)
    outage = _outage(2 if quick else 20) if connection.vendor == "postgresql" else {}
    dropped = _dropped_between_requests() if connection.vendor == "postgresql" else (200, 503)
    text = (
        f"{len(tally.torn)} torn writes in {tally.kills} kills, before every statement and commit of {len(played)} "
        f"forms and jobs on {connection.vendor} ({tally.whole} were done as a whole, and say so when sent again); "
        f"{tally.unreadable} pages unreadable; first answer after at most {tally.slowest * 1000:.0f} ms"
        f"{_told(outage)}; control without transactions: {len(control.torn)} torn in {control.kills}"
    )
    troubles = (*tally.torn, *tally.wrong, *outage.get("wrong", ()))
    holds = bool(tally.kills) and not troubles and not tally.unreadable and bool(control.torn)
    return Figure(text, holds and dropped == (200, 503), (*troubles, f"connection lost between requests: {dropped}"))


def _interrupt(scene: Scene, tally: Tally, most: int | None, killer: Killer = Kill) -> None:
    """Kill it before each of its steps, or before so many spread over them; in the end it must still succeed."""
    empty()
    server = Server()
    try:
        whole, count = _whole(scene, server)
        act = _laid(scene)
        before = _tables(scene)
        for step in count.some(most):
            after = _kill(scene, server, act, killer(step), before, whole, tally)
            if after != before:
                act = _laid(scene)
                before = _tables(scene)
        _at_last(scene, server, act, whole, tally)
    finally:
        server.ends()


def _laid(scene: Scene) -> Act:
    if scene.is_alone:
        empty()
    return scene.lay()


def _tables(scene: Scene) -> Tables:
    return tables(without=OF_VISITS | scene.states)


def _whole(scene: Scene, server: Server) -> tuple[Rows, Count]:
    """What comes of it when nothing is in the way, and in how many steps."""
    act, count = _laid(scene), Count()
    before = _tables(scene)
    server.does(act, count)
    after = _tables(scene)
    if after == before:
        raise AssertionError(f"{scene.name} leaves no trace: there is nothing that could be torn")
    return more(before, after), count


def _kill(scene: Scene, server: Server, act: Act, kill: Kill, before: Tables, whole: Rows, tally: Tally) -> Tables:
    """One kill, and what stands in the tables after it."""
    answer = server.does(act, kill)
    tally.kills += 1
    after = _tables(scene)
    is_done = after != before
    if is_done and more(before, after) != whole:
        scene.mend()
        after = _tables(scene)
    if is_done and more(before, after) != whole:
        tally.torn.append(f"{scene.name}, before step {kill.at}: {more(before, after)}, not {whole}")
    elif is_done:
        tally.whole += 1
    _look_at(scene, answer, kill.at, tally, is_done=is_done)
    began = perf_counter()
    _answers_again(scene, server, tally)
    tally.slowest = max(tally.slowest, perf_counter() - began)
    if is_done and not scene.states:
        _send_again(scene, server, act, after, tally)
    return after


def _look_at(scene: Scene, answer: Answer, step: int, tally: Tally, *, is_done: bool) -> None:
    """Who was killed must not be told that it went well when nothing came of it."""
    if scene.states:
        return  # the worker answers nobody
    status = answer.status_code if answer else 0
    if status < 500 and not is_done:
        tally.wrong.append(f"{scene.name}, before step {step}: answers {status} and nothing was done")
    if (status >= 500 or answer is None) and not is_readable(answer):
        tally.unreadable += 1
        tally.wrong.append(f"{scene.name}, before step {step}: {status} cannot be read")


def _answers_again(scene: Scene, server: Server, tally: Tally) -> None:
    """The first request after it, by nobody in particular."""
    answer = server.does(lambda: client_of(None).get("/inloggen/"))
    if answer is None or answer.status_code != 200:
        tally.wrong.append(f"{scene.name}: the next request is answered {answer and answer.status_code}")


def _send_again(scene: Scene, server: Server, act: Act, done: Tables, tally: Tally) -> None:
    """She was not told that it was done, and presses once more: it is done once."""
    answer = server.does(act)
    if again := more(done, _tables(scene)):
        tally.wrong.append(f"{scene.name}: done twice: {again}, {answer and answer.status_code}")


def _at_last(scene: Scene, server: Server, act: Act, whole: Rows, tally: Tally) -> None:
    before = _tables(scene)
    server.does(act)
    if (done := more(before, _tables(scene))) != whole:
        tally.wrong.append(f"{scene.name}: after all kills it does {done}, not {whole}")


def _dropped_between_requests() -> tuple[int, int]:
    """What answers the request after a connection was lost while nobody asked: with its health checked, and without."""
    empty()
    stage = build()
    client, page = client_of(stage.ib), stage.url("school")
    return _after_a_loss(client, page, checked=True), _after_a_loss(client, page, checked=False)


def _after_a_loss(client: Any, page: str, *, checked: bool) -> int:
    server, numbers = Server(), []

    def visit() -> Answer:
        answer = client.get(page)
        connection.health_check_enabled = checked  # type: ignore[attr-defined]
        numbers.append(connection.connection.get_backend_pid())
        return answer

    server.does(visit)
    end_connection(numbers[0])
    answer = server.does(lambda: client.get(page))
    server.ends()
    return answer.status_code if answer else 0


def _outage(times: int) -> dict[str, Any]:
    """In a process of its own, with a PostgreSQL of its own that can be killed without harm to others."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"DB": "postgres"}
    command = [sys.executable, "-m", "proof.outage", str(times)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise AssertionError(f"no figures of the outage: {ended.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def _told(outage: dict[str, Any]) -> str:
    if not outage:
        return ""
    return (
        f"; server killed {outage['times']} times (pg_ctl -m immediate): {outage['torn']} torn, {outage['asked']} "
        f"requests meanwhile answered 503 within {outage['slowest'] * 1000:.0f} ms, first 200 within "
        f"{outage['recovery']:.1f} s of its start"
    )
