from collections.abc import Iterator

import pytest

from tests.accounts.oidc import OpenIdProvider, named, open_id_provider


@pytest.fixture(scope="session")
def running_provider() -> Iterator[OpenIdProvider]:
    with open_id_provider() as running:
        yield running


@pytest.fixture
def provider(db: None, running_provider: OpenIdProvider) -> Iterator[OpenIdProvider]:
    """A school board's provider, which the settings name."""
    with named(running_provider.url):
        yield running_provider
