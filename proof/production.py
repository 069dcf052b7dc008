"""python -m proof.production 1, with the settings of production: prints the head of every kind of answer as JSON."""

import atexit
import json
import shutil
import sys
import tempfile
from typing import Any

from proof.scratch import scratch_database

HOST = "kernteam.example.nl"


def heads(step: int) -> list[dict[str, Any]]:
    """Status, headers and cookies of every nth page for three visitors, of refusals, of what breaks, and of files."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    from tests.access.unsafe import requests
    from tests.access.walk import Walker
    from tests.access.world import lay_world

    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="kernteam-static-")  # not the folder of a server that runs here
    atexit.register(shutil.rmtree, settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    with transaction.atomic():
        walker = Walker.of(lay_world())
        found = [
            head(f"{request}", walker.browsers[request.role].ask(request.method, request.url, **secure()).response)
            for request in list(requests(walker, ("GET", "POST"), ("anonymous", "ib", "beheerder")))[::step]
        ]
        found += [head(what, answer) for what, answer in others(walker)]
        transaction.set_rollback(True)
    return found


def secure() -> dict[str, Any]:
    return {"secure": True, "HTTP_HOST": HOST}


def others(walker: Any) -> Any:
    """What no route answers: a wrong host, no page, a broken one, a token that is missing, plain HTTP, a file."""
    from unittest.mock import patch

    from django.contrib.staticfiles.storage import staticfiles_storage

    from tests.access.unsafe import enforcing

    ib, nobody = walker.browsers["ib"], walker.browsers["anonymous"]
    school = f"/scholen/{walker.world.at['own']['code']}/"
    for browser in (ib, nobody):
        who = browser.role
        yield f"{who}: no such page", browser.ask("GET", "/bestaat-niet/", **secure()).response
        yield f"{who}: foreign school", browser.ask("GET", "/scholen/00AA00/", **secure()).response
        yield f"{who}: wrong host", browser.ask("GET", "/", secure=True, HTTP_HOST="evil.example").response
        yield f"{who}: plain HTTP", browser.ask("GET", "/", HTTP_HOST=HOST).response
        with enforcing(browser):
            yield f"{who}: no token", browser.ask("POST", school, {}, **secure()).response
        with patch("teams.views.schools.roster_on", side_effect=ZeroDivisionError):
            yield f"{who}: broken page", browser.ask("GET", school, **secure()).response
    yield "ib: bad form", ib.ask("POST", f"{school}bevestigen/", {}, **secure()).response
    yield "anonymous: signing in", signing_in(walker)
    for path in ("css/base.css", "js/kernteam.js", "img/icon.svg", "fonts/fira-sans-400.woff2"):
        yield f"file: {path}", nobody.ask("GET", staticfiles_storage.url(path), **secure()).response


def signing_in(walker: Any) -> Any:
    """A password that is right: the answer that hands out the session."""
    from django.urls import reverse

    user = walker.world.users["ib"]
    user.set_password("een lang wachtwoord")
    user.save()
    data = {"login": user.email, "password": "een lang wachtwoord"}
    return walker.browsers["anonymous"].ask("POST", reverse("account_login"), data, **secure()).response


def head(what: str, response: Any) -> dict[str, Any]:
    cookies = {
        name: {key: value for key, value in morsel.items() if value} for name, morsel in response.cookies.items()
    }
    return {"what": what, "status": response.status_code, "headers": dict(response.headers), "cookies": cookies}


if __name__ == "__main__":
    import logging

    logging.disable(logging.CRITICAL)
    with scratch_database():
        json.dump(heads(int(sys.argv[1])), sys.stdout)
