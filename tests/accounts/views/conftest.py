"""Noon on 22 November 2026, nobody tried to sign in before, and somebody with power."""

from datetime import date

import pytest
from django.core.cache import cache

from accounts.models import User
from schools.enums import GrantKind
from tests.accounts.conftest import with_password
from tests.factories import GrantFactory, RegionFactory, UserFactory


@pytest.fixture(autouse=True)
def _frozen(today: date, db: None) -> None:
    cache.clear()


@pytest.fixture
def ineke() -> User:
    """A procesbegeleider, with a password."""
    user = UserFactory(email="ineke@example.nl")
    GrantFactory(user=user, kind=GrantKind.PROCESBEGELEIDER, region=RegionFactory(seats=False))
    return with_password(user)
