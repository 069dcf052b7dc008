"""Who signs in with a password, and a provider of single sign-on that runs on this machine."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.models import User
from tests.accounts.oidc import OpenIdProvider, named, open_id_provider
from tests.factories import UserFactory

PASSWORD = "een lang wachtwoord"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """How long a password takes is measured by the proof."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def anneke(db: None) -> User:
    """No power, and a password."""
    return with_password(UserFactory(email="anneke@example.nl"))


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture(scope="session")
def running_provider() -> Iterator[OpenIdProvider]:
    with open_id_provider() as running:
        yield running


@pytest.fixture
def provider(db: None, running_provider: OpenIdProvider) -> Iterator[OpenIdProvider]:
    """A school board's provider, which the settings name."""
    with named(running_provider.url):
        yield running_provider
