"""Row e3: double submit, back button, two tabs and retry are the same form, with the same key, sent more than once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.test import Client

from proof.deed import Deed
from proof.deeds import DEEDS
from proof.rows import Figure
from proof.stage import Filled, build, client_of

AT_ONCE = 4
Send = Callable[[Client, str, Filled], None]


def measure(*, quick: bool) -> Figure:
    """Every form twice in a row and several times at once; the control sends it again with a key of its own."""
    doubled: list[str] = []
    trials = 0
    for number, deed in enumerate(DEEDS * (1 if quick else 5)):
        once = _rows_made(deed, _once)
        if once <= 0:
            raise AssertionError(f"{deed.name} made no row: there is nothing that could double")
        for send in (_twice, _at_once) if number % 3 == 0 or not quick else (_twice,):
            trials += 1
            extra = _rows_made(deed, send) - once
            doubled += [f"{deed.name},{send.__name__.replace('_', ' ')}: {extra} rows"] if extra else []
    control = [deed.name for deed in DEEDS if _rows_made(deed, _again_with_a_fresh_key) > _rows_made(deed, _once)]
    text = (
        f"{len(doubled)} of {trials} trials made duplicate rows ({len(DEEDS)} forms, twice in a row and {AT_ONCE} "
        f"times at once on {connection.vendor}); control: with a fresh key {len(control)} forms act again"
    )
    return Figure(text, not doubled and bool(control), tuple(doubled))


def _rows_made(deed: Deed, send: Send) -> int:
    """How many rows sending this form makes, on a stage of its own."""
    stage = build()
    client = client_of(deed.user(stage))
    url, data = deed.fill(client, stage)
    before = _rows()
    send(client, url, data)
    return _rows() - before


def _rows() -> int:
    """The rows in all tables of this project, their history included."""
    ours = (model for model in apps.get_models() if model._meta.app_label in {"accounts", "schools", "teams"})
    return sum(model._base_manager.count() for model in ours)


def _once(client: Client, url: str, data: Filled) -> None:
    answer = client.post(url, data)
    if answer.status_code != 302:
        raise AssertionError(f"{url} did not act: {answer.status_code}")


def _twice(client: Client, url: str, data: Filled) -> None:
    _once(client, url, data)
    client.post(url, data)


def _again_with_a_fresh_key(client: Client, url: str, data: Filled) -> None:
    _once(client, url, data)
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
