"""Who coordinates an organisation arranges its people at the schools it serves, and nothing else there."""

from datetime import date

import pytest

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.access import (
    accounts_of,
    can_arrange,
    can_edit_professional,
    can_edit_team,
    can_fill_seat,
    can_set_email,
    coordinated_organisations,
    has_power,
    is_self,
    visible_organisations,
    visible_professionals,
    visible_schools,
)
from teams.models import Coordinator, Organisation, Professional, Role
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    ProfessionalFactory,
    SchoolFactory,
    UserFactory,
    seat,
)

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory(name="De Zeester")
    return row


@pytest.fixture
def cjg(school: School) -> Organisation:
    row: Organisation = OrganisationFactory(region=school.region, name="CJG")
    return row


@pytest.fixture
def user(cjg: Organisation) -> User:
    row: User = UserFactory()
    Coordinator.objects.create(user=row, organisation=cjg, starts_on=date(2026, 8, 1))
    return row


def seen(user: User) -> list[str]:
    return [row.name for row in visible_schools(user, TODAY)]


def roles(*codes: str) -> list[Role]:
    return list(Role.objects.filter(code__in=codes))


def test_she_sees_the_schools_of_her_region_that_the_organisation_serves(school: School, user: User) -> None:
    SchoolFactory(name="De Verre")
    SchoolFactory(name="De Buur", region=school.region)
    assert seen(user) == ["De Buur", "De Zeester"]


def test_an_organisation_of_some_municipalities_serves_those_and_where_its_people_sit(
    school: School, cjg: Organisation, user: User
) -> None:
    cjg.municipalities.add(school.municipality)
    SchoolFactory(name="De Buur", region=school.region)
    elsewhere = SchoolFactory(name="De Overkant", region=school.region)
    seat(elsewhere, "cjg-coach", professional__organisation=cjg)
    SchoolFactory(name="Zelfde gemeente, andere regio", municipality=school.municipality)
    assert seen(user) == ["De Overkant", "De Zeester"]


@pytest.mark.parametrize(
    ("days", "holds"),
    [
        ({"starts_on": TODAY, "ends_on": TODAY}, True),
        ({"starts_on": TOMORROW}, False),
        ({"starts_on": date(2026, 1, 1), "ends_on": YESTERDAY}, False),
    ],
    ids=["today", "from tomorrow", "until yesterday"],
)
def test_it_begins_and_ends_on_its_days(school: School, cjg: Organisation, days: dict[str, date], holds: bool) -> None:
    user = UserFactory()
    Coordinator.objects.create(user=user, organisation=cjg, **days)
    assert (bool(seen(user)), has_power(user, TODAY)) == (holds, holds)
    assert list(coordinated_organisations(user, TODAY)) == ([cjg] if holds else [])


def test_she_edits_no_team(school: School, user: User) -> None:
    assert can_edit_team(user, school, TODAY) is False


@pytest.mark.parametrize(
    ("role", "may"), [("cjg-coach", True), ("jeugdarts", False), ("intern-begeleider", False), ("wijkagent", False)]
)
def test_she_fills_seats_of_her_organisations_kind_only(school: School, user: User, role: str, may: bool) -> None:
    assert can_fill_seat(user, school, roles(role), TODAY) is may


def test_she_fills_no_seat_at_a_closed_school_or_in_another_region(school: School, user: User) -> None:
    coach = roles("cjg-coach")
    assert can_fill_seat(user, SchoolFactory(), coach, TODAY) is False
    School.objects.filter(pk=school.pk).update(closed_on=TODAY)
    school.refresh_from_db()
    assert can_fill_seat(user, school, coach, TODAY) is False


def test_she_arranges_corrects_and_reaches_the_people_of_her_organisation_and_no_others(
    school: School, cjg: Organisation, user: User
) -> None:
    hers = seat(school, "cjg-coach", professional__organisation=cjg).professional
    without_a_seat = ProfessionalFactory(organisation=cjg)
    nurse = seat(school, "jeugdverpleegkundige").professional
    for question in (can_arrange, can_edit_professional, can_set_email):
        assert [question(user, who, TODAY) for who in (hers, without_a_seat, nurse)] == [True, True, False]


def test_she_sees_her_people_also_without_a_seat_and_nobody_of_another_region(school: School, user: User) -> None:
    hers = ProfessionalFactory(organisation=coordinated_organisations(user, TODAY).get())
    nurse = seat(school, "jeugdverpleegkundige").professional
    seat(SchoolFactory(), "cjg-coach")
    ProfessionalFactory(organisation__region=school.region)
    assert set(visible_professionals(user, TODAY)) == {hers, nurse}


def test_organisations_are_seen_by_who_coordinates_them_or_guides_their_region(
    school: School, cjg: Organisation, user: User
) -> None:
    other = OrganisationFactory(region=school.region, name="GGD")
    OrganisationFactory(name="CJG van elders")
    guide = GrantFactory(kind=GrantKind.SWV, region=school.region).user
    member = UserFactory()
    seat(school, "intern-begeleider", user=member, professional__organisation=other)
    found = [list(visible_organisations(who, TODAY)) for who in (user, guide, member)]
    assert found == [[cjg], [cjg, other], []]


# Addresses of who has power


def test_nobody_but_herself_and_the_beheerder_sets_the_address_of_who_has_power(
    school: School, cjg: Organisation, user: User
) -> None:
    """Who may set it could sign in as her."""
    powerful = GrantFactory(kind=GrantKind.SWV, region=school.region).user
    person = seat(school, "cjg-coach", user=powerful, professional__organisation=cjg).professional
    guide = GrantFactory(region=school.region).user
    beheerder = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    assert [can_set_email(who, person, TODAY) for who in (user, guide, powerful, beheerder)] == [
        False,
        False,
        True,
        True,
    ]


# Records that were merged


def test_the_account_of_a_merged_record_is_that_of_the_person_it_went_into(school: School) -> None:
    ib, doubled = UserFactory(), UserFactory()
    kept = seat(school, "intern-begeleider", user=ib).professional
    ProfessionalFactory(user=doubled, organisation=kept.organisation, merged_into=kept)
    assert [is_self(who, kept) for who in (ib, doubled)] == [True, True]
    assert [can_edit_team(who, school, TODAY) for who in (ib, doubled)] == [True, True]
    assert set(accounts_of(kept)) == {ib, doubled}


def test_a_merged_record_is_not_among_the_people(school: School) -> None:
    kept = seat(school, "intern-begeleider").professional
    gone = ProfessionalFactory(organisation=kept.organisation, merged_into=kept)
    guide = GrantFactory(kind=GrantKind.BEHEERDER, region=None).user
    assert (list(Professional.objects.all()), list(visible_professionals(guide, TODAY))) == ([kept], [kept])
    assert Professional._base_manager.filter(pk=gone.pk).exists()
