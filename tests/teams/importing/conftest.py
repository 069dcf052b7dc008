"""A region with a few schools and people, and who may change all its teams."""

from datetime import date

import pytest

from accounts.models import User
from schools.models import Region
from teams.models import Professional
from tests.teams.importing.filing import lay_guide, lay_region


@pytest.fixture
def region(today: date, db: None) -> Region:
    return lay_region()


@pytest.fixture
def guide(region: Region) -> User:
    return lay_guide(region)


@pytest.fixture
def anneke(region: Region) -> Professional:
    return Professional.objects.get(surname="Visser")
