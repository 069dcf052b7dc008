"""Who sees a plan of a year and who works on it: those with a grant over all of its schools, nobody with a part."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from meetings.models import Ownership
from schools.enums import GrantKind
from schools.models import Municipality, Region, School
from tests.factories import (
    TODAY,
    GrantFactory,
    MunicipalityFactory,
    RegionFactory,
    SchoolFactory,
    UserFactory,
    YearPlanFactory,
    seat,
)
from yearplan.access import can_make_plan, places_to_plan, plans_to_make, schools_of, visible_plans
from yearplan.models import YearPlan

pytestmark = pytest.mark.django_db
P, S, B = GrantKind.PROCESBEGELEIDER, GrantKind.SWV, GrantKind.BEHEERDER


class Land:
    """Two regions; the first has two municipalities, and a plan of the whole and of one of them."""

    def __init__(self) -> None:
        self.region: Region = RegionFactory(name="Hier")
        self.town: Municipality = MunicipalityFactory(name="Dorp")
        self.village: Municipality = MunicipalityFactory(name="Gehucht")
        self.school: School = SchoolFactory(name="De Boog", region=self.region, municipality=self.town)
        self.beside: School = SchoolFactory(name="De Kade", region=self.region, municipality=self.village)
        self.far: School = SchoolFactory(name="De Verte", region=RegionFactory(name="Elders"), municipality=self.town)
        self.plans: dict[str, YearPlan] = {
            "region": YearPlanFactory(region=self.region),
            "town": YearPlanFactory(region=self.region, municipality=self.town, year=2027),
            "far": YearPlanFactory(region=self.far.region),
        }

    def user(self, who: str) -> User | AnonymousUser:
        if who == "anonymous":
            return AnonymousUser()
        user: User = UserFactory()
        give: dict[str, Callable[[], object]] = {
            "nobody": lambda: None,
            "ib": lambda: seat(self.school, "intern-begeleider", professional__user=user),
            "guide": lambda: GrantFactory(user=user, kind=P, region=self.region),
            "guide_of_town": lambda: GrantFactory(user=user, kind=P, region=self.region, municipality=self.town),
            "guide_of_village": lambda: GrantFactory(user=user, kind=P, region=self.region, municipality=self.village),
            "swv": lambda: GrantFactory(user=user, kind=S, region=self.region),
            "beheerder": lambda: GrantFactory(user=user, kind=B, region=None),
        }
        give[who]()
        return user


@pytest.fixture
def land() -> Land:
    return Land()


@pytest.mark.parametrize(
    ("who", "sees", "makes"),
    [
        ("anonymous", [], []),
        ("nobody", [], []),
        ("ib", [], []),
        ("guide", ["region", "town"], ["region", "town"]),
        ("guide_of_town", ["town"], ["town"]),
        ("guide_of_village", [], []),
        ("swv", ["region", "town"], []),
        ("beheerder", ["region", "town", "far"], ["region", "town", "far"]),
    ],
)
def test_a_plan_is_for_who_has_a_grant_over_all_of_its_schools(
    land: Land, who: str, sees: list[str], makes: list[str]
) -> None:
    user = land.user(who)
    seen, made = set(visible_plans(user, TODAY)), set(plans_to_make(user, TODAY))
    assert [name for name, plan in land.plans.items() if plan in seen] == sees
    assert [name for name, plan in land.plans.items() if plan in made] == makes
    assert [name for name, plan in land.plans.items() if can_make_plan(user, plan, TODAY)] == makes


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("nobody", []),
        ("swv", []),
        ("guide", [("Hier", None)]),
        ("guide_of_town", [("Hier", "Dorp")]),
        ("beheerder", [("Elders", None), ("Hier", None)]),
    ],
)
def test_whose_year_somebody_may_plan(land: Land, who: str, places: list[tuple[str, str | None]]) -> None:
    found = places_to_plan(land.user(who), TODAY)
    assert [(region.name, town.name if town else None) for region, town in found] == places


@pytest.mark.parametrize(
    ("plan", "schools"), [("region", {"De Boog", "De Kade"}), ("town", {"De Boog"}), ("far", {"De Verte"})]
)
def test_a_plan_has_the_open_schools_of_its_region_or_municipality(land: Land, plan: str, schools: set[str]) -> None:
    SchoolFactory(name="De Gesloten", region=land.region, municipality=land.town, closed_on=TODAY)
    assert {school.name for school in schools_of(land.plans[plan], TODAY)} == schools


def test_a_school_that_plans_its_own_sessions_is_in_no_plan(land: Land) -> None:
    Ownership.objects.create(school=land.school, since=TODAY)
    assert {school.name for school in schools_of(land.plans["region"], TODAY)} == {"De Kade"}
