"""What a view starts from: what its address names, 404 for who may not see it, 403 for who may not change it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.enums import PlanStage
from teams.models import Coordinator, Membership, Organisation, PlannedMember, Professional, Role, SeatTemplate
from teams.views import fetching
from teams.views.region import fetching as of_regions
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    PlannedMemberFactory,
    SchoolFactory,
    UserFactory,
    person,
    seat,
)

COACH, NURSE = "cjg-coach", "jeugdverpleegkundige"


def by(user: User, method: str = "GET") -> HttpRequest:
    request = RequestFactory().generic(method, "/")
    request.user = user
    return request


def found(fetch: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """What is fetched, or the status of the refusal."""
    try:
        return fetch(*arguments, TODAY, **named)
    except Http404:
        return 404
    except PermissionDenied:
        return 403


@pytest.fixture
def ib(anneke: Membership) -> User:
    """Edits the school, and another one of the region."""
    seat(SchoolFactory(name="De Buur", region=anneke.school.region), anneke.role.code, professional=anneke.professional)
    assert anneke.professional.user is not None
    return anneke.professional.user


@pytest.fixture
def neighbour(ib: User) -> School:
    return School.objects.get(name="De Buur")


@pytest.fixture
def coach(samira: Membership) -> User:
    """Sits at the school and only reads."""
    assert samira.professional.user is not None
    return samira.professional.user


@pytest.fixture
def cjg(samira: Membership) -> Organisation:
    return samira.professional.organisation


@pytest.fixture
def leader(cjg: Organisation) -> User:
    """Coordinates the organisation of the coach."""
    user: User = UserFactory()
    Coordinator.objects.create(user=user, organisation=cjg, starts_on=TODAY)
    return user


@pytest.fixture
def stranger() -> User:
    """Of another region."""
    user: User = UserFactory()
    seat(SchoolFactory(), "intern-begeleider", user=user)
    return user


def test_a_school(school: School, ib: User, coach: User, stranger: User) -> None:
    code = school.establishment_code
    asked = (ib, coach, stranger)
    assert [found(fetching.visible_school, by(user), code) for user in asked] == [school, school, 404]
    assert [found(fetching.editable_school, by(user), code) for user in asked] == [school, 403, 404]
    assert found(fetching.visible_school, by(ib), "00AA00") == 404


def test_a_member_of_this_school(
    school: School, neighbour: School, samira: Membership, ib: User, coach: User, leader: User
) -> None:
    elsewhere = seat(neighbour, COACH)
    asked = (ib, coach, leader)
    assert [found(fetching.editable_membership, by(user), school, samira.pk) for user in asked] == [samira, 403, samira]
    assert found(fetching.editable_membership, by(ib), school, elsewhere.pk) == 404


def test_roles_of_a_seat_of_this_kind_of_school(school: School, ib: User, coach: User, leader: User) -> None:
    coaching, nursing = (Role.objects.get(code=code) for code in (COACH, NURSE))
    both = SeatTemplate.objects.create(region=school.region, sector=school.sector, name="Jeugd", position=99)
    both.roles.set([coaching, nursing])
    nurses = SeatTemplate.objects.create(region=school.region, sector=school.sector, name="Zorg", position=98)
    nurses.roles.set([nursing])
    assert set(found(fetching.roles_to_fill, by(ib), school, both.pk)) == {coaching, nursing}
    assert found(fetching.roles_to_fill, by(leader), school, both.pk) == [coaching]
    assert [found(fetching.roles_to_fill, by(user), school, nurses.pk) for user in (leader, coach)] == [403, 403]
    far = SchoolFactory().region.seat_templates.first()
    assert found(fetching.roles_to_fill, by(ib), school, far.pk) == 404


# Plans


@pytest.fixture
def plan(school: School, cjg: Organisation) -> PlannedMember:
    """Somebody is wished for as a coach."""
    row: PlannedMember = PlannedMemberFactory(school=school, role=Role.objects.get(code=COACH))
    return row


def test_a_plan_by_who_may_fill_its_seat(
    school: School, neighbour: School, plan: PlannedMember, ib: User, coach: User, leader: User
) -> None:
    nurse = PlannedMemberFactory(school=school, role=Role.objects.get(code=NURSE))
    elsewhere = PlannedMemberFactory(school=neighbour)
    asked = (ib, coach, leader)
    assert [found(fetching.visible_plan, by(user), school, plan.pk) for user in asked] == [plan, 404, plan]
    assert [found(fetching.visible_plan, by(user), school, nurse.pk) for user in asked] == [nurse, 404, 404]
    assert found(fetching.visible_plan, by(ib), school, elsewhere.pk) == 404


def test_a_form_about_a_plan_finds_it_as_it_is(school: School, plan: PlannedMember, ib: User) -> None:
    PlannedMember.objects.filter(pk=plan.pk).update(stage=PlanStage.ASKED)
    assert found(fetching.visible_plan, by(ib, "POST"), school, plan.pk).stage == PlanStage.ASKED


def test_a_plan_that_is_gone_is_found_by_a_form_that_was_open_only(
    school: School, neighbour: School, plan: PlannedMember, ib: User, coach: User
) -> None:
    number = plan.pk
    plan.delete()
    assert found(fetching.visible_plan, by(ib), school, number) == 404
    assert found(fetching.visible_plan, by(ib, "POST"), school, number).pk == number
    assert found(fetching.visible_plan, by(coach, "POST"), school, number) == 404
    assert found(fetching.visible_plan, by(ib, "POST"), neighbour, number) == 404
    assert found(fetching.visible_plan, by(ib, "POST"), school, number + 1) == 404


def test_with_who_was_erased_her_plans_are_gone_for_good(school: School, plan: PlannedMember, ib: User) -> None:
    number = plan.pk
    plan.delete()
    Professional.objects.filter(pk=plan.professional_id).update(erased_on=TODAY)
    assert found(fetching.visible_plan, by(ib, "POST"), school, number) == 404


# People


@pytest.fixture
def double(samira: Membership) -> Professional:
    """A record that was merged into Samira's."""
    row = person(samira.school, "Samira", "", "Bakali", organisation=samira.professional.organisation)
    Professional.objects.filter(pk=row.pk).update(merged_into=samira.professional)
    return row


