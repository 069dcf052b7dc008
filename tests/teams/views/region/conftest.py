"""Who comes to a region's pages: with a grant over it, over a part, over everything, or over another one."""

import pytest
from django.test import Client

from schools.enums import GrantKind
from schools.models import Municipality, Region, School
from tests.factories import GrantFactory, MunicipalityFactory, UserFactory
from tests.pages import sign_in


def granted(kind: GrantKind, region: Region | None, **fields: object) -> Client:
    """A browser of somebody with this grant."""
    return sign_in(Client(), GrantFactory(kind=kind, region=region, **fields).user)


@pytest.fixture
def region(school: School) -> Region:
    """The region of De Zeester, with a second municipality in which it has no school yet."""
    assert school.region is not None
    region: Region = school.region
    region.name = "Zuid-Duinstreek"
    region.save()
    region.municipalities.set([school.municipality, MunicipalityFactory(name="Zandermeer")])
    return region


@pytest.fixture
def duinveen(school: School) -> Municipality:
    row: Municipality = school.municipality
    return row


@pytest.fixture
def swv(region: Region) -> Client:
    """Reads everything of the region, and manages what it agreed on."""
    return granted(GrantKind.SWV, region, user=UserFactory(email="swv@example.nl"))


@pytest.fixture
def guide(region: Region) -> Client:
    """Procesbegeleider of the whole region."""
    return granted(GrantKind.PROCESBEGELEIDER, region)


@pytest.fixture
def part(region: Region, duinveen: Municipality) -> Client:
    """Procesbegeleider of one municipality of the region."""
    return granted(GrantKind.PROCESBEGELEIDER, region, municipality=duinveen)


@pytest.fixture
def beheerder(region: Region) -> Client:
    return granted(GrantKind.BEHEERDER, None, user=UserFactory(email="beheerder@example.nl"))


@pytest.fixture
def far_swv(region: Region, far: School) -> Client:
    """SWV staff of another region."""
    return granted(GrantKind.SWV, far.region)
