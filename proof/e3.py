"""Row e3: double submit, back button, two tabs and retry are the same form, with the same key, sent more than once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.test import Client, override_settings

from proof.deed import Deed
from proof.deeds import some_deeds
from proof.rows import Figure
from proof.stage import Filled, build, client_of

AT_ONCE = 4
QUICK_STEP = 3
OURS = {"accounts", "meetings", "outbox", "schools", "teams"}
Rows = dict[str, int]
OUTBOX = override_settings(
    EMAIL_BACKEND="outbox.backend.OutboxBackend",
    TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}},
)
Send = Callable[[Client, str, Filled], None]


@OUTBOX
def measure(*, quick: bool) -> Figure:
    """Every form twice in a row, and several times at once; the control sends it once more with a key of its own."""
    doubled: list[str] = []
    trials, again = 0, 0
    deeds = some_deeds(QUICK_STEP, quick=quick)
    laps = 1 if quick else 5
    for number, deed in enumerate(deeds * laps):
        once, more, anew = _rows_made(deed, _once, _resend, _with_a_fresh_key)
        again += bool(anew)
        if not once:
            raise AssertionError(f"{deed.name} left no trace: there is nothing that could double")
        found = {"twice": more}
        if number % 3 == 0 or not quick:
            found["at once"] = _difference(_rows_made(deed, _at_once)[0], once)
        trials += len(found)
        doubled += [f"{deed.name}, {how}: {dict(extra)}" for how, extra in found.items() if extra]
    text = (
        f"{len(doubled)} of {trials} trials made duplicate rows ({len(deeds)} forms, twice in a row and {AT_ONCE} "
        f"times at once on {connection.vendor}); control: with a fresh key {again} of {len(deeds) * laps} act again"
    )
    return Figure(text, not doubled and again > 0, tuple(doubled))


def _rows_made(deed: Deed, *sends: Send) -> list[Rows]:
    """How many rows each next sending of this form makes or takes away, per table, on a stage of its own."""
    stage = build()
    client = client_of(deed.user(stage))
    url, data = deed.fill(client, stage)
    made, before = [], _rows()
    for send in sends:
        send(client, url, data)
        after = _rows()
        made.append(_difference(after, before))
        before = after
    return made


def _difference(after: Rows, before: Rows) -> Rows:
    return {name: more for name in after | before if (more := after.get(name, 0) - before.get(name, 0))}


def _rows() -> Rows:
    """The rows in every table of this project, history and mails included."""
    ours = (model for model in apps.get_models() if model._meta.app_label in OURS)
    return {model.__name__: model._base_manager.count() for model in ours}


def _once(client: Client, url: str, data: Filled) -> None:
    answer = client.post(url, data)
    if answer.status_code != 302:
        raise AssertionError(f"{url} did not act: {answer.status_code}")


def _resend(client: Client, url: str, data: Filled) -> None:
    client.post(url, data)


def _with_a_fresh_key(client: Client, url: str, data: Filled) -> None:
    client.post(url, data | {"key": [str(uuid4())]})


def _at_once(client: Client, url: str, data: Filled) -> None:
    """From several threads that wait for each other, each with a connection and a browser of its own."""
    together = Barrier(AT_ONCE)

    def send() -> None:
        own = Client(raise_request_exception=False)
        own.cookies.update(client.cookies)
        together.wait()
        try:
            own.post(url, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for done in [threads.submit(send) for _ in range(AT_ONCE)]:
            done.result()
