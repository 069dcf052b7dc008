"""Who sees how somebody can be reached: her own teams, her region, or only who asks for it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from schools.enums import GrantKind
from schools.models import School
from teams.access import Contact, can_ask_phone, can_choose_visibility, contact_shown, contacts_shown
from teams.actions.people import register, update_professional
from teams.enums import Visibility
from teams.models import Coordinator, Membership, Professional
from tests.factories import (
    TODAY,
    GrantFactory,
    MunicipalityFactory,
    ProfessionalFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    person,
    seat,
)

pytestmark = pytest.mark.django_db
MOBILE, AT_WORK = "+31612345678", "+31235333337"
ALL = Contact(phone=MOBILE, email="samira@example.nl")
SHIELDED = Contact(email="samira@example.nl", hidden=("phone",))


@pytest.fixture
def samira(school: School) -> Membership:
    return seat(school, "cjg-coach", professional=person(school, "Samira", "", "Bakkali", email="samira@example.nl"))


def shown(user: User, samira: Membership, day: date = TODAY) -> Contact:
    return contact_shown(user, Professional.objects.get(pk=samira.professional_id), day)


def grant(kind: GrantKind, **fields: object) -> User:
    user: User = GrantFactory(kind=kind, **fields).user
    return user


def coordinator(samira: Membership) -> User:
    user: User = UserFactory()
    Coordinator.objects.create(user=user, organisation=samira.professional.organisation, starts_on=date(2026, 8, 1))
    return user


def let(samira: Membership, **chosen: Visibility) -> None:
    Professional.objects.filter(pk=samira.professional_id).update(
        **{f"{field}_visibility": choice for field, choice in chosen.items()}
    )


@pytest.mark.parametrize("role", ["intern-begeleider", "jeugdarts"])
def test_her_own_team_sees_everything(school: School, samira: Membership, ib: User, role: str) -> None:
    let(samira, email=Visibility.TEAMS)
    seat(school, role, user=ib)
    assert shown(ib, samira) == ALL


def test_so_does_who_stands_in_there(school: School, samira: Membership, ib: User) -> None:
    StandInFactory(membership=seat(school, "jeugdarts"), professional__user=ib)
    assert shown(ib, samira) == ALL


def test_so_does_the_team_where_she_stands_in_herself(school: School, samira: Membership, ib: User) -> None:
    there = seat(SchoolFactory(region=school.region), "cjg-coach")
    StandInFactory(membership=there, professional=samira.professional)
    seat(there.school, "directeur", user=ib)
    assert shown(ib, samira) == ALL


def test_she_sees_herself_also_without_a_seat(school: School, ib: User) -> None:
    me = person(school, "Jan", "", "Boer", user=ib, email_visibility=Visibility.TEAMS)
    assert contact_shown(ib, me, TODAY) == Contact(phone=MOBILE, email=me.email)


def test_another_team_of_the_region_does_not(school: School, samira: Membership, ib: User) -> None:
    seat(SchoolFactory(region=school.region), "intern-begeleider", user=ib)
    assert shown(ib, samira) == SHIELDED


def test_a_later_team_does_not_see_who_sat_there_before(school: School, samira: Membership, ib: User) -> None:
    Membership.objects.filter(pk=samira.pk).update(ends_on=date(2026, 11, 21))
    seat(school, "intern-begeleider", user=ib)
    assert (shown(ib, samira), can_ask_phone(ib, samira.professional, TODAY)) == (SHIELDED, False)


def test_who_left_the_team_sees_it_no_more(school: School, samira: Membership, ib: User) -> None:
    seat(school, "intern-begeleider", user=ib, ends_on=date(2026, 11, 21))
    assert shown(ib, samira) == SHIELDED


@pytest.mark.parametrize("kind", [GrantKind.PROCESBEGELEIDER, GrantKind.SWV])
def test_by_a_grant_one_must_ask(school: School, samira: Membership, kind: GrantKind) -> None:
    user = grant(kind, region=school.region)
    assert (shown(user, samira), can_ask_phone(user, samira.professional, TODAY)) == (SHIELDED, True)


def test_by_a_grant_over_one_municipality_one_may_ask_at_its_schools(school: School, samira: Membership) -> None:
    here = grant(GrantKind.PROCESBEGELEIDER, region=school.region, municipality=school.municipality)
    elsewhere = grant(GrantKind.PROCESBEGELEIDER, region=school.region, municipality=MunicipalityFactory())
    assert [can_ask_phone(user, samira.professional, TODAY) for user in (here, elsewhere)] == [True, False]


def test_a_beheerder_must_ask(samira: Membership) -> None:
    user = grant(GrantKind.BEHEERDER, region=None)
    assert (shown(user, samira), can_ask_phone(user, samira.professional, TODAY)) == (SHIELDED, True)


def test_a_coordinator_must_ask(samira: Membership) -> None:
    user = coordinator(samira)
    assert (shown(user, samira), can_ask_phone(user, samira.professional, TODAY)) == (SHIELDED, True)


def test_by_a_grant_over_her_region_one_may_ask_also_where_she_sits_nowhere(school: School) -> None:
    nowhere = person(school, "Zus", "", "Nergens")
    here, elsewhere = (grant(GrantKind.SWV, region=each.region) for each in (school, SchoolFactory()))
    assert [can_ask_phone(user, nowhere, TODAY) for user in (here, elsewhere)] == [True, False]


def test_who_sees_her_by_nothing_may_not_ask(samira: Membership, ib: User) -> None:
    assert [can_ask_phone(user, samira.professional, TODAY) for user in (ib, AnonymousUser())] == [False, False]


@pytest.mark.parametrize(
    ("phone", "email", "seen"),
    [
        (Visibility.REGION, Visibility.REGION, ALL),
        (Visibility.PUBLIC, Visibility.PUBLIC, ALL),
        (Visibility.PUBLIC, Visibility.TEAMS, Contact(phone=MOBILE, hidden=("email",))),
        (Visibility.TEAMS, Visibility.TEAMS, Contact(hidden=("phone", "email"))),
    ],
)
def test_each_field_goes_as_far_as_she_chose(
    school: School, samira: Membership, phone: Visibility, email: Visibility, seen: Contact
) -> None:
    let(samira, phone=phone, email=email)
    assert shown(grant(GrantKind.SWV, region=school.region), samira) == seen


def test_nobody_but_herself_chooses(school: School, samira: Membership, ib: User) -> None:
    seat(school, "directeur", user=ib)
    Professional.objects.filter(pk=samira.professional_id).update(user=UserFactory())
    she = Professional.objects.get(pk=samira.professional_id)
    asked = (ib, she.user, grant(GrantKind.BEHEERDER, region=None))
    assert [can_choose_visibility(user, she) for user in asked] == [False, True, False]


def test_what_is_not_there_is_not_hidden(school: School, samira: Membership) -> None:
    Professional.objects.update(phone="")
    assert shown(grant(GrantKind.SWV, region=school.region), samira) == Contact(email="samira@example.nl")


def test_nobody_in_particular_sees_what_is_for_teams(samira: Membership) -> None:
    assert contact_shown(AnonymousUser(), samira.professional, TODAY) == SHIELDED


def test_many_people_cost_no_more_queries_than_one(school: School, ib: User) -> None:
    seat(school, "directeur", user=ib)
    people = [seat(school, "cjg-coach").professional for _ in range(9)]

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            contacts_shown(ib, people[:count], TODAY)
        return len(captured)

    assert (queries(1), queries(9)) == (4, 4)
    Professional.objects.update(phone_visibility=Visibility.REGION, email_visibility=Visibility.REGION)
    people = list(Professional.objects.all())
    assert queries(9) == 0  # nobody keeps anything to her teams


# Who sees a number before she says so


@pytest.mark.parametrize(
    ("phone", "seen_by"), [(MOBILE, Visibility.TEAMS), (AT_WORK, Visibility.REGION), ("", Visibility.TEAMS)]
)
def test_a_mobile_starts_with_her_own_teams(school: School, phone: str, seen_by: Visibility) -> None:
    organisation = ProfessionalFactory(organisation__region=school.region).organisation
    assert register(Professional(surname="Smit", organisation=organisation, phone=phone)).phone_visibility == seen_by


@pytest.mark.parametrize(
    ("before", "chosen", "after", "seen_by"),
    [
        (AT_WORK, Visibility.REGION, MOBILE, Visibility.TEAMS),
        (AT_WORK, Visibility.PUBLIC, MOBILE, Visibility.TEAMS),
        ("", Visibility.REGION, MOBILE, Visibility.TEAMS),
        ("", Visibility.TEAMS, AT_WORK, Visibility.REGION),
        (MOBILE, Visibility.PUBLIC, "+31687654321", Visibility.PUBLIC),
        (MOBILE, Visibility.TEAMS, AT_WORK, Visibility.TEAMS),
    ],
)
def test_a_mobile_that_a_colleague_fills_in_goes_no_further_than_a_mobile_does(
    samira: Membership, ib: User, before: str, chosen: Visibility, after: str, seen_by: Visibility
) -> None:
    Professional.objects.update(phone=before, phone_visibility=chosen)
    update_professional(professional=samira.professional, values={"phone": after}, today=TODAY, actor=ib)
    assert Professional.objects.get(pk=samira.professional_id).phone_visibility == seen_by


def test_her_own_choice_stays_when_she_changes_her_number(samira: Membership, ib: User) -> None:
    Professional.objects.update(user=ib, phone=AT_WORK, phone_visibility=Visibility.PUBLIC)
    update_professional(professional=samira.professional, values={"phone": MOBILE}, today=TODAY, actor=ib)
    assert Professional.objects.get().phone_visibility == Visibility.PUBLIC
