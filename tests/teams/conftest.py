"""Who most tests about a team start from: a school, who acts, a coach who sits there and somebody who may."""

import pytest

from accounts.models import User
from schools.models import School
from teams.models import Membership, PlannedMember, Professional, Role
from tests.factories import PlannedMemberFactory, SchoolFactory, UserFactory, person, seat

pytest.register_assert_rewrite("tests.teams.seating")  # so that a refusal that wrote something shows what


@pytest.fixture
def ib() -> User:
    user: User = UserFactory()
    return user


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(name="De Zeester")
    return row


@pytest.fixture
def samira(school: School) -> Membership:
    """CJG-coach since August, until further notice."""
    return seat(school, "cjg-coach", professional=person(school, "Samira", "", "Bakkali"), contact_days=2)


@pytest.fixture
def tom(school: School) -> Professional:
    return person(school, "Tom", "de", "Vries")


@pytest.fixture
def wish(school: School, tom: Professional) -> PlannedMember:
    """Tom as a coach from next school year on: he does not know it yet."""
    row: PlannedMember = PlannedMemberFactory(school=school, professional=tom, role=Role.objects.get(code="cjg-coach"))
    return row
