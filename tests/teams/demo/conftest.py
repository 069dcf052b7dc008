import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True
