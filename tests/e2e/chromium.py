"""Which browser the tests drive. Playwright's own cannot be downloaded everywhere, so it is Debian's."""

import os
import shutil
from collections import defaultdict
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds for anything that is waited for
HOW_TO_GET_IT = "No Chromium: `apt-get install chromium`, or name one in the variable CHROMIUM."


def executable() -> str:
    """The path of Chromium. Without one the tests are skipped, except where CI is set: there it is a failure."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path and shutil.which(path):
        return path
    if os.environ.get("CI"):
        pytest.fail(HOW_TO_GET_IT, pytrace=False)
    pytest.skip(HOW_TO_GET_IT)


class Browsers:
    """Browsers of separate people. They are used again, signed out: a browser that knows the style sheets is quick."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.free: dict[str, list[BrowserContext]] = defaultdict(list)
        self.lent: list[tuple[str, BrowserContext]] = []

    def lend(self, **options: Any) -> BrowserContext:
        kind = repr(sorted(options.items()))
        context = self.free[kind].pop() if self.free[kind] else self._new(options)
        self.lent.append((kind, context))
        return context

    def take_back(self) -> None:
        for kind, context in self.lent:
            for page in context.pages:
                page.close()
            context.clear_cookies()
            self.free[kind].append(context)
        self.lent.clear()

    def _new(self, options: dict[str, Any]) -> BrowserContext:
        context = self.chromium.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", **options)
        context.set_default_timeout(PATIENCE)
        return context


def give_authenticator(page: Page) -> None:
    """A device of its own inside Chromium, that sees a finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
