"""Somebody who signs in with a password, and somebody with power."""

from datetime import date

import pytest
from django.core.cache import cache

from accounts.models import User
from schools.enums import GrantKind
from tests.factories import GrantFactory, RegionFactory, UserFactory

PASSWORD = "een lang wachtwoord"


@pytest.fixture(autouse=True)
def _frozen(today: date, db: None) -> None:
    """Noon on 22 November 2026, and nobody tried to sign in before."""
    cache.clear()


@pytest.fixture
def anneke() -> User:
    """No power, and a password."""
    return with_password(UserFactory(email="anneke@example.nl"))


@pytest.fixture
def ineke() -> User:
    """A procesbegeleider, with a password."""
    user = UserFactory(email="ineke@example.nl")
    GrantFactory(user=user, kind=GrantKind.PROCESBEGELEIDER, region=RegionFactory(seats=False))
    return with_password(user)


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user