def test_a_person(school: School, samira: Membership, ib: User, leader: User, coach: User, stranger: User) -> None:
    she, asked = samira.professional, (ib, leader, coach, stranger)
    reader = UserFactory()
    seat(school, "wijkagent", user=reader)
    assert [found(fetching.visible_professional, by(user), she.pk) for user in asked] == [she, she, she, 404]
    assert [found(fetching.editable_professional, by(user), she.pk) for user in asked] == [she, she, she, 404]
    assert [found(fetching.professional_to_hand_over, by(user), she.pk) for user in asked] == [403, she, 403, 404]
    assert found(fetching.editable_professional, by(reader), she.pk) == 403


def test_a_merged_record_leads_to_her_where_that_is_asked(
    samira: Membership, double: Professional, ib: User, stranger: User
) -> None:
    she = samira.professional
    numbers = (she.pk, double.pk, double.pk + 1000)
    assert [found(fetching.visible_professional, by(ib), pk) for pk in numbers] == [she, 404, 404]
    assert [found(fetching.visible_professional, by(ib), pk, also_merged=True) for pk in numbers] == [she, she, 404]
    assert [found(fetching.visible_professional, by(stranger), pk, also_merged=True) for pk in numbers] == [404] * 3


def test_the_other_record_is_one_that_she_arranges_or_that_was_merged_already(
    school: School, samira: Membership, double: Professional, cjg: Organisation, leader: User
) -> None:
    other = person(school, "Samira", "", "Bakkaly", organisation=cjg)
    theirs = person(school, "Samira", "", "Bakkaly", organisation=OrganisationFactory(region=school.region))
    records = (other, double, theirs)
    fetched = [found(fetching.record_to_merge, by(leader), samira.professional, record.pk) for record in records]
    assert fetched == [other, double, 404]


# Regions


def test_a_region(school: School, ib: User) -> None:
    region = school.region
    assert region is not None
    kinds = (GrantKind.PROCESBEGELEIDER, GrantKind.SWV, GrantKind.BEHEERDER)
    asked = [GrantFactory(kind=kind, region=None if kind == GrantKind.BEHEERDER else region).user for kind in kinds]
    asked += [GrantFactory(kind=GrantKind.SWV).user, ib]
    fetches = {
        of_regions.granted_region: [region, region, region, 404, 404],
        of_regions.managed_region: [403, region, region, 404, 404],
        of_regions.region_of_beheerder: [403, 403, region, 404, 404],
    }
    for fetch, expected in fetches.items():
        assert [found(fetch, by(user), region.pk) for user in asked] == expected
