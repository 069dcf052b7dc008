"""A real Chromium on the scratch database, to see whether a script in a text field is executed."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Dialog, sync_playwright

from accounts.models import User
from proof.stage import client_of
from tests.e2e.chromium import FLAGS


def chromium() -> str | None:
    """The path of Chromium, if there is one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def scripts_executed(user: User, addresses: Iterable[str], variable: str) -> int:
    """On how many of these pages a script set the variable or opened a dialog.

    The Content Security Policy is switched off in this browser: what is measured is whether the pages escape.
    """
    session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    with _serving() as root, ThreadPoolExecutor(1) as other:  # Django refuses its database in Playwright's thread
        return other.submit(_visit, root, session, tuple(addresses), variable).result()


@contextmanager
def _serving() -> Iterator[str]:
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def _visit(root: str, session: str, addresses: Sequence[str], variable: str) -> int:
    dialogs: list[str] = []

    def close(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    executed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(bypass_csp=True)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": root}])
        page = context.new_page()
        page.on("dialog", close)
        for address in addresses:
            answer = page.goto(f"{root}{address}", wait_until="load")
            if answer is None or answer.status != 200:
                raise AssertionError(f"{address} could not be visited")
            executed += bool(page.evaluate(f"typeof window.{variable} !== 'undefined'"))
        browser.close()
    return executed + len(dialogs)
