"""Who erases, who finds doubles and which seats can be filled: questions that no single page answers."""

from datetime import date

import pytest

from accounts.models import User
from schools.access import can_do_without
from schools.enums import GrantKind
from schools.models import School
from teams.access import can_erase, possible_doubles, reads_plans, seat_rights, seats_to_hand_over
from teams.models import Professional, Role
from teams.roster import roster_on
from tests.factories import TODAY, GrantFactory, OrganisationFactory, SchoolFactory, UserFactory, person, seat

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 11, 23)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def samira(school: School) -> Professional:
    return seat(school, "cjg-coach", professional=person(school, "Samira", "", "Bakkali")).professional


def holder(school: School, kind: GrantKind, **fields: object) -> User:
    user: User = GrantFactory(region=school.region, kind=kind, **fields).user
    return user


def test_only_a_grant_over_the_whole_region_that_edits_erases(school: School, samira: Professional) -> None:
    beside = UserFactory()
    seat(school, "intern-begeleider", user=beside)
    asked = {
        "procesbegeleider": holder(school, GrantKind.PROCESBEGELEIDER),
        "of one municipality": holder(school, GrantKind.PROCESBEGELEIDER, municipality=school.municipality),
        "swv": holder(school, GrantKind.SWV),
        "elsewhere": holder(SchoolFactory(), GrantKind.PROCESBEGELEIDER),
        "intern begeleider": beside,
    }
    assert [who for who, user in asked.items() if can_erase(user, samira, TODAY)] == ["procesbegeleider"]


def test_doubles_are_looked_for_in_her_own_region(school: School, samira: Professional) -> None:
    guide = holder(school, GrantKind.PROCESBEGELEIDER)
    elsewhere = SchoolFactory()
    GrantFactory(region=elsewhere.region, kind=GrantKind.PROCESBEGELEIDER, user=guide)
    double, far = (person(place, "Samira", "", "Bakkali") for place in (school, elsewhere))
    assert set(possible_doubles(guide, samira, "", TODAY)) == {double}
    assert set(possible_doubles(guide, far, "", TODAY)) == set()


def test_of_one_municipality_only_the_seats_there_are_handed_over(school: School, samira: Professional) -> None:
    next_door = SchoolFactory(region=school.region)
    seat(next_door, "cjg-coach", professional=samira)
    town = holder(school, GrantKind.PROCESBEGELEIDER, municipality=school.municipality)
    region = holder(school, GrantKind.PROCESBEGELEIDER)
    assert [row.school for row in seats_to_hand_over(town, samira, TODAY)] == [school]
    assert {row.school for row in seats_to_hand_over(region, samira, TODAY)} == {school, next_door}


def test_the_logbook_tells_plans_to_who_edits_there_only(school: School) -> None:
    ib, coach = UserFactory(), UserFactory()
    seat(school, "intern-begeleider", user=ib)
    seat(school, "cjg-coach", user=coach)
    asked = {
        "ib": ib,
        "coach": coach,
        "swv": holder(school, GrantKind.SWV),
        "procesbegeleider": holder(school, GrantKind.PROCESBEGELEIDER),
        "of one municipality": holder(school, GrantKind.PROCESBEGELEIDER, municipality=school.municipality),
        "elsewhere": holder(SchoolFactory(), GrantKind.PROCESBEGELEIDER),
    }
    told = {
        place: [who for who, user in asked.items() if reads_plans(user, place, TODAY)]
        for place in (school, school.region)
    }
    assert told == {
        school: ["ib", "procesbegeleider", "of one municipality"],
        school.region: ["procesbegeleider"],
    }


def test_a_seat_without_a_template_is_not_filled(school: School) -> None:
    role = Role.objects.create(code="wijkteam", name="wijkteam", organisation_kind="extern", domain="extern")
    seat(school, role.code, professional=person(school, "", "", "Los", organisation=OrganisationFactory()))
    guide = holder(school, GrantKind.PROCESBEGELEIDER)
    roster = roster_on(school, TODAY, today=TODAY)
    assert [each.template for each in roster.seats if each.roles == (role,)] == [None]
    assert seat_rights(guide, school, TODAY).fillable(roster.seats) == {
        each.template.pk for each in roster.seats if each.template
    }


def test_only_the_last_beheerder_cannot_be_done_without(school: School) -> None:
    swv = GrantFactory(kind=GrantKind.SWV, region=school.region)
    assert can_do_without(swv, TODAY)
    last = GrantFactory(kind=GrantKind.BEHEERDER, region=None)
    assert not can_do_without(last, TODAY)
    other = GrantFactory(kind=GrantKind.BEHEERDER, region=None, starts_on=TODAY)
    assert can_do_without(last, TODAY)
    other.ends_on = date(2027, 1, 1)
    other.save()
    assert not can_do_without(last, TODAY)


@pytest.mark.parametrize(
    ("other", "can"),
    [({"starts_on": TODAY}, True), ({"starts_on": TOMORROW}, False), ({"user__is_active": False}, False)],
    ids=["from that day", "from a later day", "with a closed account"],
)
def test_a_beheerder_is_done_without_for_one_who_can_act_by_then(other: dict[str, object], can: bool) -> None:
    last = GrantFactory(kind=GrantKind.BEHEERDER, region=None)
    GrantFactory(kind=GrantKind.BEHEERDER, region=None, **other)
    assert can_do_without(last, TODAY) is can
