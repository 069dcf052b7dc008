from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.accounts.oidc import OpenIdProvider, named, open_id_provider


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """How long a password takes is measured by the proof."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def running_provider() -> Iterator[OpenIdProvider]:
    with open_id_provider() as running:
        yield running


@pytest.fixture
def provider(db: None, running_provider: OpenIdProvider) -> Iterator[OpenIdProvider]:
    """A school board's provider, which the settings name."""
    with named(running_provider.url):
        yield running_provider
