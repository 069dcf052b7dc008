"""The world is laid once for each module, on the same day as everywhere in the tests; every request is undone."""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.access.walk import Walker
from tests.access.world import World, lay_world
from tests.factories import TODAY

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(scope="module")
def standing_today() -> Iterator[date]:
    with time_machine.travel(NOON, tick=False):
        yield TODAY


@pytest.fixture(scope="module")
def world(standing_today: date, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield lay_world(standing_today)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def walker(world: World) -> Walker:
    return Walker.of(world)


@pytest.fixture
def _refusals_are_not_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Thousands of refusals are meant here. A page that breaks is seen by its status."""
    with caplog.at_level(logging.CRITICAL, "django.request"), caplog.at_level(logging.CRITICAL, "django.security"):
        yield
