"""Row h2: telling a known address from an unknown one, by what is answered and by how long that takes.

The times are compared by the area under the ROC curve (AUC): how often an answer about a known address takes longer
than one about an unknown address. A coin gives one half.
"""

import random
import re
import time
from collections.abc import Callable, Sequence
from math import sqrt
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.test import Client, override_settings

from proof.rows import Figure
from proof.visitors import account, ask_code, at, enter_code, try_password
from tests.factories import MembershipFactory, UserFactory

UNKNOWN = "vreemd01@example.nl"
KNOWN = {
    "with a password": "bekend01@example.nl",
    "by code only": "alleen01@example.nl",
    "with a seat": "aanplek1@example.nl",
    "closed": "gesloten@example.nl",
    "shared": "gedeeld1@example.nl",
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
MOMENT = re.compile(r"\d\d:\d\d:\d\d GMT")
SLACK = 0.03  # what a noisy machine adds to the chance that a sample of this size gives


class LightHasher(PBKDF2PasswordHasher):
    """As the real one, and light enough to be tried a thousand times; far heavier than all else that is done."""

    iterations = 20_000


WAYS: dict[str, Callable[[Client, str], Any]] = {
    "a password": lambda client, email: try_password(client, email, "geraden"),
    "a code": ask_code,
    "trying a code": lambda client, _: enter_code(client, "BCDFBCDF"),
}


def measure(*, quick: bool) -> Figure:
    """Each way in, with each kind of address, in a random order."""
    with override_settings(PASSWORD_HASHERS=[f"{LightHasher.__module__}.{LightHasher.__name__}"]):
        return _measured(20 if quick else 600)


def _measured(number: int) -> Figure:
    account(KNOWN["with a password"])
    account(KNOWN["closed"], is_active=False)
    UserFactory(email=KNOWN["by code only"])
    MembershipFactory(professional__email=KNOWN["with a seat"])
    for _ in range(2):
        MembershipFactory(professional__email=KNOWN["shared"])
    differences = [f"{way}, {kind}: another answer" for way in WAYS for kind in KNOWN if _differs(way, KNOWN[kind])]
    bound = 4 * sqrt((2 * number + 1) / (12 * number * number)) + SLACK  # four standard deviations of chance
    areas = {(way, kind): area for way in WAYS for kind, area in _areas(way, number).items()}
    (way, kind), worst = max(areas.items(), key=lambda item: abs(item[1] - 0.5))
    told = [f"{way}, {kind}: AUC {area:.3f}" for (way, kind), area in areas.items() if abs(area - 0.5) > bound]
    text = (
        f"{len(differences)} of {len(areas)} pairs differ in status, headers or body; AUC of times at most "
        f"{0.5 + abs(worst - 0.5):.3f} ({way}, {kind}; {number} of each, up to {0.5 + bound:.3f} is chance)"
    )
    return Figure(text, not differences and not told, (*differences, *told))


def _prepared(way: str, email: str, network: int) -> Client:
    """A browser on the way, up to the step that is looked at."""
    client = at(network)
    client.get("/inloggen/")
    if way == "trying a code":
        ask_code(client, email)
    return client


def _differs(way: str, email: str) -> bool:
    """Whether this address is answered otherwise than an unknown one, but for tokens and the time of day."""
    answers = []
    for asked in (email, UNKNOWN):
        cache.clear()
        answer = WAYS[way](_prepared(way, asked, 1), asked)
        body = TOKEN.sub("", answer.content.decode()).replace(asked, "")
        headers = sorted((name, MOMENT.sub("", value)) for name, value in answer.headers.items())
        answers.append((answer.status_code, headers, body, sorted(answer.cookies)))
    return answers[0] != answers[1]


def _areas(way: str, number: int) -> dict[str, float]:
    """Of each kind of address, how often its answer took longer than that to an unknown one."""
    turns = [email for email in (*KNOWN.values(), UNKNOWN) for _ in range(number)]
    random.shuffle(turns)
    times: dict[str, list[float]] = {email: [] for email in turns}
    for turn, email in enumerate(turns):
        if turn % 8 == 0:
            cache.clear()  # the limits are another row's
        client = _prepared(way, email, turn)
        begin = time.perf_counter()
        WAYS[way](client, email)
        times[email].append(time.perf_counter() - begin)
    return {kind: _area(times[email], times[UNKNOWN]) for kind, email in KNOWN.items()}


def _area(these: Sequence[float], those: Sequence[float]) -> float:
    """How often one of these is more than one of those."""
    return sum(this > that for this in these for that in those) / (len(these) * len(those))
