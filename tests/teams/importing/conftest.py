"""A region with a few schools and people, and who may change all its teams."""

from datetime import date

import pytest

from accounts.models import User
from schools.enums import GrantKind
from schools.models import Region
from teams.models import Professional
from tests.factories import (
    GrantFactory,
    MunicipalityFactory,
    OrganisationFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)


@pytest.fixture
def region(today: date, db: None) -> Region:
    town = MunicipalityFactory(name="Duinveen")
    zeester = SchoolFactory(name="De Zeester", establishment_code="99AA00", city="Duinveen", municipality=town)
    region: Region = zeester.region
    for code, name, city, closed in (
        ("99AB00", "De Ark", "Duinveen", None),
        ("99AC00", "De Ark", "Zandermeer", None),
        ("99AD00", "Het Slot", "Duinveen", date(2024, 8, 1)),
    ):
        SchoolFactory(name=name, establishment_code=code, city=city, closed_on=closed, municipality=town, region=region)
    SchoolFactory(name="De Kanarie", establishment_code="99ZZ00")
    staff = OrganisationFactory(region=region, name="Scholen Duinveen", kind="school")
    anneke = person(zeester, "Anneke", "", "Visser", email="anneke@example.nl", organisation=staff)
    seat(zeester, "intern-begeleider", professional=anneke, starts_on=date(2024, 8, 1))
    OrganisationFactory(region=region, name="CJG Duinveen", kind="cjg")
    ggd = OrganisationFactory(region=region, name="GGD Duinveen", kind="ggd")
    for _ in range(2):
        person(zeester, "Jan", "", "Dubbel", organisation=ggd)
    return region


@pytest.fixture
def guide(region: Region) -> User:
    user: User = UserFactory(email="guide@example.nl")
    GrantFactory(user=user, kind=GrantKind.PROCESBEGELEIDER, region=region, starts_on=date(2024, 8, 1))
    return user


@pytest.fixture
def anneke(region: Region) -> Professional:
    return Professional.objects.get(surname="Visser")
