"""A procesbegeleider of chosen municipalities: she sees and edits their teams, and people only through those."""

import pytest

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.access import (
    can_arrange,
    can_edit_professional,
    can_edit_team,
    can_set_email,
    editable_schools,
    has_power,
    visible_organisations,
    visible_professionals,
    visible_schools,
)
from teams.models import Professional
from tests.factories import TODAY, GrantFactory, SchoolFactory, person, seat

pytestmark = pytest.mark.django_db
COACH = "cjg-coach"


@pytest.fixture
def here() -> School:
    row: School = SchoolFactory(name="Hier")
    return row


@pytest.fixture
def next_door(here: School) -> School:
    """Of the same region, in another municipality."""
    row: School = SchoolFactory(name="Ernaast", region=here.region)
    return row


@pytest.fixture
def guide(here: School) -> User:
    user: User = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=here.region, municipality=here.municipality).user
    return user


@pytest.fixture
def people(here: School, next_door: School) -> dict[str, Professional]:
    """Who sits here, here and next door, only next door, and nowhere in the region."""
    both = seat(here, COACH, professional=person(here, "", "", "Beide")).professional
    seat(next_door, COACH, professional=both)
    return {
        "Hier": seat(here, COACH, professional=person(here, "", "", "Hier")).professional,
        "Beide": both,
        "Ernaast": seat(next_door, COACH, professional=person(here, "", "", "Ernaast")).professional,
        "Nergens": person(here, "", "", "Nergens"),
    }


def test_she_sees_and_edits_only_the_schools_of_her_municipality(here: School, next_door: School, guide: User) -> None:
    assert (list(visible_schools(guide, TODAY)), list(editable_schools(guide, TODAY))) == ([here], [here])
    assert [can_edit_team(guide, each, TODAY) for each in (here, next_door)] == [True, False]


def test_she_sees_and_corrects_people_only_through_those_schools(people: dict[str, Professional], guide: User) -> None:
    assert set(visible_professionals(guide, TODAY)) == {people["Hier"], people["Beide"]}
    corrected = [name for name, row in people.items() if can_edit_professional(guide, row, TODAY)]
    assert corrected == ["Hier", "Beide"]


def test_she_sets_no_address_of_who_also_sits_elsewhere(people: dict[str, Professional], guide: User) -> None:
    assert [name for name, row in people.items() if can_set_email(guide, row, TODAY)] == ["Hier"]


def test_she_hands_over_nobody_at_all_schools_at_once(people: dict[str, Professional], guide: User) -> None:
    assert [name for name, row in people.items() if can_arrange(guide, row, TODAY)] == []


def test_she_sees_no_organisation_as_a_whole(people: dict[str, Professional], guide: User) -> None:
    assert list(visible_organisations(guide, TODAY)) == []


def test_she_signs_in_with_a_second_step(guide: User) -> None:
    assert has_power(guide, TODAY) is True


def test_a_colleague_of_the_whole_region_does_all_of_it(
    here: School, next_door: School, people: dict[str, Professional]
) -> None:
    """What the part leaves out is left out by the part, not by the kind of grant."""
    colleague = GrantFactory(kind=GrantKind.PROCESBEGELEIDER, region=here.region).user
    assert set(editable_schools(colleague, TODAY)) == {here, next_door}
    assert set(visible_professionals(colleague, TODAY)) == set(people.values())
    assert [name for name, row in people.items() if can_arrange(colleague, row, TODAY)] == list(people)
