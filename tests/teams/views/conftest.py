"""One school with a team, and the people who come to it: who edits, who reads, who is of another region."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from schools.models import School
from teams.models import Membership
from tests.factories import MunicipalityFactory, OrganisationFactory, SchoolFactory, UserFactory, person, seat


@pytest.fixture(autouse=True)
def _frozen(today: date, db: None) -> None:
    """Every view is tried on 22 November 2026."""


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(
        name="De Zeester", establishment_code="99AA00", municipality=MunicipalityFactory(name="Duinveen")
    )
    return row


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A browser in which this user is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def anneke(school: School) -> Membership:
    """The intern begeleider, who edits."""
    user = UserFactory(email="anneke@example.nl")
    return seat(
        school,
        "intern-begeleider",
        professional=person(school, "Anneke", "", "Visser", user=user, email=user.email),
        starts_on=date(2024, 8, 1),
    )


@pytest.fixture
def samira(school: School) -> Membership:
    """The CJG-coach, who reads."""
    user = UserFactory(email="samira@example.nl")
    cjg = OrganisationFactory(region=school.region, name="CJG Duinveen")
    somebody = person(school, "Samira", "", "Bakkali", user=user, email=user.email, organisation=cjg)
    return seat(school, "cjg-coach", professional=somebody)


@pytest.fixture
def editor(anneke: Membership, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(anneke.professional.user)  # type: ignore[arg-type]


@pytest.fixture
def reader(samira: Membership, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(samira.professional.user)  # type: ignore[arg-type]


@pytest.fixture
def far() -> School:
    """A school of another region; its name and people's names are canaries that must not be seen elsewhere."""
    row: School = SchoolFactory(name="De Kanarie", city="Kanariestad")
    return row


@pytest.fixture
def far_ib(far: School) -> Membership:
    user = UserFactory(email="kanarie@example.nl")
    cjg = OrganisationFactory(region=far.region, name="CJG Kanarie")
    somebody = person(far, "Kara", "", "Kanarie", user=user, email=user.email, organisation=cjg)
    return seat(far, "intern-begeleider", professional=somebody)


@pytest.fixture
def outsider(far_ib: Membership, sign_in: Callable[[User], Client]) -> Client:
    """Edits a school of another region."""
    return sign_in(far_ib.professional.user)  # type: ignore[arg-type]
