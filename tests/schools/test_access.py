"""Which schools and regions lie in the reach of a grant."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.access import (
    can_edit_in_region,
    can_manage_region,
    can_manage_school,
    is_beheerder,
    places_in_reach,
    regions_granted,
    regions_in_reach,
    regions_to_manage,
    schools_in_editing_reach,
    schools_in_reach,
)
from schools.enums import GrantKind
from schools.models import Region, School
from tests.factories import TODAY, GrantFactory, RegionFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
P, S, B = GrantKind.PROCESBEGELEIDER, GrantKind.SWV, GrantKind.BEHEERDER


@pytest.fixture
def here() -> School:
    school: School = SchoolFactory(name="Hier", region=RegionFactory(seats=False))
    return school


@pytest.fixture
def elsewhere() -> School:
    school: School = SchoolFactory(name="Elders", region=RegionFactory(seats=False))
    return school


@pytest.fixture
def nowhere() -> School:
    school: School = SchoolFactory(name="Zonder regio", region=None)
    return school


def granted(kind: GrantKind, region: Region | None, **fields: object) -> User:
    user: User = GrantFactory(kind=kind, region=region, **fields).user
    return user


def names(found: object) -> list[str]:
    return sorted(str(each) for each in found)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [P, S])
def test_a_grant_over_a_region_reaches_its_schools_only(
    here: School, elsewhere: School, nowhere: School, kind: GrantKind
) -> None:
    assert names(schools_in_reach(granted(kind, here.region), TODAY)) == ["Hier"]


def test_a_beheerder_reaches_every_school_also_one_without_a_region(
    here: School, elsewhere: School, nowhere: School
) -> None:
    assert names(schools_in_reach(granted(B, None), TODAY)) == ["Elders", "Hier", "Zonder regio"]


@pytest.mark.parametrize(("kind", "edits"), [(P, ["Hier"]), (S, [])])
def test_a_procesbegeleider_edits_and_an_swv_only_reads(
    here: School, elsewhere: School, kind: GrantKind, edits: list[str]
) -> None:
    assert names(schools_in_editing_reach(granted(kind, here.region), TODAY)) == edits


def test_a_beheerder_edits_every_school(here: School, elsewhere: School) -> None:
    assert names(schools_in_editing_reach(granted(B, None), TODAY)) == ["Elders", "Hier"]


@pytest.mark.parametrize(
    ("day", "reached"),
    [
        (date(2026, 7, 31), []),
        (date(2026, 8, 1), ["Hier"]),
        (date(2027, 7, 31), ["Hier"]),
        (date(2027, 8, 1), []),
    ],
)
def test_a_grant_counts_from_its_first_up_to_and_including_its_last_day(
    here: School, day: date, reached: list[str]
) -> None:
    user = granted(P, here.region, starts_on=date(2026, 8, 1), ends_on=date(2027, 7, 31))
    assert names(schools_in_reach(user, day)) == reached


def test_a_grant_of_a_beheerder_that_has_ended_reaches_nothing(here: School) -> None:
    user = granted(B, None, ends_on=date(2026, 11, 21))
    assert names(schools_in_reach(user, TODAY)) == []


def test_two_grants_reach_both_regions_and_edit_only_the_one_that_may(here: School, elsewhere: School) -> None:
    user = granted(P, here.region)
    GrantFactory(user=user, kind=S, region=elsewhere.region)
    assert names(schools_in_reach(user, TODAY)) == ["Elders", "Hier"]
    assert names(schools_in_editing_reach(user, TODAY)) == ["Hier"]


def test_a_school_reached_twice_is_there_once(here: School) -> None:
    user = granted(P, here.region)
    GrantFactory(user=user, kind=S, region=here.region)
    GrantFactory(user=user, kind=B, region=None)
    assert names(schools_in_reach(user, TODAY)) == ["Hier"]


def test_a_user_without_a_grant_reaches_nothing(here: School) -> None:
    assert names(schools_in_reach(UserFactory(), TODAY)) == []


def test_nobody_reaches_anything_without_signing_in(here: School) -> None:
    granted(P, here.region)
    assert names(schools_in_reach(AnonymousUser(), TODAY)) == []
    assert names(schools_in_editing_reach(AnonymousUser(), TODAY)) == []
    assert names(regions_in_reach(AnonymousUser(), TODAY)) == []


@pytest.mark.parametrize(("kind", "editing"), [(P, True), (S, False)])
def test_regions_in_reach(here: School, elsewhere: School, kind: GrantKind, editing: bool) -> None:
    user = granted(kind, here.region)
    assert list(regions_in_reach(user, TODAY)) == [here.region]
    assert list(regions_in_reach(user, TODAY, editing=True)) == ([here.region] if editing else [])


def test_a_beheerder_has_every_region(here: School, elsewhere: School) -> None:
    assert set(regions_in_reach(granted(B, None), TODAY, editing=True)) == {here.region, elsewhere.region}


# Over a part of a region


@pytest.fixture
def next_door(here: School) -> School:
    """Of the same region, in another municipality."""
    school: School = SchoolFactory(name="Ernaast", region=here.region)
    return school


def test_a_procesbegeleider_of_a_municipality_sees_and_edits_its_schools_only(
    here: School, next_door: School, elsewhere: School
) -> None:
    user = granted(P, here.region, municipality=here.municipality)
    assert names(schools_in_reach(user, TODAY)) == ["Hier"]
    assert names(schools_in_editing_reach(user, TODAY)) == ["Hier"]


def test_a_school_of_that_municipality_in_another_region_is_out_of_reach(here: School) -> None:
    SchoolFactory(name="Grensgeval", municipality=here.municipality, region=RegionFactory(seats=False))
    SchoolFactory(name="Zonder regio", municipality=here.municipality, region=None)
    assert names(schools_in_reach(granted(P, here.region, municipality=here.municipality), TODAY)) == ["Hier"]


def test_two_municipalities_are_two_grants_and_each_ends_by_itself(here: School, next_door: School) -> None:
    SchoolFactory(name="Derde", region=here.region)
    user = granted(P, here.region, municipality=here.municipality)
    GrantFactory(user=user, region=here.region, municipality=next_door.municipality, ends_on=date(2026, 11, 22))
    assert names(schools_in_reach(user, TODAY)) == ["Ernaast", "Hier"]
    assert names(schools_in_reach(user, date(2026, 11, 23))) == ["Hier"]


def test_a_grant_over_the_whole_region_beside_one_over_a_part_reaches_all(here: School, next_door: School) -> None:
    user = granted(P, here.region, municipality=here.municipality)
    GrantFactory(user=user, region=here.region)
    assert names(schools_in_reach(user, TODAY)) == ["Ernaast", "Hier"]


def test_of_a_part_she_has_the_region_granted_but_not_in_reach(here: School, elsewhere: School) -> None:
    user = granted(P, here.region, municipality=here.municipality)
    assert (list(regions_granted(user, TODAY)), list(regions_in_reach(user, TODAY))) == ([here.region], [])


@pytest.mark.parametrize(
    ("kind", "fields", "found"),
    [
        (P, {}, ["here"]),
        (S, {}, ["here"]),
        (B, {}, ["here", "elsewhere"]),
        (S, {"ends_on": date(2026, 11, 21)}, []),
        (S, {"starts_on": date(2026, 11, 23)}, []),
    ],
)
def test_in_which_regions_somebody_has_a_grant(
    here: School, elsewhere: School, kind: GrantKind, fields: dict[str, date], found: list[str]
) -> None:
    user = granted(kind, None if kind == B else here.region, **fields)
    regions = {"here": here.region, "elsewhere": elsewhere.region}
    assert set(regions_granted(user, TODAY)) == {regions[name] for name in found}


@pytest.mark.parametrize(("kind", "edits"), [(P, ["here"]), (S, []), (B, ["here", "elsewhere"])])
def test_in_which_regions_somebody_edits_teams(
    here: School, elsewhere: School, kind: GrantKind, edits: list[str]
) -> None:
    user = granted(kind, None if kind == B else here.region)
    known = {"here": here.region, "elsewhere": elsewhere.region}
    assert [name for name, row in known.items() if row and can_edit_in_region(user, row, TODAY)] == edits


def test_of_a_part_she_edits_in_the_region_as_long_as_her_grant_lasts(here: School) -> None:
    assert here.region is not None
    user = granted(P, here.region, municipality=here.municipality, ends_on=TODAY)
    tomorrow = date(2026, 11, 23)
    found = [can_edit_in_region(user, here.region, day) for day in (TODAY, tomorrow)]
    assert (found, can_edit_in_region(AnonymousUser(), here.region, TODAY)) == ([True, False], False)


def test_whole_regions_first_and_then_municipalities_of_other_regions(
    here: School, next_door: School, elsewhere: School
) -> None:
    user = granted(P, here.region)
    GrantFactory(user=user, region=here.region, municipality=next_door.municipality)  # of a region that is hers already
    GrantFactory(user=user, region=elsewhere.region, municipality=elsewhere.municipality)
    assert places_in_reach(user, TODAY) == [(here.region, None), (elsewhere.region, elsewhere.municipality)]


def test_a_place_to_edit_is_not_one_that_is_only_read(here: School, elsewhere: School) -> None:
    user = granted(S, here.region)
    GrantFactory(user=user, kind=P, region=elsewhere.region, municipality=elsewhere.municipality)
    town = (elsewhere.region, elsewhere.municipality)
    assert places_in_reach(user, TODAY) == [(here.region, None), town]
    assert places_in_reach(user, TODAY, editing=True) == [town]


# Managing what a region agreed on


@pytest.mark.parametrize(
    ("kind", "regions", "schools"),
    [(P, [], []), (S, ["here"], ["Hier"]), (B, ["here", "elsewhere"], ["Hier", "Elders", "Zonder regio"])],
)
def test_who_manages_which_regions_and_what_the_register_says_of_which_schools(
    here: School, elsewhere: School, nowhere: School, kind: GrantKind, regions: list[str], schools: list[str]
) -> None:
    user = granted(kind, None if kind == B else here.region)
    known = {"here": here.region, "elsewhere": elsewhere.region}
    assert set(regions_to_manage(user, TODAY)) == {known[name] for name in regions}
    assert [name for name, row in known.items() if row and can_manage_region(user, row, TODAY)] == regions
    assert [each.name for each in (here, elsewhere, nowhere) if can_manage_school(user, each, TODAY)] == schools


def test_of_a_part_nothing_is_managed(here: School) -> None:
    user = granted(P, here.region, municipality=here.municipality)
    assert (list(regions_to_manage(user, TODAY)), can_manage_school(user, here, TODAY)) == ([], False)


@pytest.mark.parametrize(
    ("kind", "fields", "is_one"), [(B, {}, True), (B, {"ends_on": date(2026, 11, 21)}, False), (S, {}, False)]
)
def test_who_is_beheerder(here: School, kind: GrantKind, fields: dict[str, date], is_one: bool) -> None:
    assert is_beheerder(granted(kind, None if kind == B else here.region, **fields), TODAY) is is_one


def test_without_signing_in_nobody_manages_anything(here: School) -> None:
    nobody = AnonymousUser()
    assert (list(regions_granted(nobody, TODAY)), list(regions_to_manage(nobody, TODAY))) == ([], [])
    assert (can_manage_school(nobody, here, TODAY), is_beheerder(nobody, TODAY)) == (False, False)
