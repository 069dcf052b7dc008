"""The database has the last word: what no action should write is refused, also past the actions and in bulk."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import User
from schools.enums import GrantKind
from schools.models import FreePeriod, School
from teams.models import Membership, Organisation, Professional, StandIn
from tests.factories import (
    FreePeriodFactory,
    GrantFactory,
    MembershipFactory,
    OrganisationFactory,
    ProfessionalFactory,
    RegionFactory,
    RoleFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
AUGUST, DECEMBER, JANUARY, JULY = date(2026, 8, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 7, 31)


def refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.fixture
def samira() -> Membership:
    """From August up to and including December."""
    row: Membership = MembershipFactory(starts_on=AUGUST, ends_on=DECEMBER)
    return row


def again(samira: Membership, starts_on: date, ends_on: date | None, **fields: Any) -> Membership:
    same = {"school": samira.school, "role": samira.role, "professional": samira.professional}
    return Membership(**{**same, **fields}, starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (DECEMBER, None, True),
        (DECEMBER, JULY, True),
        (date(2026, 9, 1), date(2026, 9, 1), True),
        (date(2025, 8, 1), None, True),
        (date(2025, 8, 1), AUGUST, True),
        (JANUARY, None, False),
        (JANUARY, JULY, False),
        (date(2025, 8, 1), date(2026, 7, 31), False),
    ],
)
def test_the_same_person_in_the_same_seat_once_a_day(
    samira: Membership, starts_on: date, ends_on: date | None, overlaps: bool
) -> None:
    assert refused(again(samira, starts_on, ends_on).save) is overlaps


def test_two_memberships_without_end_overlap(samira: Membership) -> None:
    Membership.objects.update(ends_on=None)
    assert refused(again(samira, JULY, None).save)


@pytest.mark.parametrize("other", ["school", "role", "professional"])
def test_at_another_school_in_another_role_or_somebody_else_is_no_overlap(samira: Membership, other: str) -> None:
    values: dict[str, Callable[[], Any]] = {
        "school": SchoolFactory,
        "role": lambda: RoleFactory(code="jeugdarts"),
        "professional": ProfessionalFactory,
    }
    assert not refused(again(samira, AUGUST, None, **{other: values[other]()}).save)


def test_overlapping_memberships_are_refused_in_bulk(samira: Membership) -> None:
    assert refused(lambda: Membership.objects.bulk_create([again(samira, DECEMBER, None)]))


def test_two_overlapping_memberships_in_one_bulk_are_refused(samira: Membership) -> None:
    rows = [again(samira, JANUARY, None), again(samira, JULY, None)]
    assert refused(lambda: Membership.objects.bulk_create(rows))
    assert Membership.objects.count() == 1


def test_an_update_into_an_overlap_is_refused(samira: Membership) -> None:
    again(samira, JANUARY, None).save()
    assert refused(lambda: Membership.objects.filter(pk=samira.pk).update(ends_on=JANUARY))
    assert refused(lambda: Membership.objects.filter(pk=samira.pk).update(ends_on=None))


def test_an_update_that_keeps_the_days_apart_is_not_refused(samira: Membership) -> None:
    again(samira, JANUARY, None).save()
    assert not refused(lambda: Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 12, 1)))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (date(2026, 12, 31), date(2027, 1, 31), True),
        (date(2026, 11, 10), date(2026, 11, 10), True),
        (date(2026, 10, 1), date(2026, 11, 1), True),
        (date(2027, 1, 1), date(2027, 1, 31), False),
        (date(2026, 10, 1), date(2026, 10, 31), False),
    ],
)
def test_a_member_has_one_stand_in_a_day(starts_on: date, ends_on: date, overlaps: bool) -> None:
    first = StandInFactory(starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 31))
    second = StandIn(
        membership=first.membership, professional=ProfessionalFactory(), starts_on=starts_on, ends_on=ends_on
    )
    assert refused(second.save) is overlaps
    assert refused(lambda: StandIn.objects.bulk_create([second])) or not overlaps


def test_a_stand_in_is_not_moved_onto_another(samira: Membership) -> None:
    first = StandInFactory(membership=samira, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    StandInFactory(membership=samira, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31))
    assert refused(lambda: StandIn.objects.filter(pk=first.pk).update(ends_on=date(2026, 10, 1)))


@pytest.mark.parametrize("factory", [MembershipFactory, StandInFactory, GrantFactory])
def test_days_out_of_order_are_refused(factory: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        factory(starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 1))


def test_a_period_of_one_day_is_in_order() -> None:
    assert not refused(lambda: MembershipFactory(starts_on=DECEMBER, ends_on=DECEMBER))


def test_free_days_out_of_order_are_refused() -> None:
    assert refused(lambda: FreePeriodFactory(first_day=date(2026, 12, 2), last_day=date(2026, 12, 1)))


def test_the_same_free_days_twice_are_refused() -> None:
    period = FreePeriodFactory()
    twin = FreePeriod(school=period.school, first_day=period.first_day, last_day=period.last_day, label="Nog eens")
    assert refused(twin.save)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (AUGUST, None, True),
        (DECEMBER, JULY, True),
        (date(2025, 8, 1), AUGUST, True),
        (JANUARY, None, False),
        (date(2025, 8, 1), date(2026, 7, 31), False),
    ],
)
def test_a_role_has_one_first_contact_a_day_at_a_school(
    samira: Membership, starts_on: date, ends_on: date | None, overlaps: bool
) -> None:
    Membership.objects.update(is_first_contact=True)
    other = again(samira, starts_on, ends_on, professional=ProfessionalFactory(), is_first_contact=True)
    assert refused(other.save) is overlaps


def test_a_second_first_contact_is_refused_by_update_and_in_bulk(samira: Membership) -> None:
    Membership.objects.update(is_first_contact=True)
    other = again(samira, AUGUST, None, professional=ProfessionalFactory())
    other.save()
    assert refused(lambda: Membership.objects.filter(pk=other.pk).update(is_first_contact=True))
    third = again(samira, AUGUST, None, professional=ProfessionalFactory(), is_first_contact=True)
    assert refused(lambda: Membership.objects.bulk_create([third]))


def test_another_role_or_another_school_has_a_first_contact_of_its_own(samira: Membership) -> None:
    Membership.objects.update(is_first_contact=True)
    fields = {"starts_on": AUGUST, "is_first_contact": True}
    assert not refused(lambda: MembershipFactory(school=samira.school, role=RoleFactory(code="jeugdarts"), **fields))
    assert not refused(lambda: MembershipFactory(role=samira.role, **fields))


def test_a_professional_has_a_surname() -> None:
    assert refused(lambda: ProfessionalFactory(surname=""))
    somebody = ProfessionalFactory()
    assert refused(lambda: Professional.objects.filter(pk=somebody.pk).update(surname=""))


@pytest.mark.parametrize(("half_days", "too_many"), [(1023, False), (1024, True)])
def test_a_working_week_has_ten_half_days(half_days: int, too_many: bool) -> None:
    assert refused(lambda: ProfessionalFactory(half_days=half_days)) is too_many


@pytest.mark.parametrize(("contact_days", "too_many"), [(31, False), (32, True)])
def test_a_week_at_school_has_five_days(contact_days: int, too_many: bool) -> None:
    assert refused(lambda: MembershipFactory(contact_days=contact_days)) is too_many


def test_an_account_belongs_to_one_professional() -> None:
    user = UserFactory()
    ProfessionalFactory(user=user)
    assert refused(lambda: ProfessionalFactory(user=user))


@pytest.mark.parametrize("email", ["Ib@example.nl", "ib@example.nl"])
def test_an_account_has_an_address_of_its_own_in_lower_case(email: str) -> None:
    UserFactory(email="ib@example.nl")
    assert refused(lambda: User.objects.bulk_create([User(email=email)]))


def test_a_school_code_is_used_once() -> None:
    school = SchoolFactory()
    assert refused(lambda: SchoolFactory(establishment_code=school.establishment_code))


@pytest.mark.parametrize("code", ["16gv00", "16GV0", "16GV000", "GV1600", "16GV00\n"])
def test_a_school_code_that_is_none_does_not_validate(code: str) -> None:
    with pytest.raises(ValidationError) as error:
        School(establishment_code=code).clean_fields()
    assert "establishment_code" in error.value.message_dict


def test_a_school_with_a_team_cannot_be_deleted(samira: Membership) -> None:
    assert refused(samira.school.delete)


def test_an_organisation_is_named_once_a_region() -> None:
    cjg = OrganisationFactory()
    assert refused(lambda: OrganisationFactory(region=cjg.region, name=cjg.name))
    assert not refused(lambda: OrganisationFactory(name=cjg.name))


def test_an_organisation_with_people_cannot_be_deleted() -> None:
    organisation = ProfessionalFactory().organisation
    assert refused(organisation.delete)
    assert Organisation.objects.filter(pk=organisation.pk).exists()


@pytest.mark.parametrize(
    ("kind", "has_region", "wrong"),
    [
        (GrantKind.BEHEERDER, True, True),
        (GrantKind.BEHEERDER, False, False),
        (GrantKind.SWV, False, True),
        (GrantKind.PROCESBEGELEIDER, True, False),
    ],
)
def test_a_grant_has_a_region_unless_it_is_a_beheerders(kind: GrantKind, has_region: bool, wrong: bool) -> None:
    region = RegionFactory(seats=False) if has_region else None
    assert refused(lambda: GrantFactory(kind=kind, region=region)) is wrong


def test_a_code_of_a_samenwerkingsverband_belongs_to_one_region_and_empty_to_many() -> None:
    RegionFactory(seats=False, po_code="PO2704")
    assert refused(lambda: RegionFactory(seats=False, po_code="PO2704"))
    assert not refused(lambda: RegionFactory(seats=False, po_code=""))
