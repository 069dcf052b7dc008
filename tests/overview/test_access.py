"""Which schools of a region somebody looks out over, and of which she may know who is wished for."""

import pytest

from accounts.models import User
from overview.access import overview_schools, schools_with_plans_shown
from schools.enums import GrantKind
from schools.models import Municipality, Region, School
from tests.factories import TODAY, GrantFactory, SchoolFactory, UserFactory, seat

P, S, B = GrantKind.PROCESBEGELEIDER, GrantKind.SWV, GrantKind.BEHEERDER


@pytest.fixture
def beside(region: Region) -> School:
    """Of the same region, in another municipality."""
    row: School = SchoolFactory(name="De Meeuw", region=region)
    return row


def user_who(who: str, school: School, far: School) -> User:
    """Whoever it is also has a seat in the other region, which must not show here."""
    user: User = UserFactory()
    seat(far, "intern-begeleider", professional__user=user)
    kinds = {"guide": P, "guide_of_town": P, "swv": S, "beheerder": B}
    if kind := kinds.get(who):
        town: Municipality | None = school.municipality if who == "guide_of_town" else None
        GrantFactory(user=user, kind=kind, region=None if kind == B else school.region, municipality=town)
    return user


@pytest.mark.parametrize(
    ("who", "seen", "with_plans"),
    [
        ("stranger", set(), set()),
        ("guide", {"De Zeester", "De Meeuw"}, {"De Zeester", "De Meeuw"}),
        ("guide_of_town", {"De Zeester"}, {"De Zeester"}),
        ("swv", {"De Zeester", "De Meeuw"}, set()),
        ("beheerder", {"De Zeester", "De Meeuw"}, {"De Zeester", "De Meeuw"}),
    ],
)
def test_the_schools_of_this_region_only(
    region: Region, school: School, beside: School, far: School, who: str, seen: set[str], with_plans: set[str]
) -> None:
    user = user_who(who, school, far)
    assert {row.name for row in overview_schools(user, region, TODAY)} == seen
    assert {row.name for row in schools_with_plans_shown(user, region, TODAY)} == with_plans
