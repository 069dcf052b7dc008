"""Who erases, who finds doubles, who hands over to whom: questions about people that no single page answers."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from schools.access import can_do_without
from schools.enums import GrantKind
from schools.models import School
from teams.access import (
    arrangeable_professionals,
    can_edit_professional,
    can_erase,
    can_hand_over,
    can_invite,
    can_send_confirmation,
    can_set_organisation,
    choosable_organisations,
    choosable_professionals,
    coordinates,
    has_power_from,
    organisations_for,
    people_near,
    possible_doubles,
    reads_plans,
    seats_from,
    seats_to_hand_over,
    sees_organisation,
    shares_team,
    successors_for,
)
from teams.access.people import editable_among
from teams.enums import OrganisationKind
from teams.models import Coordinator, Organisation, Professional
from tests.factories import (
    TODAY,
    GrantFactory,
    OrganisationFactory,
    SchoolFactory,
    StandInFactory,
    UserFactory,
    person,
    seat,
)

pytestmark = pytest.mark.django_db
IB, COACH = "intern-begeleider", "cjg-coach"
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)
LAST_YEAR = {"starts_on": date(2025, 8, 1), "ends_on": date(2026, 7, 31)}
IN_OCTOBER = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 31)}


@pytest.fixture
def school() -> School:
    row: School = SchoolFactory()
    return row


@pytest.fixture
def samira(school: School) -> Professional:
    return seat(school, "cjg-coach", professional=person(school, "Samira", "", "Bakkali")).professional


@pytest.fixture
def next_door(school: School) -> School:
    """Of the same region, in another municipality."""
    row: School = SchoolFactory(region=school.region)
    return row


def holder(school: School, kind: GrantKind, **fields: object) -> User:
    user: User = GrantFactory(region=school.region, kind=kind, **fields).user
    return user


def coordinator(*organisations: Organisation) -> User:
    user: User = UserFactory()
    for organisation in organisations:
        Coordinator.objects.create(user=user, organisation=organisation, starts_on=TODAY)
    return user


def named(school: School, surname: str, **fields: object) -> Professional:
    return person(school, "", "", surname, **fields)


def names(people: Iterable[object]) -> list[str]:
    return sorted(map(str, people))


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


def test_of_one_municipality_only_the_seats_there_are_handed_over(
    school: School, next_door: School, samira: Professional
) -> None:
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


# Where she sits


def test_she_sits_from_a_day_where_she_has_a_seat_or_stands_in_then_or_later(
    school: School, samira: Professional
) -> None:
    seat(school, COACH, professional=samira, **LAST_YEAR)
    seat(school, COACH)
    stood, stands = seat(school, IB), seat(school, IB)
    StandInFactory(membership=stood, professional=samira, ends_on=YESTERDAY)
    StandInFactory(membership=stands, professional=samira, ends_on=TODAY)
    gone = seat(school, IB, ends_on=YESTERDAY)
    StandInFactory(membership=gone, professional=samira, ends_on=TODAY)
    assert set(seats_from(samira, TODAY)) == {samira.memberships.get(ends_on=None), stands}


def test_near_is_who_sits_or_will_sit_in_a_team_of_hers(school: School, next_door: School) -> None:
    me = seat(school, IB, professional=named(school, "Ik", user=UserFactory())).professional
    now = seat(school, COACH, professional=named(school, "Nu"))
    seat(school, COACH, professional=named(school, "Later"), starts_on=TOMORROW)
    seat(school, COACH, professional=named(school, "Eerder"), ends_on=YESTERDAY)
    StandInFactory(membership=now, professional=named(school, "Waarnemer"))
    StandInFactory(membership=now, professional=named(school, "Waarnemer van toen"), **IN_OCTOBER)
    far = seat(next_door, COACH, professional=named(school, "Buur"))
    StandInFactory(membership=far, professional=named(school, "Waarnemer daar"))
    everybody = {row.pk: str(row) for row in Professional.objects.all()}
    near = people_near(me.user, everybody.keys(), TODAY)
    assert {everybody[pk] for pk in near} == {"Ik", "Nu", "Later", "Waarnemer"}
    assert people_near(me.user, [], TODAY) == {me.pk}
    assert people_near(AnonymousUser(), everybody.keys(), TODAY) == set()


def test_a_team_is_shared_with_who_sits_there_then_or_later(
    school: School, next_door: School, samira: Professional
) -> None:
    ib = UserFactory()
    seat(school, IB, user=ib)
    people = {
        "now": samira,
        "later": seat(school, COACH, starts_on=TOMORROW).professional,
        "before": seat(school, COACH, ends_on=YESTERDAY).professional,
        "next door": seat(next_door, COACH).professional,
    }
    assert [name for name, row in people.items() if shares_team(ib, row, TODAY)] == ["now", "later"]


# Who may change her data


def test_many_are_edited_by_whom_each_is(school: School, next_door: School) -> None:
    cjg = OrganisationFactory(region=school.region)
    me = named(school, "Ik", user=UserFactory())
    brought = UserFactory()
    named(school, "Ik, dubbel", user=brought, merged_into=me)
    now = seat(school, COACH, professional=named(school, "Nu"))
    seat(school, COACH, professional=named(school, "Later"), starts_on=TOMORROW)
    past = seat(school, COACH, professional=named(school, "Eerder"), ends_on=YESTERDAY)
    seat(school, COACH, professional=named(school, "Gewist", erased_on=TODAY))
    StandInFactory(membership=now, professional=named(school, "Waarnemer"))
    StandInFactory(membership=now, professional=named(school, "Waarnemer van toen"), **IN_OCTOBER)
    StandInFactory(membership=past, professional=named(school, "Waarnemer van Eerder"))
    seat(next_door, COACH, professional=named(school, "Buur", organisation=cjg))
    everybody = list(Professional.objects.all())
    ib = UserFactory()
    seat(school, IB, user=ib)
    edited = {
        "herself": (me.user, ["Ik"]),
        "herself, by the account of a merged record": (brought, ["Ik"]),
        "ib": (ib, ["Later", "Nu", "Waarnemer"]),
        "coordinator": (coordinator(cjg), ["Buur"]),
        "swv": (holder(school, GrantKind.SWV), []),
        "nobody": (AnonymousUser(), []),
    }
    for who, (user, whom) in edited.items():
        assert (who, names(editable_among(user, everybody, TODAY))) == (who, whom)
        assert (who, names(row for row in everybody if can_edit_professional(user, row, TODAY))) == (who, whom)
    assert names(editable_among(ib, [now.professional], TODAY)) == ["Nu"]


def test_her_editors_invite_who_can_sign_in_and_let_others_confirm_their_address(
    school: School, samira: Professional
) -> None:
    ib, coach = UserFactory(), UserFactory()
    seat(school, IB, user=ib)
    seat(school, COACH, user=coach)
    Professional.objects.filter(pk=samira.pk).update(user=UserFactory())

    def may() -> dict[str, list[str]]:
        asked = {"ib": ib, "coach": coach, "herself": samira.user}
        questions = {"invite": can_invite, "confirm": can_send_confirmation}
        return {what: [who for who in asked if ask(asked[who], samira, TODAY)] for what, ask in questions.items()}

    samira.refresh_from_db()
    assert may() == {"invite": ["ib"], "confirm": []}
    samira.email_is_confirmed = False
    assert may() == {"invite": [], "confirm": ["ib", "herself"]}
    samira.email = ""
    assert may() == {"invite": [], "confirm": []}


def test_for_whom_she_works_is_chosen_from_her_region_by_herself_and_else_from_whom_one_arranges(
    school: School, samira: Professional
) -> None:
    theirs, others = (OrganisationFactory(region=school.region) for _ in range(2))
    far = OrganisationFactory()
    Professional.objects.filter(pk=samira.pk).update(user=UserFactory())
    samira.refresh_from_db()
    ib = UserFactory()
    seat(school, IB, user=ib)
    ours = set(Organisation.objects.filter(region=school.region))
    assert {samira.organisation, theirs, others} <= ours
    assert set(organisations_for(samira.user, samira, TODAY)) == ours
    assert set(organisations_for(ib, samira, TODAY)) == {samira.organisation}
    assert set(organisations_for(coordinator(theirs, far), samira, TODAY)) == {samira.organisation, theirs}


def test_whom_one_arranges_and_so_for_whom_she_works(school: School, samira: Professional) -> None:
    cjg = samira.organisation
    people = {
        "Samira": samira,
        "Gewist": named(school, "Gewist", organisation=cjg, erased_on=TODAY),
        "Ander": named(school, "Ander"),
    }
    leader, ib = coordinator(cjg), UserFactory()
    seat(school, IB, user=ib)
    Professional.objects.filter(pk=samira.pk).update(user=UserFactory())
    samira.refresh_from_db()
    assert [set(arrangeable_professionals(user, TODAY)) for user in (leader, ib, samira.user)] == [
        {samira},
        set(),
        set(),
    ]
    may = {
        who: [name for name, row in people.items() if can_set_organisation(user, row, TODAY)]
        for who, user in {"coordinator": leader, "ib": ib, "herself": samira.user}.items()
    }
    assert may == {"coordinator": ["Samira"], "ib": [], "herself": ["Samira"]}
    assert [coordinates(leader, row, TODAY) for row in (samira, people["Ander"])] == [True, False]


# Who may be seated


def test_an_editor_seats_everybody_of_the_region_and_a_coordinator_her_own_people(
    school: School, samira: Professional
) -> None:
    far = SchoolFactory()
    cjg = samira.organisation
    theirs = named(school, "Ander")
    named(school, "Gewist", organisation=cjg, erased_on=TODAY)
    verre = named(far, "Verre")
    ib = UserFactory()
    me = seat(school, IB, user=ib).professional
    leader = coordinator(cjg, verre.organisation)
    assert set(choosable_organisations(ib, school, TODAY)) == set(Organisation.objects.filter(region=school.region))
    assert list(choosable_organisations(leader, school, TODAY)) == [cjg]
    assert set(choosable_professionals(ib, school, TODAY)) == {samira, theirs, me}
    assert set(choosable_professionals(leader, school, TODAY)) == {samira}


# Handing over


@pytest.fixture
def town(school: School) -> User:
    """Procesbegeleider of the municipality of the school."""
    return holder(school, GrantKind.PROCESBEGELEIDER, municipality=school.municipality)


def test_seats_of_hers_that_are_not_over_are_handed_over_at_schools_that_are_open(
    school: School, samira: Professional, town: User
) -> None:
    region = holder(school, GrantKind.PROCESBEGELEIDER)
    here = samira.memberships.get()
    seat(school, COACH)
    seat(school, COACH, professional=samira, **LAST_YEAR)
    closed = SchoolFactory(region=school.region, municipality=school.municipality, closed_on=TODAY)
    seat(closed, COACH, professional=samira)
    asked = (region, town, coordinator(samira.organisation))
    assert [list(seats_to_hand_over(user, samira, TODAY)) for user in asked] == [[here]] * 3
    assert list(seats_to_hand_over(UserFactory(), samira, TODAY)) == []
    samira.erased_on = TODAY
    assert [list(seats_to_hand_over(user, samira, TODAY)) for user in asked] == [[]] * 3


def test_of_whom_seats_may_be_handed_over(school: School, next_door: School, samira: Professional, town: User) -> None:
    people = {
        "here": samira,
        "left here": seat(school, COACH, ends_on=YESTERDAY).professional,
        "next door": seat(next_door, COACH).professional,
        "nowhere": named(school, "Nergens"),
        "erased": seat(school, COACH, professional=named(school, "Gewist", erased_on=TODAY)).professional,
    }
    asked = {
        "region": holder(school, GrantKind.PROCESBEGELEIDER),
        "town": town,
        "swv": holder(school, GrantKind.SWV),
    }
    assert {
        who: [name for name in people if can_hand_over(user, people[name], TODAY)] for who, user in asked.items()
    } == {
        "region": ["here", "left here", "next door", "nowhere"],
        "town": ["here", "left here"],
        "swv": [],
    }


def test_a_successor_is_of_the_same_kind_and_region_and_for_a_coordinator_of_her_own(
    school: School, samira: Professional, town: User
) -> None:
    far = SchoolFactory()
    cjg = samira.organisation
    named(school, "Collega", organisation=cjg)
    named(school, "Ander CJG")
    named(school, "GGD", organisation=OrganisationFactory(region=school.region, kind=OrganisationKind.GGD))
    named(school, "Gewist", organisation=cjg, erased_on=TODAY)
    named(far, "Verre")
    leader = coordinator(cjg)
    GrantFactory(user=leader, region=far.region, kind=GrantKind.PROCESBEGELEIDER)
    assert names(successors_for(town, samira, TODAY)) == ["Ander CJG", "Collega"]
    assert names(successors_for(leader, samira, TODAY)) == ["Collega"]
    assert names(successors_for(UserFactory(), samira, TODAY)) == []


# Power


@pytest.mark.parametrize(
    ("days", "has"),
    [({"ends_on": YESTERDAY}, False), ({"ends_on": TODAY}, True), ({"starts_on": TOMORROW}, True)],
    ids=["over", "last day", "to come"],
)
def test_power_from_a_day_is_what_holds_then_or_later(school: School, days: dict[str, date], has: bool) -> None:
    days = {"starts_on": date(2025, 8, 1)} | days
    by_grant = GrantFactory(region=school.region, **days).user
    leader = UserFactory()
    Coordinator.objects.create(user=leader, organisation=OrganisationFactory(region=school.region), **days)
    assert [has_power_from(user, TODAY) for user in (by_grant, leader, UserFactory())] == [has, has, False]


def test_an_organisation_is_seen_as_a_whole_by_who_coordinates_it_or_has_a_grant_over_its_region(
    school: School,
) -> None:
    cjg, other = (OrganisationFactory(region=school.region) for _ in range(2))
    far = OrganisationFactory()
    asked = {"coordinator": coordinator(cjg), "swv": holder(school, GrantKind.SWV), "stranger": UserFactory()}
    seen = {
        who: [each for each in (cjg, other, far) if sees_organisation(user, each, TODAY)] for who, user in asked.items()
    }
    assert seen == {"coordinator": [cjg], "swv": [cjg, other], "stranger": []}
