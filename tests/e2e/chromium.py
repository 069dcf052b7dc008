"""Which browser the tests drive. Playwright's own cannot be downloaded everywhere, so it is Debian's."""

import os
import shutil

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW_TO_GET_IT = "No Chromium: `apt-get install chromium`, or name one in the variable CHROMIUM."


def executable() -> str:
    """The path of Chromium. Without one the tests are skipped, except where CI is set: there it is a failure."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path and shutil.which(path):
        return path
    if os.environ.get("CI"):
        pytest.fail(HOW_TO_GET_IT, pytrace=False)
    pytest.skip(HOW_TO_GET_IT)
