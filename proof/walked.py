"""The walk over every address, made once for the rows that look at it: who got which answer, and what it told."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from django.db import transaction

from schools.models import School
from tests.access.table import BY_NAME
from tests.access.walk import Cell, Found, Walker, addresses, cells, walk
from tests.access.world import lay_world

SEED = 20261122
SAMPLE = 120


@contextmanager
def walker() -> Iterator[Walker]:
    """The world with everybody in it, gone afterwards."""
    with transaction.atomic():
        yield Walker.of(lay_world())
        transaction.set_rollback(True)


def in_resolver() -> set[str]:
    return {address.name for address in addresses()}


@cache
def walked(*, quick: bool) -> Found:
    """Every cell of the table, or a sample of them."""
    chosen = [cell for name in sorted(in_resolver() & set(BY_NAME)) for cell in cells(BY_NAME[name])]
    if quick:
        chosen = random.Random(SEED).sample(chosen, SAMPLE)  # noqa: S311 a sample, no secret
    with walker() as walking:
        return walk(walking, chosen)


@cache
def control() -> Found:
    """The negative control: what the walk finds on one page, when everybody sees every school."""
    route = BY_NAME["teams:school"]
    roles = ("stranger", "former", "coach", "pb_town", "swv", "ib_elsewhere")
    asked = [Cell(route, role, place, "GET") for role in roles for place in route.who.places]
    with walker() as walking, patch("teams.views.fetching.visible_schools", lambda *_: School.objects.all()):
        return walk(walking, asked)
