"""A region with a few schools, and who looks at it."""

from datetime import date

import pytest
from django.test import Client

from schools.enums import GrantKind
from schools.models import Municipality, Region, School
from tests.factories import GrantFactory, MunicipalityFactory, RegionFactory, SchoolFactory
from tests.pages import sign_in


@pytest.fixture(autouse=True)
def _frozen(today: date, db: None) -> None:
    """Everything here is looked at on 22 November 2026."""


@pytest.fixture
def region() -> Region:
    row: Region = RegionFactory(name="Zuid-Duinstreek")
    return row


@pytest.fixture
def duinveen() -> Municipality:
    row: Municipality = MunicipalityFactory(name="Duinveen", code="9801")
    return row


@pytest.fixture
def school(region: Region, duinveen: Municipality) -> School:
    row: School = SchoolFactory(
        name="De Zeester", establishment_code="99AA00", region=region, municipality=duinveen, district="Zeewijk"
    )
    return row


@pytest.fixture
def far() -> School:
    """A school of another region; its name is a canary that must not be seen here."""
    row: School = SchoolFactory(name="De Kanarie", city="Kanariestad", district="Kanariewijk")
    return row


@pytest.fixture
def swv(region: Region) -> Client:
    """Reads everything of the region, changes no team."""
    return sign_in(Client(), GrantFactory(kind=GrantKind.SWV, region=region).user)


@pytest.fixture
def guide(region: Region) -> Client:
    """Procesbegeleider of the whole region, who edits its teams."""
    return sign_in(Client(), GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=region).user)
