"""Row d1: whatever is sent to whichever address, by an editor, by who manages all, or by nobody: nothing breaks."""

import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings as django_settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, seed, settings

from proof.c2 import addresses
from proof.fuzz import Ask, asks, rights, routes
from proof.meeting_deeds import PAGES
from proof.region_stage import RegionStage, lay_region_of
from proof.rows import Figure
from proof.stage import Filled, Stage, build, client_of, forms_of
from teams.actions.confirmation import confirm_team

SEED = 20261122
ROOT = Path(__file__).resolve().parent.parent
SESSION_COOKIE = django_settings.SESSION_COOKIE_NAME


@dataclass
class Log:
    """What was asked and what came of it."""

    requests: int = 0
    statuses: set[int] = field(default_factory=set)
    slowest: float = 0
    slowest_ask: str = ""
    broken: dict[str, str] = field(default_factory=dict)
    raised: list[str] = field(default_factory=list)

    def note(self, ask: Ask, status: int, seconds: float) -> None:
        self.requests += 1
        self.statuses.add(status)
        if seconds > self.slowest:
            self.slowest, self.slowest_ask = seconds, f"{ask.method} {ask.path[:60]}"
        if status >= 500:
            self.broken.setdefault(self.raised.pop() if self.raised else f"answered {status}", str(ask))
        self.raised.clear()


def measure(*, quick: bool) -> Figure:
    """Many requests, the same for the same seed; what each does is undone, so that all meet the same stage."""
    stage = build()
    region = lay_region_of(stage)
    stage.sessions.lay()
    change = confirm_team(school=stage.school, today=stage.today, actor=stage.ib)
    clients = {"editor": client_of(stage.ib), "guide": client_of(region.guide), "nobody": client_of(None)}
    editor, log = clients["editor"], Log()
    ways = list(routes())

    @seed(SEED)
    @settings(
        max_examples=600 if quick else 10_000,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(asks(ways, rights(stage, region, change), filled_forms(clients, stage, region)))
    def send(ask: Ask) -> None:
        answer(ask, clients[ask.who], log)

    with noting_exceptions(log):
        send()
    text = (
        f"{len(log.broken)} different causes of a 5xx in {log.requests} requests to {len(ways)} routes on "
        f"{connection.vendor} (answers {', '.join(map(str, sorted(log.statuses)))}); slowest {log.slowest * 1000:.0f} "
        f"ms ({log.slowest_ask}); control: {control(editor, stage)} of 1 broken page noticed"
    )
    details = tuple(f"{ask}\n{where}" for where, ask in log.broken.items())
    return Figure(text, log.requests > 0 and not log.broken and control(editor, stage) == 1, details)


def answer(ask: Ask, client: Client, log: Log) -> None:
    """Send it, look for rows that point nowhere, and undo all it did."""
    session = client.cookies.get(SESSION_COOKIE)
    environment: dict[str, Any] = {"QUERY_STRING": ask.query.decode("latin-1"), **dict(ask.headers)}
    started = time.perf_counter()
    with transaction.atomic():
        try:
            response = client.generic(ask.method, ask.path, ask.body, ask.content_type, **environment)
            status = response.status_code
            if ask.method == "POST" and status < 400:
                connection.check_constraints()
        except Exception:  # noqa: BLE001 what comes out of the server is a broken answer
            log.raised.append(cause())
            status = 599
        transaction.set_rollback(True)
    log.note(ask, status, time.perf_counter() - started)
    client.cookies.clear()
    if session:
        client.cookies[SESSION_COOKIE] = session.value


def control(client: Client, stage: Stage) -> int:
    """The negative control: a page that breaks is noticed."""
    log = Log()
    ask = Ask("GET", stage.url("school"), b"", b"", "", (), who="editor")
    with noting_exceptions(log), patch("teams.views.schools.roster_on", side_effect=ZeroDivisionError):
        answer(ask, client, log)
    return len(log.broken)


def cause() -> str:
    """What went wrong and where in this project: the same for all requests that meet the same mistake."""
    kind, error, trace = sys.exc_info()
    ours = [
        frame
        for frame in traceback.extract_tb(trace)
        if str(ROOT) in frame.filename and "/.venv/" not in frame.filename
    ]
    places = [f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}" for frame in ours]
    return f"{kind.__name__ if kind else ''}: {str(error)[:200]} at {' < '.join(reversed(places[-3:]))}"


@contextmanager
def noting_exceptions(log: Log) -> Iterator[None]:
    """Django tells of every exception that becomes a 500; its traceback says where to look."""

    def note(**_: object) -> None:
        log.raised.append(cause())

    got_request_exception.connect(note)
    try:
        yield
    finally:
        got_request_exception.disconnect(note)


def filled_forms(clients: dict[str, Client], stage: Stage, region: RegionStage) -> dict[str, Filled]:
    """Every form that an editor meets, those above a school, and those to sign in with, by the address they post to."""
    shown = [*addresses(stage, "x").values(), *(page(stage) for page in PAGES)]
    pages = [clients["editor"].get(address).content for address in shown]
    pages += [clients["guide"].get(address).content for address in above(region)]
    names = ("account_login", "account_request_login_code", "account_change_password")
    pages += [client_of(None).get(reverse(name)).content for name in names]
    return {action: form for page in pages for action, form in forms_of(page).items()}


def above(region: RegionStage) -> Iterator[str]:
    """The pages of a year plan, of a region and of who manages them."""
    plan, where = region.plan.pk, region.plan.region_id
    for name in ("plan", "settings", "replan", "week", "people", "proposals", "send"):
        yield reverse(f"yearplan:{name}", args=[plan])
    yield reverse("yearplan:session", args=[plan, region.session.pk])
    yield reverse("yearplan:school", args=[plan, region.session.school.establishment_code])
    yield reverse("yearplan:batch", args=[plan, region.batch.pk])
    yield reverse("teams:import", args=[where, region.team_import.pk])
    for name in ("teams:imports", "overview:overview"):
        yield reverse(name, args=[where])
    yield from map(reverse, ("yearplan:plans", "teams:register_import"))
